import { beforeEach, describe, expect, it, vi } from "vitest";
import { LeaseLost } from "../../../src/store/store.js";
import { conversation, message } from "../../words.js";
import { storeContract } from "../contract.js";
import { afterTicketContract } from "../contract-after-ticket.js";
import { boundsContract } from "../contract-bounds.js";
import { changesContract } from "../contract-changes.js";
import { contactsContract } from "../contract-contacts.js";
import { deadLettersContract } from "../contract-dead-letters.js";
import { overviewContract } from "../contract-overview.js";
import { connectionString, pooled, useServer } from "./server.js";
import { faked, stopClock, storeUnderTest } from "./under-test.js";

const atOnce = { integrationId: 1, quietMs: 0, maxWaitMs: 0 };
const one = conversation({ id: 1 });
const MINUTE_MS = 60_000;

describe.skipIf(connectionString === undefined)("on a PostgreSQL server (WHAZING_GLPI_TEST_DATABASE_URL)", () => {
  const server = useServer();
  beforeEach(() => {
    vi.useFakeTimers({ toFake: [...faked.toFake] });
  });
  const makeStore = () => storeUnderTest({ query: (text, values) => server.admin.query(text, values) });
  storeContract("PostgresStore", makeStore);
  afterTicketContract("PostgresStore", makeStore);
  boundsContract("PostgresStore", makeStore);
  deadLettersContract("PostgresStore", makeStore);
  changesContract("PostgresStore", makeStore);
  contactsContract("PostgresStore", makeStore);
  overviewContract("PostgresStore", makeStore);
});

