import { describe, expect, test } from "vitest";
import { addDays, dayRangeName, instantsOf, isDay, namedDayRanges, startOfDay } from "./day";

const zone = "Europe/Stockholm";

describe("the beginning of a day", () => {
  test.each([
    ["2026-03-20", zone, "2026-03-19T23:00:00.000Z"],
    ["2026-03-29", zone, "2026-03-28T23:00:00.000Z"],
    ["2026-03-30", zone, "2026-03-29T22:00:00.000Z"],
    ["2026-10-25", zone, "2026-10-24T22:00:00.000Z"],
    ["2026-10-26", zone, "2026-10-25T23:00:00.000Z"],
    ["2026-03-20", "America/New_York", "2026-03-20T04:00:00.000Z"],
    ["2026-03-20", "Asia/Kolkata", "2026-03-19T18:30:00.000Z"],
    ["2026-03-20", "UTC", "2026-03-20T00:00:00.000Z"],
  ])("%s in %s", (day, timeZone, instant) => {
    expect(startOfDay(day, timeZone).toISOString()).toBe(instant);
  });
});

test("a range of days ends where the day after its last begins", () => {
  // The day on which clocks go forward has 23 hours.
  expect(instantsOf({ from: "2026-03-29", to: "2026-03-29" }, zone)).toEqual({ from: "2026-03-28T23:00:00.000Z", to: "2026-03-29T22:00:00.000Z" });
  expect(instantsOf({ from: "2026-03-29" }, zone)).toEqual({ from: "2026-03-28T23:00:00.000Z" });
  expect(instantsOf({}, zone)).toEqual({});
});

test("the ranges people ask for", () => {
  // Late on a Sunday in UTC it is Monday in Stockholm.
  const now = new Date("2026-03-01T23:30:00Z");
  expect(namedDayRanges(now, zone)).toEqual({
    today: { from: "2026-03-02", to: "2026-03-02" },
    yesterday: { from: "2026-03-01", to: "2026-03-01" },
    thisWeek: { from: "2026-03-02", to: "2026-03-08" },
    thisMonth: { from: "2026-03-01", to: "2026-03-31" },
    lastMonth: { from: "2026-02-01", to: "2026-02-28" },
    thisYear: { from: "2026-01-01", to: "2026-12-31" },
  });
  expect(namedDayRanges(now, "UTC").thisWeek).toEqual({ from: "2026-02-23", to: "2026-03-01" });
  expect(dayRangeName({ from: "2026-02-01", to: "2026-02-28" }, now, zone)).toBe("lastMonth");
  expect(dayRangeName({ from: "2026-02-01", to: "2026-02-27" }, now, zone)).toBeUndefined();
});

test("days are added across months, years and leap days", () => {
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
});

test.each([
  ["2026-03-20", true],
  ["2026-02-30", false],
  ["20 March", false],
])("%s is a day: %s", (text, expected) => {
  expect(isDay(text)).toBe(expected);
});
