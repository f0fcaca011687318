import { ActionIcon, VisuallyHidden } from "@mantine/core";
import { useCallbackRef } from "@mantine/hooks";
import { IconDotsVertical } from "@tabler/icons-react";
import type { DataTableColumn } from "mantine-datatable";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { TableSort } from "./column";
import { HeadCell } from "./HeadCell";
import type { ColumnLayout } from "./useColumnLayout";

/** How wide the column of the rows' menu buttons is. */
export const menuColumnPx = 40;

type DrawnColumnsOptions<Row> = {
  layout: ColumnLayout<Row>;
  sort: TableSort | undefined;
  onSort: ((sort: TableSort) => void) | undefined;
  /** Opens a row's menu beneath its button; undefined where rows have none. */
  openMenu: ((row: Row, button: Element) => void) | undefined;
};

/**
 * The columns as the table library draws them. They stay the same objects while rows change under them, for the library measures its headings anew whenever
 * they do not.
 */
export function useDrawnColumns<Row>({ layout, sort, onSort, openMenu }: DrawnColumnsOptions<Row>): DataTableColumn<Row>[] {
  const { t } = useTranslation();
  const chooseSort = useCallbackRef(onSort);
  const openLatestMenu = useCallbackRef(openMenu);
  const sortable = onSort !== undefined;
  const hasMenu = openMenu !== undefined;
  const sortColumn = sort?.column;
  const descending = sort?.descending ?? false;

  return useMemo(() => {
    const { visible, arrangeable } = layout;
    const sorted = sortColumn === undefined ? undefined : { column: sortColumn, descending };
    const filterRow = visible.some(({ filter }) => filter !== undefined);
    const totalPx = visible.reduce((sum, column) => sum + layout.width(column), 0);
    const columns = visible.map((column): DataTableColumn<Row> => {
      const widthPx = layout.width(column);
      return {
        accessor: column.id,
        width: arrangeable ? `${widthPx}px` : `${(100 * widthPx) / totalPx}%`,
        textAlign: column.align === "end" ? "right" : "left",
        title: (
          <HeadCell
            column={column}
            widthPx={widthPx}
            sort={sorted}
            onSort={sortable ? chooseSort : undefined}
            onResize={arrangeable ? (width) => layout.setWidth(column.id, width) : undefined}
            onMove={arrangeable ? layout.move : undefined}
            filterRow={filterRow}
          />
        ),
        render: column.render,
      };
    });
    return hasMenu ? [...columns, menuColumn<Row>(t("table.rowMenu"), openLatestMenu)] : columns;
  }, [layout, sortColumn, descending, sortable, hasMenu, chooseSort, openLatestMenu, t]);
}

function menuColumn<Row>(label: string, open: (row: Row, button: Element) => void): DataTableColumn<Row> {
  return {
    accessor: "rowMenu",
    title: <VisuallyHidden>{label}</VisuallyHidden>,
    width: `${menuColumnPx}px`,
    pinned: "right",
    customCellAttributes: () => ({ "data-menu": true }),
    render: (row) => (
      <ActionIcon
        size="sm"
        aria-label={label}
        aria-haspopup="menu"
        onDoubleClick={(event) => event.stopPropagation()}
        onClick={(event) => {
          event.stopPropagation();
          open(row, event.currentTarget);
        }}
      >
        <IconDotsVertical size={16} aria-hidden />
      </ActionIcon>
    ),
  };
}
