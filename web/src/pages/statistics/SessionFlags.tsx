import { Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Session } from "../../api/types";
import classes from "./SessionFlags.module.css";

export type SessionFlag = Session["flags"][number];

/** Where in a row what is odd about a session is told: beside the figure it concerns. */
export const flagColumn: Record<SessionFlag, "startedAt" | "endedAt" | "energyWh"> = {
  endedWithoutStop: "endedAt",
  orphan: "startedAt",
  implausibleEnergy: "energyWh",
  registerJump: "energyWh",
  oddClock: "startedAt",
  deliveredLate: "startedAt",
  refusedTag: "startedAt",
};

/** An exclamation mark that says, on hover and aloud, what is odd about a session; nothing where nothing is. */
export function SessionFlags({ flags }: { flags: readonly SessionFlag[] }) {
  const { t } = useTranslation("statistics");
  if (flags.length === 0) return null;
  const words = flags.map((flag) => t(`flag.${flag}`)).join("\n");
  return (
    <Tooltip label={words} multiline maw={320} style={{ whiteSpace: "pre-line" }} events={{ hover: true, focus: true, touch: true }}>
      <span className={classes["flag"]} role="img" aria-label={words}>
        {"!"}
      </span>
    </Tooltip>
  );
}
