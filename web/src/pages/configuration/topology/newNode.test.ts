import { expect, test } from "vitest";
import type { NodeKind } from "../../../api/types";
import { draftProblems, newNode, type NewNodeDraft } from "./newNode";

const draft: NewNodeDraft = {
  name: "", parentId: 2, address: "", timeZone: "UTC", chargeBoxId: "", outlets: 2, number: 1, connectorType: "ccs", mode: "open", ratedCurrentA: 32, phases: 3, parking: "",
};

test.each<[NodeKind, Partial<NewNodeDraft>, object]>([
  ["site", {}, { name: "required" }],
  ["site", { name: "Solna" }, {}],
  ["floor", { name: "  " }, { name: "required" }],
  ["station", {}, { chargeBoxId: "required" }],
  ["station", { chargeBoxId: "a/b" }, { chargeBoxId: "chargeBoxId" }],
  ["station", { chargeBoxId: "CB 1", outlets: 1.5 }, { outlets: "outlets" }],
  ["station", { chargeBoxId: "CB 1", parentId: undefined }, { parentId: "required" }],
  ["station", { chargeBoxId: "CB 1" }, {}],
  ["outlet", { number: 0 }, { number: "number" }],
  ["outlet", { ratedCurrentA: Number.NaN }, { ratedCurrentA: "current" }],
  ["outlet", {}, {}],
])("%s with %j is checked", (kind, change, problems) => expect(draftProblems(kind, { ...draft, ...change })).toEqual(problems));

test("a station without a name is called by its charge box id", () => {
  expect(newNode("station", { ...draft, chargeBoxId: " CB-1 " })).toEqual({ kind: "station", parentId: 2, name: "CB-1", station: { chargeBoxId: "CB-1", outlets: 2 } });
});

test("an outlet is called by its number", () => {
  expect(newNode("outlet", { ...draft, number: 3, parking: " P 7 " })).toEqual({
    kind: "outlet", parentId: 2, name: "3", outlet: { number: 3, connectorType: "ccs", mode: "open", ratedCurrentA: 32, phases: 3, parking: "P 7" },
  });
});
