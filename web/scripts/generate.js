// Writes the API's types from the server's OpenAPI document; with --check only tells whether they are stale.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapiTypescript, { astToString } from "openapi-typescript";

const document = new URL("../../crates/server/openapi.json", import.meta.url);
const target = fileURLToPath(new URL("../src/api/schema.d.ts", import.meta.url));
const check = process.argv.includes("--check");

const header = "// Written by `npm run generate` from crates/server/openapi.json: edit the server's handlers instead.\n\n";
const wanted = header + astToString(await openapiTypescript(document, { alphabetize: true, emptyObjectsUnknown: true }));

if (!check) {
  writeFileSync(target, wanted);
  console.log("wrote src/api/schema.d.ts");
} else if (readFileSync(target, "utf8") !== wanted) {
  console.error("src/api/schema.d.ts is stale: run `npm run generate`");
  process.exit(1);
}
