import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { place, sources, walk } from "./sources";

const folder = join(import.meta.dirname, "../../src/locales");
const languages = readdirSync(folder);
const areas = readdirSync(join(folder, "en")).filter((file) => file.endsWith(".json")).map((file) => file.replace(".json", ""));

/** A language's words by `area:key.path`. */
function words(language: string): Map<string, string> {
  const found = new Map<string, string>();
  const collect = (value: unknown, path: string) => {
    if (typeof value === "string") found.set(path, value);
    else for (const [key, inner] of Object.entries(value as object)) collect(inner, path.endsWith(":") ? path + key : `${path}.${key}`);
  };
  for (const area of areas) collect(JSON.parse(readFileSync(join(folder, language, `${area}.json`), "utf8")), `${area}:`);
  return found;
}

const english = words("en");
const plural = /_(zero|one|two|few|many|other)$/;

test.each(languages)("%s has the same files", (language) => {
  const files = readdirSync(join(folder, language)).filter((file) => file.endsWith(".json"));
  expect(files.map((file) => file.replace(".json", ""))).toEqual(areas);
});

describe.each(languages.filter((language) => language !== "en"))("%s", (language) => {
  const own = words(language);

  test("has every key and no other", () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test("fills in the same values", () => {
    const slots = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();
    const different = [...own].filter(([key, text]) => JSON.stringify(slots(text)) !== JSON.stringify(slots(english.get(key) ?? "")));
    expect(different).toEqual([]);
  });

  test("is translated", () => {
    // A word may be the same in both languages, a sentence hardly ever.
    const untranslated = [...own].filter(([key, text]) => text.split(" ").length > 3 && text === english.get(key)).map(([key]) => key);
    expect(untranslated).toEqual([]);
  });
});

test("no text is empty or has stray white space", () => {
  const odd = languages.flatMap((language) => [...words(language)].filter(([, text]) => text.trim() === "" || text !== text.trim()).map(([key]) => `${language} ${key}`));
  expect(odd).toEqual([]);
});

test("every key is used", () => {
  const literals = new Set<string>();
  const patterns: RegExp[] = [];
  for (const file of sources()) {
    walk(file, (node) => {
      if (ts.isStringLiteralLike(node)) literals.add(node.text);
      else if (ts.isTemplateExpression(node)) patterns.push(patternOf(node));
    });
  }
  const unused = [...english.keys()].filter((name) => {
    const key = name.replace(/^\w+:/, "").replace(plural, "");
    return !literals.has(key) && !patterns.some((pattern) => pattern.test(key));
  });
  expect(unused).toEqual([]);
});

test("every key that is used exists", () => {
  const known = new Set([...english.keys()].map((name) => name.replace(plural, "")));
  const unknown = sources().flatMap((file) => {
    const areaOf = boundTranslators(file);
    const missing: string[] = [];
    walk(file, (node) => {
      if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return;
      const area = areaOf.get(node.expression.text);
      const [key] = node.arguments;
      if (area === undefined || key === undefined) return;
      const exists =
        ts.isStringLiteralLike(key) ? known.has(`${area}:${key.text}`) : !ts.isTemplateExpression(key) || [...known].some((name) => name.startsWith(`${area}:`) && patternOf(key).test(name.slice(area.length + 1)));
      if (!exists) missing.push(`${place(file, node)} ${area}:${key.getText()}`);
    });
    return missing;
  });
  expect(unknown).toEqual([]);
});

/** Matches what a template such as `state.${state}` may become; one that begins with a slot tells nothing and matches nothing. */
function patternOf(template: ts.TemplateExpression): RegExp {
  if (template.head.text === "") return /(?!)/;
  const escaped = [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)].map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join("[^.]*")}$`);
}

/** The names under which a file has bound `t`, with their areas. A name bound to two areas in one file is left to the type checker. */
function boundTranslators(file: ts.SourceFile): Map<string, string> {
  const bound = new Map<string, Set<string>>();
  walk(file, (node) => {
    if (!ts.isVariableDeclaration(node) || !ts.isObjectBindingPattern(node.name)) return;
    const call = node.initializer;
    if (call === undefined || !ts.isCallExpression(call) || call.expression.getText() !== "useTranslation") return;
    const [area] = call.arguments;
    for (const element of node.name.elements) {
      const from = (element.propertyName ?? element.name).getText();
      if (from !== "t") continue;
      const name = element.name.getText();
      bound.set(name, (bound.get(name) ?? new Set()).add(area !== undefined && ts.isStringLiteral(area) ? area.text : "common"));
    }
  });
  return new Map([...bound].filter(([, found]) => found.size === 1).map(([name, found]) => [name, [...found][0] ?? ""]));
}
