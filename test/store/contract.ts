import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Batch } from "../../src/conversation/batch.js";
import { away } from "../../src/conversation/flow.js";
import type { Conversation, Message } from "../../src/host/events.js";
import type { Store } from "../../src/store/store.js";
import { conversation, message } from "../words.js";

/** A store under test, and how its time goes by. */
export interface StoreUnderTest {
  store: Store;
  /** Lets so much time go by, and all that is due then be handed over. */
  pass(ms: number): Promise<void>;
  stop(): Promise<void>;
}

const waiting = { integrationId: 1, quietMs: 15_000, maxWaitMs: 120_000 };

/** What every store does: run by the tests of each. */
export function storeContract(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`${name} keeps the contract of a store:`, () => {
    let test: StoreUnderTest;
    let store: Store;
    let handled: Batch[];
    const one = conversation({ id: 1 });
    const other = conversation({ id: 2 });

    beforeEach(async () => {
      test = await make();
      store = test.store;
      handled = [];
    });
    afterEach(() => test.stop());

    const start = () =>
      store.start(async (batch) => {
        handled.push(batch);
      });
    const textsOf = (batches: readonly Batch[]) => batches.map(({ messages }) => messages.map(({ text }) => text));
    const add = (where: Conversation, what: Message) => store.add(where, what, waiting);

    it("a batch is due when nothing came for the quiet period", async () => {
      start();
      await add(one, message({ text: "a" }));
      await test.pass(14_000);
      await add(one, message({ text: "b" }));
      await test.pass(14_000);
      expect(handled).toEqual([]);
      await test.pass(1_000);
      expect(textsOf(handled)).toEqual([["a", "b"]]);
    });

    it("a batch is due at the latest when its first message has waited for the longest wait", async () => {
      start();
      for (let second = 0; second < 120; second += 10) {
        await add(one, message({ text: String(second) }));
        await test.pass(10_000);
      }
      expect(handled).toHaveLength(1);
      expect(handled[0]?.messages).toHaveLength(12);
    });

    it("a batch names its conversation as it was last told, its integration, and itself", async () => {
      start();
      await add(one, message({ id: 1 }));
      await add({ ...one, protocol: "newer" }, message({ id: 2 }));
      await test.pass(15_000);
      expect(handled).toMatchObject([
        { id: expect.stringMatching(/^wz-/), integrationId: 1, conversation: { id: 1, protocol: "newer" } },
      ]);
      expect(handled[0]?.messages.map(({ id }) => id)).toEqual([1, 2]);
    });

    it("a message counts once, however late it comes again", async () => {
      start();
      const written = message({ id: "once" });
      expect(await add(one, written)).toBe(true);
      expect(await add(one, written)).toBe(false);
      await test.pass(15_000);
      expect(await add(one, written)).toBe(false);
      await test.pass(600_000);
      expect(await add(one, written)).toBe(false);
      await test.pass(600_000);
      expect(handled.map(({ messages }) => messages.length)).toEqual([1]);
    });

    it("the same message id in another conversation or of another tenant is another message", async () => {
      start();
      for (const where of [one, other, { ...one, tenantId: 2 }])
        expect(await add(where, message({ id: 1 }))).toBe(true);
      await test.pass(15_000);
      expect(handled).toHaveLength(3);
    });

    it("messages are in the order of their own times", async () => {
      start();
      await add(one, message({ text: "later", sentAt: 2_000 }));
      await add(one, message({ text: "earlier", sentAt: 1_000 }));
      await test.pass(15_000);
      expect(textsOf(handled)).toEqual([["earlier", "later"]]);
    });

    it("an edit replaces and a deletion removes what waits", async () => {
      start();
      await add(one, message({ id: 1, text: "errado" }));
      await add(one, message({ id: 2, text: "engano" }));
      expect(await store.edit(one, message({ id: 1, text: "certo" }))).toBe(true);
      expect(await store.remove(one, 2)).toBe(true);
      await test.pass(15_000);
      expect(textsOf(handled)).toEqual([["certo"]]);
    });

    it("an edit and a deletion that overtake their messages hold all the same", async () => {
      start();
      await store.edit(one, message({ id: 1, text: "certo" }));
      await store.remove(one, 2);
      await add(one, message({ id: 1, text: "errado" }));
      expect(await add(one, message({ id: 2, text: "engano" }))).toBe(false);
      await test.pass(15_000);
      expect(textsOf(handled)).toEqual([["certo"]]);
    });

    it("an edit and a deletion that come too late say so", async () => {
      start();
      await add(one, message({ id: 1 }));
      await test.pass(15_000);
      expect(await store.edit(one, message({ id: 1 }))).toBe(false);
      expect(await store.remove(one, 1)).toBe(false);
    });

    it("a batch whose messages were all deleted is none", async () => {
      start();
      await add(one, message({ id: 1 }));
      await store.remove(one, 1);
      await test.pass(120_000);
      expect(handled).toEqual([]);
    });

    it("a flush makes what waits due now, and what comes later is the next batch", async () => {
      start();
      await add(one, message({ text: "a" }));
      await store.flush(one);
      await add(one, message({ text: "b" }));
      await test.pass(0);
      expect(textsOf(handled)).toEqual([["a"]]);
      await test.pass(15_000);
      expect(textsOf(handled)).toEqual([["a"], ["b"]]);
    });

    it("a flush of a conversation in which nothing waits does nothing", async () => {
      start();
      await store.flush(one);
      await test.pass(120_000);
      expect(handled).toEqual([]);
    });

    it("what arrives while a batch is being handled is the next one, handled after it; others do not wait", async () => {
      const order: string[] = [];
      let finish: () => void = () => undefined;
      const finished = new Promise<void>((resolve) => {
        finish = resolve;
      });
      store.start(async (batch) => {
        const texts = batch.messages.map(({ text }) => text).join();
        order.push(`start ${texts}`);
        if (texts === "a") await finished;
        order.push(`end ${texts}`);
      });
      await add(one, message({ text: "a" }));
      await test.pass(15_000);
      await add(one, message({ text: "b" }));
      await add(other, message({ text: "c" }));
      await test.pass(15_000);
      expect(order).toEqual(["start a", "start c", "end c"]);
      finish();
      await test.pass(1_000);
      expect(order).toEqual(["start a", "start c", "end c", "end a", "start b", "end b"]);
    });

    it("what became due before start is handed over then", async () => {
      await add(one, message({ text: "a" }));
      await test.pass(20_000);
      start();
      await test.pass(1_000);
      expect(textsOf(handled)).toEqual([["a"]]);
    });

    it("remembers where each conversation is", async () => {
      expect(await store.loadState(one)).toEqual(away);
      await store.saveState(one, { phase: "gathering", integrationId: 1 });
      expect(await store.loadState(one)).toEqual({ phase: "gathering", integrationId: 1 });
      expect(await store.loadState({ ...one, tenantId: 2 })).toEqual(away);
      await store.saveState(one, away);
      expect(await store.loadState(one)).toEqual(away);
    });

    it("remembers who is who until told to forget", async () => {
      const known = { id: 26, entityId: 1, foundBy: "phone", settled: true } as const;
      expect(await store.findRequester("k")).toBeUndefined();
      await store.saveRequester("k", known);
      expect(await store.findRequester("k")).toEqual(known);
      expect(await store.findRequester("K")).toBeUndefined();
      await store.saveRequester("k", { ...known, entityId: undefined });
      expect((await store.findRequester("k"))?.entityId).toBeUndefined();
      await store.forgetRequester("k");
      expect(await store.findRequester("k")).toBeUndefined();
    });

    it("closing hands over what waits", async () => {
      start();
      await add(one, message({ text: "a" }));
      await add(other, message({ text: "b" }));
      const closed = store.close(1_000);
      await test.pass(0);
      const left = await closed;
      expect(textsOf([...handled, ...left]).sort()).toEqual([["a"], ["b"]]);
    });

    it("whatever the order of messages, repeats, edits, deletions and flushes, each message is in one batch", async () => {
      const ids = fc.integer({ min: 1, max: 5 });
      const step = fc.oneof(
        fc.record({ do: fc.constant("add" as const), id: ids }),
        fc.record({ do: fc.constant("edit" as const), id: ids }),
        fc.record({ do: fc.constant("remove" as const), id: ids }),
        fc.record({ do: fc.constant("flush" as const) }),
        fc.record({ do: fc.constant("pass" as const), ms: fc.constantFrom(1_000, 14_999, 15_000) }),
      );
      let run = 0;
      start();
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
          run += 1;
          handled.length = 0;
          const where = conversation({ id: `run ${run}` });
          const written = new Set<unknown>();
          const deleted = new Set<unknown>();
          for (const what of steps) {
            if (what.do === "add") written.add(what.id);
            if (what.do === "remove") deleted.add(what.id);
            if (what.do === "add") await add(where, message({ id: what.id, sentAt: what.id }));
            else if (what.do === "edit") await store.edit(where, message({ id: what.id }));
            else if (what.do === "remove") await store.remove(where, what.id);
            else if (what.do === "flush") await store.flush(where);
            else await test.pass(what.ms);
          }
          await test.pass(120_000);
          const taken = handled.flatMap(({ messages }) => messages.map(({ id }) => id));
          expect(new Set(taken).size).toBe(taken.length);
          for (const id of written) if (!deleted.has(id)) expect(taken).toContain(id);
          for (const id of taken) expect(written).toContain(id);
        }),
        { numRuns: 100 },
      );
    });
  });
}
