// Builds dist where npm makes a package of this folder (npm pack, npm publish, npm install git+…): npm runs `prepare`
// in each of them, and twice for one from git.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const root = import.meta.dirname;
const command = process.env.npm_command;
const tsup = join(root, "node_modules/tsup/dist/cli-default.js");

// A clone that is set up runs from its sources: it should not wait for a build.
if (command !== "ci" && !isUpToDate()) build();

function build() {
  if (!existsSync(tsup)) {
    // An installation without devDependencies has no use for a build; a package without one is of no use.
    if (command !== "pack" && command !== "publish") return;
    process.stderr.write("dist is missing or out of date, and what builds it is not installed: run npm ci first.\n");
    process.exitCode = 1;
    return;
  }
  // What runs `npm pack --json` reads its output.
  const stdio = ["ignore", process.stderr, process.stderr];
  process.exitCode = spawnSync(process.execPath, [tsup], { cwd: root, stdio }).status ?? 1;
}

/** Whether every file that package.json names is there and younger than what it is made of. */
function isUpToDate() {
  const files = JSON.stringify(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).exports).match(
    /\.\/dist\/[^"]+/g,
  );
  const sources = readdirSync(join(root, "src"), { recursive: true }).map((file) => join("src", file));
  const made = files.map((file) => timeOf(file) ?? 0);
  const written = ["src", "package.json", "package-lock.json", "tsconfig.json", "tsup.config.ts", ...sources].map(
    timeOf,
  );
  return Math.min(...made) > Math.max(...written.filter((time) => time !== undefined));
}

function timeOf(file) {
  return statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs;
}
