import pLimit from "p-limit";
import pg from "pg";
import { MOST_MESSAGES } from "../../../src/conversation/batch.js";
import type { Crew } from "../crew.js";
import type { Scene } from "../scene.js";
import type { Tenant } from "../town.js";

const MESSAGES = 2 * MOST_MESSAGES + 1;
/** More would be the host's own doing. */
const AT_A_TIME = 5;
const CONVERSATIONS = 10;

/**
 * One conversation of one tenant writes a thousand messages at once, and what another of it wrote can no longer be
 * read from the database. Others write as ever, and nothing of theirs waits for that.
 */
export async function flood(scene: Scene): Promise<void> {
  const { town, ledger } = scene;
  const tenant = await town.addBeside(11);
  const crew = scene.addCrew(2);
  const feeder = scene.addFeeder(crew, 60_000);
  const people = town.firstOfEachGlpi.flatMap((each) =>
    Array.from({ length: CONVERSATIONS }, () => town.addPerson(each, "known")),
  );
  const talks = people.map((person, index) => ledger.open(person, index + 1));
  scene.expectedDead = 1;
  await Promise.all([
    ...talks.map((talk) => feeder.converse(talk, [2, 2])),
    writeAll(crew, tenant),
    spoil(scene, crew, tenant),
  ]);
  await feeder.settled();
  await filed(scene, tenant);
}

function deliver(crew: Crew, tenant: Tenant, conversationId: number, id: string): Promise<void> {
  const contact = { id: conversationId, name: "Example", phoneNumber: `55319${80_500_000 + conversationId}` };
  const conversation = { id: conversationId, tenantId: tenant.id, contact };
  const message = { id, text: `Preciso de ajuda, ref ${id}.`, sentAt: Date.now() };
  return crew.deliver({ do: "message", event: { conversation, integrationId: 1, message } });
}

async function writeAll(crew: Crew, tenant: Tenant): Promise<void> {
  const limit = pLimit(AT_A_TIME);
  const all = Array.from({ length: MESSAGES }, (_, index) => limit(() => deliver(crew, tenant, 1, `flood${index}x`)));
  await Promise.all(all);
}

async function spoil(scene: Scene, crew: Crew, tenant: Tenant): Promise<void> {
  await deliver(crew, tenant, 2, "spoilt");
  const client = new pg.Client({ connectionString: scene.databaseUrl });
  await client.connect();
  await client.query(`update ${scene.schemaOf(0)}.message set body = '"?"' where message_id = 'spoilt'`);
  await client.end();
}

/** Waits until all of the flood is in GLPI, and sees that none of it is there twice. */
async function filed(scene: Scene, { glpi }: Tenant): Promise<void> {
  const references = () =>
    [...glpi.tickets, ...glpi.followUps].flatMap(({ content }) => content.match(/\bflood\d+x\b/g) ?? []);
  const deadline = Date.now() + 60_000;
  while (new Set(references()).size < MESSAGES && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const all = references();
  if (new Set(all).size !== MESSAGES) scene.problems.push(`of the flood ${MESSAGES - new Set(all).size} are lost`);
  if (all.length !== new Set(all).size)
    scene.problems.push(`of the flood ${all.length - new Set(all).size} came twice`);
}
