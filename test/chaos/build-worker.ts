import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "tsup";

/**
 * Bundles the worker once, so that a restart costs a start of Node and nothing else; resolves to the bundle's path. It
 * lies below `node_modules`, where what is not bundled is found.
 */
export async function buildWorker(): Promise<string> {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const outDir = join(root, "node_modules", ".cache", `chaos-${process.pid}`);
  process.once("exit", () => rmSync(outDir, { recursive: true, force: true }));
  await build({
    config: false,
    silent: true,
    entry: { worker: join(root, "test/chaos/worker.ts") },
    outDir,
    format: "esm",
    outExtension: () => ({ js: ".mjs" }),
    target: "node20",
    splitting: false,
    noExternal: [/^(?!pg$)/],
    external: ["pg"],
  });
  return join(outDir, "worker.mjs");
}
