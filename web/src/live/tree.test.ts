import { describe, expect, test, vi } from "vitest";
import type { NavigatorNode, State } from "../api/types";
import { NavigatorTree, stateOf } from "./tree";

const system: NavigatorNode = { id: 1, kind: "system", parentId: null, name: "System" };
const site = (id: number, name: string): NavigatorNode => ({ id, kind: "site", parentId: 1, name });
const station = (id: number, parentId: number, name: string, online = true): NavigatorNode => ({ id, kind: "station", parentId, name, online, state: online ? "available" : "offline" });
const outlet = (id: number, parentId: number, state: State, powerW?: number): NavigatorNode => ({
  id, kind: "outlet", parentId, name: `Outlet ${id % 10}`, number: id % 10, state, powerW,
});

/** Solna (2) with stations 10 and 20 of two outlets each; Depot (3) with station 30 of one. */
function example(): NavigatorTree {
  const tree = new NavigatorTree();
  tree.replace([
    system, site(2, "Solna"), site(3, "Depot"),
    station(10, 2, "S10"), outlet(11, 10, "charging", 11_000), outlet(12, 10, "available"),
    station(20, 2, "S2"), outlet(21, 20, "fault"), outlet(22, 20, "available"),
    station(30, 3, "S30"), outlet(31, 30, "available"),
  ]);
  return tree;
}

const counts = (tree: NavigatorTree, id: number) => {
  const { outlets, powerW, byState } = tree.get(id)?.below ?? { outlets: -1, powerW: -1, byState: {} };
  return { outlets, powerW, ...Object.fromEntries(Object.entries(byState).filter(([, count]) => count > 0)) };
};

describe("a tree that was read", () => {
  test("adds up what is below each node", () => {
    const tree = example();
    expect(counts(tree, 1)).toEqual({ outlets: 5, powerW: 11_000, available: 3, charging: 1, fault: 1 });
    expect(counts(tree, 2)).toEqual({ outlets: 4, powerW: 11_000, available: 2, charging: 1, fault: 1 });
    expect(counts(tree, 3)).toEqual({ outlets: 1, powerW: 0, available: 1 });
  });

  test("lists children as people read them", () => {
    const tree = example();
    expect(tree.children(2).map((id) => tree.get(id)?.name)).toEqual(["S2", "S10"]);
    expect(tree.children(1).map((id) => tree.get(id)?.name)).toEqual(["Depot", "Solna"]);
  });

  test("knows the way up and down", () => {
    const tree = example();
    expect(tree.rootId).toBe(1);
    expect(tree.ancestors(11).map(({ id }) => id)).toEqual([1, 2, 10]);
    expect(tree.isWithin(11, 2)).toBe(true);
    expect(tree.isWithin(11, 3)).toBe(false);
    expect(tree.outletsBelow(2).map(({ id }) => id)).toEqual([21, 22, 11, 12]);
  });
});

describe("an outlet's change", () => {
  test("reaches every ancestor and nobody else", () => {
    const tree = example();
    const depot = tree.get(3);
    tree.batch(() => tree.applyOutlet({ id: 12, state: "charging", powerW: 7400 }));
    expect(counts(tree, 10)).toEqual({ outlets: 2, powerW: 18_400, charging: 2 });
    expect(counts(tree, 1)).toEqual({ outlets: 5, powerW: 18_400, available: 2, charging: 2, fault: 1 });
    expect(tree.get(3)).toBe(depot);
  });

  test("comes back to exactly no power when the last car leaves", () => {
    const tree = example();
    for (const powerW of [10_999.7, 3680.1, 7.3]) tree.batch(() => tree.applyOutlet({ id: 11, state: "charging", powerW }));
    tree.batch(() => tree.applyOutlet({ id: 11, state: "available", powerW: null }));
    expect(tree.get(1)?.below.powerW).toBe(0);
  });

  test("of an outlet that is not the viewer's to see is nothing", () => {
    const tree = example();
    tree.batch(() => tree.applyOutlet({ id: 999, state: "fault" }));
    expect(counts(tree, 1)).toMatchObject({ fault: 1 });
  });

  test("tells a node's listeners once for a whole batch", () => {
    const tree = example();
    const solna = vi.fn();
    const depot = vi.fn();
    tree.subscribeNode(2, solna);
    tree.subscribeNode(3, depot);
    tree.batch(() => {
      tree.applyOutlet({ id: 11, state: "charging", powerW: 10_000 });
      tree.applyOutlet({ id: 12, state: "charging", powerW: 10_000 });
    });
    expect(solna).toHaveBeenCalledTimes(1);
    expect(depot).not.toHaveBeenCalled();
  });

  test("is not heard after unsubscribing", () => {
    const tree = example();
    const listener = vi.fn();
    tree.subscribeNode(2, listener)();
    tree.batch(() => tree.applyOutlet({ id: 11, state: "fault" }));
    expect(listener).not.toHaveBeenCalled();
  });
});

