import type { ChartOption } from "../../../../components/EChart";
import type { Format } from "../../../../format/useFormat";
import type { ChartColours } from "../../../../theme/chartColours";

/** A limit from a moment on, in seconds from the start of its schedule. */
export type Step = { startS: number; limit: number };
export type Schedule = { steps: readonly Step[]; unit: string; /** How long it lasts; without it the last limit goes on. */ durationS: number | null; /** When it begins, where that is known. */ startsAt: Date | null };

/** How much longer than its last step a schedule is drawn that does not end. */
const goesOn = 1.25;

/** How far apart the marks of the time axis may stand, in seconds, and how many there are at most. */
const intervalsS = [600, 900, 1800, 3600, 7200, 10_800, 14_400, 21_600, 43_200, 86_400, 604_800];
const marks = 6;

/** Limits over time as steps. */
export function scheduleOption({ steps, unit, durationS, startsAt }: Schedule, format: Format): (colours: ChartColours) => ChartOption {
  const last = steps.at(-1);
  const endS = durationS ?? Math.max(3600, (last?.startS ?? 0) * goesOn);
  const at = (seconds: number) => (startsAt === null ? format.duration(seconds, "minute") : format.instant(new Date(startsAt.getTime() + seconds * 1000), endS > 86_400 ? "minute" : "timeOfDay"));
  const points = [...steps.map(({ startS, limit }): [number, number] => [startS, limit]), ...(last === undefined ? [] : [[endS, last.limit] as [number, number]])];
  return (colours) => ({
    grid: { left: 44, right: 20, top: 28, bottom: 28 },
    tooltip: {
      trigger: "axis",
      backgroundColor: colours.surface,
      borderColor: colours.lineStrong,
      textStyle: { color: colours.text },
      formatter: (given) => {
        const [shown] = (Array.isArray(given) ? given : [given]) as { value?: unknown }[];
        const [seconds, limit] = (shown?.value ?? [0, 0]) as [number, number];
        return `${at(seconds)} <b>${format.number(limit, 1)} ${unit}</b>`;
      },
    },
    xAxis: { type: "value", min: 0, max: endS, interval: intervalsS.find((intervalS) => endS / intervalS <= marks) ?? endS / marks, splitLine: { show: false }, axisLine: { lineStyle: { color: colours.lineStrong } }, axisLabel: { color: colours.muted, hideOverlap: true, formatter: at } },
    yAxis: { type: "value", name: unit, nameTextStyle: { color: colours.muted }, min: 0, splitLine: { lineStyle: { color: colours.line } }, axisLabel: { color: colours.muted } },
    series: [
      {
        type: "line", step: "end", showSymbol: false, data: points, lineStyle: { width: 2, color: colours.charging }, itemStyle: { color: colours.charging },
        areaStyle: { color: colours.charging, opacity: 0.16 },
      },
    ],
  });
}
