import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Id } from "../../src/host/events.js";
import type { DeadLetter, Store } from "../../src/store/store.js";
import { conversation, message } from "../words.js";
import type { StoreUnderTest } from "./contract.js";

/** What every store does with dead letters of many tenants. */
export function deadLettersContract(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`${name} keeps the contract of a store: a dead letter`, () => {
    let test: StoreUnderTest;
    let store: Store;
    beforeEach(async () => {
      test = await make();
      store = test.store;
    });
    afterEach(() => test.stop());

    const die = async (id: Id, tenantId: Id, integrationId: Id, code: DeadLetter["code"] = "REFUSED") => {
      const where = conversation({ id, tenantId });
      const waiting = { integrationId, quietMs: 0, maxWaitMs: 0 };
      await store.add(where, message({ text: String(id) }), waiting);
      await test.pass(1);
      const [taken] = await store.take(1, [], 8_000);
      if (taken === undefined) throw new Error("nothing taken");
      await store.bury(taken, { code, message: "x" });
      return taken.batch.id;
    };
    const idsOf = (letters: readonly DeadLetter[]) => letters.map(({ batch }) => batch.conversation.id);

    it("is listed by tenant, integration and code, page by page", async () => {
      await die(1, 1, 1);
      await die(2, 2, 1, "USER_TOKEN_WRONG");
      await die(3, "1", 2, "USER_TOKEN_WRONG");
      await die(4, 1, "1", "USER_TOKEN_WRONG");
      await die(5, 1, 1);
      expect(idsOf(await store.deadLetters())).toEqual([1, 2, 3, 4, 5]);
      expect(idsOf(await store.deadLetters({ tenantId: 1 }))).toEqual([1, 3, 4, 5]);
      expect(idsOf(await store.deadLetters({ tenantId: "2" }))).toEqual([2]);
      expect(idsOf(await store.deadLetters({ tenantId: 3 }))).toEqual([]);
      expect(idsOf(await store.deadLetters({ tenantId: 1, integrationId: 1 }))).toEqual([1, 4, 5]);
      expect(idsOf(await store.deadLetters({ code: "USER_TOKEN_WRONG" }))).toEqual([2, 3, 4]);
      const pages: (readonly Id[])[] = [];
      let after: DeadLetter | undefined;
      for (;;) {
        const page = await store.deadLetters({ tenantId: 1, limit: 2, after });
        if (page.length === 0) break;
        pages.push(idsOf(page));
        after = page.at(-1);
      }
      expect(pages).toEqual([
        [1, 3],
        [4, 5],
      ]);
      // The list goes on behind one that is gone.
      const [first] = await store.deadLetters({ tenantId: 1 });
      await store.discard(first?.batch.id ?? "");
      expect(idsOf(await store.deadLetters({ tenantId: 1, after: first }))).toEqual([3, 4, 5]);
    });

    it("is known by its tenant, as long as it is one", async () => {
      const id = await die(1, 7, 1);
      expect(String(await store.tenantOfDeadLetter?.(id))).toBe("7");
      expect(await store.tenantOfDeadLetter?.("wz-unknown")).toBeUndefined();
      await store.replay(id);
      expect(await store.tenantOfDeadLetter?.(id)).toBeUndefined();
    });

    it("is replayed with all of its tenant and code, the oldest first, one after the other", async () => {
      for (const id of [1, 2, 3]) await die(id, 1, 1, "USER_TOKEN_WRONG");
      await die(4, 1, 1);
      await die(5, 2, 1, "USER_TOKEN_WRONG");
      expect(await store.replayAll?.({ tenantId: 1, code: "USER_TOKEN_WRONG" }, 1_000)).toBe(3);
      expect(idsOf(await store.deadLetters())).toEqual([4, 5]);
      const taken: (readonly Id[])[] = [];
      for (let second = 0; second < 4; second += 1) {
        const due = await store.take(10, [], 60_000);
        taken.push(due.map(({ batch }) => batch.conversation.id));
        expect(due.every(({ progress }) => progress.fresh)).toBe(true);
        await test.pass(1_000);
      }
      expect(taken).toEqual([[1], [2], [3], []]);
      expect(await store.replayAll?.({ tenantId: undefined }, 0)).toBe(2);
      expect(await store.replayAll?.({}, 0)).toBe(0);
    });

    it("counts for its tenant, as all that waits does", async () => {
      await die(1, 1, 1);
      await die(2, 2, 1);
      const waiting = { integrationId: 1, quietMs: 60_000, maxWaitMs: 60_000 };
      await store.add(conversation({ id: 3, tenantId: 1 }), message(), waiting);
      await store.add(conversation({ id: 4, tenantId: 2 }), message(), { ...waiting, described: false });
      await test.pass(1_000);
      expect(await store.counts(1)).toMatchObject({ dead: 1, waiting: 1, held: 0 });
      expect(await store.counts("2")).toMatchObject({ dead: 1, waiting: 0, held: 1, oldestWaitMs: 0 });
      expect(await store.counts()).toMatchObject({ dead: 2, waiting: 1, held: 1 });
      expect((await store.counts(1)).oldestWaitMs).toBeGreaterThanOrEqual(1_000);
    });
  });
}
