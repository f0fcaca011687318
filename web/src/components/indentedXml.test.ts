import { expect, test } from "vitest";
import { indentedXml } from "./indentedXml";

test.each([
  ["<a><b>1</b><c/><d></d></a>", "<a>\n  <b>1</b>\n  <c/>\n  <d></d>\n</a>"],
  ['<?xml version="1.0"?> <a x="1">t</a>', '<?xml version="1.0"?>\n<a x="1">t</a>'],
  ["<a><b>broken off", "<a>\n  <b>broken off"],
])("%s", (xml, expected) => {
  expect(indentedXml(xml)).toBe(expected);
});
