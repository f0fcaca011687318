import { VisuallyHidden } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { TableColumn, TableSort } from "./column";
import type { Side } from "./columnOrder";
import classes from "./HeadCell.module.css";
import { ResizeHandle } from "./ResizeHandle";
import { useColumnDrag } from "./useColumnDrag";

type HeadCellProps<Row> = {
  column: TableColumn<Row>;
  widthPx: number;
  sort: TableSort | undefined;
  onSort: ((sort: TableSort) => void) | undefined;
  onResize: ((widthPx: number) => void) | undefined;
  /** Set where the viewer may put columns in another order, which the column menu does by keyboard. */
  onMove: ((id: string, side: Side, target: string) => void) | undefined;
  /** Whether any column of the table has a filter: then all keep room for one. */
  filterRow: boolean;
};

/** A column's heading: its title, how it is sorted, its width, and its filter beneath. */
export function HeadCell<Row>({ column, widthPx, sort, onSort, onResize, onMove, filterRow }: HeadCellProps<Row>) {
  const { t } = useTranslation();
  const element = useRef<HTMLDivElement>(null);
  const sorted = sort?.column === column.id ? (sort.descending ? "descending" : "ascending") : undefined;
  const drag = useColumnDrag(column.id, onMove);
  const sortable = column.sortable === true && onSort !== undefined;

  // The table library draws the `th` itself, and takes no attributes for it.
  useLayoutEffect(() => {
    const heading = element.current?.closest("th");
    if (sortable) heading?.setAttribute("aria-sort", sorted ?? "none");
    else heading?.removeAttribute("aria-sort");
  }, [sortable, sorted]);

  const title = column.titleHidden === true ? <VisuallyHidden>{column.title}</VisuallyHidden> : <span className={classes["text"]}>{column.title}</span>;
  return (
    <div ref={element} className={classes["cell"]} data-align={column.align} data-over={drag.over ?? undefined} {...drag.target}>
      <div className={classes["title"]} title={column.title} {...drag.handle}>
        {sortable ? (
          <button
            type="button"
            className={classes["sort"]}
            data-sorted={sorted}
            onClick={() => onSort({ column: column.id, descending: sorted === undefined ? column.align === "end" : sorted === "ascending" })}
          >
            {title}
            {sorted === "ascending" && <IconArrowUp size={14} aria-hidden />}
            {sorted === "descending" && <IconArrowDown size={14} aria-hidden />}
          </button>
        ) : (
          title
        )}
      </div>
      {filterRow && <div className={classes["filter"]}>{column.filter}</div>}
      {onResize !== undefined && <ResizeHandle label={t("table.resize", { column: column.title })} widthPx={widthPx} onResize={onResize} />}
    </div>
  );
}
