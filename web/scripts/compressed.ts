import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** Below this many bytes a compressed twin saves less than its extra lookup costs. */
const worthwhileBytes = 1024;
const compressible = /\.(js|css|html|svg|json|txt)$/;

/** Writes a `.br` and a `.gz` beside every text asset of the build, so that the server never compresses at run time. */
export function compressed(): Plugin {
  let outDir = "";
  return {
    name: "compressed-twins",
    apply: "build",
    configResolved(config) {
      outDir = join(config.root, config.build.outDir);
    },
    async closeBundle() {
      const files = await readdir(outDir, { recursive: true });
      await Promise.all(files.filter((file) => compressible.test(file)).map((file) => writeTwins(join(outDir, file))));
    },
  };
}

async function writeTwins(path: string): Promise<void> {
  if ((await stat(path)).size < worthwhileBytes) return;
  const bytes = await readFile(path);
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  await Promise.all([writeFile(`${path}.br`, brotli), writeFile(`${path}.gz`, gzipSync(bytes, { level: 9 }))]);
}
