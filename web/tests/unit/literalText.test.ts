import ts from "typescript";
import { expect, test } from "vitest";
import { place, sources, walk } from "./sources";

/** What of an element is read out or shown to a person. */
const shown = new Set(["alt", "aria-description", "aria-label", "aria-roledescription", "aria-valuetext", "confirm", "description", "error", "hint", "label", "placeholder", "title"]);
const letters = /\p{L}/u;

test("no text stands in JSX: it belongs to the translation files", () => {
  const literal = sources().flatMap((file) => {
    const found: string[] = [];
    walk(file, (node) => {
      if (ts.isJsxText(node) && letters.test(node.text)) found.push(`${place(file, node)} ${node.text.trim()}`);
      if (ts.isJsxAttribute(node) && shown.has(node.name.getText()) && node.initializer !== undefined) {
        for (const text of texts(node.initializer)) if (letters.test(text)) found.push(`${place(file, node)} ${node.name.getText()}="${text}"`);
      }
    });
    return found;
  });
  expect(literal).toEqual([]);
});

/** The strings an attribute's value is made of, looking through conditions but not into calls: `t("key")` is no text. */
function texts(value: ts.Node): string[] {
  if (ts.isStringLiteralLike(value)) return [value.text];
  if (ts.isTemplateExpression(value)) return [value.head.text, ...value.templateSpans.map(({ literal }) => literal.text)];
  if (ts.isJsxExpression(value)) return value.expression === undefined ? [] : texts(value.expression);
  if (ts.isConditionalExpression(value)) return [...texts(value.whenTrue), ...texts(value.whenFalse)];
  if (ts.isParenthesizedExpression(value)) return texts(value.expression);
  return [];
}
