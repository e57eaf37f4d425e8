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

it("one more message of a burst is one statement, and one that comes after another process changed the state is right", async () => {
  const sent: string[] = [];
  const pool = {
    query: (text: string, values: unknown[]) => {
      sent.push(text);
      return pglite.query(text, values);
    },
  };
  const schema = newSchema();
  const store = new PostgresStore({ pool, schema });
  const world = makeWorld(11, { options: { store } });
  addBeatriz(world.glpi);
  const talk = conversation();
  const write = (text: string) =>
    world.integration.onMessage({ conversation: talk, integrationId: 1, message: message({ text }) });
  await write("a impressora parou");
  await write("pisca em vermelho");
  sent.length = 0;
  await write("é a do segundo andar");
  // What the work on batches asks meanwhile is not the event's.
  expect(sent.filter((text) => /add_message|\.conversation|findLink|\.link /.test(text))).toHaveLength(1);
  // Another process is told that the conversation left, and asked for a description when it came back.
  const other = new PostgresStore({ pool, schema });
  await other.saveState(talk, { phase: "gathering", integrationId: 1, asked: true });
  await write("e não puxa o papel");
  expect(await other.loadState(talk)).toEqual({ phase: "gathering", integrationId: 1 });
  await world.integration.close();
});
