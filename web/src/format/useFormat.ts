import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { localeOf } from "../i18n/languages";
import { useTimeZone } from "./timeZone";
import { formatDuration } from "./duration";
import { formatEnergy, type EnergyOptions } from "./energy";
import { formatInstant, type InstantStyle } from "./instant";
import { formatNumber } from "./number";
import { formatPower } from "./power";

/** The formatters, bound to the viewer's language and time zone. */
export type Format = {
  locale: string;
  timeZone: string;
  number: (value: number, decimals?: number) => string;
  energy: (energyWh: number, options?: EnergyOptions) => string;
  power: (powerW: number) => string;
  duration: (durationS: number) => string;
  instant: (instant: string | Date, style?: InstantStyle) => string;
};

export function useFormat(): Format {
  const { t, i18n } = useTranslation();
  const timeZone = useTimeZone();
  const locale = localeOf(i18n.language);
  return useMemo(() => {
    const units = { hour: t("unit.hour"), minute: t("unit.minute"), second: t("unit.second") };
    return {
      locale,
      timeZone,
      number: (value, decimals) => formatNumber(value, locale, decimals),
      energy: (energyWh, options) => formatEnergy(energyWh, locale, options),
      power: (powerW) => formatPower(powerW, locale),
      duration: (durationS) => formatDuration(durationS, units),
      instant: (instant, style) => formatInstant(instant, timeZone, style),
    };
  }, [t, locale, timeZone]);
}
