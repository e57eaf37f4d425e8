// A clone that was never built: installed from git, and packed. Needs npm's registry.
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const expected = JSON.stringify(exports).match(/dist\/[^"]+/g);
const entries = Object.keys(exports).filter((entry) => entry !== "./package.json");

const folder = mkdtempSync(join(tmpdir(), "whazing-glpi-from-git-"));
try {
  const clone = join(folder, "clone");
  await makeRepository(clone);

  const bare = await run("npm", ["pack"], clone).catch((error) => error);
  if (!/run npm ci first/.test(bare.message)) throw new Error("a package was made without dist, and nothing said so");

  const packed = join(folder, "packed");
  await run("git", ["clone", "--quiet", clone, packed], folder);
  symlinkSync(join(root, "node_modules"), join(packed, "node_modules"));

  const consumer = join(folder, "consumer");
  mkdirSync(consumer);
  writeFileSync(join(consumer, "package.json"), JSON.stringify({ private: true }));

  await Promise.all([
    run("npm", ["pack", "--json"], packed).then((output) => {
      const [{ files }] = JSON.parse(output);
      const paths = files.map(({ path }) => path);
      tell(
        "npm pack in a clone",
        expected.filter((path) => !paths.includes(path)),
      );
    }),
    run("npm", ["install", "--no-audit", "--no-fund", `git+file://${clone}`], consumer).then(async () => {
      const installed = join(consumer, "node_modules/whazing-glpi");
      tell(
        "npm install git+file://…",
        expected.filter((path) => !existsSync(join(installed, path))),
      );
      // Throws where one does not load.
      const load = entries.map((entry) => `require("whazing-glpi${entry.slice(1)}")`).join(";");
      await run(process.execPath, ["-e", load], consumer);
    }),
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** What a clone of this working tree has: nothing that is ignored. */
async function makeRepository(target) {
  const left = new Set(["node_modules", "dist", ".git"]);
  cpSync(root, target, { recursive: true, filter: (path) => !left.has(relative(root, path)) });
  await run("git", ["init", "--quiet"], target);
  await run("git", ["add", "--all"], target);
  const author = ["-c", "user.name=test", "-c", "user.email=test@example.test"];
  await run("git", [...author, "commit", "--quiet", "--message", "All"], target);
}

function tell(what, missing) {
  if (missing.length > 0) throw new Error(`${what}: the package lacks ${missing.join(", ")}`);
  process.stdout.write(`${what}: the package has its dist\n`);
}

async function run(command, args, cwd) {
  try {
    return (await promisify(execFile)(command, args, { cwd, maxBuffer: 2 ** 26 })).stdout;
  } catch (error) {
    throw new Error(`${command} ${args.join(" ")} failed:\n${error.stdout}${error.stderr}`);
  }
}
