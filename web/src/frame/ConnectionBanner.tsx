import { useDebouncedValue } from "@mantine/hooks";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useStreamStatus } from "../live/LiveProvider";
import classes from "./ConnectionBanner.module.css";

/** A hiccup that heals within this is not worth a word. */
const patienceMs = 1500;

/** Says that what is shown may be old while no deltas arrive, and goes away by itself when they do. */
export function ConnectionBanner() {
  const { t } = useTranslation("frame");
  const status = useStreamStatus();
  const [settled] = useDebouncedValue(status, patienceMs);
  const lost = status === "lost" && settled === "lost";
  return (
    <div role="status">
      {lost && (
        <div className={classes["banner"]}>
          <IconPlugConnectedX size={15} className={classes["sign"]} aria-hidden />
          {t("connectionLost")}
        </div>
      )}
    </div>
  );
}
