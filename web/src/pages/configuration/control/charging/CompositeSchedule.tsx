import { Button, Select, Text } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Command } from "../../../../api/types";
import { Panel } from "../../../../components/Panel";
import { useFormat } from "../../../../format/useFormat";
import type { TreeNode } from "../../../../live/tree";
import classes from "../Control.module.css";
import type { Control } from "../useControl";
import { useOutletChoices } from "../useOutletChoices";
import { ScheduleChart } from "./ScheduleChart";
import type { Schedule } from "./scheduleOption";

const hours = [1, 6, 12, 24, 48] as const;

/** What all profiles come to, asked of the station and drawn. */
export function CompositeSchedule({ station, control }: { station: TreeNode; control: Control }) {
  const { t } = useTranslation("configuration");
  const format = useFormat();
  const outlets = useOutletChoices(station, t("control.station"));
  const [outlet, setOutlet] = useState("1");
  const [length, setLength] = useState("24");
  const answered = control.list.rows?.find(({ name, state, parameters }) => name === "getCompositeSchedule" && state === "accepted" && String(parameters["outlet"]) === outlet);
  const schedule = useMemo(() => (answered === undefined ? null : scheduleIn(answered)), [answered]);
  return (
    <Panel title={t("charging.composite")} about={t("charging.compositeAbout")}>
      <div className={classes["fields"]}>
        <Select label={t("reservation.outlet")} data={outlets} value={outlet} onChange={(value) => value !== null && setOutlet(value)} allowDeselect={false} />
        <Select label={t("charging.span")} data={hours.map((value) => ({ value: String(value), label: format.duration(value * 3600, "minute") }))} value={length} onChange={(value) => value !== null && setLength(value)} allowDeselect={false} />
      </div>
      <div className={classes["buttons"]}>
        <Button disabled={control.refusal !== null} loading={control.isRunning("getCompositeSchedule", Number(outlet))} onClick={() => control.send({ name: "getCompositeSchedule", outlet: Number(outlet), durationS: Number(length) * 3600 })}>
          {t("charging.ask")}
        </Button>
      </div>
      {schedule !== null && <ScheduleChart label={t("charging.composite")} schedule={schedule} />}
      {answered !== undefined && schedule === null && <Text c="dimmed">{t("charging.noSchedule")}</Text>}
    </Panel>
  );
}

type WireSchedule = { duration?: number; chargingRateUnit?: string; chargingSchedulePeriod?: { startPeriod?: number; limit?: number }[] };

/** The schedule in a station's answer; null where it holds none that can be drawn. */
function scheduleIn({ answer, parameters, answeredAt }: Command): Schedule | null {
  const given = answer as { scheduleStart?: string; chargingSchedule?: WireSchedule } | null;
  const wire = given?.chargingSchedule;
  const steps = (wire?.chargingSchedulePeriod ?? []).flatMap(({ startPeriod, limit }) => (typeof startPeriod === "number" && typeof limit === "number" ? [{ startS: startPeriod, limit }] : []));
  if (wire === undefined || steps.length === 0) return null;
  const start = new Date(given?.scheduleStart ?? answeredAt ?? "");
  const asked = parameters["durationS"];
  return { steps, unit: wire.chargingRateUnit ?? "", durationS: wire.duration ?? (typeof asked === "number" ? asked : null), startsAt: Number.isNaN(start.getTime()) ? null : start };
}