describe.skipIf(connectionString === undefined)(
  "several PostgresStores on a server (WHAZING_GLPI_TEST_DATABASE_URL)",
  () => {
    const server = useServer();

    it("make its schema once, when ten start at the same time", async () => {
      const counts = await Promise.all(server.open(10).map((store) => store.counts()));
      expect(counts).toHaveLength(10);
      const { rows } = await server.admin.query(`select version from ${server.schema}.migration order by version`);
      expect(rows).toEqual([1, 2, 3, 4, 5, 6, 7].map((version) => ({ version })));
    });

    it("hear a notification, and know that they do not through a pooler of transactions", async () => {
      const [store] = server.openTwo();
      expect(await store.hearing()).toBe(pooled ? "deaf" : "heard");
      // Nothing was made there.
      const { rows } = await server.admin.query("select 1 from pg_namespace where nspname = $1", [server.schema]);
      expect(rows).toEqual([]);
    });

    it("one whose lease ended comes before a dead letter of its conversation that was replayed meanwhile", async () => {
      const [first, second] = server.openTwo();
      await first.add(one, message(), atOnce);
      const [dead] = await first.take(1, [], MINUTE_MS);
      if (dead === undefined) throw new Error("nothing taken");
      await first.bury(dead, { code: "REFUSED", message: "x" });
      await first.add(one, message(), atOnce);
      const [dying] = await first.take(1, [], 0);
      await second.replay(dead.batch.id);
      const [taken, ...others] = await second.take(5, [], MINUTE_MS);
      expect([taken?.batch.id, others]).toEqual([dying?.batch.id, []]);
      if (taken) await second.finish(taken);
      expect((await second.take(5, [], MINUTE_MS)).map(({ batch }) => batch)).toEqual([dead.batch]);
    });

    it("take over from one that died, when its lease ends, with its progress", async () => {
      const [first, second] = server.openTwo();
      await first.add(one, message(), atOnce);
      const goOn = await stopClock(server.admin, server.schema);
      const [dying] = await first.take(1, [], 8_000);
      if (dying === undefined) throw new Error("nothing taken");
      await first.save(dying, { posting: true }, 8_000);
      await goOn(7_999);
      expect(await second.take(1, [], 8_000)).toEqual([]);
      await goOn(1);
      const [taken] = await second.take(1, [], 8_000);
      expect(taken).toMatchObject({ batch: dying.batch, progress: { posting: true }, postedMsAgo: 8_000 });
      await expect(first.finish(dying)).rejects.toBeInstanceOf(LeaseLost);
      if (taken) await second.finish(taken);
    });

    it("give an ended lease to one of those that ask at the same time", async () => {
      const opened = server.open(8);
      await opened[0]?.add(one, message(), atOnce);
      const taken = await Promise.all(opened.map((store) => store.take(5, [], MINUTE_MS)));
      expect(taken.flat()).toHaveLength(1);
    });

    it("give up what waits too long for somebody's lock, on no more connections than usual", async () => {
      const [first] = server.openTwo();
      await first.add(one, message({ id: 1 }), atOnce);
      const [taken] = await first.take(1, [], MINUTE_MS);
      if (taken === undefined) throw new Error("nothing taken");
      const admin = await server.admin.connect();
      await admin.query("begin");
      await admin.query(`select from ${server.schema}.batch for update`);
      const refused = await Promise.allSettled([
        first.save(taken, { toldDelay: true }, MINUTE_MS),
        first.remove(one, 1),
        first.edit(one, message({ id: 1 })),
      ]);
      for (const each of refused) {
        expect(each).toMatchObject({
          reason: { code: "STORE_FAILED", message: expect.stringMatching(/55P03|no answer/) },
        });
      }
      expect(await server.connections()).toBeLessThanOrEqual(3);
      await admin.query("rollback");
      admin.release();
      expect(await first.remove(one, 1)).toBe(true);
    });

    it.skipIf(pooled)("wake each other at once, by a flush, a replay and a batch that is given back", async () => {
      const [first, second] = server.openTwo();
      await first.counts();
      vi.useFakeTimers({ toFake: [...faked.toFake] });
      let heard: () => void = () => undefined;
      second.onDue(() => heard());
      await server.listening(1);
      // What is to be done at once is, and no time goes by.
      const clock = setImmediateInterval(() => vi.advanceTimersByTime(0));
      const wakes = async (act: () => Promise<unknown>) => {
        const woken = new Promise<void>((resolve) => {
          heard = resolve;
        });
        await act();
        await woken;
      };
      await first.add(one, message(), { ...atOnce, quietMs: MINUTE_MS, maxWaitMs: MINUTE_MS });
      await wakes(() => first.flush(one));
      const [taken] = await second.take(1, [], 8_000);
      if (taken === undefined) throw new Error("nothing taken");
      await wakes(() => first.retry(taken, 0, false));
      const [again] = await second.take(1, [], 8_000);
      if (again === undefined) throw new Error("nothing taken");
      await first.bury(again, { code: "REFUSED", message: "x" });
      await wakes(() => first.replay(again.batch.id));
      clock.stop();
    });

    it.skipIf(pooled)("go on when the server ends all their connections, and hear each other again", async () => {
      const [first, second] = server.openTwo();
      await first.add(one, message(), { ...atOnce, quietMs: MINUTE_MS, maxWaitMs: MINUTE_MS });
      vi.useFakeTimers({ toFake: [...faked.toFake] });
      let heard: () => void = () => undefined;
      second.onDue(() => heard());
      await server.listening(1);
      await server.admin.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1", [
        server.schema,
      ]);
      await server.listening(0);
      const reconnected = server.listening(1);
      // As fast as the real one: a clock that runs ahead of the database lets its statements fail for want of an answer.
      let last = process.hrtime.bigint();
      const clock = setImmediateInterval(() => {
        const now = process.hrtime.bigint();
        vi.advanceTimersByTime(Number((now - last) / 1_000_000n));
        last += ((now - last) / 1_000_000n) * 1_000_000n;
      });
      await reconnected;
      clock.stop();
      const still = setImmediateInterval(() => vi.advanceTimersByTime(0));
      const woken = new Promise<void>((resolve) => {
        heard = resolve;
      });
      await first.flush(one);
      await woken;
      still.stop();
      expect(await second.take(1, [], 8_000)).toHaveLength(1);
    });

    it.skipIf(!pooled)("behind a pool of transactions, where nothing is heard, look all the same", async () => {
      const [first, second] = server.openTwo();
      await first.add(one, message(), { ...atOnce, quietMs: MINUTE_MS, maxWaitMs: MINUTE_MS });
      const woken = new Promise<void>((resolve) => second.onDue(resolve));
      await first.flush(one);
      await woken;
      expect(await second.take(1, [], 8_000)).toHaveLength(1);
    });

    it.skipIf(pooled)("use at most 3 connections each, however much is asked at the same time", async () => {
      const [store] = server.open(1);
      if (store === undefined) throw new Error("a store");
      store.onDue(() => void store.take(5, [], 8_000));
      await server.listening(1);
      const adding = Promise.all(
        Array.from({ length: 300 }, (_, id) => store.add(conversation({ id }), message(), atOnce)),
      );
      const seen: number[] = [];
      let busy = true;
      void adding.finally(() => {
        busy = false;
      });
      while (busy) {
        seen.push(await server.connections());
      }
      await adding;
      expect(Math.max(...seen)).toBe(3);
      expect(server.pools[0]?.totalCount).toBe(3);
    });
  },
);

/** Calls again and again while the event loop turns. */
function setImmediateInterval(call: () => void): { stop(): void } {
  let immediate = setImmediate(function again() {
    call();
    immediate = setImmediate(again);
  });
  return { stop: () => clearImmediate(immediate) };
}
