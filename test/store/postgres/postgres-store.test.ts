import { PGlite } from "@electric-sql/pglite";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { PostgresPool } from "../../../src/store/postgres/index.js";
import { PostgresStore } from "../../../src/store/postgres/index.js";
import { parseOptions } from "../../../src/store/postgres/options.js";
import { conversation, message } from "../../words.js";
import { account, linkTo } from "../links.js";
import { faked, newSchema, observed, stopClock } from "./under-test.js";

const HOUR_MS = 60 * 60 * 1_000;
const waiting = { integrationId: 1, quietMs: 15_000, maxWaitMs: 120_000 };
const one = conversation({ id: 1 });

let pglite: PGlite;
let pool: ReturnType<typeof observed>;
let schema: string;

beforeAll(async () => {
  pglite = await PGlite.create();
  pool = observed({ query: (text, values) => pglite.query(text, values) });
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: [...faked.toFake] });
  schema = newSchema();
});
afterEach(async () => {
  vi.useRealTimers();
  await pglite.query(`drop schema if exists ${schema} cascade`);
});
afterAll(() => pglite.close());

const rowsOf = async (table: string) => (await pglite.query<Record<string, unknown>>(`select * from ${table}`)).rows;
const takeOne = async (store: PostgresStore) => {
  await store.flush(one);
  const [taken] = await store.take(1, [], 8_000);
  if (taken === undefined) throw new Error("nothing taken");
  return taken;
};

describe("the schema of a PostgresStore", () => {
  it("is not asked for before the first call, and is made by it", async () => {
    const query = vi.fn(pool.query);
    const store = new PostgresStore({ pool: { query }, schema });
    await new Promise(setImmediate);
    expect(query).not.toHaveBeenCalled();
    await store.add(one, message(), waiting);
    expect(await rowsOf(`${schema}.migration`)).toMatchObject([1, 2, 3, 4, 5, 6, 7].map((version) => ({ version })));
  });

  it("is made once for all stores of a process and all processes, and what is in it stays", async () => {
    const stores = Array.from({ length: 3 }, () => new PostgresStore({ pool, schema }));
    await Promise.all(stores.map((store, id) => store.add(one, message({ id }), waiting)));
    const counts = await new PostgresStore({ pool, schema }).counts();
    expect(counts.waiting).toBe(1);
    expect(await rowsOf(`${schema}.message`)).toHaveLength(3);
  });

  it("is whazing_glpi unless told otherwise, and may be called as a word of SQL is", async () => {
    await new PostgresStore({ pool }).counts();
    expect(await rowsOf("whazing_glpi.migration")).toHaveLength(7);
    const store = new PostgresStore({ pool, schema: "order" });
    await store.add(one, message(), waiting);
    await store.finish(await takeOne(store));
    expect(await rowsOf('"order".batch')).toMatchObject([{ state: "done" }]);
    await pglite.query("drop schema whazing_glpi cascade");
    await pglite.query('drop schema "order" cascade');
  });

  it.each(["", "Upper", "1st", "a-b", 'a"; drop', "pg_own", "a".repeat(64)])(
    "is refused when it is called %j",
    (name) => {
      expect(() => new PostgresStore({ pool, schema: name })).toThrow(
        expect.objectContaining({ code: "CONFIGURATION_INVALID" }),
      );
    },
  );

  it("is tried again by the next call when it could not be made", async () => {
    let works = false;
    const query: PostgresPool["query"] = async (text, values) => {
      if (!works) throw new Error("connect ECONNREFUSED");
      return pool.query(text, values);
    };
    const store = new PostgresStore({ pool: { query }, schema });
    await expect(store.counts()).rejects.toMatchObject({ code: "STORE_FAILED", retryable: true });
    works = true;
    expect((await store.counts()).waiting).toBe(0);
  });
});

describe("a statement that PostgreSQL undid for another transaction's sake", () => {
  const undone = (code: string) => Object.assign(new Error("deadlock detected"), { code, severity: "ERROR" });
  /** The first ones fail so, the migration first. */
  const storeThatFails = (codes: string[]) => {
    const query = vi.fn<PostgresPool["query"]>(async (text, values) => {
      const code = codes.shift();
      if (code !== undefined) throw undone(code);
      return pool.query(text, values);
    });
    return { query, store: new PostgresStore({ pool: { query }, schema }) };
  };

  it("is said again, and so is the migration", async () => {
    const { query, store } = storeThatFails(["40P01", "40001"]);
    expect(await store.add(one, message(), waiting)).toBe(true);
    expect(query).toHaveBeenCalledTimes(4);
  });

  it("fails when it is undone four times in a row, and any other is said once", async () => {
    const { query, store } = storeThatFails([]);
    await store.counts();
    for (const [code, count] of [
      ["40P01", 4],
      ["23514", 1],
    ] as const) {
      query.mockClear();
      query.mockImplementation(() => Promise.reject(undone(code)));
      await expect(store.add(one, message(), waiting)).rejects.toMatchObject({ code: "STORE_FAILED" });
      expect(query).toHaveBeenCalledTimes(count);
    }
  });
});

