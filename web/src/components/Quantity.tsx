import type { InstantStyle } from "../format/instant";
import type { EnergyOptions } from "../format/energy";
import { useFormat } from "../format/useFormat";

/** Energy in Wh, shown in kWh. */
export function Energy({ wh, ...options }: { wh: number } & EnergyOptions) {
  return useFormat().energy(wh, options);
}

/** Power in W, shown in kW. */
export function Power({ w }: { w: number }) {
  return useFormat().power(w);
}

/** A length of time in seconds, shown as `1 h 33 min 1 s`. */
export function Duration({ s }: { s: number }) {
  return useFormat().duration(s);
}

/** An instant in the viewer's zone; the exact one, to the millisecond and in UTC, is told on hover. */
export function Instant({ at, style }: { at: string; style?: InstantStyle }) {
  const format = useFormat();
  const exact = new Date(at);
  return (
    <time dateTime={at} title={Number.isNaN(exact.getTime()) ? at : exact.toISOString()}>
      {format.instant(at, style)}
    </time>
  );
}
