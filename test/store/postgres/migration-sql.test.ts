import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { migrationSql, PostgresStore } from "../../../src/store/postgres/index.js";
import { conversation, message } from "../../words.js";

let pglite: PGlite;
beforeAll(async () => {
  pglite = await PGlite.create();
  await pglite.exec("create role backend; revoke create on database postgres from public");
}, 60_000);
afterAll(() => pglite.close());

const pool = { query: (text: string, values: unknown[]) => pglite.query(text, values) };

it("a role that may not make a schema works on one that an administrator made", async () => {
  await pglite.exec("set role backend");
  const before = new PostgresStore({ pool, schema: "glpi_tickets" });
  await expect(before.counts()).rejects.toMatchObject({ code: "STORE_FAILED" });
  await pglite.exec("reset role");
  const sql = migrationSql({ schema: "glpi_tickets", role: "backend" });
  await pglite.exec(sql);
  await pglite.exec(sql);

  await pglite.exec("set role backend");
  const store = new PostgresStore({ pool, schema: "glpi_tickets" });
  const talk = conversation();
  const waiting = { integrationId: 1, quietMs: 0, maxWaitMs: 0 };
  await store.saveState(talk, { phase: "gathering", integrationId: 1 });
  expect(await store.add(talk, message(), waiting)).toBe(true);
  await store.setAlarm({ conversation: talk, integrationId: 1, about: "description" }, 0);
  const [alarm] = await store.takeAlarms(1, 1_000);
  expect(alarm && (await store.finishAlarm(alarm))).toBe(true);
  const [taken] = await store.take(1, [], 8_000);
  if (taken === undefined) throw new Error("nothing taken");
  await store.save(taken, { posting: true }, 8_000);
  await store.bury(taken, { code: "REFUSED", message: "x" });
  expect(await store.replay(taken.batch.id)).toBe(true);
  const [again] = await store.take(1, [], 8_000);
  if (again) await store.finish(again);
  await store.saveRequester("x", { id: 1, entityId: 1, foundBy: "phone", settled: true });
  await store.leave(talk);
  expect(await store.counts()).toMatchObject({ waiting: 0, dead: 0 });
  await pglite.exec("reset role");
});

it("names are checked before they become SQL", () => {
  expect(migrationSql()).toContain('"whazing_glpi"');
  expect(migrationSql()).not.toContain("grant");
  expect(() => migrationSql({ schema: 'x"; drop schema public' })).toThrow("schema:");
  expect(() => migrationSql({ role: "Backend User" })).toThrow("role:");
});
