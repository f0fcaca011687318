import type { NavigatorTree, TreeNode } from "../../live/tree";

/** A line of the navigator as it stands on the screen; what a node's line says is read from the node itself. */
export type NavigatorRow = {
  id: number;
  /** 1 for the root, as `aria-level` counts. */
  level: number;
  /** Undefined where there is nothing below. */
  expanded: boolean | undefined;
  position: number;
  siblings: number;
};

/** The lines that open branches show, from top to bottom. */
export function visibleRows(tree: NavigatorTree, isExpanded: (id: number) => boolean): NavigatorRow[] {
  const rows: NavigatorRow[] = [];
  const visit = (ids: readonly number[], level: number) => {
    ids.forEach((id, index) => {
      const children = tree.children(id);
      const expanded = children.length === 0 ? undefined : isExpanded(id);
      rows.push({ id, level, expanded, position: index + 1, siblings: ids.length });
      if (expanded === true) visit(children, level + 1);
    });
  };
  if (tree.rootId !== null) visit([tree.rootId], 1);
  return rows;
}

/** The lines that have the words somewhere in their name or charge box id, with the branches that lead to them. */
export function matchingRows(tree: NavigatorTree, words: string): NavigatorRow[] {
  const wanted = fold(words);
  const shown = new Set<number>();
  for (const node of tree.all()) {
    if (!matches(node, wanted)) continue;
    for (let id: number | null = node.id; id !== null && !shown.has(id); id = tree.get(id)?.parentId ?? null) shown.add(id);
  }
  const rows: NavigatorRow[] = [];
  const visit = (ids: readonly number[], level: number) => {
    const kept = ids.filter((id) => shown.has(id));
    kept.forEach((id, index) => {
      const below = tree.children(id).filter((child) => shown.has(child));
      rows.push({ id, level, expanded: below.length === 0 ? undefined : true, position: index + 1, siblings: kept.length });
      visit(below, level + 1);
    });
  };
  if (tree.rootId !== null) visit([tree.rootId], 1);
  return rows;
}

function matches(node: TreeNode, wanted: string): boolean {
  return fold(node.name).includes(wanted) || (node.chargeBoxId !== null && fold(node.chargeBoxId).includes(wanted));
}

/** Letters as a person types them in haste: without case and accents, so that `norrkoping` finds Norrköping. */
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
