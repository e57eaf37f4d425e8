import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { GlpiIntegration } from "../../src/index.js";
import { PostgresStore } from "../../src/store/postgres/index.js";
import { WhazingSimulator } from "../../src/testing/index.js";
import { WhazingHost } from "../../src/whazing/index.js";
import { useFakeClock } from "../fake-clock.js";
import { newSchema, observed, stopClock } from "../store/postgres/under-test.js";
import { message } from "../words.js";
import { addBeatriz, makeWorld } from "../world.js";

let pglite: PGlite;
beforeAll(async () => {
  pglite = await PGlite.create();
}, 60_000);
afterAll(() => pglite.close());
useFakeClock();

it.each([
  ["is down", undefined],
  ["has another token by now", 401],
])(
  "what Whazing did not take from a process that has ended, for it %s, is read from the next one, once",
  async (_what, status) => {
    const { query, settled } = observed({ query: (text, values) => pglite.query(text, values) });
    const schema = newSchema();
    const whazing = new WhazingSimulator();
    const { url, token } = whazing.addChannel();
    const beatriz = whazing.addContact({ name: "Beatriz", number: "5531987654322" });
    const { conversationId } = whazing.writes(beatriz, { text: "oi" });
    const contact = { id: beatriz.id, name: "Beatriz", phoneNumber: "5531987654322" };
    const conversation = { id: conversationId, tenantId: 1, queue: { id: 5 }, contact };
    const store = new PostgresStore({ pool: { query }, schema });
    await store.counts();
    const goOn = await stopClock({ query }, schema);
    const host = () =>
      new WhazingHost({
        channels: [{ tenantId: 1, url, token }],
        queues: [],
        fetch: whazing.fetch,
        loadIntegration: () => world.create,
      });
    const world = makeWorld(11, { create: { errorQueueId: 9 }, options: { host: host(), store } });
    addBeatriz(world.glpi);
    const wait = async (seconds: number) => {
      for (let passed = 0; passed < seconds; passed += 5) {
        await goOn(5_000);
        await world.pass(5_000);
        await settled();
      }
    };
    const writes = (text: string) =>
      world.integration.onMessage({ conversation, integrationId: 1, message: message({ text, sentAt: Date.now() }) });

    await writes("a impressora parou");
    await wait(30);
    const down = status === undefined ? whazing.faults.resetBefore() : whazing.faults.status(status, { body: "json" });
    for (const text of ["é a do financeiro", "fica no segundo andar"]) {
      await writes(text);
      await wait(60);
    }
    expect(world.glpi.followUps).toHaveLength(2);
    const { rows } = await query(`select value::text as value from ${schema}.alarm`, []);
    expect([rows.length > 0, JSON.stringify(rows).includes(token)]).toEqual([true, false]);
    expect(whazing.reads(beatriz)).toHaveLength(1);
    await world.integration.close();

    const next = new GlpiIntegration({
      host: host(),
      fetch: world.glpi.fetch,
      store: new PostgresStore({ pool: { query }, schema }),
    });
    await wait(120);
    down.off();
    await wait(300);
    expect(whazing.reads(beatriz).map(({ text }) => text)).toEqual([
      expect.stringContaining("Pronto, Beatriz"),
      expect.stringContaining("Anotado no chamado 1"),
    ]);
    await next.close();
  },
);
