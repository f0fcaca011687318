import { IconAlertTriangleFilled, IconCircle, IconCircleCheckFilled, IconCircleDashed, IconCircleMinus, type Icon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { SecurityUpgrade } from "../../../../api/types";
import { CertificateLine, CertificateList } from "../../../../components/certificates/CertificateLine";
import { Panel } from "../../../../components/Panel";
import { Instant } from "../../../../components/Quantity";
import { TonePill } from "../../../../components/StatePill";
import type { Tone } from "../../../../components/tone";

const looks: Record<SecurityUpgrade["state"], { tone: Tone; icon: Icon }> = {
  waiting: { tone: "offline", icon: IconCircle },
  running: { tone: "charging", icon: IconCircleDashed },
  done: { tone: "available", icon: IconCircleCheckFilled },
  skipped: { tone: "offline", icon: IconCircleMinus },
  failed: { tone: "fault", icon: IconAlertTriangleFilled },
};

/** How raising the profile goes or went, step by step; live. */
export function UpgradeSteps({ upgrade }: { upgrade: SecurityUpgrade }) {
  const { t } = useTranslation("configuration");
  const pill = (state: SecurityUpgrade["state"]) => (
    <TonePill tone={looks[state].tone} icon={looks[state].icon}>
      {t(`security.state.${state}`)}
    </TonePill>
  );
  return (
    <Panel
      title={t("security.upgrade", { from: upgrade.from, to: upgrade.to })}
      beside={pill(upgrade.state)}
      about={
        <>
          <Instant at={upgrade.startedAt} style="minute" />
          {`, ${upgrade.by}`}
        </>
      }
    >
      <CertificateList label={t("security.steps")}>
        {upgrade.steps.map((step) => (
          <CertificateLine
            key={step.kind}
            name={t(`security.step.${step.kind}`)}
            beside={pill(step.state)}
            facts={[
              ...(step.kind === "reconnect" && step.state === "running" ? [t("security.bothOpen")] : []),
              ...(step.text === null ? [] : [step.text]),
              ...(step.at === null ? [] : [<Instant key="at" at={step.at} style="second" />]),
            ]}
          />
        ))}
      </CertificateList>
    </Panel>
  );
}
