import { setTimeout as pause } from "node:timers/promises";
import type { Crew } from "./crew.js";
import type { Random } from "./random.js";

/** Of all kills, those of every worker at once: the host's container is stopped, or the machine. */
const ALL_AT_ONCE = 0.1;

/** Kills workers at random moments, `meanPauseMs` apart on average, until at least so many were killed. */
export async function killAtRandom(crew: Crew, random: Random, kills: number, meanPauseMs: number): Promise<void> {
  let killed = 1;
  while (crew.kills < kills) {
    await pause(random.pause(meanPauseMs * killed));
    const { workers } = crew;
    const all = random.chance(ALL_AT_ONCE);
    // Where no other lives, recovery would say how fast this machine starts a process.
    if (workers.length < 2) continue;
    const victims = all ? workers : [random.pick(workers)];
    for (const worker of victims) crew.kill(worker, all);
    killed = victims.length;
  }
}
