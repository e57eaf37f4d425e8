import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { defineConfig, type Options } from "tsup";

type Plugin = NonNullable<Options["plugins"]>[number];
type EsbuildPlugin = NonNullable<Options["esbuildPlugins"]>[number];

// ESM-only packages: bundled, so that require("whazing-glpi") loads on every Node 20.
const code = ["ky", "p-debounce", "p-limit", "yocto-queue"];
// What only the command needs: a host does not install it.
const ofTheCommand = ["@clack/prompts", "@hono/node-server", "hono", "picocolors", "pino", "prom-client", "yaml"];
// Only its types are used, and installed it would bring rxjs along.
const types = ["typed-emitter"];

/** The packages of which something is in a file of the build. */
const bundled = new Set(types);
const seeBundled: EsbuildPlugin = {
  name: "see-bundled",
  setup: (build) =>
    build.onEnd(({ metafile }) => {
      for (const { inputs } of Object.values(metafile?.outputs ?? {}))
        for (const file of Object.keys(inputs)) {
          const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(file) ?? [];
          if (name !== undefined) bundled.add(name);
        }
    }),
};

function licences(): string {
  const texts = [...bundled].sort().map((name) => {
    const folder = `node_modules/${name}`;
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} is bundled and has no licence to pass on`);
    return `${name}\n\n${readFileSync(`${folder}/${file}`, "utf8").trim()}\n`;
  });
  return `What is bundled into these files, under its licences:\n\n${texts.join("\n---\n\n")}`;
}

/** Bundled CommonJS asks for modules of Node's as it runs, which an ES module cannot: it is given a `require`. */
const requireOfNode: Plugin = {
  name: "require-of-node",
  renderChunk(code) {
    if (this.format !== "esm" || !code.includes("__require(")) return undefined;
    const head =
      'import { createRequire } from "node:module";\nconst requireOfNode = createRequire(import.meta.url);\n';
    return { code: head + code.replaceAll("__require(", "requireOfNode(") };
  },
};

/** The command is ESM alone: what only its other build would load is not packed. */
function dropUnused(): void {
  const used = new Set<string>();
  const follow = (file: string): void => {
    if (used.has(file)) return;
    used.add(file);
    for (const [, next = ""] of readFileSync(`dist/${file}`, "utf8").matchAll(/["']\.\/([\w-]+\.cjs)["']/g))
      follow(next);
  };
  for (const entry of ["index", "postgres", "testing", "whazing"]) follow(`${entry}.cjs`);
  for (const file of readdirSync("dist")) {
    if (file.endsWith(".cjs") && !used.has(file)) rmSync(`dist/${file}`);
  }
}

export default defineConfig({
  entry: {
    index: "src/index.ts",
    postgres: "src/store/postgres/index.ts",
    testing: "src/testing/index.ts",
    whazing: "src/whazing/index.ts",
    cli: "src/cli/main.ts",
  },
  format: ["esm", "cjs"],
  target: "node20",
  dts: { resolve: types },
  clean: true,
  splitting: true,
  noExternal: [...code, ...ofTheCommand],
  plugins: [requireOfNode],
  esbuildPlugins: [seeBundled],
  onSuccess: async () => {
    writeFileSync("dist/THIRD_PARTY_LICENSES", licences());
    dropUnused();
  },
});
