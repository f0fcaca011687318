import { Progress } from "@mantine/core";
import { IconAlertTriangleFilled, IconCircle, IconCircleCheckFilled, IconCircleHalf2 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Transfer } from "../../../api/types";
import { TonePill } from "../../../components/StatePill";
import type { Tone } from "../../../components/tone";
import { useFormat } from "../../../format/useFormat";
import classes from "./Software.module.css";

const good: readonly Transfer["state"][] = ["installed", "uploaded"];
const bad: readonly Transfer["state"][] = ["failed", "refused", "timedOut"];
const moving: readonly Transfer["state"][] = ["downloading", "uploading"];

type Shown = Pick<Transfer, "state" | "word"> & { bytes: number | null; totalBytes: number | null };

/** How far a transfer has come, in a word, with a bar while bytes are moving. */
export function TransferProgress({ transfer: { state, word, bytes, totalBytes } }: { transfer: Shown }) {
  const { t } = useTranslation("software");
  const format = useFormat();
  const tone: Tone = good.includes(state) ? "available" : bad.includes(state) ? "fault" : state === "replaced" ? "offline" : "warning";
  const sign = good.includes(state) ? IconCircleCheckFilled : bad.includes(state) ? IconAlertTriangleFilled : state === "replaced" ? IconCircle : IconCircleHalf2;
  const isMoving = moving.includes(state) && bytes !== null && bytes > 0;
  return (
    <span className={classes["bar"]}>
      <TonePill tone={tone} icon={sign} title={word ?? ""}>
        {t(`state.${state}`)}
      </TonePill>
      {isMoving && totalBytes !== null && <Progress value={Math.min(100, (100 * bytes) / Math.max(1, totalBytes))} aria-label={t("transfer.progress")} />}
      {isMoving && totalBytes === null && <span>{format.bytes(bytes)}</span>}
    </span>
  );
}
