import { nonBreakingSpace } from "./energy";
import { formatNumber } from "./number";

const units = ["B", "kB", "MB", "GB"] as const;

/** A size in bytes by the largest unit that leaves a figure of at least one: `4.2 MB`. */
export function formatBytes(bytes: number, locale: string): string {
  const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const figure = bytes / 1000 ** step;
  return `${formatNumber(figure, locale, step === 0 || figure >= 100 ? 0 : 1)}${nonBreakingSpace}${units[step] ?? "B"}`;
}
