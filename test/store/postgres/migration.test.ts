import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PostgresStore } from "../../../src/store/postgres/index.js";
import { migration } from "../../../src/store/postgres/migration.js";
import { conversation, message } from "../../words.js";
import { newSchema } from "./under-test.js";

const quiet = { integrationId: 1, quietMs: 60_000, maxWaitMs: 60_000 };
let pglite: PGlite;
beforeAll(async () => {
  pglite = await PGlite.create();
});
afterAll(() => pglite.close());

/** The statements of version 1, as a process of that version sends them. */
function oldProcess(schema: string) {
  const add = (id: number, messageId: string) =>
    pglite.query(
      `select ${schema}.add_message($1::text, $2::text, $3::text, $4::jsonb, $5::jsonb, $6::jsonb, $7::text, $8::float8, $9::float8) as yes`,
      [
        "1",
        String(id),
        messageId,
        JSON.stringify(message({ id: messageId, text: `text ${messageId}` })),
        JSON.stringify(conversation({ id })),
        "1",
        "lane",
        60_000,
        60_000,
      ],
    );
  const edit = (id: number, messageId: string, text: string) =>
    pglite.query(`select ${schema}.edit_message($1::text, $2::text, $3::text, $4::jsonb) as yes`, [
      "1",
      String(id),
      messageId,
      JSON.stringify({ text }),
    ]);
  const flush = (id: number) =>
    pglite.query(
      `update ${schema}.batch set state = 'waiting', due_at = ${schema}.clock() where conversation_id = $1`,
      [String(id)],
    );
  const take = (leaseMs: number) =>
    pglite.query<{ json: string }>(`select ${schema}.take(1, '{}', $1::float8)::text as json`, [leaseMs]);
  const clean = () => pglite.query(`select ${schema}.clean(30, 1000) as yes`);
  return { add, edit, flush, take, clean };
}

/** A schema as version 1 left it, with something in every table. */
async function oldSchema() {
  const schema = newSchema();
  await pglite.exec(migration(`"${schema}"`, 1));
  const old = oldProcess(schema);
  // Open, with an edit that overtook its message; leased by a process that died; dead; done; state and requester.
  await old.add(1, "a");
  await old.edit(1, "b", "edited before it came");
  await old.add(2, "c");
  await old.flush(2);
  await old.take(0);
  await old.add(3, "d");
  await old.flush(3);
  await pglite.query(
    `update ${schema}.batch set state = 'dead', finished_at = now(), mark = 'wz-dead', reason = '{"code":"REFUSED","message":"no"}' where conversation_id = '3'`,
  );
  await old.add(4, "e");
  await pglite.query(`update ${schema}.batch set state = 'done', finished_at = now() where conversation_id = '4'`);
  await pglite.query(
    `insert into ${schema}.conversation values ('1', '1', '{"phase":"gathering","integrationId":1}', now())`,
  );
  await pglite.query(
    `insert into ${schema}.requester values ('key', '{"id":5,"entityId":2,"foundBy":"phone","settled":true}', now())`,
  );
  const store = new PostgresStore({ pool: { query: (text, values) => pglite.query(text, values) }, schema });
  return { schema, old, store };
}

describe("a database of version 1", () => {
  it("is migrated with all that it holds, which goes on as if nothing had happened", async () => {
    const { store } = await oldSchema();
    expect(await store.counts()).toMatchObject({ waiting: 2, dead: 1 });
    expect(await store.loadState(conversation({ id: 1 }))).toEqual({ phase: "gathering", integrationId: 1 });
    expect(await store.findRequester("key")).toMatchObject({ id: 5, entityId: 2 });
    // What was counted is counted, and what waits goes on waiting in the same batch.
    expect(await store.add(conversation({ id: 1 }), message({ id: "a" }), quiet)).toBe(false);
    expect(await store.add(conversation({ id: 4 }), message({ id: "e" }), quiet)).toBe(false);
    expect(await store.add(conversation({ id: 1 }), message({ id: "b" }), { ...quiet, described: false })).toBe(true);
    await store.flush(conversation({ id: 1 }));
    const taken = await store.take(9, [], 8_000);
    expect(taken.map(({ batch }) => batch.messages.map(({ text }) => text))).toEqual([
      ["text a", "edited before it came"],
      ["text c"],
    ]);
    for (const each of taken) await store.finish(each);
    expect(await store.deadLetters()).toMatchObject([{ code: "REFUSED", batch: { messages: [{ text: "text d" }] } }]);
    expect(await store.replay("wz-dead")).toBe(true);
    expect(await store.take(9, [], 8_000)).toMatchObject([{ batch: { messages: [{ text: "text d" }] } }]);
  });

  it("serves a process of version 1 that still runs after the migration", async () => {
    const { store, old } = await oldSchema();
    await store.counts();
    await old.add(7, "x");
    await old.edit(7, "x", "said otherwise");
    expect(await store.add(conversation({ id: 7 }), message({ id: "y", text: "later" }), quiet)).toBe(true);
    await old.add(7, "z");
    await old.flush(7);
    await old.clean();
    const all = await store.take(9, [], 8_000);
    const taken = all.find(({ batch }) => batch.conversation.id === 7);
    expect(taken?.batch.messages.map(({ text }) => text)).toEqual(["said otherwise", "later", "text z"]);
  });

  it("is migrated once", async () => {
    const { schema, store } = await oldSchema();
    await store.counts();
    await pglite.exec(migration(`"${schema}"`));
    const { rows } = await pglite.query(`select version from ${schema}.migration order by version`);
    expect(rows).toEqual([1, 2, 3, 4, 5, 6, 7].map((version) => ({ version })));
  });
});

