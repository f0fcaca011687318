import { expect, test } from "vitest";
import { inOrder, moved } from "./columnOrder";

const columns = ["a", "b", "c", "d"].map((id) => ({ id }));
const ids = (order: readonly string[]) => inOrder(columns, order).map(({ id }) => id);

test("columns stand as stored; new ones behind their neighbour, those that are gone nowhere", () => {
  expect(ids([])).toEqual(["a", "b", "c", "d"]);
  expect(ids(["d", "c", "b", "a"])).toEqual(["d", "c", "b", "a"]);
  expect(ids(["c", "a"])).toEqual(["c", "d", "a", "b"]);
  expect(ids(["gone", "b", "a"])).toEqual(["b", "c", "d", "a"]);
});

test("a column is put on either side of another", () => {
  expect(moved(["a", "b", "c"], "a", "after", "c")).toEqual(["b", "c", "a"]);
  expect(moved(["a", "b", "c"], "c", "before", "a")).toEqual(["c", "a", "b"]);
  expect(moved(["a", "b", "c"], "b", "before", "c")).toEqual(["a", "b", "c"]);
  expect(moved(["a", "b"], "of another table", "before", "a")).toEqual(["a", "b"]);
});
