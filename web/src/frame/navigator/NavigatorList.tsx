import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useTree } from "../../live/LiveProvider";
import { useGoToNode, useNodePath, useSelectedNodeId } from "../../routing/usePlace";
import classes from "./Navigator.module.css";
import { NavigatorLine } from "./NavigatorLine";
import { treeKey } from "./treeKey";
import type { Expansion } from "./useExpansion";
import type { NavigatorRow } from "./visibleRows";

const rowHeightPx = 27;
const overscan = 12;

type NavigatorListProps = { rows: readonly NavigatorRow[]; expansion: Expansion; filtered: boolean; onGone?: () => void };

/** The lines of the tree, of which only those in sight are drawn; one keyboard focus for all of them, as the ARIA tree pattern has it. */
export function NavigatorList({ rows, expansion, filtered, onGone }: NavigatorListProps) {
  const { t } = useTranslation("frame");
  const tree = useTree();
  const viewport = useRef<HTMLDivElement>(null);
  const selectedId = useSelectedNodeId();
  const [activeId, setActiveId] = useState(selectedId);
  const goToNode = useGoToNode();
  const nodePath = useNodePath();
  const virtualizer = useVirtualizer({ count: rows.length, getScrollElement: () => viewport.current, estimateSize: () => rowHeightPx, overscan });

  const activeIndex = Math.max(0, rows.findIndex(({ id }) => id === activeId));
  const activeRow = rows[activeIndex];

  const measuredPx = virtualizer.scrollRect?.height ?? 0;

  // A node reached by search, link or history is brought into sight, its branch opened.
  const revealed = useRef<number | null>(null);
  useEffect(() => {
    if (selectedId === null || revealed.current === selectedId) return;
    const closed = tree.ancestors(selectedId).filter(({ id }) => !expansion.isExpanded(id));
    if (closed.length > 0 && !filtered) return expansion.set(closed.map(({ id }) => id), true);
    const index = rows.findIndex(({ id }) => id === selectedId);
    // Before it has been measured, the list cannot tell what is in sight.
    if (index < 0 || measuredPx === 0) return;
    revealed.current = selectedId;
    setActiveId(selectedId);
    const { startIndex = 0, endIndex = -1 } = virtualizer.range ?? {};
    if (index <= startIndex || index >= endIndex) virtualizer.scrollToIndex(index, { align: "center" });
  }, [selectedId, rows, expansion, filtered, tree, virtualizer, measuredPx]);

  const activate = (index: number) => {
    const row = rows[index];
    if (row === undefined) return;
    setActiveId(row.id);
    virtualizer.scrollToIndex(index, { align: "auto" });
  };
  // The same functions throughout, so that only lines that changed are drawn anew.
  const choose = useCallback(
    (id: number) => {
      setActiveId(id);
      // What was chosen here is in sight already: nothing is to jump.
      revealed.current = id;
      goToNode(id);
      onGone?.();
    },
    [goToNode, onGone],
  );
  const expand = expansion.set;
  const toggle = useCallback((row: NavigatorRow) => !filtered && expand([row.id], row.expanded !== true), [expand, filtered]);

  const onKeyDown = treeKey({ rows, activeIndex, tree, expansion, filtered, activate, choose });

  return (
    <div
      ref={viewport}
      className={classes["tree"]}
      role="tree"
      tabIndex={0}
      aria-label={t("navigator.title")}
      aria-activedescendant={activeRow === undefined ? undefined : lineId(activeRow.id)}
      onKeyDown={onKeyDown}
    >
      <div className={classes["rows"]} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return (
            row !== undefined && (
              <NavigatorLine
                key={row.id}
                row={row}
                elementId={lineId(row.id)}
                top={start}
                href={nodePath(row.id)}
                selected={row.id === selectedId}
                active={row.id === activeRow?.id}
                t={t}
                onChoose={choose}
                onToggle={toggle}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

function lineId(nodeId: number): string {
  return `navigator-${nodeId}`;
}
