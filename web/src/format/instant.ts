export type InstantStyle = "second" | "minute" | "day" | "timeOfDay" | "clock" | "millisecond";

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * An instant in a time zone: `2026-03-20 15:38:36`, or as much of it as the style asks for. The order is the same in every language, so that
 * columns line up and sort as they read.
 */
export function formatInstant(instant: string | Date, timeZone: string, style: InstantStyle = "second"): string {
  const date = typeof instant === "string" ? new Date(instant) : instant;
  if (Number.isNaN(date.getTime())) return String(instant);
  const part = partsOf(date, timeZone);
  const day = `${part("year")}-${part("month")}-${part("day")}`;
  const minute = `${part("hour")}:${part("minute")}`;
  if (style === "day") return day;
  if (style === "timeOfDay") return minute;
  if (style === "clock") return `${minute}:${part("second")}`;
  if (style === "millisecond") return `${day} ${minute}:${part("second")}.${String(date.getUTCMilliseconds()).padStart(3, "0")}`;
  return style === "minute" ? `${day} ${minute}` : `${day} ${minute}:${part("second")}`;
}

/** Whether two instants fall on the same day in a time zone. */
export function isSameDay(a: string | Date, b: string | Date, timeZone: string): boolean {
  return formatInstant(a, timeZone, "day") === formatInstant(b, timeZone, "day");
}

function partsOf(date: Date, timeZone: string): (name: Intl.DateTimeFormatPartTypes) => string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
    });
    formats.set(timeZone, format);
  }
  const parts = format.formatToParts(date);
  return (name) => parts.find(({ type }) => type === name)?.value ?? "";
}
