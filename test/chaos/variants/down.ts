import type { Scene } from "../scene.js";
import { QUIET_MS } from "../town.js";

const CONVERSATIONS = 5;
const BURSTS = 4;

/**
 * The GLPIs are down while customers write several bursts, each when the one before has long been due: each is filed by
 * itself, in order, the first as the ticket and the others into it.
 */
export async function writeWhileDown(scene: Scene): Promise<void> {
  const { town, ledger } = scene;
  const down = town.glpis.map((glpi) => glpi.faults.status(503));
  const feeder = scene.addFeeder(scene.addCrew(2), 60_000);
  const people = town.firstOfEachGlpi.flatMap((tenant) =>
    Array.from({ length: CONVERSATIONS }, () => town.addPerson(tenant, "known")),
  );
  const talks = people.map((person, index) => ledger.open(person, index + 1));
  await Promise.all(talks.map((talk) => feeder.writeOn(talk, BURSTS, 3 * QUIET_MS)));
  for (const fault of down) fault.off();
  await feeder.settled();
}
