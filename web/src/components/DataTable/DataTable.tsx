import { Skeleton, Stack } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { DataTable as MantineDataTable } from "mantine-datatable";
import "mantine-datatable/styles.layer.css";
import "mantine-contextmenu/styles.layer.css";
import { useEffect, useMemo, useRef, type CSSProperties, type ReactNode } from "react";
import { ProblemAlert } from "../ProblemAlert";
import type { TableSort } from "./column";
import classes from "./DataTable.module.css";
import type { RowAction } from "./rowAction";
import { useRowMenu } from "./RowMenu";
import type { ColumnLayout } from "./useColumnLayout";
import { menuColumnPx, useDrawnColumns } from "./useDrawnColumns";
import { useRowKeys } from "./useRowKeys";

const rowHeightPx = 32;
/** Rows drawn beyond what is seen, so that a fast scroll shows no gap. */
const overscan = 12;
/** How many rows before the end the next page is asked for. */
const nearEnd = 25;

export type DataTableProps<Row> = {
  /** What the table lists, for those who hear it: "Sessions". */
  label: string;
  layout: ColumnLayout<Row>;
  /** Undefined while the first page is on its way. */
  rows: readonly Row[] | undefined;
  rowId: (row: Row) => string | number;
  sort?: TableSort;
  onSort?: (sort: TableSort) => void;
  /** The row the URL points at. */
  selectedId?: string | number | undefined;
  onSelect?: (row: Row) => void;
  /** Enter, or a double click. */
  onOpen?: (row: Row) => void;
  /** What a row's menu offers, by right click, by its button and by Shift+F10. */
  actions?: (row: Row) => readonly RowAction[];
  /** What stands in place of no rows. */
  empty: ReactNode;
  error?: unknown;
  onRetry?: () => void;
  /** Set while there are further pages; called when the viewer nears the end. */
  onMore?: (() => void) | undefined;
  footer?: ReactNode;
};

/** The one table: dense rows of which only those in sight are drawn, a heading with filters that stays, a menu per row, and a foot for totals. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, layout, rows, rowId, sort, onSort, selectedId, onSelect, onOpen, actions, empty, error, onRetry, onMore, footer } = props;
  const viewport = useRef<HTMLDivElement>(null);
  const menu = useRowMenu();
  const count = rows?.length ?? 0;

  const virtualizer = useVirtualizer({ count, getScrollElement: () => viewport.current, estimateSize: () => rowHeightPx, overscan });
  const drawn = virtualizer.getVirtualItems();
  const first = drawn[0]?.index ?? 0;
  const last = drawn.at(-1)?.index ?? -1;
  const records = useMemo(() => rows?.slice(first, last + 1) ?? [], [rows, first, last]);
  const keys = useRowKeys({ count, scrollTo: (index) => virtualizer.scrollToIndex(index), viewport });

  const wantsMore = onMore !== undefined && last >= count - nearEnd;
  useEffect(() => {
    if (wantsMore && count > 0) onMore?.();
  }, [wantsMore, count, onMore]);

  const columns = useDrawnColumns<Row>({ layout, sort, onSort, openMenu: actions && ((row, button) => menu.openBeneath(button, actions(row))) });
  const totalPx = layout.visible.reduce((sum, column) => sum + layout.width(column), 0);

  const rowAttributes = (row: Row, drawnIndex: number) => {
    const index = first + drawnIndex;
    return {
      "aria-rowindex": index + 2,
      "aria-selected": selectedId === undefined ? undefined : rowId(row) === selectedId,
      ...keys.attributes(index, (event, element) => {
        if (event.key === "Enter") onOpen?.(row);
        else if (actions !== undefined && (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey))) menu.openBeneath(element, actions(row));
        else return false;
        return true;
      }),
    };
  };

  return (
    <div
      className={classes["root"]}
      style={{ "--rows-before": `${first * rowHeightPx}px`, "--rows-after": `${Math.max(0, count - last - 1) * rowHeightPx}px` } as CSSProperties}
    >
      <MantineDataTable<Row>
        aria-label={label}
        aria-rowcount={onMore === undefined ? count + 1 : -1}
        classNames={{ table: classes["table"] }}
        styles={{ table: layout.arrangeable ? {} : { tableLayout: "fixed", minWidth: totalPx + (actions === undefined ? 0 : menuColumnPx) } }}
        rowBorderColor="var(--line)"
        borderColor="var(--line-strong)"
        highlightOnHoverColor="var(--hover)"
        style={{ flex: 1, minHeight: 0 }}
        height="100%"
        scrollViewportRef={viewport}
        // Rows take the focus; where there are none the keyboard scrolls the headings by the viewport itself.
        scrollAreaProps={count === 0 ? { viewportProps: { tabIndex: 0 } } : {}}
        columns={columns}
        records={records}
        idAccessor={rowId}
        highlightOnHover
        withRowBorders
        rowClassName={classes["row"]}
        customRowAttributes={rowAttributes}
        {...(onSelect === undefined ? {} : { onRowClick: ({ record }: { record: Row }) => onSelect(record) })}
        {...(onOpen === undefined ? {} : { onRowDoubleClick: ({ record }: { record: Row }) => onOpen(record) })}
        {...(actions === undefined ? {} : { onRowContextMenu: ({ record, event }: { record: Row; event: React.MouseEvent }) => menu.openAt(event, actions(record)) })}
        minHeight={count === 0 ? 160 : 0}
        // Laid over the rows even when there are some: then it must be nothing at all.
        emptyState={count > 0 ? <></> : <div className={classes["notice"]}>{error != null ? <Refused error={error} onRetry={onRetry} /> : rows === undefined ? <Loading /> : empty}</div>}
      />
      {footer !== undefined && <div className={classes["foot"]}>{footer}</div>}
    </div>
  );
}

function Loading() {
  return (
    <Stack gap={14} p="sm" aria-hidden>
      {Array.from({ length: 8 }, (_, row) => (
        <Skeleton key={row} h={14} w={`${92 - ((row * 17) % 30)}%`} />
      ))}
    </Stack>
  );
}

function Refused({ error, onRetry }: { error: unknown; onRetry: (() => void) | undefined }) {
  return (
    <Stack p="md">
      <ProblemAlert error={error} {...(onRetry === undefined ? {} : { onRetry })} />
    </Stack>
  );
}
