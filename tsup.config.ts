import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { defineConfig } from "tsup";

// ESM-only packages: bundled, so that require("whazing-glpi") loads on every Node 20.
const code = ["ky", "p-debounce", "p-limit", "yocto-queue"];
// What only the command needs: a host does not install it.
const ofTheCommand = ["picocolors", "yaml"];
// Only its types are used, and installed it would bring rxjs along.
const types = ["typed-emitter"];

function licences(): string {
  const texts = [...code, ...ofTheCommand, ...types].map((name) => {
    const folder = `node_modules/${name}`;
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} is bundled and has no licence to pass on`);
    return `${name}\n\n${readFileSync(`${folder}/${file}`, "utf8").trim()}\n`;
  });
  return `What is bundled into these files, under its licences:\n\n${texts.join("\n---\n\n")}`;
}

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
  esbuildOptions: (options) => {
    // Its build for Node is CommonJS, and asks for modules of Node's as it runs.
    options.alias = { yaml: "./node_modules/yaml/browser/dist/index.js" };
  },
  noExternal: [...code, ...ofTheCommand],
  onSuccess: async () => {
    writeFileSync("dist/THIRD_PARTY_LICENSES", licences());
    dropUnused();
  },
});
