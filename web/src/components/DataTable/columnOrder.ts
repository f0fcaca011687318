/** On which side of another column one is put. */
export type Side = "before" | "after";

/** The columns in a stored order; those that it does not name stay behind the one that they stand behind by themselves. */
export function inOrder<Column extends { id: string }>(columns: readonly Column[], order: readonly string[]): Column[] {
  const named = order.flatMap((id) => columns.find((column) => column.id === id) ?? []);
  columns.forEach((column, index) => {
    if (named.includes(column)) return;
    const previous = columns[index - 1];
    named.splice(previous === undefined ? 0 : named.indexOf(previous) + 1, 0, column);
  });
  return named;
}

/** The order after one column was put beside another; the same where either is not there. */
export function moved(ids: readonly string[], id: string, side: Side, target: string): readonly string[] {
  if (id === target || !ids.includes(id) || !ids.includes(target)) return ids;
  const others = ids.filter((other) => other !== id);
  others.splice(others.indexOf(target) + (side === "after" ? 1 : 0), 0, id);
  return others;
}
