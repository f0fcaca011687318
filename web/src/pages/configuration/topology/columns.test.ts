import { describe, expect, test } from "vitest";
import { NavigatorTree } from "../../../live/tree";
import { canMove, possibleParents, topologyColumns, whatStandsBelow } from "./columns";

function tree(): NavigatorTree {
  const made = new NavigatorTree();
  made.replace([
    { id: 1, kind: "system", parentId: null, name: "System" },
    { id: 2, kind: "site", parentId: 1, name: "Solna" },
    { id: 3, kind: "floor", parentId: 2, name: "Central 1" },
    { id: 4, kind: "station", parentId: 3, name: "00003584", online: true },
    { id: 5, kind: "outlet", parentId: 4, name: "1", number: 1, state: "available" },
    { id: 6, kind: "outlet", parentId: 4, name: "2", number: 2, state: "available" },
    { id: 7, kind: "station", parentId: 2, name: "00009000", online: true },
    { id: 8, kind: "gridController", parentId: 2, name: "Main fuse" },
    { id: 9, kind: "site", parentId: 1, name: "Depot" },
  ]);
  return made;
}

const names = (selectedId: number) => topologyColumns(tree(), selectedId).map(({ items }) => items.map(({ name }) => name));

describe("the columns", () => {
  test("of the system list its sites", () => expect(names(1)).toEqual([["Depot", "Solna"], [], [], []]));

  test("of a site list all its stations, those on floors last, and its grid controllers", () => {
    expect(names(2)).toEqual([["Depot", "Solna"], ["Central 1"], ["00009000", "Main fuse", "00003584"], []]);
  });

  test("of a floor list its own stations", () => expect(names(3)[2]).toEqual(["00003584"]));

  test("of an outlet have its ancestors selected", () => {
    expect(topologyColumns(tree(), 6).map(({ selected }) => selected?.name)).toEqual(["Solna", "Central 1", "00003584", "2"]);
  });

  test("say where a new node goes", () => {
    expect(topologyColumns(tree(), 2).map(({ parent }) => parent?.name)).toEqual(["System", "Solna", "Solna", undefined]);
    expect(topologyColumns(tree(), 4).map(({ parent }) => parent?.name)).toEqual(["System", "Solna", "Central 1", "00003584"]);
    expect(topologyColumns(tree(), 3)[2]?.creates).toEqual(["station"]);
  });
});

describe("deleting", () => {
  test("is kept back by all that stands below, counted by kind", () => {
    expect(whatStandsBelow(tree(), 2)).toEqual({ floor: 1, station: 2, outlet: 2, gridController: 1 });
    expect(whatStandsBelow(tree(), 4)).toEqual({ outlet: 2 });
  });

  test.each([5, 7, 8, 9])("is free for %i, below which is nothing", (id) => expect(whatStandsBelow(tree(), id)).toBeNull());
});

describe("moving", () => {
  test("is for stations and grid controllers", () => {
    expect((["system", "site", "floor", "station", "gridController", "outlet"] as const).filter(canMove)).toEqual(["station", "gridController"]);
  });

  test("leads to sites and floors, for a grid controller to sites", () => {
    expect(possibleParents(tree(), "station").map(({ name }) => name)).toEqual(["Depot", "Solna", "Central 1"]);
    expect(possibleParents(tree(), "gridController").map(({ name }) => name)).toEqual(["Depot", "Solna"]);
  });
});