describe("a database of version 2", () => {
  const link = {
    url: "https://glpi.example/apirest.php",
    ticketId: 9,
    tenantId: 1,
    conversationId: 1,
    contactId: 7,
    integrationId: 1,
    requesterId: 5,
    entityId: 2,
    title: "printer",
    openedAt: 0,
    status: "new",
  } as const;
  const silence = { conversation: conversation({ id: 1 }), integrationId: 1, about: "description" } as const;

  it("is migrated with its links, alarms and people, and serves a process of that version", async () => {
    const schema = newSchema();
    await pglite.exec(migration(`"${schema}"`, 2));
    const rows = [
      `insert into ${schema}.link (tenant, conversation_id, contact_id, url, ticket_id, opened_at, value, saved_at)
        values ('1', '1', '7', '${link.url}', 9, 0, '${JSON.stringify(link)}', now())`,
      `insert into ${schema}.alarm (tenant, conversation_id, value, due_at, lease)
        values ('1', '1', '${JSON.stringify(silence)}', now(), nextval('${schema}.alarm_lease'))`,
      `insert into ${schema}.requester
        values ('key', '{"id":5,"entityId":2,"foundBy":"phone","settled":true}', now() - interval '40 days')`,
    ];
    for (const row of rows) await pglite.exec(row);
    const store = new PostgresStore({ pool: { query: (text, values) => pglite.query(text, values) }, schema });
    expect(await store.findLink(silence.conversation)).toEqual(link);
    expect(await store.takeAlarms(9, 8_000)).toMatchObject([silence]);
    await pglite.query(`select ${schema}.clean(30, 90, 1000)`);
    expect(await store.findRequester("key")).toEqual({ id: 5, entityId: 2, foundBy: "phone", settled: true });
  });
});

describe("a database of version 3", () => {
  /** The statement by which a process of version 3 adds. */
  const add = (schema: string, id: number, { length, ...other }: { messageId: string; length: number }) =>
    pglite.query(
      `select ${schema}.add_message('1', $1::text, $2::text, $3::jsonb, $4::jsonb, '1', 'lane', 15000, 60000, true, 1000,
        '7', 1, 't')::text as json`,
      [
        String(id),
        other.messageId,
        JSON.stringify(message({ id: other.messageId, text: "x".repeat(length) })),
        JSON.stringify(conversation({ id })),
      ],
    );

  it("is migrated with what each batch holds counted, and serves a process of that version", async () => {
    const schema = newSchema();
    await pglite.exec(migration(`"${schema}"`, 3));
    await add(schema, 1, { messageId: "a", length: 1_500_000 });
    const store = new PostgresStore({ pool: { query: (text, values) => pglite.query(text, values) }, schema });
    expect(await store.add(conversation({ id: 1 }), message({ text: "x".repeat(600_000) }), quiet)).toBe(true);
    const [full] = await store.take(9, [], 8_000);
    expect(full?.batch.messages.map(({ id }) => id)).toEqual(["a"]);
    await add(schema, 2, { messageId: "b", length: 5 });
    expect(await store.add(conversation({ id: 2 }), message({ text: "later" }), quiet)).toBe(true);
    await store.flush(conversation({ id: 2 }));
    const { rows } = await pglite.query<{ json: string }>(`select ${schema}.take(9, '{}', 8000)::text as json`);
    expect(JSON.parse(rows[0]?.json ?? "").map(({ messages }: { messages: [] }) => messages.length)).toEqual([2]);
  });
});

