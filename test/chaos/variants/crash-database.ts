import { setTimeout as pause } from "node:timers/promises";
import type { PrivateCluster } from "../private-cluster.js";
import type { Scene } from "../scene.js";
import { type Amount, writeConversations } from "../write-conversations.js";

export interface DatabaseCrashes extends Amount {
  crashes: number;
}

/** The database works for this long between two crashes, on average, and is down for some seconds. */
const MEAN_PAUSE_MS = 6_000;
const LONGEST_OUTAGE_MS = 3_000;
/** For each crash, of both processes. */
const MOST_WARNINGS = 6;

/** PostgreSQL is stopped with `immediate`, again and again, while customers write. */
export async function crashDatabase(scene: Scene, cluster: PrivateCluster, size: DatabaseCrashes): Promise<void> {
  const random = scene.random.fork();
  const crew = scene.addCrew(2);
  const feeder = scene.addFeeder(crew, 60_000);
  const crash = async () => {
    while (scene.otherKills < size.crashes) {
      await pause(random.pause(MEAN_PAUSE_MS));
      await cluster.stopImmediately();
      scene.otherKills += 1;
      await pause(random.between(0, LONGEST_OUTAGE_MS));
      await cluster.start();
    }
  };
  await Promise.all([writeConversations(scene, feeder, size, size.crashes * MEAN_PAUSE_MS), crash()]);
  const told = [...crew.warnings].filter(([text]) => text.includes("The store failed"));
  const warnings = told.reduce((sum, [, count]) => sum + count, 0);
  // When the trouble begins, and perhaps a batch that was worked on; not again and again while it lasts.
  if (warnings > MOST_WARNINGS * size.crashes) scene.problems.push(`${warnings} warnings that the store fails`);
}
