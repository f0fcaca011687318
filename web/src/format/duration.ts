import { nonBreakingSpace } from "./energy";

export type DurationUnits = { hour: string; minute: string; second: string };

/** The smallest unit that is told. */
export type DurationUnit = "second" | "minute";

/** Seconds as `1 h 33 min 1 s`, leading zeroes left out; negative durations, from a station whose clock was set back, count as none. */
export function formatDuration(durationS: number, units: DurationUnits, least: DurationUnit = "second"): string {
  const stepS = least === "minute" ? 60 : 1;
  const whole = Math.max(0, Math.round(durationS / stepS) * stepS);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const seconds = whole % 60;
  const parts = least === "second" ? [`${seconds}${nonBreakingSpace}${units.second}`] : [];
  if (hours > 0 || minutes > 0 || least === "minute") parts.unshift(`${minutes}${nonBreakingSpace}${units.minute}`);
  if (hours > 0) parts.unshift(`${hours}${nonBreakingSpace}${units.hour}`);
  return parts.join(" ");
}
