import type { Scene } from "../scene.js";
import { type Amount, writeConversations } from "../write-conversations.js";

/** Two processes work for the same conversations, and both are told of every message at the same moment. */
export async function tellTwoProcesses(scene: Scene, amount: Amount): Promise<void> {
  const feeder = scene.addFeeder(scene.addCrew(2), 60_000, { toAll: true });
  await writeConversations(scene, feeder, amount, 5_000);
}
