import { IconAlertTriangleFilled, IconCircleCheckFilled, IconCircleDashed, IconClockExclamation, IconClockPause, IconClockX, IconReload, IconTrashX, IconXboxXFilled } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Command } from "../../../api/types";
import { TonePill } from "../../../components/StatePill";
import { useFormat } from "../../../format/useFormat";

/** How a command goes: on its way, the station's own answer with how long it took, or why there is none. */
export function CommandAnswer({ command: { state, outcome, latencyMs, expiresAt }, waits = false }: { command: Command; waits?: boolean }) {
  const { t } = useTranslation("configuration");
  const format = useFormat();
  const took = latencyMs === null ? "" : ` ${format.number(latencyMs)} ms`;
  if (waits && state === "queued") {
    const until = t("waiting.until", { at: format.instant(expiresAt, "minute") });
    return (
      <TonePill tone="warning" icon={IconClockPause} title={until}>
        {until}
      </TonePill>
    );
  }
  switch (state) {
    case "queued":
    case "sent":
      return (
        <TonePill tone="offline" icon={IconCircleDashed}>
          {t(`answer.${state}`)}
        </TonePill>
      );
    case "accepted":
      return (
        // A change that waits for a reboot has been taken, but does not hold yet.
        <TonePill tone={outcome === "RebootRequired" ? "warning" : "available"} icon={outcome === "RebootRequired" ? IconReload : IconCircleCheckFilled} title={outcome ?? t("answer.accepted")}>
          {`${outcome ?? t("answer.accepted")}${took}`}
        </TonePill>
      );
    case "rejected":
      return (
        <TonePill tone="fault" icon={IconXboxXFilled} title={outcome ?? t("answer.rejected")}>
          {`${outcome ?? t("answer.rejected")}${took}`}
        </TonePill>
      );
    case "timedOut":
      return (
        <TonePill tone="warning" icon={IconClockExclamation}>
          {t("answer.timedOut")}
        </TonePill>
      );
    case "expired":
      return (
        <TonePill tone="warning" icon={IconClockX} title={t("answer.expiredHint")}>
          {t("answer.expired")}
        </TonePill>
      );
    case "cancelled":
      return (
        <TonePill tone="offline" icon={IconTrashX} title={outcome ?? t("answer.cancelled")}>
          {t("answer.cancelled")}
        </TonePill>
      );
    default: {
      const reason = outcome ?? t("answer.failed");
      return (
        <TonePill tone="fault" icon={IconAlertTriangleFilled} title={reason}>
          {reason}
        </TonePill>
      );
    }
  }
}
