import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const css = readFileSync(join(import.meta.dirname, "../../src/theme/tokens.css"), "utf8");

/** The tokens of a scheme: the dark one says only what differs. */
function tokens(scheme: "light" | "dark"): Map<string, string> {
  const block = (selector: RegExp) => selector.exec(css)?.[1] ?? "";
  const found = new Map<string, string>();
  const blocks = [block(/:root \{([^}]*)\}/), ...(scheme === "dark" ? [block(/:root\[data-mantine-color-scheme="dark"\] \{([^}]*)\}/)] : [])];
  for (const text of blocks) for (const [, name = "", value = ""] of text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6});/g)) found.set(name, value);
  return found;
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const digits = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join("") : hex.slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const channel = parseInt(digits.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(first: string, second: string): number {
  const [darker = 0, lighter = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** What is read against what, and the least contrast WCAG 2.2 AA asks for: 4.5 for text, 3 for signs and the edges of controls. */
const pairs: [front: string, ground: string, least: number][] = [
  ...["surface", "bg", "hover", "select"].flatMap((ground): [string, string, number][] => [["text", ground, 4.5], ["muted", ground, 4.5]]),
  ["faint", "surface", 4.5], ["faint", "bg", 4.5],
  ...["charging", "available", "fault", "warning", "offline"].map((tone): [string, string, number] => [`on-${tone}-soft`, `${tone}-soft`, 4.5]),
  ...["charging", "available", "fault", "warning", "offline"].map((tone): [string, string, number] => [tone, "surface", 3]),
  ["control", "surface", 3], ["control", "bg", 3], ["focus", "surface", 3], ["focus", "bg", 3],
  ...["ink", "ink-2", "ink-3"].flatMap((ground): [string, string, number][] => [["on-ink", ground, 4.5], ["on-ink-strong", ground, 4.5], ["on-ink-muted", ground, 4.5]]),
  ...["ink", "ink-2", "ink-3"].flatMap((ground): [string, string, number][] => [["ink-charging", ground, 4.5], ["ink-fault", ground, 4.5]]),
  ["ink-offline", "ink", 4.5], ["ink-edge", "ink", 3],
  ["accent", "ink", 3], ["on-accent", "accent", 4.5],
];

describe.each(["light", "dark"] as const)("the %s scheme", (scheme) => {
  const values = tokens(scheme);
  test.each(pairs)("%s on %s has a contrast of at least %d", (front, ground, least) => {
    const [first, second] = [values.get(front), values.get(ground)];
    if (first === undefined || second === undefined) throw new Error(`failed to find the tokens ${front} and ${ground}`);
    expect(contrast(first, second)).toBeGreaterThanOrEqual(least);
  });
});