describe("what a PostgresStore keeps", () => {
  it("texts that jsonb refuses lose what it refuses, and nothing else", async () => {
    const store = new PostgresStore({ pool, schema });
    const text = 'a\u0000b \ud83d c\\u0000 "d" 👋 \\';
    await store.add({ ...one, id: "c\u0000" }, message({ id: "m\u0000\udc00", text }), waiting);
    await store.flush({ ...one, id: "c\u0000" });
    const [taken] = await store.take(1, [], 8_000);
    expect(taken?.batch.messages[0]?.text).toBe('a\ufffdb \ufffd c\\u0000 "d" 👋 \\');
    expect(await store.remove({ ...one, id: "c\u0000" }, "m\u0000\udc00")).toBe(true);
    expect(await rowsOf(`${schema}.batch`)).toEqual([]);
  });

  it("a batch that cannot be read is taken without its messages, and is nobody else's trouble", async () => {
    const store = new PostgresStore({ pool, schema });
    for (const id of [1, 2, 3]) {
      await store.add(conversation({ id }), message({ text: String(id) }), waiting);
      await store.flush(conversation({ id }));
    }
    // As large a batch does: PostgreSQL makes no JSON of more than 256 MB.
    await pglite.exec(`
      alter function ${schema}.batch_json(${schema}.batch) rename to whole_batch_json;
      create function ${schema}.batch_json(b ${schema}.batch) returns jsonb language plpgsql as $fn$
      begin
        if b.conversation_id = '1' then raise exception using errcode = '54000'; end if;
        return ${schema}.whole_batch_json(b);
      end $fn$;
      update ${schema}.message set body = '"no message"' where conversation_id = '2'`);
    const taken = await store.take(9, [], 8_000);
    expect(taken.map(({ batch, unreadable }) => [batch.conversation.id, batch.messages.length, unreadable])).toEqual([
      [1, 0, "PostgreSQL says 54000"],
      [2, 0, "what is kept is no batch"],
      [3, 1, undefined],
    ]);
    for (const each of taken) await store.bury(each, { code: "STORE_FAILED", message: each.unreadable ?? "" });
    const letters = await store.deadLetters();
    expect(letters.map(({ batch, message }) => [batch.messages.length, message])).toEqual([
      [0, "PostgreSQL says 54000"],
      [0, "what is kept is no batch"],
      [1, ""],
    ]);
    expect(new Set(letters.map(({ batch }) => batch.id)).size).toBe(3);
    for (const { batch } of letters) expect(await store.replay(batch.id)).toBe(true);
  });

  it("no text and no contact stays when the batch has become a ticket, and its messages stay counted", async () => {
    const store = new PostgresStore({ pool, schema });
    const written = message({ text: "segredo" });
    await store.add(one, written, waiting);
    await store.finish(await takeOne(store));
    const kept = JSON.stringify([await rowsOf(`${schema}.message`), await rowsOf(`${schema}.batch`)]);
    expect(kept).toContain(written.id);
    expect(kept).not.toContain("segredo");
    expect(kept).not.toContain(one.contact.phoneNumber);
    expect(await store.add(one, written, waiting)).toBe(false);
  });

  it("no text of a deleted message stays, and a batch without messages neither", async () => {
    const store = new PostgresStore({ pool, schema });
    await store.add(one, message({ id: 1, text: "segredo" }), waiting);
    await store.remove(one, 1);
    expect(JSON.stringify(await rowsOf(`${schema}.message`))).not.toContain("segredo");
    expect(await rowsOf(`${schema}.batch`)).toEqual([]);
  });

  it("who is who is remembered for a year", async () => {
    const store = new PostgresStore({ pool, schema });
    const known = { id: 26, entityId: 1, foundBy: "phone", settled: true } as const;
    await store.saveRequester("k", known);
    const goOn = await stopClock(pool, schema);
    store.onDue(() => undefined);
    const findAfter = async (days: number) => {
      await goOn(days * 24 * HOUR_MS);
      await vi.advanceTimersByTimeAsync(HOUR_MS + 60_000);
      await pool.settled();
      return store.findRequester("k");
    };
    expect(await findAfter(364)).toEqual(known);
    expect(await findAfter(2)).toBeUndefined();
    await store.close();
  });

  it("what is old is forgotten by a process that has just started", async () => {
    const store = new PostgresStore({ pool, schema });
    await store.add(one, message(), waiting);
    await store.finish(await takeOne(store));
    const goOn = await stopClock(pool, schema);
    await goOn(31 * 24 * HOUR_MS);
    store.onDue(() => undefined);
    await vi.advanceTimersByTimeAsync(0);
    await pool.settled();
    expect(await rowsOf(`${schema}.message`)).toEqual([]);
    await store.close();
  });

  it("what is done is forgotten after 30 days, what is not is kept", async () => {
    const store = new PostgresStore({ pool, schema });
    const [done, dead, open] = [message({ id: "done" }), message({ id: "dead" }), message({ id: "open" })];
    await store.add(one, done, waiting);
    await store.finish(await takeOne(store));
    await store.add(one, dead, waiting);
    await store.bury(await takeOne(store), { code: "REFUSED", message: "x" });
    await store.add(one, open, waiting);
    await store.edit(one, message({ id: "edited" }));
    await store.remove(one, "deleted");
    await store.saveState(one, { phase: "gathering", integrationId: 1 });
    await store.saveRequester("k", { id: 26, entityId: 1, foundBy: "phone", settled: true });
    const goOn = await stopClock(pool, schema);
    const idsAfter = async (ms: number) => {
      await goOn(ms);
      await vi.advanceTimersByTimeAsync(HOUR_MS + 60_000);
      await pool.settled();
      return (await rowsOf(`${schema}.message`)).map((row) => row.message_id).sort();
    };
    store.onDue(() => undefined);
    expect(await idsAfter(29 * 24 * HOUR_MS)).toEqual(["dead", "deleted", "done", "edited", "open"]);
    expect(await idsAfter(2 * 24 * HOUR_MS)).toEqual(["dead", "open"]);
    expect((await rowsOf(`${schema}.batch`)).map((row) => row.state).sort()).toEqual(["dead", "open"]);
    expect(await rowsOf(`${schema}.conversation`)).toEqual([]);
    expect(await rowsOf(`${schema}.requester`)).toHaveLength(1);
    expect(await store.add(one, done, waiting)).toBe(true);
    await store.close();
  });
});

