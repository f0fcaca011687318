import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useMay } from "../../access/capability";
import type { Alarm } from "../../api/types";
import { Instant } from "../Quantity";
import classes from "./AlarmList.module.css";
import { AlarmPill } from "./AlarmPill";
import { NodeLink } from "../NodeLink";
import { OutletName } from "../OutletName";
import { useClearWithUndo } from "./useClearWithUndo";

/** Active alarms in a narrow place: what, where, since when, and a way to clear each. */
export function AlarmList({ alarms, onGone }: { alarms: readonly Alarm[]; onGone?: () => void }) {
  const { t } = useTranslation();
  const clear = useClearWithUndo();
  const mayClear = useMay("clearAlarms");
  return (
    <ul className={classes["list"]}>
      {alarms.map((alarm) => (
        <li key={alarm.id} className={classes["alarm"]}>
          <div className={classes["said"]}>
            <AlarmPill alarm={alarm} />
            <div className={classes["where"]}>
              <NodeLink nodeId={alarm.nodeId} page="dashboard" {...(onGone === undefined ? {} : { onClick: onGone })}>
                <OutletName station={alarm.nodeName} outlet={alarm.outlet} />
              </NodeLink>
              <Instant at={alarm.createdAt} />
              {alarm.count > 1 && <span>{t("alarm.times", { count: alarm.count })}</span>}
            </div>
          </div>
          {mayClear && (
            <Button size="compact-sm" onClick={() => clear(alarm)}>
              {t("alarm.clear")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
