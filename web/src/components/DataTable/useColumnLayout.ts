import { useMemo } from "react";
import { usePreference } from "../../api/preferences";
import type { TableColumn } from "./column";
import { inOrder, moved, type Side } from "./columnOrder";

export const narrowestPx = 56;
export const widestPx = 800;

type StoredLayout = { hidden: string[]; shown: string[]; widths: Record<string, number>; order: readonly string[] };

/** How a viewer has arranged a table's columns. */
export type ColumnLayout<Row> = {
  /** Whether the viewer may change it; otherwise the columns share the table's room in proportion to their widths. */
  arrangeable: boolean;
  /** In the viewer's order, as `visible`. */
  all: readonly TableColumn<Row>[];
  visible: readonly TableColumn<Row>[];
  isVisible: (id: string) => boolean;
  width: (column: TableColumn<Row>) => number;
  setWidth: (id: string, widthPx: number) => void;
  setVisible: (id: string, visible: boolean) => void;
  /** Puts a column beside another. */
  move: (id: string, side: Side, target: string) => void;
  reset: () => void;
  isArranged: boolean;
};

/** A table's columns as the viewer has arranged them, kept under `table.{name}` in their preferences. */
export function useColumnLayout<Row>(name: string, columns: readonly TableColumn<Row>[]): ColumnLayout<Row> {
  const [stored, store] = usePreference(`table.${name}`, readLayout);
  return useMemo(() => {
    const all = inOrder(columns, stored.order);
    const isVisible = (id: string) => {
      const column = columns.find((candidate) => candidate.id === id);
      if (column === undefined) return false;
      if (column.fixed === true) return true;
      return column.hiddenAtFirst === true ? stored.shown.includes(id) : !stored.hidden.includes(id);
    };
    return {
      arrangeable: true,
      all,
      visible: all.filter(({ id }) => isVisible(id)),
      isVisible,
      width: (column) => stored.widths[column.id] ?? column.width,
      setWidth: (id, widthPx) => {
        const width = Math.round(Math.min(widestPx, Math.max(narrowestPx, widthPx)));
        store({ ...stored, widths: { ...stored.widths, [id]: width } });
      },
      setVisible: (id, visible) =>
        store({
          ...stored,
          hidden: visible ? stored.hidden.filter((other) => other !== id) : [...stored.hidden, id],
          shown: visible ? [...stored.shown, id] : stored.shown.filter((other) => other !== id),
        }),
      move: (id, side, target) => {
        const ids = all.map((column) => column.id);
        const order = moved(ids, id, side, target);
        if (order !== ids) store({ ...stored, order });
      },
      reset: () => store(unarranged),
      isArranged: stored.hidden.length > 0 || stored.shown.length > 0 || stored.order.length > 0 || Object.keys(stored.widths).length > 0,
    };
  }, [columns, stored, store]);
}

const unarranged: StoredLayout = { hidden: [], shown: [], widths: {}, order: [] };

function readLayout(stored: unknown): StoredLayout {
  if (typeof stored !== "object" || stored === null) return unarranged;
  const { hidden, shown, widths, order } = stored as Partial<Record<keyof StoredLayout, unknown>>;
  return { hidden: readIds(hidden), shown: readIds(shown), widths: readWidths(widths), order: readIds(order) };
}

function readIds(stored: unknown): string[] {
  return Array.isArray(stored) ? stored.filter((id) => typeof id === "string") : [];
}

function readWidths(stored: unknown): Record<string, number> {
  if (typeof stored !== "object" || stored === null) return {};
  return Object.fromEntries(Object.entries(stored).filter((entry): entry is [string, number] => typeof entry[1] === "number"));
}

const fixedLayouts = new WeakMap<object, unknown>();

/**
 * Columns that stay as they are and share what room there is, as in a panel; their widths are the least they need. The same columns have the same
 * layout, so that a redraw changes nothing.
 */
export function fixedLayout<Row>(columns: readonly TableColumn<Row>[]): ColumnLayout<Row> {
  const known = fixedLayouts.get(columns) as ColumnLayout<Row> | undefined;
  if (known !== undefined) return known;
  const nothing = () => undefined;
  const layout: ColumnLayout<Row> = { arrangeable: false, all: columns, visible: columns, isVisible: () => true, width: ({ width }) => width, setWidth: nothing, setVisible: nothing, move: nothing, reset: nothing, isArranged: false };
  fixedLayouts.set(columns, layout);
  return layout;
}
