import { randomInt } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Message } from "../../../src/host/events.js";
import { conversationKey } from "../../../src/store/keys.js";
import type { PostgresStore } from "../../../src/store/postgres/index.js";
import { LeaseLost, type TakenBatch } from "../../../src/store/store.js";
import { conversation, message } from "../../words.js";
import { connectionString, useServer } from "./server.js";

const atOnce = { integrationId: 1, quietMs: 0, maxWaitMs: 0 };
const one = conversation({ id: 1 });
const MINUTE_MS = 60_000;

describe.skipIf(connectionString === undefined)(
  "PostgresStores that race on a server (WHAZING_GLPI_TEST_DATABASE_URL)",
  () => {
    const server = useServer();
    const idsOf = (messages: readonly Message[]) => messages.map(({ id }) => String(id));

    /** Has each store take and settle batches until nothing is left and `adding` has ended. */
    const drain = async (
      adding: Promise<unknown>,
      settle: (store: PostgresStore, taken: TakenBatch) => Promise<void>,
    ) => {
      let added = false;
      const done = adding.finally(() => {
        added = true;
      });
      const drainOne = async (store: PostgresStore) => {
        for (;;) {
          const last = added;
          const taken = await store.take(randomInt(1, 6), [], MINUTE_MS);
          await Promise.all(taken.map((each) => settle(store, each)));
          const { waiting, inProgress, failed } = await store.counts();
          if (last && waiting + inProgress + failed === 0) return;
        }
      };
      await Promise.all([done, ...server.stores.map(drainOne)]);
    };

    it(
      "put each message into one batch, lose none, and never work on two of one conversation",
      async () => {
        const opened = server.open(4);
        const conversations = Array.from({ length: 25 }, (_, id) => conversation({ id }));
        const written = new Map(conversations.map((where) => [conversationKey(where), [] as string[]]));
        const taken = new Map(conversations.map((where) => [conversationKey(where), [] as string[]]));
        const busy = new Set<string>();
        let counted = 0;
        const adding = conversations.map(async (where) => {
          for (let round = 0; round < 12; round += 1) {
            const what = message();
            written.get(conversationKey(where))?.push(String(what.id));
            // Told to three of four processes at the same time, as a repeated webhook is.
            const told = opened.slice(0, 3).map((store) => store.add(where, what, atOnce));
            for (const yes of await Promise.all(told)) counted += Number(yes);
            if (round % 4 === 0) await opened[3]?.flush(where);
          }
        });
        await drain(Promise.all(adding), async (store, each) => {
          const key = conversationKey(each.batch.conversation);
          expect(busy).not.toContain(key);
          busy.add(key);
          await store.save(each, { posting: true }, MINUTE_MS);
          const again = randomInt(4) === 0;
          if (!again) taken.get(key)?.push(...idsOf(each.batch.messages));
          busy.delete(key);
          if (again) await store.retry(each, 0, true);
          else await store.finish(each);
        });
        expect(counted).toBe(25 * 12);
        expect(taken).toEqual(written);
      },
      MINUTE_MS,
    );

    it(
      "an edit or a deletion that was accepted shows in the ticket, and one that was too late does not",
      async () => {
        server.open(2);
        const [first, second] = server.openTwo();
        const texts = new Map<string, string>();
        const answers = new Map<string, { edited: boolean; removed: boolean | undefined }>();
        const adding = Array.from({ length: 30 }, async (_, id) => {
          const where = conversation({ id });
          for (let round = 0; round < 6; round += 1) {
            const what = message({ text: "before" });
            await first.add(where, what, atOnce);
            const [edited, removed] = await Promise.all([
              second.edit(where, { ...what, text: "after" }),
              round % 2 === 0 ? first.remove(where, what.id) : undefined,
            ]);
            answers.set(String(what.id), { edited, removed });
          }
        });
        await drain(Promise.all(adding), async (store, each) => {
          try {
            // From here on it is too late; before, whoever changes it takes it away.
            await store.save(each, { posting: true }, MINUTE_MS);
          } catch (error) {
            if (error instanceof LeaseLost) return;
            throw error;
          }
          for (const { id, text } of each.batch.messages) texts.set(String(id), text);
          await store.finish(each);
        });
        expect(answers.size).toBe(180);
        for (const [id, { edited, removed }] of answers) {
          expect(texts.has(id), id).toBe(removed !== true);
          if (removed !== true) expect(texts.get(id), id).toBe(edited ? "after" : "before");
        }
      },
      MINUTE_MS,
    );

    it(
      "dead letters that are replayed while others are taken come once, and never two of a conversation",
      async () => {
        const [first] = server.openTwo();
        const busy = new Set<string>();
        const buried = new Set<string>();
        const finished: string[] = [];
        const adding = Array.from({ length: 15 }, async (_, id) => {
          for (let round = 0; round < 8; round += 1) {
            const what = message();
            await first.add(conversation({ id }), what, atOnce);
            await first.flush(conversation({ id }));
          }
        });
        await drain(Promise.all(adding), async (store, each) => {
          const key = conversationKey(each.batch.conversation);
          expect(busy).not.toContain(key);
          busy.add(key);
          await store.renew([each], MINUTE_MS);
          busy.delete(key);
          if (buried.has(each.batch.id)) {
            finished.push(...idsOf(each.batch.messages));
            await store.finish(each);
            return;
          }
          buried.add(each.batch.id);
          await store.bury(each, { code: "REFUSED", message: "x" });
          const other = server.stores[(server.stores.indexOf(store) + 1) % server.stores.length];
          expect(await other?.replay(each.batch.id)).toBe(true);
        });
        expect(finished).toHaveLength(15 * 8);
        expect(new Set(finished).size).toBe(15 * 8);
      },
      MINUTE_MS,
    );

    it("a dead letter that is replayed at the very moment a later batch of its conversation is taken waits", async () => {
      const [first, second] = server.openTwo();
      await first.add(one, message(), atOnce);
      const [dead] = await first.take(1, [], MINUTE_MS);
      if (dead === undefined) throw new Error("nothing taken");
      await first.bury(dead, { code: "REFUSED", message: "x" });
      await first.add(one, message(), atOnce);
      const taker = await server.admin.connect();
      try {
        await taker.query("begin");
        const { rows } = await taker.query(`select ${server.schema}.take(1, '{}', 60000) ->> 0 as taken`);
        expect(rows[0].taken).not.toBeNull();
        await second.replay(dead.batch.id);
        const atTheSameTime = second.take(5, [], MINUTE_MS);
        await server.blocked();
        await taker.query("commit");
        expect(await atTheSameTime).toEqual([]);
      } finally {
        taker.release(true);
      }
    });
  },
);
