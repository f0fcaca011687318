import { createContext, use, useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { localeOf } from "../i18n/languages";
import { formatBytes } from "./bytes";
import { formatDuration, type DurationUnit } from "./duration";
import { formatEnergy, type EnergyOptions } from "./energy";
import { formatInstant, type InstantStyle } from "./instant";
import { formatNumber } from "./number";
import { formatPower } from "./power";
import { useTimeZone } from "./timeZone";

/** The formatters, bound to the viewer's language and time zone. */
export type Format = {
  locale: string;
  timeZone: string;
  number: (value: number, decimals?: number) => string;
  energy: (energyWh: number, options?: EnergyOptions) => string;
  power: (powerW: number) => string;
  bytes: (bytes: number) => string;
  duration: (durationS: number, least?: DurationUnit) => string;
  instant: (instant: string | Date, style?: InstantStyle) => string;
};

const FormatContext = createContext<Format | null>(null);

/** Binds the formatters once for everything below: thousands of cells use them, and each would otherwise look up language and zone itself. */
export function FormatProvider({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const timeZone = useTimeZone();
  const locale = localeOf(i18n.language);
  const format = useMemo((): Format => {
    const units = { hour: t("unit.hour"), minute: t("unit.minute"), second: t("unit.second") };
    return {
      locale,
      timeZone,
      number: (value, decimals) => formatNumber(value, locale, decimals),
      energy: (energyWh, options) => formatEnergy(energyWh, locale, options),
      power: (powerW) => formatPower(powerW, locale),
      bytes: (bytes) => formatBytes(bytes, locale),
      duration: (durationS, least) => formatDuration(durationS, units, least),
      instant: (instant, style) => formatInstant(instant, timeZone, style),
    };
  }, [t, locale, timeZone]);
  return <FormatContext value={format}>{children}</FormatContext>;
}

export function useFormat(): Format {
  const format = use(FormatContext);
  if (format === null) throw new Error("failed to find the formatters: the component is outside FormatProvider");
  return format;
}
