import type { Options, VariantName } from "./options.js";
import { PrivateCluster } from "./private-cluster.js";
import { type Row, Scene, type Stage } from "./scene.js";
import { jumpClocks } from "./variants/clocks.js";
import { crashDatabase } from "./variants/crash-database.js";
import { writeWhileDown } from "./variants/down.js";
import { flood } from "./variants/flood.js";
import { moveAddresses } from "./variants/moved.js";
import { killAtEveryStep } from "./variants/one-batch.js";
import { writeAllAtOnce } from "./variants/one-person.js";
import { killWorkersAtRandom } from "./variants/random-kills.js";
import { refuseToAdd } from "./variants/refused.js";
import { answerCustomers } from "./variants/technicians.js";
import { tellTwoProcesses } from "./variants/two-processes.js";
import { writeToAllTenants } from "./variants/two-tenants.js";

/** The variants that are played by processes. */
type SceneName = Exclude<VariantName, "outage">;

/** Runs one variant to its end; `onScene` is told of it before anything happens, to show how far it is. */
export async function runVariant(
  name: SceneName,
  options: Options,
  stage: Stage,
  onScene: (scene: Scene) => void,
): Promise<Row> {
  // The one whose database crashes has a cluster of its own.
  const cluster = name === "postgres" ? await PrivateCluster.create() : undefined;
  const databaseUrl = name === "memory" ? undefined : (cluster?.url ?? stage.databaseUrl);
  const town = { faulty: name !== "one-batch", confined: name === "two-tenants" };
  const scene = await Scene.build(name, { ...stage, databaseUrl }, town);
  onScene(scene);
  try {
    await play(name, options, scene, cluster);
    return await scene.end();
  } finally {
    await scene.clear();
    cluster?.destroy();
  }
}

async function play(
  name: SceneName,
  options: Options,
  scene: Scene,
  cluster: PrivateCluster | undefined,
): Promise<void> {
  switch (name) {
    case "random-kills":
      return killWorkersAtRandom(scene, options.randomKills);
    case "memory":
      return killWorkersAtRandom(scene, options.memory);
    case "one-batch":
      return killAtEveryStep(scene, options.full);
    case "moved":
      return moveAddresses(scene, options.troubled);
    case "refused":
      return refuseToAdd(scene, options.troubled);
    case "technicians":
      return answerCustomers(scene, options.troubled);
    case "clocks":
      return jumpClocks(scene, options.troubled);
    case "down":
      return writeWhileDown(scene);
    case "flood":
      return flood(scene);
    case "two-processes":
      return tellTwoProcesses(scene, options.twoProcesses);
    case "one-person":
      return writeAllAtOnce(scene);
    case "two-tenants":
      return writeToAllTenants(scene);
    case "postgres":
      if (cluster !== undefined) await crashDatabase(scene, cluster, options.crashes);
  }
}
