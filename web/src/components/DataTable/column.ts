import type { ReactNode } from "react";

/** A column of a table. */
export type TableColumn<Row> = {
  /** Stable: in the URL's sort, in the stored arrangement, and the API's name of the column where it has one. */
  id: string;
  /** Already in the viewer's language, with the unit where cells have none. */
  title: string;
  /** Heard but not seen, where what is in the cells explains itself: a column of buttons. */
  titleHidden?: boolean;
  /** In px, until the viewer drags it. */
  width: number;
  /** Figures stand at the end, so that their digits line up. */
  align?: "start" | "end";
  sortable?: boolean;
  /** Left out until the viewer asks for it. */
  hiddenAtFirst?: boolean;
  /** Always shown, such as what names the row. */
  fixed?: boolean;
  render: (row: Row) => ReactNode;
  /** The control beneath the heading. */
  filter?: ReactNode;
};

export type TableSort = { column: string; descending: boolean };

/** A sort as the API and the URL spell it: `startedAt`, or `-startedAt` for descending. */
export function sortParameter({ column, descending }: TableSort): string {
  return descending ? `-${column}` : column;
}

export function parseSort(parameter: string): TableSort {
  return parameter.startsWith("-") ? { column: parameter.slice(1), descending: true } : { column: parameter, descending: false };
}
