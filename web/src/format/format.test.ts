import { describe, expect, test } from "vitest";
import { formatDuration } from "./duration";
import { formatEnergy } from "./energy";
import { formatInstant, isSameDay } from "./instant";
import { formatPower } from "./power";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("energy", () => {
  test.each([
    [5340, "en-GB", {}, "5.34 kWh"],
    [5340, "nb-NO", {}, "5,34 kWh"],
    [9_417_300, "en-GB", { decimals: 1 }, "9,417.3 kWh"],
    [9_417_300, "sv-SE", { decimals: 1 }, "9 417,3 kWh"],
    [4800, "en-GB", { decimals: 1, unit: false }, "4.8"],
    [0, "en-GB", {}, "0.00 kWh"],
  ])("%d Wh in %s", (wh, locale, options, expected) => {
    expect(plain(formatEnergy(wh, locale, options))).toBe(expected);
  });

  test("never parts a figure from its unit", () => {
    expect(formatEnergy(5340, "en-GB")).toBe("5.34\u00a0kWh");
  });
});

test("power is told in kW with one decimal", () => {
  expect(plain(formatPower(11_000, "en-GB"))).toBe("11.0 kW");
  expect(plain(formatPower(3680, "sv-SE"))).toBe("3,7 kW");
});

describe("duration", () => {
  const units = { hour: "h", minute: "min", second: "s" };
  test.each([
    [5581, "1 h 33 min 1 s"],
    [3600, "1 h 0 min 0 s"],
    [364, "6 min 4 s"],
    [4, "4 s"],
    [0, "0 s"],
    [-30, "0 s"],
    [100 * 3600, "100 h 0 min 0 s"],
  ])("%d s", (seconds, expected) => {
    expect(plain(formatDuration(seconds, units))).toBe(expected);
  });
});

describe("instant", () => {
  const at = "2026-03-29T00:59:59.500Z";
  test.each([
    ["Europe/Stockholm", "second", "2026-03-29 01:59:59"],
    ["Europe/Stockholm", "minute", "2026-03-29 01:59"],
    ["Europe/Stockholm", "timeOfDay", "01:59"],
    ["America/New_York", "day", "2026-03-28"],
    ["UTC", "second", "2026-03-29 00:59:59"],
  ] as const)("in %s to the %s", (zone, style, expected) => {
    expect(formatInstant(at, zone, style)).toBe(expected);
  });

  test("skips the hour that the clock skips in spring", () => {
    expect(formatInstant("2026-03-29T01:00:00Z", "Europe/Stockholm")).toBe("2026-03-29 03:00:00");
  });

  test("midnight is the beginning of a day", () => {
    expect(formatInstant("2026-03-20T23:00:00Z", "Europe/Stockholm")).toBe("2026-03-21 00:00:00");
  });

  test("what is no instant is shown as it came", () => {
    expect(formatInstant("soon", "UTC")).toBe("soon");
  });

  test("days are the zone's own", () => {
    expect(isSameDay("2026-03-20T22:30:00Z", "2026-03-20T23:30:00Z", "UTC")).toBe(true);
    expect(isSameDay("2026-03-20T22:30:00Z", "2026-03-20T23:30:00Z", "Europe/Stockholm")).toBe(false);
  });
});
