import type { NavigatorNode, NodeKind, State, TopologyDelta } from "../api/types";
import { add, nothing, ofOutlet, sameAggregate, subtract, type Aggregate } from "./aggregate";

/** A node as the page sees it. Records are replaced, never changed, so that identity tells whether anything changed. */
export type TreeNode = {
  readonly id: number;
  readonly kind: NodeKind;
  readonly parentId: number | null;
  readonly name: string;
  readonly chargeBoxId: string | null;
  /** An outlet's number on its station. */
  readonly number: number | null;
  /** The node's own state: an outlet's as last reported, a station's where it has no outlets. */
  readonly state: State | null;
  /** Whether a station is connected; null for everything else. */
  readonly online: boolean | null;
  /** The outlets below, or the outlet itself. */
  readonly below: Aggregate;
};

export type OutletChange = { id: number; state: State; powerW?: number | null };
export type StationChange = { id: number; online: boolean; state?: State | null };

type Listener = () => void;
const noChildren: readonly number[] = [];

/**
 * The tree the viewer may see, patched by live deltas in time proportional to a node's depth. Whoever shows a node subscribes to that node
 * alone; whoever lists nodes subscribes to the structure.
 */
export class NavigatorTree {
  #nodes = new Map<number, TreeNode>();
  #children = new Map<number, number[]>();
  #unsorted = new Set<number>();
  #rootId: number | null = null;
  #structureVersion = 0;
  #nodeListeners = new Map<number, Set<Listener>>();
  #structureListeners = new Set<Listener>();
  #changed = new Set<number>();
  #structureChanged = false;
  #collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

  get rootId(): number | null {
    return this.#rootId;
  }

  get size(): number {
    return this.#nodes.size;
  }

  /** Grows whenever a node is added, removed, moved or renamed. */
  get structureVersion(): number {
    return this.#structureVersion;
  }

  get(id: number): TreeNode | undefined {
    return this.#nodes.get(id);
  }

  /** All nodes, in no particular order. */
  all(): IterableIterator<TreeNode> {
    return this.#nodes.values();
  }

