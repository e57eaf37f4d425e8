import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MemoryStore } from "../../src/index.js";
import { PostgresStore } from "../../src/store/postgres/index.js";
import { useFakeClock } from "../fake-clock.js";
import { newSchema } from "../store/postgres/under-test.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld, type World } from "../world.js";

let pglite: PGlite;
beforeAll(async () => {
  pglite = await PGlite.create();
}, 60_000);
afterAll(() => pglite.close());
useFakeClock();

const talk = conversation();

describe("a process that does not work", () => {
  let worker: World;
  let teller: World;
  const sent: string[] = [];
  beforeEach(() => {
    const schema = newSchema();
    const query = (text: string, values: unknown[]) => pglite.query(text, values);
    const telling = (text: string, values: unknown[]) => {
      sent.push(text);
      return query(text, values);
    };
    worker = makeWorld(11, {
      create: { noAnswerMinutes: 5 },
      options: { store: new PostgresStore({ pool: { query }, schema }) },
    });
    addBeatriz(worker.glpi);
    const { fetch } = worker.glpi;
    teller = makeWorld(11, {
      options: { store: new PostgresStore({ pool: { query: telling }, schema }), work: false, fetch },
    });
    Object.assign(teller.host.integrations, worker.host.integrations);
    const refuse = () => {
      throw new Error("this process cannot send");
    };
    Object.assign(teller.host, { sendMessage: refuse, transferToQueue: refuse });
  });
  const close = () => Promise.all([worker.integration.close(), teller.integration.close()]);
  const pass = async (ms: number) => {
    for (let step = 0; step < ms; step += 500) await worker.pass(500);
  };

  it("has what it gathers worked on by another, and all that is to be said said there", async () => {
    const event = { conversation: talk, integrationId: 1 };
    await teller.integration.onTransfer({ ...event, lastMessage: message({ text: "2" }) });
    await pass(1_000);
    expect(worker.host.texts).toEqual([expect.stringContaining("Conte")]);
    await pass(5 * 60_000);
    expect(worker.host.texts).toHaveLength(2);
    await teller.integration.onMessage({ ...event, message: message({ text: "a impressora parou" }) });
    sent.length = 0;
    await pass(16_000);
    expect(worker.glpi.tickets).toMatchObject([{ title: "a impressora parou" }]);
    expect(worker.host.texts.at(-1)).toContain("*Número:*");
    // It neither looks for what is due nor asks GLPI.
    expect(sent).toEqual([]);
    expect(teller.events.filter(({ name }) => name === "warning")).toEqual([]);
    await teller.integration.onTransfer({ ...event, integrationId: 2 });
    await pass(1_000);
    expect(worker.host.texts.at(-1)).toContain("a impressora parou");
    expect(teller.host.texts).toEqual([]);
    await close();
  });

  it("asks though the customer writes before the other process comes to it, and not who has described it by then", async () => {
    worker.host.integrations[1] = teller.host.integrations[1] = { ...worker.create, noAnswerMinutes: 5 };
    const tell = (id: number, text: string) =>
      teller.integration.onMessage({ conversation: { ...talk, id }, integrationId: 1, message: message({ text }) });
    for (const id of [201, 202]) {
      const conversation = { ...talk, id };
      await teller.integration.onTransfer({ conversation, integrationId: 1, lastMessage: message({ text: "2" }) });
    }
    await tell(201, "oi");
    await tell(202, "a impressora parou");
    await pass(2_000);
    expect(worker.host.said).toEqual([{ to: 201, text: expect.stringContaining("Conte") }]);
    await close();
  });

  it("has the customer asked again by another which ticket it is about", async () => {
    worker.host.integrations[1] = teller.host.integrations[1] = { ...worker.create, hoursBetweenTickets: 24 };
    const other = { ...talk, id: 102 };
    const tell = (where: typeof talk, text: string) =>
      teller.integration.onMessage({ conversation: where, integrationId: 1, message: message({ text }) });
    await tell(talk, "a impressora parou");
    await pass(16_000);
    await tell(other, "o monitor apagou");
    await pass(16_000);
    expect(worker.host.texts.at(-1)).toContain("a impressora parou");
    const asked = worker.host.texts.length;
    await tell(other, "não entendi a pergunta");
    await pass(1_000);
    expect(worker.host.texts).toHaveLength(asked + 1);
    expect(worker.host.texts.at(-1)).toContain("a impressora parou");
    await tell(other, "2");
    await pass(16_000);
    expect(worker.glpi.tickets).toHaveLength(2);
    await close();
  });

  it("has the customer asked again by another what it is about", async () => {
    worker.host.integrations[1] = teller.host.integrations[1] = { ...worker.create, askCategory: true };
    const network = worker.glpi.addCategory({ name: "Rede", entityId: 1 });
    const tell = (text: string) =>
      teller.integration.onMessage({ conversation: talk, integrationId: 1, message: message({ text }) });
    await tell("a internet caiu");
    await pass(16_000);
    await tell("não entendi a pergunta");
    await pass(1_000);
    const asked = worker.host.texts;
    expect([asked.length, asked[0]]).toEqual([2, asked[1]]);
    expect(asked[0]).toContain("*1* – Rede");
    await tell("rede");
    await pass(1_000);
    expect(worker.glpi.tickets).toMatchObject([{ categoryId: network.id }]);
    await close();
  });

  it("posts no note of an edit that comes too late: it warns of it", async () => {
    worker.host.integrations[1] = teller.host.integrations[1] = { ...worker.create, lateEdits: "note" };
    const written = message({ text: "a impressora parou" });
    await teller.integration.onMessage({ conversation: talk, integrationId: 1, message: written });
    await pass(16_000);
    await teller.integration.onMessageEdited({ conversation: talk, message: { ...written, text: "voltou" } });
    await pass(1_000);
    expect(worker.glpi.followUps).toEqual([]);
    expect(teller.events).toMatchObject([{ name: "warning", event: { error: { code: "TOO_LATE" } } }]);
    await close();
  });

  it("needs a store that others share", () => {
    expect(() => makeWorld(11, { options: { work: false, store: new MemoryStore() } })).toThrow("durable");
  });
});
