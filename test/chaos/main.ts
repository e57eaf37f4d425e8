/**
 * Shows that nothing is lost and nothing made twice: workers with a `PostgresStore` are killed while customers write,
 * and what the GLPIs hold at the end is judged. Prints one table; exits with 1 when it shows what must not be.
 */
import pLimit from "p-limit";
import { buildWorker } from "./build-worker.js";
import { type Options, readOptions, usage } from "./options.js";
import { PrivateCluster } from "./private-cluster.js";
import { runVariant } from "./run-variant.js";
import type { Row, Scene } from "./scene.js";
import { brokenPromises, formatTable, formatTornBursts } from "./table.js";
import { runOutage } from "./variants/outage.js";

const SHOW_EVERY_MS = 5_000;
/** Whatever hangs, a run ends. */
const SMALL_LIMIT_MS = 15 * 60_000;
const FULL_LIMIT_MS = 60 * 60_000;

async function run(options: Options): Promise<boolean> {
  const cluster = await PrivateCluster.create();
  const scenes = new Set<Scene>();
  const show = setInterval(() => {
    for (const scene of scenes) say(scene.progress);
  }, SHOW_EVERY_MS);
  try {
    const stage = { seed: options.seed, bundle: await buildWorker(), databaseUrl: cluster.url };
    const limit = pLimit(options.atATime);
    const runs = options.variants.map((name) =>
      limit(async () => {
        if (name === "outage") return runOutage();
        let scene: Scene | undefined;
        const row = await runVariant(name, options, stage, (built) => {
          scene = built;
          scenes.add(built);
        });
        if (scene !== undefined) scenes.delete(scene);
        say(`${name} is done`, ...(scene?.warnings ?? []));
        return row;
      }),
    );
    return judged(await Promise.all(runs), options);
  } finally {
    clearInterval(show);
    cluster.destroy();
  }
}

/** Prints the table; whether all promises were kept. */
function judged(rows: readonly Row[], { seed, full }: Options): boolean {
  process.stdout.write(
    `${full ? "Full" : "Small"} run, seed ${seed}\n\n${formatTable(rows)}\n\n${formatTornBursts(rows)}\n`,
  );
  // What is kept in memory dies with its process: that row only shows how much.
  const broken = rows.filter(({ variant }) => variant !== "memory").flatMap((row) => reasons(row));
  for (const reason of broken) process.stdout.write(`${reason}\n`);
  return broken.length === 0;
}

function reasons(row: Row): string[] {
  return brokenPromises(row).map((promise) => `${row.variant}: ${promise}`);
}

function say(...lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${line}\n`);
}

// Workers end when this process does, and the servers are stopped by what listens to "exit".
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

let options: Options;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  say(String(error), usage);
  process.exit(2);
}
const limitMs = options.full ? FULL_LIMIT_MS : SMALL_LIMIT_MS;
setTimeout(() => {
  say(`Given up after ${limitMs / 60_000} minutes.`);
  process.exit(1);
}, limitMs);
process.exit((await run(options)) ? 0 : 1);
