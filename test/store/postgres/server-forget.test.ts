import { randomInt } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Conversation } from "../../../src/host/events.js";
import { requesterKey } from "../../../src/store/keys.js";
import type { PostgresStore } from "../../../src/store/postgres/index.js";
import { isLeaseLost } from "../../../src/store/store.js";
import { conversation, message } from "../../words.js";
import { account, linkTo } from "../links.js";
import { connectionString, useServer } from "./server.js";

const atOnce = { integrationId: 1, quietMs: 0, maxWaitMs: 0 };
const gathering = { phase: "gathering", integrationId: 1 } as const;
const MINUTE_MS = 60_000;
const NEVER_MS = 600_000;
const one = conversation({ id: 1 });
const beatriz = { tenantId: 1, contactId: 7, names: ["id:7"] };
const nothing = {
  ...{ links: 0, watched: 0, requesters: 0, conversations: 0, alarms: 0 },
  ...{ batches: 0, deadLetters: 0, files: 0, inProgress: 0 },
};

describe.skipIf(connectionString === undefined)(
  "a contact who is forgotten by one of several PostgresStores (WHAZING_GLPI_TEST_DATABASE_URL)",
  () => {
    const server = useServer();

    /** Has both wait for these rows, one after the other, and lets them go on at the same time. */
    const atTheSameTime = async <A, B>(rows: string, first: () => Promise<A>, second: () => Promise<B>) => {
      const admin = await server.admin.connect();
      try {
        await admin.query("begin");
        await admin.query(`select from ${server.schema}.${rows} for update`);
        const earlier = first();
        await server.blocked(1);
        const later = second();
        await server.blocked(2);
        await admin.query("rollback");
        return await Promise.all([earlier, later]);
      } finally {
        admin.release(true);
      }
    };

    it("is so though a message of theirs comes in the opposite order, and both are done", async () => {
      const [first, second] = server.openTwo();
      await first.saveLink(linkTo(one, 1));
      await first.saveState(one, gathering);
      await first.setAlarm({ conversation: one, integrationId: 1, about: "description" }, NEVER_MS);
      const states = [gathering, { phase: "away" }] as const;
      const [moved, forgotten] = await atTheSameTime(
        "conversation",
        () => first.moveInState(one, states, "cancel"),
        () => second.forgetContact(beatriz, false),
      );
      // PostgreSQL chooses whose statement it undoes: said again, a message comes to a conversation that was forgotten.
      expect([true, "otherwise"]).toContain(moved);
      expect(forgotten).toMatchObject({ links: 1, watched: 1 });
      expect(await first.findLink(one)).toBeUndefined();
    });

    it("is so though changes of their tickets are noted in the opposite order", async () => {
      const [first, second] = server.openTwo();
      await first.saveLink(linkTo(one, 1));
      const [, forgotten] = await atTheSameTime(
        "watched",
        () => first.changes.noteChanges(account, [{ ticketId: 1, status: "solved" }], undefined),
        () => second.forgetContact(beatriz, false),
      );
      expect(forgotten).toMatchObject({ links: 1, watched: 1 });
      expect(await first.changes.findWatched(1, 7)).toEqual([]);
    });

    it(
      "goes again and again while all that is theirs is worked on: nothing fails, others lose nothing, and nothing is left",
      async () => {
        const stores = server.open(4);
        const secret = { id: 7, name: "Beatriz Souza" };
        const theirs = [1, 2, 3].map((id) => conversation({ id, contact: secret }));
        const others = [4, 5, 6].map((id) => conversation({ id, contact: { id: 8, name: "Carlos" } }));
        const written: string[] = [];
        const handled: string[] = [];
        const anyOf = <T>(list: readonly T[]): T => list[randomInt(list.length)] as T;
        const unlessLost = (cause: unknown) => {
          if (!isLeaseLost(cause)) throw cause;
        };

        const talk = async (store: PostgresStore, where: Conversation, round: number) => {
          const ticketId = Number(where.id) * 100 + (round % 3);
          const what = message({ media: { type: "image", fileName: "foto.jpg" } });
          await store.keepFile(where, what.id, Buffer.from("bytes"));
          const before = await store.loadState(where);
          const alarm = { set: { conversation: where, integrationId: 1, about: "description" as const }, inMs: 0 };
          const added = await store.addInState(where, what, atOnce, [before, gathering], alarm);
          // Somebody else was quicker, or it was forgotten in between: as the integration does, without the state.
          if (added === "otherwise") await store.add(where, what, atOnce);
          if (where.contact.id === 8) written.push(String(what.id));
          await store.saveLink(linkTo(where, ticketId));
          const status = anyOf(["assigned", "pending", "solved"] as const);
          await store.changes.noteChanges(account, [{ ticketId, status }, { ticketId: ticketId - 100 }], undefined);
          await store.saveRequester(requesterKey(account.url, 1, `id:${where.contact.id}`), {
            ...{ id: 5, entityId: 1, foundBy: "phone", settled: true },
            names: [`id:${where.contact.id}`],
          });
          await store.changes.writeStop(1, where.contact.id, Date.now());
          await store.edit(where, { ...what, text: `${where.contact.name} escreve` });
          if (round % 4 === 0) await store.leave(where);
        };
        const work = async (store: PostgresStore) => {
          const taken = await store.take(randomInt(1, 5), [], MINUTE_MS);
          await store.renew(taken, MINUTE_MS);
          await Promise.all(
            taken.map(async (each) => {
              await store.save(each, { posting: true }, MINUTE_MS);
              if (randomInt(4) === 0) return store.bury(each, { code: "REFUSED", message: "x" });
              handled.push(...each.batch.messages.map(({ id }) => String(id)));
              return store.finish(each);
            }),
          ).catch(unlessLost);
          for (const alarm of await store.takeAlarms(5, MINUTE_MS)) await store.finishAlarm(alarm);
          for (const ticket of await store.changes.takeTickets(5, MINUTE_MS)) {
            await store.changes.finishTicket(ticket, {}, "rest").catch(unlessLost);
          }
          await store.replayAll({ tenantId: 1 }, 0);
        };
        const forget = (store: PostgresStore) =>
          store.forgetContact({ ...beatriz, names: ["id:7"] }, randomInt(2) === 0);

        await Promise.all(
          stores.map(async (store) => {
            for (let round = 0; round < 25; round += 1) {
              await Promise.all([talk(store, anyOf(theirs), round), talk(store, anyOf(others), round), work(store)]);
              if (round % 3 === 0) await forget(store);
            }
          }),
        );
        const [store] = stores;
        if (store === undefined) throw new Error("a store");
        for (let left = 1; left > 0; ) {
          await work(store);
          const { waiting, inProgress, failed, dead } = await store.counts();
          left = waiting + inProgress + failed + dead;
        }
        expect([...handled].filter((id) => written.includes(id)).sort()).toEqual([...written].sort());
        await store.forgetContact(beatriz, true);
        expect(await store.forgetContact(beatriz, true)).toEqual(nothing);
        for (const table of ["batch", "message", "link", "watched", "conversation", "alarm", "requester", "stopped"]) {
          const text = `select t::text from ${server.schema}.${table} t
            where t::text ~ 'Beatriz' or to_jsonb(t) ->> 'contact_id' = '7'`;
          expect((await server.admin.query(text)).rows, table).toEqual([]);
        }
        expect(await store.changes.findWatched(1, 8)).not.toEqual([]);
        expect(await store.findRequester(requesterKey(account.url, 1, "id:8"))).toBeDefined();
      },
      MINUTE_MS,
    );
  },
);
