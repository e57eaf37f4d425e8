import type { Scene } from "../scene.js";

const TIMES = 5;

/**
 * The same contact, with the same ids, writes to four tenants at once. Two have a GLPI together, where the person is
 * known to each in its own entity, and the other two likewise. Somebody else, whom nobody knows, writes to one tenant
 * of each GLPI.
 */
export async function writeToAllTenants(scene: Scene): Promise<void> {
  const { town, ledger } = scene;
  const feeder = scene.addFeeder(scene.addCrew(2), 60_000);
  const known = town.tenants.map((tenant) => town.addPerson(tenant, "known", 81_000_000));
  const unknown = town.firstOfEachGlpi.map((tenant) => town.addPerson(tenant, "unknown", 82_000_000));
  const talks = [...known, ...unknown].flatMap((person) =>
    Array.from({ length: TIMES }, (_, index) => ledger.open(person, Number(person.contact.id) * 100 + index)),
  );
  await Promise.all(talks.map((talk) => feeder.converse(talk, [2, 2])));
  await feeder.settled();
}
