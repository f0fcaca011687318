import { useCallback, useMemo, useState } from "react";
import type { NavigatorTree } from "../../live/tree";

const storageKey = "navigator.expanded";
/** A system is opened further at first as long as all of it stays in sight. */
const openAtFirst = 40;

export type Expansion = {
  isExpanded: (id: number) => boolean;
  set: (ids: readonly number[], expanded: boolean) => void;
};

/** Which branches are open: kept for the browser tab, so that a reload shows what was there. */
export function useExpansion(tree: NavigatorTree): Expansion {
  const [expanded, setExpanded] = useState<ReadonlySet<number>>(() => remembered() ?? atFirst(tree));

  const set = useCallback((ids: readonly number[], expand: boolean) => {
    setExpanded((before) => {
      const after = new Set(before);
      for (const id of ids) {
        if (expand) after.add(id);
        else after.delete(id);
      }
      sessionStorage.setItem(storageKey, JSON.stringify([...after]));
      return after;
    });
  }, []);
  return useMemo(() => ({ isExpanded: (id) => expanded.has(id), set }), [expanded, set]);
}

function remembered(): Set<number> | null {
  const stored = sessionStorage.getItem(storageKey);
  if (stored === null) return null;
  try {
    const ids: unknown = JSON.parse(stored);
    return Array.isArray(ids) ? new Set(ids.filter((id) => typeof id === "number")) : null;
  } catch {
    // Something else wrote here: begin as on a first visit.
    return null;
  }
}

function atFirst(tree: NavigatorTree): Set<number> {
  const expanded = new Set<number>();
  let level = tree.rootId === null ? [] : [tree.rootId];
  let rows = level.length;
  while (level.length > 0) {
    const next = level.flatMap((id) => tree.children(id));
    rows += next.length;
    if (expanded.size > 0 && rows > openAtFirst) break;
    for (const id of level) expanded.add(id);
    // A station's outlets say little that the station itself does not.
    level = next.filter((id) => tree.get(id)?.kind !== "station");
  }
  return expanded;
}
