import type { NodeKind } from "../../../api/types";
import type { NavigatorTree, TreeNode } from "../../../live/tree";

export type ColumnName = "sites" | "floors" | "stations" | "outlets";

/** A column of the topology: what it lists, what is selected in it, and what a new node would stand below. */
export type TopologyColumn = {
  name: ColumnName;
  /** Kinds that can be created in it, the usual one first. */
  creates: readonly NodeKind[];
  items: readonly TreeNode[];
  selected: TreeNode | undefined;
  /** Where new nodes of the column go; undefined until something to its left is selected. */
  parent: TreeNode | undefined;
};

/** The four columns as the selected node opens them: its ancestors are selected to the left, what is below is listed to the right. */
export function topologyColumns(tree: NavigatorTree, selectedId: number): TopologyColumn[] {
  const node = tree.get(selectedId);
  const path = node === undefined ? [] : [...tree.ancestors(selectedId), node];
  const on = (...kinds: NodeKind[]) => path.find(({ kind }) => kinds.includes(kind));
  const root = tree.rootId === null ? undefined : tree.get(tree.rootId);
  const site = on("site");
  const floor = on("floor");
  const station = on("station", "gridController");
  const below = (parent: TreeNode | undefined, ...kinds: NodeKind[]) =>
    parent === undefined ? [] : tree.children(parent.id).flatMap((id) => tree.get(id) ?? []).filter(({ kind }) => kinds.includes(kind));

  // A person of one site sees that site as the root.
  const sites = root?.kind === "site" ? [root] : below(root, "site");
  const floors = below(site, "floor");
  const standing = below(floor ?? site, "station", "gridController");
  // With no floor chosen, a site's column shows all of its stations: those on floors follow those directly on it.
  const stations = floor === undefined ? [...standing, ...floors.flatMap((each) => below(each, "station"))] : standing;
  const outletParent = station?.kind === "station" ? station : undefined;
  return [
    { name: "sites", creates: ["site"], items: sites, selected: site, parent: root?.kind === "system" ? root : undefined },
    { name: "floors", creates: ["floor"], items: floors, selected: floor, parent: site },
    { name: "stations", creates: floor === undefined ? ["station", "gridController"] : ["station"], items: stations, selected: station, parent: floor ?? site },
    { name: "outlets", creates: ["outlet"], items: below(outletParent, "outlet"), selected: on("outlet"), parent: outletParent },
  ];
}

/** How many nodes of each kind stand below a node and keep it from being deleted; null when nothing does. */
export function whatStandsBelow(tree: NavigatorTree, id: number): Partial<Record<NodeKind, number>> | null {
  const counts: Partial<Record<NodeKind, number>> = {};
  const visit = (parentId: number) => {
    for (const childId of tree.children(parentId)) {
      const kind = tree.get(childId)?.kind;
      if (kind !== undefined) counts[kind] = (counts[kind] ?? 0) + 1;
      visit(childId);
    }
  };
  visit(id);
  return Object.keys(counts).length === 0 ? null : counts;
}

/** Whether a node of this kind can be moved to another parent, as `domain::node` says. */
export function canMove(kind: NodeKind): boolean {
  return kind === "station" || kind === "gridController";
}

/** Where a node of this kind can stand: stations on sites and floors, grid controllers on sites. */
export function possibleParents(tree: NavigatorTree, kind: NodeKind): TreeNode[] {
  const found: TreeNode[] = [];
  const visit = (node: TreeNode | undefined) => {
    if (node === undefined || node.kind === "station") return;
    if (node.kind === "site" || (node.kind === "floor" && kind === "station")) found.push(node);
    for (const childId of tree.children(node.id)) visit(tree.get(childId));
  };
  visit(tree.rootId === null ? undefined : tree.get(tree.rootId));
  return found;
}
