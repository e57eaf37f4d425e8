import { killAtRandom } from "../kill-at-random.js";
import type { Scene } from "../scene.js";
import { writeConversations } from "../write-conversations.js";
import type { RandomKills } from "./random-kills.js";

/** The clock of each worker is set every two seconds: back by hours, on by an hour and by a month. */
export async function jumpClocks(scene: Scene, size: RandomKills): Promise<void> {
  const crew = scene.addCrew(size.workers, undefined, true);
  const feeder = scene.addFeeder(crew, size.patienceMs);
  await Promise.all([
    writeConversations(scene, feeder, size, size.kills * size.meanPauseMs),
    killAtRandom(crew, scene.random.fork(), size.kills, size.meanPauseMs),
  ]);
}
