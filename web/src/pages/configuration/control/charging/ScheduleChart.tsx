import { useMemo } from "react";
import { Chart } from "../../../../components/Chart";
import { useFormat } from "../../../../format/useFormat";
import { scheduleOption, type Schedule } from "./scheduleOption";

/** Limits over time, drawn. */
export function ScheduleChart({ label, schedule }: { label: string; schedule: Schedule }) {
  const format = useFormat();
  const option = useMemo(() => scheduleOption(schedule, format), [schedule, format]);
  return <Chart label={label} height={180} option={option} />;
}
