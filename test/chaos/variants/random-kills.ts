import { killAtRandom } from "../kill-at-random.js";
import type { Scene } from "../scene.js";
import { type Amount, writeConversations } from "../write-conversations.js";

export interface RandomKills extends Amount {
  kills: number;
  workers: number;
  meanPauseMs: number;
  /** How long customers wait for the number before they write no second burst. */
  patienceMs: number;
  /** Of the messages, those that a picture comes with; none unless told. */
  pictures?: number;
}

/** Customers write while workers are killed and started again. With a `MemoryStore` it shows what is lost there. */
export async function killWorkersAtRandom(scene: Scene, size: RandomKills): Promise<void> {
  const crew = scene.addCrew(size.workers);
  const feeder = scene.addFeeder(crew, size.patienceMs, size);
  await Promise.all([
    writeConversations(scene, feeder, size, size.kills * size.meanPauseMs),
    killAtRandom(crew, scene.random.fork(), size.kills, size.meanPauseMs),
  ]);
}
