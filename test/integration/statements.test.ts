import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, expect, it } from "vitest";
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

it("an event is one statement, and right after another process changed the state", async () => {
  const sent: string[] = [];
  const pool = {
    query: (text: string, values: unknown[]) => {
      sent.push(text);
      return pglite.query(text, values);
    },
  };
  const schema = newSchema();
  const store = new PostgresStore({ pool, schema });
  const world = makeWorld(11, { create: { noAnswerMinutes: 5 }, options: { store } });
  addBeatriz(world.glpi);
  const talk = conversation();
  const event = { conversation: talk, integrationId: 1 };
  // What the work on batches asks meanwhile is not the event's.
  const statementsOf = async (tell: () => Promise<void>) => {
    sent.length = 0;
    await tell();
    return sent.filter((text) => /add_message|remove_message|edit_message|"\.conversation\b/.test(text)).length;
  };
  const write = (id: number, text: string) => () =>
    world.integration.onMessage({ ...event, message: message({ id, text }) });
  await store.counts();
  const first = message({ id: 1, text: "a impressora parou" });
  expect(await statementsOf(() => world.integration.onTransfer({ ...event, lastMessage: first }))).toBe(1);
  expect(await statementsOf(write(2, "pisca em vermelho"))).toBe(1);
  expect(await statementsOf(() => world.integration.onMessageDeleted({ conversation: talk, messageId: 2 }))).toBe(1);
  expect(await statementsOf(() => world.integration.onLeave({ conversation: talk }))).toBe(1);
  expect(await statementsOf(write(3, "e não puxa o papel"))).toBe(1);
  // Whether or not somebody is asked, and waited for.
  const elsewhere = { conversation: conversation({ id: 102 }), integrationId: 1 };
  const choice = message({ id: 5, text: "2" });
  const writeElsewhere = (id: number, text: string) => () =>
    world.integration.onMessage({ ...elsewhere, message: message({ id, text }) });
  expect(await statementsOf(() => world.integration.onTransfer({ ...elsewhere, lastMessage: choice }))).toBe(1);
  expect(await statementsOf(() => world.integration.onTransfer({ ...elsewhere, lastMessage: choice }))).toBe(1);
  await world.pass(1_000);
  expect(await statementsOf(writeElsewhere(6, "oi"))).toBe(1);
  expect(await statementsOf(writeElsewhere(7, "o monitor apagou"))).toBe(1);
  const newcomer = {
    conversation: conversation({ id: 103 }),
    integrationId: 1,
    message: message({ id: 8, text: "oi" }),
  };
  expect(await statementsOf(() => world.integration.onMessage(newcomer))).toBe(1);
  expect(sent.filter((text) => /from \S*link/.test(text) && !text.includes("add_message"))).toEqual([]);
  await world.pass(1_000);
  const asked = world.host.said.flatMap((each) => ("to" in each && each.text.includes("Conte") ? [each.to] : []));
  expect(asked).toEqual([102, 103]);
  const edited = message({ id: 3, text: "e não puxa mais o papel" });
  expect(await statementsOf(() => world.integration.onMessageEdited({ conversation: talk, message: edited }))).toBe(1);
  const empty = { conversation: conversation({ id: 104 }), integrationId: 1 };
  expect(await statementsOf(() => world.integration.onTransfer(empty))).toBe(1);
  expect(await statementsOf(() => world.integration.onTransfer(empty))).toBe(1);
  const list = { conversation: conversation({ id: 105 }), integrationId: 2 };
  expect(await statementsOf(() => world.integration.onTransfer(list))).toBe(1);
  await world.pass(1_000);
  expect(world.host.texts.slice(-2)).toEqual([expect.stringContaining("Conte"), expect.stringContaining("chamado")]);
  // Another process is told that the conversation left, and asked for a description when it came back.
  const other = new PostgresStore({ pool, schema });
  await other.saveState(talk, { phase: "gathering", integrationId: 1, asked: true });
  await write(4, "é a do segundo andar")();
  expect(await other.loadState(talk)).toEqual({ phase: "gathering", integrationId: 1 });
  await world.integration.close();
});
