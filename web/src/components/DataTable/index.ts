export { ColumnMenu } from "./ColumnMenu";
export { parseSort, sortParameter, type TableColumn, type TableSort } from "./column";
export { DataTable, type DataTableProps } from "./DataTable";
export type { RowAction } from "./rowAction";
export { fixedLayout, useColumnLayout, type ColumnLayout } from "./useColumnLayout";
export { useCursorList, type CursorList, type CursorPages } from "./useCursorList";
