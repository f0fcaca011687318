import type { TemplateContent } from "../../../api/templates";
import type { WantedKey } from "../../../api/types";

/** A template as a file that other portals read. */
export function templateJson({ name, vendor, model, keys }: TemplateContent): string {
  return `${JSON.stringify({ name, vendor, model, keys }, null, 2)}\n`;
}

/** The keys of a template as a table: `key,value`, quoted as RFC 4180 has it. */
export function templateCsv(keys: readonly WantedKey[]): string {
  const quoted = (text: string) => (/[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return ["key,value", ...keys.map(({ key, value }) => `${quoted(key)},${quoted(value)}`)].join("\r\n") + "\r\n";
}

/** Reads a file of either kind; null where it is neither. The name of a table is its file's. */
export function readTemplateFile(fileName: string, text: string): TemplateContent | null {
  const name = fileName.replace(/\.(json|csv)$/i, "");
  const plain = text.replace(/^\uFEFF/, "");
  return plain.trimStart().startsWith("{") ? readJson(plain) : readCsv(name, plain);
}

function readJson(text: string): TemplateContent | null {
  try {
    const { name, vendor, model, keys } = JSON.parse(text) as Record<string, unknown>;
    if (typeof name !== "string" || !Array.isArray(keys)) return null;
    const read = keys.map((entry: unknown) => entry as Record<string, unknown>);
    if (!read.every(({ key, value }) => typeof key === "string" && typeof value === "string")) return null;
    return { name, vendor: typeof vendor === "string" ? vendor : null, model: typeof model === "string" ? model : null, keys: read.map(({ key, value }) => ({ key: String(key), value: String(value) })) };
  } catch {
    // It is no JSON after all.
    return null;
  }
}

function readCsv(name: string, text: string): TemplateContent | null {
  const firstLine = text.split(/\r?\n/, 1)[0] ?? "";
  const separator = firstLine.includes(";") && !firstLine.includes(",") ? ";" : ",";
  const [head, ...rows] = csvRows(text, separator);
  if (head?.[0]?.trim().toLowerCase() !== "key" || head[1]?.trim().toLowerCase() !== "value") return null;
  return { name, vendor: null, model: null, keys: rows.filter(([key = ""]) => key.trim() !== "").map(([key = "", value = ""]) => ({ key: key.trim(), value })) };
}

function csvRows(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^${separator}"\\r\\n]*))(${separator}|\\r?\\n|$)`, "y");
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    if (found === null) return [];
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? "");
    if (found[3] === separator) continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
