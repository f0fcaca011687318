import type { KeyboardEvent } from "react";
import type { NavigatorTree } from "../../live/tree";
import type { Expansion } from "./useExpansion";
import type { NavigatorRow } from "./visibleRows";

type TreeKeyOptions = {
  rows: readonly NavigatorRow[];
  activeIndex: number;
  tree: NavigatorTree;
  expansion: Expansion;
  /** While a search filters the tree, its branches stay open. */
  filtered: boolean;
  activate: (index: number) => void;
  choose: (id: number) => void;
};

const pageRows = 15;

/** The keyboard of the ARIA tree pattern: arrows, Home, End, Enter, `*` for all siblings, and letters to jump to a name. */
export function treeKey({ rows, activeIndex, tree, expansion, filtered, activate, choose }: TreeKeyOptions): (event: KeyboardEvent) => void {
  return (event) => {
    const row = rows[activeIndex];
    if (row === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const move: Record<string, () => void> = {
      ArrowDown: () => activate(activeIndex + 1),
      ArrowUp: () => activate(activeIndex - 1),
      PageDown: () => activate(Math.min(rows.length - 1, activeIndex + pageRows)),
      PageUp: () => activate(Math.max(0, activeIndex - pageRows)),
      Home: () => activate(0),
      End: () => activate(rows.length - 1),
      ArrowRight: () => {
        if (row.expanded === false && !filtered) expansion.set([row.id], true);
        else if (row.expanded === true) activate(activeIndex + 1);
      },
      ArrowLeft: () => {
        if (row.expanded === true && !filtered) expansion.set([row.id], false);
        else activate(rows.findLastIndex(({ level }, index) => index < activeIndex && level < row.level));
      },
      Enter: () => choose(row.id),
      " ": () => choose(row.id),
      "*": () => {
        const parentId = tree.get(row.id)?.parentId ?? null;
        if (!filtered) expansion.set(parentId === null ? [row.id] : tree.children(parentId), true);
      },
    };
    const act = move[event.key] ?? (event.key.length === 1 ? () => activate(nextNamed(event.key)) : undefined);
    if (act === undefined) return;
    event.preventDefault();
    act();
  };

  function nextNamed(letter: string): number {
    const wanted = letter.toLowerCase();
    const after = [...rows.keys()].map((offset) => (activeIndex + 1 + offset) % rows.length);
    return after.find((index) => tree.get(rows[index]?.id ?? -1)?.name.toLowerCase().startsWith(wanted)) ?? activeIndex;
  }
}
