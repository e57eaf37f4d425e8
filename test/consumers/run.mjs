// Packs the package, installs it as a stranger would, and compiles and runs the README's first example in each of the
// ways a TypeScript project can resolve it. Needs npm's registry; the example itself runs offline.
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileWithEach } from "./compilers.mjs";
import { compile, devDependency, first, install, root, run } from "./consumer.mjs";
import { checkServe } from "./serve.mjs";

// The first is what an older CommonJS backend has.
const consumers = {
  node10: { type: "commonjs", module: "CommonJS", moduleResolution: "Node10", esModuleInterop: true },
  commonjs: { type: "commonjs", module: "Node16", moduleResolution: "Node16" },
  "esm-nodenext": { type: "module", module: "NodeNext", moduleResolution: "NodeNext" },
  bundler: { type: "module", module: "ESNext", moduleResolution: "Bundler" },
};

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
  const tarball = join(folder, filename);
  install(folder, tarball, ...["@types/node", "pg", "@types/pg"].map(devDependency), "undici@6");
  for (const [name, { type, ...resolution }] of Object.entries(consumers)) {
    const consumer = join(folder, name);
    compile(join(root, "node_modules/typescript"), consumer, type, resolution);
    copyFileSync(join(consumer, "package.json"), join(consumer, "out", "package.json"));
    const output = run(process.execPath, ["out/main.js"], consumer);
    if (output !== first.prints) throw new Error(`${name}: the example printed something else:\n${output}`);
    process.stdout.write(`${name}: compiles and runs on Node ${process.versions.node}\n`);
  }
  writeFileSync(join(folder, "first.mjs"), first.program);
  const printed = run(process.execPath, ["first.mjs"], folder);
  if (printed !== first.prints) throw new Error(`node first.mjs printed something else:\n${printed}`);
  const loaded = run(
    process.execPath,
    ["-p", `${["", "/testing", "/postgres", "/whazing"].map(load).join(" + ")}`],
    folder,
  );
  if (loaded.trim() !== "object".repeat(4)) throw new Error(`require() does not load the package: ${loaded}`);
  const help = run(join(folder, "node_modules/.bin/whazing-glpi"), ["check", "--help", "--locale", "en"], folder);
  if (!help.startsWith("Usage: whazing-glpi check")) throw new Error(`the command does not run: ${help}`);
  await checkServe(folder);
  writeFileSync(join(folder, "mixed.mjs"), mixed);
  const codes = run(process.execPath, ["mixed.mjs"], folder).trim();
  if (codes !== "CONFIGURATION_INVALID CONFIGURATION_INVALID") {
    throw new Error(`the two builds do not know each other's errors and stores: ${codes}`);
  }
  compileWithEach(tarball, folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function load(entry) {
  return `typeof require("whazing-glpi${entry}")`;
}