describe("the days that a PostgresStore keeps", () => {
  it("are the host's to say, each kind for itself, and of dead letters for ever by default", async () => {
    const link = {
      ...{ url: "https://glpi.example/apirest.php", account: "a", ticketId: 9, tenantId: 1, conversationId: 1 },
      ...{ contactId: 7, integrationId: 1, requesterId: 5, entityId: 2, title: "printer", openedAt: 0 },
      ...{ status: "new" as const, conversation: one },
    };
    const keepDays = { links: 5, people: 10, messages: 2, deadLetters: 20 };
    const store = new PostgresStore({ pool, schema, keepDays });
    await store.add(one, message({ id: "done" }), waiting);
    await store.finish(await takeOne(store));
    await store.add(one, message({ id: "dead", text: "segredo" }), waiting);
    await store.bury(await takeOne(store), { code: "REFUSED", message: "x" });
    await store.saveState(one, { phase: "gathering", integrationId: 1 });
    await store.saveRequester("k", { id: 26, entityId: 1, foundBy: "phone", settled: true });
    await store.saveLink(link);
    const goOn = await stopClock(pool, schema);
    const goOnBy = async (days: number) => {
      await goOn(days * 24 * HOUR_MS);
      await vi.advanceTimersByTimeAsync(HOUR_MS + 60_000);
      await pool.settled();
      const tables = ["message", "conversation", "link", "watched", "requester"];
      const counts = await Promise.all(tables.map(async (table) => (await rowsOf(`${schema}.${table}`)).length));
      return [...counts, (await store.deadLetters()).length];
    };
    store.onDue(() => undefined);
    expect(await goOnBy(1)).toEqual([2, 1, 1, 1, 1, 1]);
    expect(await goOnBy(2)).toEqual([1, 0, 1, 1, 1, 1]);
    expect(await goOnBy(3)).toEqual([1, 0, 0, 0, 1, 1]);
    expect(await goOnBy(5)).toEqual([1, 0, 0, 0, 0, 1]);
    expect(await goOnBy(8)).toEqual([1, 0, 0, 0, 0, 1]);
    expect(await goOnBy(2)).toEqual([1, 0, 0, 0, 0, 0]);
    // As if it had been discarded: that it was counted stays for its own days.
    expect(JSON.stringify(await rowsOf(`${schema}.message`))).not.toContain("segredo");
    expect(await goOnBy(3)).toEqual([0, 0, 0, 0, 0, 0]);
    await store.close();
  });

  it("begin anew for a link whenever its ticket changes, however long it is open", async () => {
    const store = new PostgresStore({ pool, schema, keepDays: { links: 5 } });
    await store.saveLink(linkTo(one, 1));
    await store.saveLink(linkTo(one, 2));
    const goOn = await stopClock(pool, schema);
    const goOnBy = async (days: number) => {
      await goOn(days * 24 * HOUR_MS);
      await vi.advanceTimersByTimeAsync(HOUR_MS + 60_000);
      await pool.settled();
      return (await store.findLinksOfContact(1, 7, 0)).map(({ ticketId, status }) => [ticketId, status]);
    };
    store.onDue(() => undefined);
    expect(await goOnBy(4)).toHaveLength(2);
    await store.changes.noteChanges(account, [{ ticketId: 1, status: "new" }], undefined);
    expect(await goOnBy(4)).toEqual([[1, "new"]]);
    await store.changes.noteChanges(account, [{ ticketId: 1 }], undefined);
    expect(await goOnBy(4)).toEqual([[1, "new"]]);
    // Told of everything that is open, as a process that starts is: nothing changed.
    await store.changes.noteChanges(account, "all", undefined);
    expect(await goOnBy(2)).toEqual([]);
    await store.close();
  });

  it("cost so many rows of each table at a time, and the rest goes soon after", async () => {
    const store = new PostgresStore({ pool, schema });
    await store.counts();
    const old = "now() - interval '4000 days'";
    await pglite.exec(`
      insert into ${schema}.watched
        (tenant, url, account, ticket_id, contact_id, about, conversation, known, saved_at)
        select '1', 'u', 'a', n, '7', '{}', '{}', '{}', ${old} from generate_series(1, 1500) n;
      insert into ${schema}.file (tenant, conversation_id, message_id, bytes, saved_at)
        select '1', '1', n, '', ${old} from generate_series(1, 1500) n;
      insert into ${schema}.stopped (tenant, contact_id, stopped, said_at, saved_at)
        select '1', n, true, 1, ${old} from generate_series(1, 1500) n;
      insert into ${schema}.link (tenant, url, ticket_id, conversation_id, contact_id, opened_at, value, saved_at)
        select '1', 'u', n, '1', 'x', 0, '{}', ${old} from generate_series(1, 1500) n;
      insert into ${schema}.requester (key, value, saved_at) select n, '{}', ${old} from generate_series(1, 1500) n`);
    const left = () =>
      Promise.all(
        ["watched", "file", "stopped", "link", "requester"].map(
          async (table) => (await rowsOf(`${schema}.${table}`)).length,
        ),
      );
    store.onDue(() => undefined);
    await vi.advanceTimersByTimeAsync(0);
    await pool.settled();
    expect(await left()).toEqual([500, 500, 500, 500, 500]);
    await vi.advanceTimersByTimeAsync(10_000);
    await pool.settled();
    expect(await left()).toEqual([0, 0, 0, 0, 0]);
    await store.close();
  });

  it("are those of people for the stop word, but as long as a ticket of theirs is known", async () => {
    const store = new PostgresStore({ pool, schema, keepDays: { links: 9, people: 3 } });
    await store.saveLink({
      ...{ url: "https://glpi.example/apirest.php", account: "a", ticketId: 9, tenantId: 1, conversationId: 1 },
      ...{ contactId: 7, integrationId: 1, requesterId: 5, entityId: 2, title: "printer", openedAt: 0, status: "new" },
    });
    for (const contactId of [7, 8]) await store.changes.writeStop(1, contactId, 1);
    const goOn = await stopClock(pool, schema);
    const goOnBy = async (days: number) => {
      await goOn(days * 24 * HOUR_MS);
      await vi.advanceTimersByTimeAsync(HOUR_MS + 60_000);
      await pool.settled();
      return Promise.all([7, 8].map((contactId) => store.changes.isStopped(1, contactId)));
    };
    store.onDue(() => undefined);
    expect(await goOnBy(2)).toEqual([true, true]);
    expect(await goOnBy(2)).toEqual([true, false]);
    // The link goes first.
    expect(await goOnBy(6)).toEqual([true, false]);
    expect(await goOnBy(1)).toEqual([false, false]);
    await store.close();
  });

  it("are as they were for whoever says linkDays", () => {
    expect(parseOptions({ pool, linkDays: 7 }).days).toMatchObject({ links: 7, people: 365, messages: 30 });
    expect(parseOptions({ pool, linkDays: 7, keepDays: { links: 8 } }).days.links).toBe(8);
  });

  it.each([
    [{ links: 0 }, "keepDays.links: use a whole number of days from 1 to 3650"],
    [{ messages: 1.5 }, "keepDays.messages: use a whole number"],
    [{ deadLetters: 4_000 }, "keepDays.deadLetters: use a whole number"],
    [{ letters: 3 }, "keepDays.letters: there is no such kind: use links, people, messages, deadLetters"],
  ])("are refused where they are none: %j", (keepDays, problem) => {
    expect(() => new PostgresStore({ pool, schema, keepDays: keepDays as object })).toThrow(problem);
  });
});

