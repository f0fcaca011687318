import { IconAlertTriangleFilled, IconCircle, IconCircleCheckFilled, IconCircleHalf2, IconCircleMinus, IconPlayerPauseFilled, type Icon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Campaign } from "../../../api/types";
import { TonePill } from "../../../components/StatePill";
import type { Tone } from "../../../components/tone";

const looks: Record<Campaign["state"], [Tone, Icon]> = {
  waiting: ["offline", IconCircle],
  running: ["charging", IconCircleHalf2],
  paused: ["warning", IconPlayerPauseFilled],
  halted: ["fault", IconAlertTriangleFilled],
  done: ["available", IconCircleCheckFilled],
  cancelled: ["offline", IconCircleMinus],
};

/** How a campaign stands. */
export function CampaignPill({ state }: { state: Campaign["state"] }) {
  const { t } = useTranslation("software");
  const [tone, sign] = looks[state];
  return (
    <TonePill tone={tone} icon={sign}>
      {t(`campaignState.${state}`)}
    </TonePill>
  );
}
