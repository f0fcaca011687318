import { Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { DashboardEnergy } from "../../api/types";
import { useFormat } from "../../format/useFormat";
import classes from "./HourBars.module.css";

/** Which bars are which. */
export function HourLegend() {
  const { t } = useTranslation("dashboard");
  return (
    <div className={classes["legend"]}>
      <span>{t("energy.legendToday")}</span>
      <span>{t("energy.legendBefore")}</span>
    </div>
  );
}

/**
 * Today's hours as bars before a week ago's. *Decision:* drawn as elements rather than by the diagram library, which weighs more than everything else on
 * the first page together.
 */
export function HourBars({ hours, nowMs }: { hours: DashboardEnergy["hours"]; nowMs: number }) {
  const { t } = useTranslation("dashboard");
  const format = useFormat();
  const highest = Math.max(1, ...hours.flatMap(({ energyWh, previousEnergyWh }) => [energyWh, previousEnergyWh]));
  const height = (energyWh: number) => `${(100 * energyWh) / highest}%`;
  return (
    <ol className={classes["bars"]} aria-label={t("energy.hours")}>
      {hours.map(({ start, energyWh, previousEnergyWh }) => {
        const startMs = Date.parse(start);
        const hour = format.instant(start, "timeOfDay");
        const said = t("energy.hour", { hour, energy: format.energy(energyWh, { decimals: 1 }), previous: format.energy(previousEnergyWh, { decimals: 1 }) });
        return (
          <Tooltip key={start} label={said} openDelay={0}>
            <li className={classes["hour"]} data-current={(startMs <= nowMs && nowMs < startMs + 3_600_000) || undefined} data-future={startMs > nowMs || undefined}>
              <span className={classes["said"]}>{said}</span>
              <span className={classes["previous"]} style={{ height: height(previousEnergyWh) }} />
              <span className={classes["today"]} style={{ height: height(energyWh) }} />
              <span className={classes["tick"]} aria-hidden>
                {hour.slice(0, 2)}
              </span>
            </li>
          </Tooltip>
        );
      })}
    </ol>
  );
}
