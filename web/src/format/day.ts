import { formatInstant } from "./instant";

/** Days as `2026-03-20`, both included; an end that is left out is open. */
export type DayRange = { from?: string | undefined; to?: string | undefined };

export const dayRangeNames = ["today", "yesterday", "thisWeek", "thisMonth", "lastMonth", "thisYear"] as const;
export type DayRangeName = (typeof dayRangeNames)[number];

/** The ranges people ask for most, as days of a time zone; weeks begin on Monday. */
export function namedDayRanges(now: Date, timeZone: string): Record<DayRangeName, Required<DayRange>> {
  const today = formatInstant(now, timeZone, "day");
  const yesterday = addDays(today, -1);
  const monday = addDays(today, -((weekday(today) + 6) % 7));
  const [year = "", month = ""] = today.split("-");
  const first = `${year}-${month}-01`;
  const lastOfPrevious = addDays(first, -1);
  return {
    today: { from: today, to: today },
    yesterday: { from: yesterday, to: yesterday },
    thisWeek: { from: monday, to: addDays(monday, 6) },
    thisMonth: { from: first, to: addDays(nextMonth(first), -1) },
    lastMonth: { from: `${lastOfPrevious.slice(0, 7)}-01`, to: lastOfPrevious },
    thisYear: { from: `${year}-01-01`, to: `${year}-12-31` },
  };
}

/** What a range is called, if it is one of those. */
export function dayRangeName(range: DayRange, now: Date, timeZone: string): DayRangeName | undefined {
  const named = namedDayRanges(now, timeZone);
  return dayRangeNames.find((name) => named[name].from === range.from && named[name].to === range.to);
}

/** The instants of a range as the API takes them: from the first day's beginning, to the beginning of the day after the last. */
export function instantsOf({ from, to }: DayRange, timeZone: string): { from?: string; to?: string } {
  return {
    ...(from === undefined ? {} : { from: startOfDay(from, timeZone).toISOString() }),
    ...(to === undefined ? {} : { to: startOfDay(addDays(to, 1), timeZone).toISOString() }),
  };
}

/** When a day begins in a time zone, also where clocks are changed at midnight. */
export function startOfDay(day: string, timeZone: string): Date {
  return instantAt(`${day}T00:00`, timeZone);
}

/** The instant at which clocks of a time zone show a local time such as `2026-03-20T15:38`. */
export function instantAt(local: string, timeZone: string): Date {
  const asUtc = Date.parse(`${local}:00Z`);
  // The offset is taken at the guess itself: the second look settles days on which it changes.
  let guess = asUtc - offsetMs(new Date(asUtc), timeZone);
  guess = asUtc - offsetMs(new Date(guess), timeZone);
  return new Date(guess);
}

/** The instant of a day and time of day, `2026-03-20T14:30`, in a time zone; undefined where the text is none. */
export function instantOf(local: string, timeZone: string): string | undefined {
  const asUtc = Date.parse(`${local}:00Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const guess = asUtc - offsetMs(new Date(asUtc), timeZone);
  return new Date(asUtc - offsetMs(new Date(guess), timeZone)).toISOString();
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whether a text names a day of the calendar; 30 February is none. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && addDays(text, 0) === text;
}

function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

function nextMonth(firstOfMonth: string): string {
  return `${addDays(firstOfMonth, 31).slice(0, 7)}-01`;
}

function offsetMs(instant: Date, timeZone: string): number {
  const local = formatInstant(instant, timeZone).replace(" ", "T");
  return Date.parse(`${local}Z`) - Math.floor(instant.getTime() / 1000) * 1000;
}
