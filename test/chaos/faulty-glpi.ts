import { GlpiSimulator } from "../../src/testing/index.js";
import type { Random } from "./random.js";

/** 10 % of answers lost after the work, 10 % 503 before it, some sessions lost, every request 0.1 to 10 s. */
const LOST_ANSWERS = 0.1;
const UNAVAILABLE = 0.1;
const LOST_SESSIONS = 0.02;
const SHORTEST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 10_000;
/** Pareto's: half of all requests take less than 180 ms, one in eighty more than 4 s. */
const DELAY_EXPONENT = 1.2;
/** Of the POSTs, those that take any time up to the longest: their answers come after the client has given up. */
const SLOW_POSTS = 0.15;

/** A GLPI that listens over HTTP, in this process, which nobody kills. */
export async function makeGlpi(version: 10 | 11): Promise<{ glpi: GlpiSimulator; url: string }> {
  const glpi = new GlpiSimulator({ version });
  return { glpi, url: await glpi.listen() };
}

/** Switches the faults on. */
export function makeFaulty(glpi: GlpiSimulator, random: Random): void {
  const delays = random.fork();
  glpi.faults.random = random.fork().next;
  glpi.faults.delay(({ method }) => {
    if (method === "POST" && delays.chance(SLOW_POSTS)) return delays.between(SHORTEST_DELAY_MS, LONGEST_DELAY_MS);
    return Math.min(LONGEST_DELAY_MS, SHORTEST_DELAY_MS * (1 - delays.next()) ** (-1 / DELAY_EXPONENT));
  });
  glpi.faults.loseSession({ probability: LOST_SESSIONS });
  glpi.faults.status(503, { probability: UNAVAILABLE });
  // Of what is left, so that it is a tenth of all.
  glpi.faults.resetAfter({ probability: LOST_ANSWERS / (1 - UNAVAILABLE) });
}
