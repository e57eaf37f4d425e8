import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Figures } from "../judge.js";
import type { Row } from "../scene.js";

/** Names the file into which `outage.test.ts` writes its figures, a line for each GLPI version. */
export const figuresVariable = "WHAZING_GLPI_OUTAGE_FIGURES";

/**
 * GLPI is down for 72 hours, which go by on a fake clock: in one process, on a store in memory that waits for as long as
 * a durable one. It is a test of `npm test`; here its figures become a row.
 */
export async function runOutage(): Promise<Row> {
  const startedAt = Date.now();
  const folder = await mkdtemp(join(tmpdir(), "whazing-glpi-outage-"));
  try {
    const file = join(folder, "figures");
    const args = ["node_modules/vitest/vitest.mjs", "run", "test/chaos/outage.test.ts"];
    const code = await new Promise<number | null>((resolve, reject) => {
      const child = spawn(process.execPath, args, {
        env: { ...process.env, [figuresVariable]: file },
        stdio: "ignore",
      });
      child.on("error", reject);
      child.on("exit", resolve);
    });
    const lines = (await readFile(file, "utf8").catch(() => "")).trim().split("\n").filter(Boolean);
    const figures = lines.map((line) => JSON.parse(line) as Figures).reduce(sum, nothing);
    return {
      variant: "outage",
      figures,
      burstsWritten: figures.bursts,
      kills: 0,
      recoveryMs: [],
      durationMs: Date.now() - startedAt,
      problems: code === 0 && lines.length === 2 ? [] : ["test/chaos/outage.test.ts fails"],
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const nothing: Figures = {
  conversations: 0,
  messages: 0,
  notAccepted: 0,
  lost: 0,
  inTwoTickets: 0,
  files: 0,
  filesMissing: 0,
  filesTwice: 0,
  answers: 0,
  answersLost: 0,
  answersAstray: 0,
  answersOutOfOrder: 0,
  answersTwice: 0,
  filed: 0,
  bursts: 0,
  tickets: 0,
  conversationsHeard: 0,
  notReopened: 0,
  unknownPeople: 0,
  usersMade: 0,
  notOneUser: 0,
  tenantsMixed: 0,
  wrongPerson: 0,
  untold: 0,
  silent: 0,
  silentTold: 0,
  hushed: 0,
};

function sum(one: Figures, other: Figures): Figures {
  const keys = Object.keys(one) as (keyof Figures)[];
  return Object.fromEntries(keys.map((key) => [key, one[key] + other[key]])) as unknown as Figures;
}
