import { nonBreakingSpace } from "./energy";

export type DurationUnits = { hour: string; minute: string; second: string };

/** Seconds as `1 h 33 min 1 s`, leading zeroes left out; negative durations, from a station whose clock was set back, count as none. */
export function formatDuration(durationS: number, units: DurationUnits): string {
  const whole = Math.max(0, Math.round(durationS));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const seconds = whole % 60;
  const parts = [`${seconds}${nonBreakingSpace}${units.second}`];
  if (hours > 0 || minutes > 0) parts.unshift(`${minutes}${nonBreakingSpace}${units.minute}`);
  if (hours > 0) parts.unshift(`${hours}${nonBreakingSpace}${units.hour}`);
  return parts.join(" ");
}
