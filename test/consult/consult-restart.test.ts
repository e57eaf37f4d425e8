import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { GlpiIntegration } from "../../src/index.js";
import { PostgresStore } from "../../src/store/postgres/index.js";
import { useFakeClock } from "../fake-clock.js";
import { newSchema } from "../store/postgres/under-test.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld } from "../world.js";

let pglite: PGlite;
beforeAll(async () => {
  pglite = await PGlite.create();
}, 60_000);
afterAll(() => pglite.close());
useFakeClock();

it("an answer is two statements at most, and the menu goes on in another process", async () => {
  const sent: string[] = [];
  const pool = {
    query: (text: string, values: unknown[]) => {
      sent.push(text);
      return pglite.query(text, values);
    },
  };
  const schema = newSchema();
  const store = new PostgresStore({ pool, schema });
  const world = makeWorld(11, { consult: { ticketStatuses: "notClosed" }, options: { store } });
  const { glpi, host, pass } = world;
  const { id } = addBeatriz(glpi);
  const ticketId = glpi.addTicket({ title: "Sem internet", entityId: 1, requesters: [id], technicians: [2] }).id;
  glpi.technician.solve(ticketId, "<p>Era o cabo.</p>");
  const where = { conversation: conversation(), integrationId: 2 };
  await store.counts();
  let ids = 0;
  const answer = async (integration: GlpiIntegration, text: string) => {
    ids += 1;
    sent.length = 0;
    await integration.onMessage({ ...where, message: message({ id: ids, text, sentAt: Date.now() }) });
    const statements = sent.filter((each) => /add_message|"\.conversation\b/.test(each)).length;
    await pass(1_000);
    return statements;
  };
  await world.integration.onTransfer(where);
  await pass(1_000);
  expect(await answer(world.integration, "1")).toBeLessThanOrEqual(2);
  expect(host.texts.at(-1)).toContain(`*Chamado ${ticketId}*`);
  await world.integration.close();

  const again = new PostgresStore({ pool, schema });
  await again.counts();
  const integration = new GlpiIntegration({ host, fetch: glpi.fetch, store: again });
  expect(await answer(integration, "3")).toBeLessThanOrEqual(2);
  expect(host.texts.at(-1)).toContain("O que ainda não está resolvido");
  expect(await answer(integration, "continua caindo")).toBeLessThanOrEqual(2);
  await integration.close();

  const last = new GlpiIntegration({ host, fetch: glpi.fetch, store: new PostgresStore({ pool, schema }) });
  // The text waits for the quiet, and nothing else knows what it is for.
  await last.onLeave({ conversation: where.conversation });
  await pass(2_000);
  expect(glpi.followUps).toMatchObject([{ ticketId, userId: id, content: expect.stringContaining("continua caindo") }]);
  expect(glpi.tickets[0]?.status).toBe(2);
  await last.close();
});

it.each(["resetAfter", "resetBefore"] as const)("an approval whose answer is lost (%s) is made once", async (fault) => {
  const world = makeWorld(11, { consult: { ticketStatuses: "notClosed" } });
  const { glpi, host, pass } = world;
  const { id } = addBeatriz(glpi);
  const ticketId = glpi.addTicket({ title: "Sem internet", entityId: 1, requesters: [id], technicians: [2] }).id;
  glpi.technician.solve(ticketId, "<p>Era o cabo.</p>");
  const where = { conversation: conversation(), integrationId: 2 };
  await world.integration.onTransfer(where);
  await pass(1_000);
  await world.integration.onMessage({ ...where, message: message({ id: 1, text: `#${ticketId}`, sentAt: 1 }) });
  await pass(1_000);
  glpi.faults[fault]({ when: ({ method, path }) => method === "POST" && path === "/ITILFollowup", times: 1 });
  await world.integration.onMessage({ ...where, message: message({ id: 2, text: "2", sentAt: 2 }) });
  for (let minute = 0; minute < 5; minute += 1) await pass(60_000);
  expect(glpi.followUps).toHaveLength(1);
  expect(glpi.tickets[0]?.status).toBe(6);
  expect(host.texts.filter((text) => text.includes("está fechado"))).toHaveLength(1);
  await world.integration.close();
});

it("an answer that GLPI is too ill for is tried again, and said when GLPI works", async () => {
  const { glpi, host, pass, integration } = makeWorld(11);
  const { id } = addBeatriz(glpi);
  const ticketId = glpi.addTicket({ title: "Sem internet", entityId: 1, requesters: [id] }).id;
  const where = { conversation: conversation(), integrationId: 2 };
  await integration.onTransfer(where);
  await pass(1_000);
  glpi.apiEnabled = false;
  await integration.onMessage({ ...where, message: message({ id: 1, text: "1", sentAt: 1 }) });
  await pass(1_000);
  expect(host.texts).toHaveLength(1);
  glpi.apiEnabled = true;
  await pass(30_000);
  expect(host.texts.slice(1)).toEqual([expect.stringContaining(`*Chamado ${ticketId}*`)]);
  await integration.close();
});
