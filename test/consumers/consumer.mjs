// What every consumer is made of.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

const readme = readFileSync(join(root, "README.md"), "utf8");
/** The README's first example, and what it prints. */
export const first = { program: firstBlock("ts"), prints: firstBlock("text") };

// Compiled, not run: it needs a server.
const postgres = `
import { Pool } from "pg";
import { GlpiIntegration, type Host } from "whazing-glpi";
import { PostgresStore } from "whazing-glpi/postgres";

export function make(host: Host): GlpiIntegration {
  return new GlpiIntegration({ host, store: new PostgresStore({ pool: new Pool({ max: 3 }) }) });
}
`;

// A host that has no library of types for its emitter.
const emitter = `
import { EventEmitter } from "events";
import type { GlpiIntegration, HostEmitter } from "whazing-glpi";

export function listen(integration: GlpiIntegration): void {
  const events = new EventEmitter() as HostEmitter;
  const detach = integration.attach(events);
  events.on("close", ({ conversation }) => conversation.id);
  // @ts-expect-error There is no such event.
  events.emit("closed", {});
  detach();
}
`;

// Where the host's types know a fetch, the simulator's is one, and each there is can be given.
const fetches = `
import { fetch as undiciFetch } from "undici";
import type { FetchLike, GlpiIntegrationOptions } from "whazing-glpi";
import { GlpiSimulator } from "whazing-glpi/testing";

export const simulated: typeof globalThis.fetch = new GlpiSimulator().fetch;
export const all: FetchLike[] = [globalThis.fetch, undiciFetch, (input, init) => fetch(input, init), simulated];
export const options: Pick<GlpiIntegrationOptions, "fetch"> = { fetch: globalThis.fetch };
// @ts-expect-error It only looks like an answer.
export const wrong: FetchLike = async () => ({ status: 200 });
`;

/** The whole example of docs/host-integration.md, with a host's own models, and a day there. */
export function compileHost(typescript, folder, compilerOptions) {
  mkdirSync(folder, { recursive: true });
  const page = readFileSync(join(root, "docs/host-integration.md"), "utf8");
  const [, example] = /```ts\n(\/\/ glpi\.ts\n[\s\S]*?)```/.exec(page) ?? [];
  if (example === undefined) throw new Error("docs/host-integration.md has no glpi.ts");
  writeFileSync(join(folder, "glpi.ts"), example);
  for (const name of ["models.ts", "play.ts"])
    copyFileSync(join(root, "test/consumers/host", name), join(folder, name));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "commonjs" }));
  const strict = { strict: true, skipLibCheck: false, types: ["node"], noImplicitAny: false };
  const options = { target: "ES2019", lib: ["ES2020"], outDir: "out", ...strict, ...compilerOptions };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files: ["play.ts"] }));
  run(process.execPath, [join(typescript, "bin/tsc"), "-p", "."], folder);
  const played = run(process.execPath, ["out/play.js"], folder);
  if (!played.endsWith("one problem, one ticket\n"))
    throw new Error(`the example host said something else:\n${played}`);
}

/** A folder with the package and what else a consumer needs. */
export function install(folder, tarball, ...others) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
  run("npm", ["install", "--no-audit", "--no-fund", tarball, ...others], folder);
}

/** Compiles all of a consumer, and the declarations of what it uses too; no types but Node's are there. */
export function compile(typescript, consumer, type, resolution, hasFetch = true) {
  mkdirSync(consumer, { recursive: true });
  writeFileSync(join(consumer, "package.json"), JSON.stringify({ private: true, type }));
  const sources = { main: first.program, postgres, emitter, ...(hasFetch ? { fetches } : {}) };
  for (const [name, text] of Object.entries(sources)) writeFileSync(join(consumer, `${name}.ts`), text);
  const strict = { strict: true, skipLibCheck: false, types: ["node"] };
  const compilerOptions = { target: "ES2022", lib: ["ES2022"], outDir: "out", ...strict, ...resolution };
  const files = Object.keys(sources).map((name) => `${name}.ts`);
  writeFileSync(join(consumer, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  run(process.execPath, [join(typescript, "bin/tsc"), "-p", "."], consumer);
}

export function devDependency(name) {
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return `${name}@${devDependencies[name]}`;
}

export function run(command, args, cwd) {
  try {
    return execFileSync(command, args, { cwd, encoding: "utf8", timeout: 300_000, stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    throw new Error(`${command} ${args.join(" ")} failed:\n${error.stdout}${error.stderr}`);
  }
}

function firstBlock(language) {
  const [, text] = new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(readme) ?? [];
  if (text === undefined) throw new Error(`README.md has no block of ${language}`);
  return text;
}
