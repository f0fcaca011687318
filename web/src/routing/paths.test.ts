import { expect, test } from "vitest";
import { pathTo, placeOf, runningSessionsPath, sessionPath, sessionsOfPath } from "./paths";
import { parseSearch, stringifySearch } from "./search";

test("addresses of pages", () => {
  expect(pathTo("dashboard", 12)).toBe("/dashboard/12");
  expect(pathTo("configuration", 12, "control")).toBe("/configuration/12/control");
  expect(sessionPath(12, 90_001)).toBe("/statistics/12?session=90001");
  expect(runningSessionsPath(12)).toBe("/statistics/12?active=true");
  expect(sessionsOfPath(12, "email", "anna+car@example.org")).toBe("/statistics/12?email.contains=anna%2Bcar%40example.org");
});

test.each([
  ["/dashboard/12", { page: "dashboard", nodeId: 12 }],
  ["/dashboard/12/", { page: "dashboard", nodeId: 12 }],
  ["/configuration/12/control", { page: "configuration", nodeId: 12, tab: "control" }],
  ["/settings", null],
  ["/dashboard/twelve", null],
  ["/", null],
])("the place of %s", (path, place) => {
  expect(placeOf(path)).toEqual(place);
});

test("search parameters stay the words they are", () => {
  const search = { "station.contains": "0035", "energyWh.min": "5000", active: "true", name: "å & ö" };
  expect(parseSearch(stringifySearch(search))).toEqual(search);
  expect(stringifySearch({ state: "fault", gone: undefined, none: null })).toBe("?state=fault");
  expect(stringifySearch({})).toBe("");
});
