// Packs the package, installs it as a stranger would, and compiles and runs the README's first example in each of the
// ways a TypeScript project can resolve it. Needs npm's registry; the example itself runs offline.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const tsc = join(root, "node_modules/typescript/bin/tsc");

// The first is what an older CommonJS backend has.
const consumers = {
  node10: { type: "commonjs", module: "CommonJS", moduleResolution: "Node10", esModuleInterop: true },
  commonjs: { type: "commonjs", module: "Node16", moduleResolution: "Node16" },
  "esm-nodenext": { type: "module", module: "NodeNext", moduleResolution: "NodeNext" },
  bundler: { type: "module", module: "ESNext", moduleResolution: "Bundler" },
};

// Compiled, not run: it needs a server.
const postgres = `
import { Pool } from "pg";
import { GlpiIntegration, type Host } from "whazing-glpi";
import { PostgresStore } from "whazing-glpi/postgres";

export function make(host: Host): GlpiIntegration {
  return new GlpiIntegration({ host, store: new PostgresStore({ pool: new Pool({ max: 3 }) }) });
}
`;

// The main entry of one build and the store of the other: what one throws, the other knows.
const mixed = `
import { createRequire } from "node:module";
import { GlpiIntegration as Other } from "whazing-glpi";
import { PostgresStore } from "whazing-glpi/postgres";
const { GlpiIntegration, isGlpiIntegrationError } = createRequire(import.meta.url)("whazing-glpi");

const pool = { query: async () => ({ rows: [] }) };
const nothing = () => undefined;
const host = { sendMessage: nothing, transferToQueue: nothing, loadIntegration: nothing };
const codeOf = (make) => {
  try {
    make();
    return "none";
  } catch (error) {
    return isGlpiIntegrationError(error) && error.code;
  }
};
const store = new PostgresStore({ pool });
const integration = new GlpiIntegration({ host, store });
const codes = [codeOf(() => new PostgresStore({ pool, schema: "1" })), codeOf(() => new Other({ host, store }))];
await integration.close();
console.log(codes.join(" "));
`;

const folder = mkdtempSync(join(tmpdir(), "whazing-glpi-consumers-"));
try {
  const [{ filename }] = JSON.parse(run("npm", ["pack", "--json", "--pack-destination", folder], root));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const besides = ["@types/node", "pg", "@types/pg"].map((name) => `${name}@${devDependencies[name]}`);
  run("npm", ["install", "--no-audit", "--no-fund", join(folder, filename), ...besides], folder);

  const example = firstExample(readFileSync(join(root, "README.md"), "utf8"));
  for (const [name, { type, ...resolution }] of Object.entries(consumers)) {
    const consumer = join(folder, name);
    mkdirSync(consumer);
    writeFileSync(join(consumer, "package.json"), JSON.stringify({ private: true, type }));
    writeFileSync(join(consumer, "main.ts"), example);
    writeFileSync(join(consumer, "postgres.ts"), postgres);
    const compilerOptions = { target: "ES2022", strict: true, types: ["node"], outDir: "out", ...resolution };
    writeFileSync(
      join(consumer, "tsconfig.json"),
      JSON.stringify({ compilerOptions, files: ["main.ts", "postgres.ts"] }),
    );
    run(process.execPath, [tsc, "-p", "."], consumer);
    copyFileSync(join(consumer, "package.json"), join(consumer, "out", "package.json"));
    const output = run(process.execPath, ["out/main.js"], consumer);
    if (!/\b1\b/.test(output)) throw new Error(`${name}: the example told no ticket number:\n${output}`);
    process.stdout.write(`${name}: compiles and runs on Node ${process.versions.node}\n`);
  }
  const loaded = run(process.execPath, ["-p", `${["", "/testing", "/postgres"].map(load).join(" + ")}`], folder);
  if (loaded.trim() !== "objectobjectobject") throw new Error(`require() does not load the package: ${loaded}`);
  writeFileSync(join(folder, "mixed.mjs"), mixed);
  const codes = run(process.execPath, ["mixed.mjs"], folder).trim();
  if (codes !== "CONFIGURATION_INVALID CONFIGURATION_INVALID") {
    throw new Error(`the two builds do not know each other's errors and stores: ${codes}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function load(entry) {
  return `typeof require("whazing-glpi${entry}")`;
}

function firstExample(markdown) {
  const [, example] = /```ts\n([\s\S]*?)```/.exec(markdown) ?? [];
  if (example === undefined) throw new Error("README.md has no ts example");
  return example;
}

function run(command, args, cwd) {
  try {
    return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    throw new Error(`${command} ${args.join(" ")} failed:\n${error.stdout}${error.stderr}`);
  }
}
