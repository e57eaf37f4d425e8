import type { Scene } from "../scene.js";

const PARALLEL = 50;

/** One unknown person, at GLPI 10 and at 11, begins fifty conversations at once; two processes take them. */
export async function writeAllAtOnce(scene: Scene): Promise<void> {
  const feeder = scene.addFeeder(scene.addCrew(2), 60_000);
  const people = scene.town.firstOfEachGlpi.map((tenant) => scene.town.addPerson(tenant, "unknown"));
  const talks = people.flatMap((person) =>
    Array.from({ length: PARALLEL }, (_, index) => scene.ledger.open(person, index + 1)),
  );
  await Promise.all(talks.map((talk) => feeder.converse(talk, [1])));
  await feeder.settled();
}
