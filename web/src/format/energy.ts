import { formatNumber } from "./number";

/** Joins a figure to its unit so that no line break can come between them. */
export const nonBreakingSpace = "\u00a0";

export type EnergyOptions = {
  /** Two for one session, one for a total. */
  decimals?: number;
  /** False where the column's heading already has the unit. */
  unit?: boolean;
};

/** Energy in Wh as kWh: `5.34 kWh`. */
export function formatEnergy(energyWh: number, locale: string, { decimals = 2, unit = true }: EnergyOptions = {}): string {
  const figure = formatNumber(energyWh / 1000, locale, decimals);
  return unit ? `${figure}${nonBreakingSpace}kWh` : figure;
}
