import { nonBreakingSpace } from "./energy";
import { formatNumber } from "./number";

/** Power in W as kW: `11.0 kW`. */
export function formatPower(powerW: number, locale: string): string {
  return `${formatNumber(powerW / 1000, locale, 1)}${nonBreakingSpace}kW`;
}