describe("the failures of a PostgresStore", () => {
  it("say what PostgreSQL refused by its code, and nothing of what was to be kept", async () => {
    const store = new PostgresStore({ pool, schema });
    await store.counts();
    await pglite.query(`alter table ${schema}.message add check (body ->> 'text' <> 'segredo')`);
    const failure: unknown = await store.add(one, message({ text: "segredo" }), waiting).catch((error) => error);
    expect(failure).toMatchObject({ code: "STORE_FAILED", message: expect.stringContaining("23514") });
    expect(JSON.stringify([failure, String(failure), (failure as Error).cause ?? null])).not.toContain("segredo");
    expect((await store.counts()).waiting).toBe(0);
  });

  it("name what an administrator can mend", async () => {
    const store = new PostgresStore({ pool, schema });
    await store.counts();
    await pglite.query(`drop table ${schema}.requester`);
    await expect(store.findRequester("k")).rejects.toThrow(/requester.* does not exist.*42P01/);
  });
});

describe("a database that hangs", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("fails each statement after ten seconds, also those that wait for one before them", async () => {
    const sent: string[] = [];
    const pool = {
      query: (text: string) => {
        sent.push(text);
        return sent.length === 1 ? Promise.resolve({ rows: [] }) : new Promise<never>(() => undefined);
      },
    };
    const store = new PostgresStore({ pool });
    const failed: number[] = [];
    const start = Date.now();
    for (let id = 1; id <= 50; id += 1) {
      store.loadState(conversation({ id })).catch(() => failed.push(Date.now() - start));
    }
    await vi.advanceTimersByTimeAsync(9_999);
    expect(failed).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(failed).toHaveLength(50);
    // What nobody waits for any more is not sent.
    expect(sent).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("fails what comes while a statement hangs at once, uses no other connection, and works when it is answered", async () => {
    const sent: ((answer: { rows: [] }) => void)[] = [];
    const pool = { query: () => new Promise<{ rows: [] }>((resolve) => sent.push(resolve)) };
    const store = new PostgresStore({ pool });
    const load = () => store.loadState(conversation()).catch((error: Error) => error.message);
    const first = load();
    sent[0]?.({ rows: [] });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await first).toContain("no answer within 10000 ms");
    expect(await load()).toContain("no answer");
    expect(sent).toHaveLength(2);
    sent[1]?.({ rows: [] });
    await vi.advanceTimersByTimeAsync(0);
    const later = load();
    await vi.advanceTimersByTimeAsync(0);
    sent[2]?.({ rows: [] });
    expect(await later).toEqual({ phase: "away" });
  });

  it("is not one that has much to do: statements wait for their turn as long as those before them are answered", async () => {
    const pool = {
      query: () => new Promise<{ rows: [] }>((resolve) => setTimeout(() => resolve({ rows: [] }), 5)),
    };
    const store = new PostgresStore({ pool });
    const states = Promise.all(Array.from({ length: 4_000 }, (_, id) => store.loadState(conversation({ id }))));
    await vi.advanceTimersByTimeAsync(20_100);
    expect(await states).toHaveLength(4_000);
  });
});