describe("a station that goes", () => {
  test("takes its outlets offline, and brings them back as they were", () => {
    const tree = example();
    tree.batch(() => tree.applyStation({ id: 10, online: false, state: "offline" }));
    expect(counts(tree, 2)).toEqual({ outlets: 4, powerW: 0, available: 1, fault: 1, offline: 2 });
    tree.batch(() => tree.applyStation({ id: 10, online: true, state: "available" }));
    expect(counts(tree, 2)).toMatchObject({ available: 2, charging: 1, fault: 1 });
  });
});

describe("a change of the topology", () => {
  test("adds a station with its outlets", () => {
    const tree = example();
    const listener = vi.fn();
    tree.subscribeStructure(listener);
    tree.batch(() => {
      tree.applyTopology({ change: "created", id: 40, node: station(40, 3, "S40") });
      tree.applyTopology({ change: "created", id: 41, node: outlet(41, 40, "charging", 3000) });
    });
    expect(counts(tree, 3)).toEqual({ outlets: 2, powerW: 3000, available: 1, charging: 1 });
    expect(tree.children(3)).toEqual([30, 40]);
    expect(listener).toHaveBeenCalledTimes(1);
  });

  test("moves a station with what it adds up to", () => {
    const tree = example();
    tree.batch(() => tree.applyTopology({ change: "moved", id: 10, node: station(10, 3, "S10") }));
    expect(counts(tree, 2)).toEqual({ outlets: 2, powerW: 0, available: 1, fault: 1 });
    expect(counts(tree, 3)).toEqual({ outlets: 3, powerW: 11_000, available: 2, charging: 1 });
    expect(counts(tree, 1)).toMatchObject({ outlets: 5, powerW: 11_000 });
    expect(tree.children(2)).toEqual([20]);
    expect(tree.children(3)).toEqual([10, 30]);
  });

  test("renames, and sorts anew", () => {
    const tree = example();
    tree.batch(() => tree.applyTopology({ change: "updated", id: 20, node: station(20, 2, "S99") }));
    expect(tree.get(20)?.name).toBe("S99");
    expect(tree.children(2)).toEqual([10, 20]);
    expect(counts(tree, 20)).toEqual({ outlets: 2, powerW: 0, available: 1, fault: 1 });
  });

  test("deletes a node with all below it", () => {
    const tree = example();
    tree.batch(() => tree.applyTopology({ change: "deleted", id: 2, node: null }));
    expect(tree.get(11)).toBeUndefined();
    expect(counts(tree, 1)).toEqual({ outlets: 1, powerW: 0, available: 1 });
    expect(tree.size).toBe(4);
  });
});

describe("the state a node is shown in", () => {
  test.each<[string, State[], boolean, State]>([
    ["all free", ["available", "available"], true, "available"],
    ["one charging", ["available", "charging"], true, "charging"],
    ["a fault comes before charging", ["fault", "charging"], true, "fault"],
    ["one free of two in use", ["occupied", "available"], true, "available"],
    ["in use", ["occupied", "occupied"], true, "occupied"],
    ["reserved", ["reserved", "unavailable"], true, "reserved"],
    ["taken out of service", ["unavailable", "unavailable"], true, "unavailable"],
    ["not connected", ["charging", "available"], false, "offline"],
  ])("%s", (_, outlets, online, shown) => {
    const tree = new NavigatorTree();
    tree.replace([system, station(10, 1, "S", online), ...outlets.map((state, index) => outlet(11 + index, 10, state))]);
    const node = tree.get(10);
    expect(node && stateOf(node)).toBe(shown);
  });

  test("of a station without outlets is its own", () => {
    const tree = new NavigatorTree();
    tree.replace([system, { ...station(10, 1, "S"), state: "fault" }]);
    const node = tree.get(10);
    expect(node && stateOf(node)).toBe("fault");
  });
});