describe("a database of version 4", () => {
  it("is migrated with what waits, and a process of that version lets files go", async () => {
    const schema = newSchema();
    await pglite.exec(migration(`"${schema}"`, 4));
    const talk = conversation({ id: 1 });
    const add = (messageId: string) =>
      pglite.query(
        `select ${schema}.add_message('1', '1', $1::text, $2::jsonb, $3::jsonb, '1', 'lane', 15000, 60000, true, 1000,
          '7', 1, 'm', 5, 500, 2000000)::text as json`,
        [messageId, JSON.stringify(message({ id: messageId, media: { type: "image" } })), JSON.stringify(talk)],
      );
    await add("before");
    const store = new PostgresStore({ pool: { query: (text, values) => pglite.query(text, values) }, schema });
    expect(await store.keepFile(talk, "photo", Buffer.from("bytes"))).toBe(true);
    await add("photo");
    await store.flush(talk);
    const [taken] = await store.take(9, [], 8_000);
    expect(taken?.batch.messages.map(({ id }) => id)).toEqual(["before", "photo"]);
    expect(Buffer.from((await store.loadFile(talk, "photo")) ?? []).toString()).toBe("bytes");
    // As that version finishes a batch.
    await pglite.query(`update ${schema}.message set body = null`);
    expect(await store.loadFile(talk, "photo")).toBeUndefined();
  });
});

describe("a database of version 5", () => {
  it("is migrated with its links: they are watched from now on, also those that a process of that version saves", async () => {
    const schema = newSchema();
    await pglite.exec(migration(`"${schema}"`, 5));
    const account = { url: "https://glpi.example/apirest.php", account: "a" };
    const kept = { ...account, tenantId: 1, contactId: 7, integrationId: 1, requesterId: 5, title: "t", status: "new" };
    const save = (ticketId: number, other: object = {}) =>
      pglite.query(
        `insert into ${schema}.link (tenant, conversation_id, contact_id, url, ticket_id, opened_at, value, saved_at)
          values ('1', $1::text, '7', $2::text, $3::bigint, 0, $4::jsonb, now())
          on conflict (tenant, url, ticket_id, conversation_id) do update set value = excluded.value`,
        [
          String(ticketId),
          account.url,
          ticketId,
          JSON.stringify({ ...kept, ticketId, conversationId: ticketId, ...other }),
        ],
      );
    await save(1);
    await save(2, { account: undefined, url: "https://older.example/apirest.php" });
    const store = new PostgresStore({ pool: { query: (text, values) => pglite.query(text, values) }, schema });
    const [watch, ...others] = await store.changes.takeWatches(9, 15_000);
    expect([watch, others]).toMatchObject([{ ...account, integrations: [{ tenantId: 1, integrationId: 1 }] }, []]);
    await save(3);
    const changed = [1, 2, 3].map((ticketId) => ({ ticketId, status: "solved" as const }));
    expect((await store.changes.noteChanges(account, changed, "2026-11-26 10:00:00")).sort()).toEqual([1, 3]);
    expect(await store.changes.takeTickets(9, 15_000)).toMatchObject([
      { ticketId: 1, conversation: { id: 1, tenantId: 1, contact: { id: 7 } }, known: { from: "2026-11-26 10:00:00" } },
      { ticketId: 3 },
    ]);
    // As that version sees to it that a link stays.
    await save(1, { status: "closed" });
    expect(await store.findLink(conversation({ id: 1 }))).toMatchObject({ status: "closed" });
  });
});

describe("a database of version 6", () => {
  it("is migrated with states that do not say whose they are, and a process of that version keeps its own", async () => {
    const schema = newSchema();
    await pglite.exec(migration(`"${schema}"`, 6));
    const saveState = (id: number) =>
      pglite.query(
        `insert into ${schema}.conversation as c (tenant, conversation_id, state, saved_at)
          values ('1', $1::text, '{"phase":"gathering","integrationId":1}', now())
          on conflict (tenant, conversation_id) do update set state = excluded.state, saved_at = excluded.saved_at`,
        [String(id)],
      );
    await saveState(1);
    await saveState(2);
    const store = new PostgresStore({ pool: { query: (text, values) => pglite.query(text, values) }, schema });
    await store.add(conversation({ id: 1 }), message(), quiet);
    expect(await store.forgetContact({ tenantId: 1, contactId: 7, names: [] }, false)).toMatchObject({
      ...{ conversations: 1, batches: 1 },
    });
    expect(await store.loadState(conversation({ id: 2 }))).toMatchObject({ phase: "gathering" });
    // It is known since, and stays so when that version writes.
    await store.saveState(conversation({ id: 2 }), { phase: "gathering", integrationId: 2 });
    await saveState(2);
    expect(await store.forgetContact({ tenantId: 1, contactId: 7, names: [] }, false)).toMatchObject({
      conversations: 1,
    });
  });
});
