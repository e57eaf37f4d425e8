// Other versions of TypeScript than ours, and of Node's types, as a CommonJS backend of some years has them.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compile, compileHost, install, run } from "./consumer.mjs";

const versions = { 4.9: "4.9.5", "5.0": "5.0", 5.4: "5.4", 5.9: "5.9", "6.0": "6.0" };
const backend = { module: "CommonJS", moduleResolution: "Node", esModuleInterop: true };

// Of those years too: the newest one's own types ask for TypeScript 5.9.
const pg = ["pg@8.11", "@types/pg@8.11", "pg-protocol@1.6"];

/** Each version of Node's types with the compilers that read it; those of Node 14 know no fetch. */
const rows = {
  14: ["4.9", "5.0"],
  20: ["4.9", "5.0", "5.4", "5.9", "6.0"],
};

export function compileWithEach(tarball, folder) {
  const compilers = join(folder, "compilers");
  mkdirSync(compilers);
  writeFileSync(join(compilers, "package.json"), JSON.stringify({ private: true }));
  const aliases = Object.entries(versions).map(([name, version]) => `typescript-${name}@npm:typescript@${version}`);
  run("npm", ["install", "--no-audit", "--no-fund", ...aliases], compilers);
  for (const [node, names] of Object.entries(rows)) {
    const hasFetch = node !== "14";
    const types = join(folder, `types-${node}`);
    install(types, tarball, `@types/node@${node}`, ...pg, ...(hasFetch ? ["undici@6"] : []));
    for (const name of names) {
      // The newest still reads the old resolution, when it is told that this is known.
      const options = name === "6.0" ? { ...backend, ignoreDeprecations: "6.0" } : backend;
      const consumer = join(types, `typescript-${name}`);
      compile(join(compilers, `node_modules/typescript-${name}`), consumer, "commonjs", options, hasFetch);
      process.stdout.write(`TypeScript ${name}, Node's types ${node}: compiles\n`);
      if (name !== "4.9" || node !== "14") continue;
      compileHost(join(compilers, `node_modules/typescript-${name}`), join(types, "host"), backend);
      process.stdout.write(
        `the example host of the docs, TypeScript ${name}, Node's types ${node}: compiles and runs\n`,
      );
    }
  }
}
