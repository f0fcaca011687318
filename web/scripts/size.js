// Tells how much script a first visit to the dashboard loads, compressed as the server sends it, and fails when that is over the budget.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** docs: "first load under 300 kB of compressed script". */
const budgetBytes = 300_000;
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

/** The chunks that an entry loads, its static imports included. */
function chunksOf(key, found = new Set()) {
  if (found.has(key)) return found;
  found.add(key);
  for (const imported of manifest[key].imports ?? []) chunksOf(imported, found);
  return found;
}

const firstVisit = new Set(["index.html", "src/locales/en/index.ts", "src/pages/dashboard/DashboardPage.tsx"].flatMap((key) => [...chunksOf(key)]));
const bytes = (file) => readFileSync(fileURLToPath(new URL(file, dist))).length;
const sent = (file) => {
  try {
    return bytes(`${file}.br`);
  } catch {
    // Too small for a compressed twin.
    return bytes(file);
  }
};

const rows = [...firstVisit].map((key) => ({ file: manifest[key].file, bytes: sent(manifest[key].file) })).sort((a, b) => b.bytes - a.bytes);
const total = rows.reduce((sum, row) => sum + row.bytes, 0);
for (const row of rows) console.log(`${String(row.bytes).padStart(8)}  ${row.file}`);
console.log(`${String(total).padStart(8)}  script of a first visit, Brotli; the budget is ${budgetBytes}`);

const pages = Object.entries(manifest).filter(([key, chunk]) => chunk.isDynamicEntry && key.startsWith("src/") && !firstVisit.has(key));
for (const [key] of pages) {
  const further = [...chunksOf(key)].filter((chunk) => !firstVisit.has(chunk)).reduce((sum, chunk) => sum + sent(manifest[chunk].file), 0);
  console.log(`${String(further).padStart(8)}  more for ${key}`);
}
if (total > budgetBytes) {
  console.error("the first load is over its budget");
  process.exit(1);
}
