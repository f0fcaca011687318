import { describe, expect, test } from "vitest";
import { matches, readSessionFilters, sessionQuery, type SessionQuery } from "./sessionFilters";
import type { Session } from "./types";

const session: Session = {
  id: 90_017, startedAt: "2026-03-20T08:28:18.000Z", endedAt: null, durationS: 3600, active: true, nodeIdentity: "CB-3603", siteId: 2, stationId: 5, outletId: 6, siteName: "Solna", floorName: null,
  stationName: "00003603", outlet: 2, energyWh: 11_400, meterStartWh: 1000, meterEndWh: null, powerW: 7400, authentication: "rfid", receivedAt: "2026-03-20T08:28:19.000Z", userId: 4,
  email: "anna.lind@example.org", tag: "04A1B2C3", stopReason: null, flags: [],
};

describe("reading an address", () => {
  test.each([
    [{ "station.contains": " 0036 " }, { "station.contains": "0036" }],
    [{ "energyWh.min": "5000", "energyWh.max": "x" }, { "energyWh.min": 5000 }],
    [{ "startedAt.from": "2026-03-01", "startedAt.to": "2026-13-41" }, { "startedAt.from": "2026-03-01" }],
    [{ outlet: "1,two,3" }, { outlet: "1,3" }],
    [{ authentication: "app,rfid,magic" }, { authentication: "rfid,app" }],
    [{ sessionId: "90017", active: "true" }, { sessionId: 90_017, active: true }],
    [{ active: "maybe", sort: "-startedAt", nonsense: "1" }, {}],
  ])("%j", (search, filters) => expect(readSessionFilters(search)).toEqual(filters));

  test("gives back what it gave", () => {
    const filters = readSessionFilters({ "tag.contains": "04", "durationS.min": "60", "endedAt.to": "2026-03-31", active: "false" });
    expect(readSessionFilters(filters)).toEqual(filters);
  });
});

describe("what the portal is asked", () => {
  test("is from a day's beginning to the end of the last, in the viewer's zone", () => {
    expect(sessionQuery({ "startedAt.from": "2026-03-01", "startedAt.to": "2026-03-31" }, "Europe/Oslo", true)).toEqual({
      "startedAt.from": "2026-02-28T23:00:00.000Z",
      "startedAt.to": "2026-03-31T22:00:00.000Z",
    });
  });

  test("leaves out what the viewer may not see", () => {
    expect(sessionQuery({ "email.contains": "anna", "tag.contains": "04", outlet: "1" }, "UTC", false)).toEqual({ outlet: "1" });
  });
});

describe("a session that comes in is listed", () => {
  test.each<[SessionQuery, boolean]>([
    [{}, true],
    [{ "station.contains": "3603" }, true],
    [{ "floor.contains": "Central" }, false],
    [{ "email.contains": "ANNA" }, true],
    [{ "energyWh.min": 11_400, "energyWh.max": 11_400 }, true],
    [{ "energyWh.min": 11_401 }, false],
    [{ "meterEndWh.max": 5000 }, false],
    [{ "startedAt.from": "2026-03-20T08:28:18.000Z", "startedAt.to": "2026-03-20T08:28:19.000Z" }, true],
    [{ "startedAt.to": "2026-03-20T08:28:18.000Z" }, false],
    [{ "endedAt.from": "2026-01-01T00:00:00.000Z" }, false],
    [{ outlet: "1,2" }, true],
    [{ outlet: "1" }, false],
    [{ authentication: "app,remote" }, false],
    [{ sessionId: 90_018 }, false],
    [{ active: false }, false],
  ])("by %j: %j", (query, listed) => expect(matches(session, query)).toBe(listed));
});
