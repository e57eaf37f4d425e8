import { killAtRandom } from "../kill-at-random.js";
import type { Scene } from "../scene.js";
import { writeConversations } from "../write-conversations.js";
import type { RandomKills } from "./random-kills.js";

const EVERY_MS = 1_000;

/** Each worker that is started knows the same GLPIs by another address than the one before. */
export async function moveAddresses(scene: Scene, size: RandomKills): Promise<void> {
  const crew = scene.addCrew(size.workers);
  const feeder = scene.addFeeder(crew, size.patienceMs, size);
  const moving = setInterval(() => scene.town.rewriteAddresses(), EVERY_MS);
  await Promise.all([
    writeConversations(scene, feeder, size, size.kills * size.meanPauseMs),
    killAtRandom(crew, scene.random.fork(), size.kills, size.meanPauseMs),
  ]);
  clearInterval(moving);
}