  /** The ids of a node's children in the order people read them (2 before 10). */
  children(id: number): readonly number[] {
    const children = this.#children.get(id);
    if (children === undefined) return noChildren;
    if (this.#unsorted.delete(id)) children.sort((a, b) => this.#inReadingOrder(a, b));
    return children;
  }

  /** From the system down to the node's parent. */
  ancestors(id: number): TreeNode[] {
    const found: TreeNode[] = [];
    for (let parent = this.#parentOf(id); parent !== undefined; parent = this.#parentOf(parent.id)) found.unshift(parent);
    return found;
  }

  /** Whether a node is the other or stands somewhere below it. */
  isWithin(id: number, ancestorId: number): boolean {
    for (let node = this.#nodes.get(id); node !== undefined; node = this.#parentOf(node.id)) if (node.id === ancestorId) return true;
    return false;
  }

  /** The outlets below a node, or the outlet itself, in reading order. */
  outletsBelow(id: number): TreeNode[] {
    const found: TreeNode[] = [];
    const visit = (node: TreeNode | undefined) => {
      if (node === undefined) return;
      if (node.kind === "outlet") found.push(node);
      for (const child of this.children(node.id)) visit(this.#nodes.get(child));
    };
    visit(this.#nodes.get(id));
    return found;
  }

  /** Takes a whole tree in place of what was there. */
  replace(items: readonly NavigatorNode[]): void {
    const gone = new Set(this.#nodes.keys());
    this.#nodes = new Map();
    this.#children = new Map();
    this.#unsorted = new Set();
    this.#rootId = null;
    for (const item of items) {
      this.#nodes.set(item.id, leaf(item));
      if (item.parentId === null) this.#rootId = item.id;
      else this.#adopt(item.parentId, item.id);
    }
    // A person of one site has no system above it: the first node without a known parent is then the root.
    if (this.#rootId === null) this.#rootId = items.find((item) => item.parentId === null || !this.#nodes.has(item.parentId))?.id ?? null;
    this.#sumUp();
    for (const id of gone) this.#changed.add(id);
    for (const id of this.#nodes.keys()) this.#changed.add(id);
    this.#structureChanged = true;
    this.#notify();
  }

  /** Applies changes and then tells each listener once, however many of them concerned it. */
  batch(apply: (tree: NavigatorTree) => void): void {
    apply(this);
    this.#notify();
  }

  applyOutlet({ id, state, powerW }: OutletChange): void {
    const node = this.#nodes.get(id);
    if (node === undefined) return;
    this.#put({ ...node, state }, ofOutlet(this.#shownState(node.parentId, state), powerW ?? 0));
  }

  applyStation({ id, online, state }: StationChange): void {
    const node = this.#nodes.get(id);
    if (node === undefined) return;
    this.#put({ ...node, online, state: state ?? node.state }, node.below);
    // A station that is gone takes its outlets with it, whatever they last said.
    for (const childId of this.#children.get(id) ?? noChildren) {
      const outlet = this.#nodes.get(childId);
      if (outlet?.kind !== "outlet") continue;
      const shown = this.#shownState(id, outlet.state ?? "unknown");
      this.#put(outlet, ofOutlet(shown, shown === "charging" ? outlet.below.powerW : 0));
    }
  }

  applyTopology({ change, id, node }: TopologyDelta): void {
    if (change === "deleted" || node === null) this.#remove(id);
    else this.#upsert(node);
    this.#structureChanged = true;
  }

  subscribeNode(id: number, listener: Listener): () => void {
    const listeners = this.#nodeListeners.get(id) ?? new Set();
    this.#nodeListeners.set(id, listeners);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#nodeListeners.delete(id);
    };
  }

  subscribeStructure(listener: Listener): () => void {
    this.#structureListeners.add(listener);
    return () => this.#structureListeners.delete(listener);
  }

  #upsert(item: NavigatorNode): void {
    const known = this.#nodes.get(item.id);
    if (known === undefined) {
      this.#nodes.set(item.id, { ...leaf(item), below: nothing });
      if (item.parentId !== null) this.#adopt(item.parentId, item.id);
    } else if (known.parentId !== item.parentId) {
      this.#raise(known.parentId, nothing, known.below);
      this.#disown(known);
      this.#nodes.set(item.id, { ...known, parentId: item.parentId });
      if (item.parentId !== null) this.#adopt(item.parentId, item.id);
      this.#raise(item.parentId, known.below, nothing);
    }
    const node = this.#nodes.get(item.id);
    if (node === undefined) return;
    if (node.parentId !== null) this.#unsorted.add(node.parentId);
    const fresh = leaf(item);
    const below = fresh.kind === "outlet" ? ofOutlet(this.#shownState(node.parentId, fresh.state ?? "unknown"), fresh.below.powerW) : node.below;
    this.#put({ ...fresh, below: node.below }, below);
  }

  #remove(id: number): void {
    const node = this.#nodes.get(id);
    if (node === undefined) return;
    this.#raise(node.parentId, nothing, node.below);
    this.#disown(node);
    this.#forget(id);
  }

  #forget(id: number): void {
    for (const child of this.#children.get(id) ?? noChildren) this.#forget(child);
    this.#children.delete(id);
    this.#nodes.delete(id);
    this.#changed.add(id);
  }

  #adopt(parentId: number, id: number): void {
    const siblings = this.#children.get(parentId);
    if (siblings === undefined) this.#children.set(parentId, [id]);
    else siblings.push(id);
    this.#unsorted.add(parentId);
  }

  #disown(node: TreeNode): void {
    if (node.parentId === null) return;
    const siblings = this.#children.get(node.parentId)?.filter((sibling) => sibling !== node.id) ?? [];
    if (siblings.length === 0) this.#children.delete(node.parentId);
    else this.#children.set(node.parentId, siblings);
  }

  /** Sets a node and what it adds up to, and carries the difference to its ancestors. */
  #put(node: TreeNode, below: Aggregate): void {
    const before = this.#nodes.get(node.id)?.below ?? nothing;
    this.#nodes.set(node.id, { ...node, below });
    this.#changed.add(node.id);
    this.#raise(node.parentId, below, before);
  }

  #raise(parentId: number | null, added: Aggregate, removed: Aggregate): void {
    if (sameAggregate(added, removed)) return;
    for (let parent = parentId === null ? undefined : this.#nodes.get(parentId); parent !== undefined; parent = this.#parentOf(parent.id)) {
      this.#nodes.set(parent.id, { ...parent, below: subtract(add(parent.below, added), removed) });
      this.#changed.add(parent.id);
    }
  }

  /** Sums the whole tree at once, each node visited once. */
  #sumUp(): void {
    const visit = (id: number): Aggregate => {
      const node = this.#nodes.get(id);
      if (node === undefined) return nothing;
      let below = node.kind === "outlet" ? ofOutlet(this.#shownState(node.parentId, node.state ?? "unknown"), node.below.powerW) : nothing;
      for (const child of this.#children.get(id) ?? noChildren) below = add(below, visit(child));
      this.#nodes.set(id, { ...node, below });
      return below;
    };
    if (this.#rootId !== null) visit(this.#rootId);
  }

  #shownState(stationId: number | null, own: State): State {
    return stationId !== null && this.#nodes.get(stationId)?.online === false ? "offline" : own;
  }

  #parentOf(id: number): TreeNode | undefined {
    const parentId = this.#nodes.get(id)?.parentId ?? null;
    return parentId === null ? undefined : this.#nodes.get(parentId);
  }

  #inReadingOrder(a: number, b: number): number {
    const first = this.#nodes.get(a);
    const second = this.#nodes.get(b);
    if (first === undefined || second === undefined) return a - b;
    return (first.number ?? 0) - (second.number ?? 0) || this.#collator.compare(first.name, second.name) || a - b;
  }

  #notify(): void {
    const changed = this.#changed;
    this.#changed = new Set();
    if (this.#structureChanged) {
      this.#structureChanged = false;
      this.#structureVersion += 1;
      for (const listener of this.#structureListeners) listener();
    }
    // Few nodes are on the screen and many may have changed, or the other way round: walk the shorter.
    if (changed.size < this.#nodeListeners.size) {
      for (const id of changed) for (const listener of this.#nodeListeners.get(id) ?? []) listener();
    } else {
      for (const [id, listeners] of this.#nodeListeners) if (changed.has(id)) for (const listener of listeners) listener();
    }
  }
}

function leaf(item: NavigatorNode): TreeNode {
  const state = item.state ?? null;
  return {
    id: item.id,
    kind: item.kind,
    parentId: item.parentId,
    name: item.name,
    chargeBoxId: item.chargeBoxId ?? null,
    number: item.number ?? null,
    state,
    online: item.online ?? null,
    below: item.kind === "outlet" ? ofOutlet(state ?? "unknown", item.powerW ?? 0) : nothing,
  };
}

/** The state a node is shown in: an outlet's own, a station's worst or busiest, a parent's likewise. */
export function stateOf(node: TreeNode): State {
  const { outlets, byState } = node.below;
  if (node.kind === "outlet") return stateOfOutlet(node);
  if (node.online === false) return "offline";
  if (outlets === 0) return node.state ?? "available";
  if (node.kind === "station" && node.state === "fault") return "fault";
  if (byState.fault > 0) return "fault";
  if (byState.charging > 0) return "charging";
  if (byState.offline === outlets) return "offline";
  if (byState.available > 0) return "available";
  return (["occupied", "reserved", "unavailable", "offline"] as const).find((state) => byState[state] > 0) ?? "unknown";
}

function stateOfOutlet(node: TreeNode): State {
  for (const state in node.below.byState) if (node.below.byState[state as State] > 0) return state as State;
  return node.state ?? "unknown";
}
