import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Batch, toBatch } from "../../src/conversation/batch.js";
import { away } from "../../src/conversation/state.js";
import type { Conversation, Message } from "../../src/host/events.js";
import { laneOf } from "../../src/store/keys.js";
import { LeaseLost, type Store, type TakenBatch } from "../../src/store/store.js";
import { BatchWorker, type Outcome } from "../../src/work/batch-worker.js";
import { StoreTrouble } from "../../src/work/store-trouble.js";
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
    let failures: unknown[];
    const one = conversation({ id: 1 });
    const other = conversation({ id: 2 });

    beforeEach(async () => {
      test = await make();
      store = test.store;
      handled = [];
      failures = [];
    });
    afterEach(async () => {
      await test.stop();
      expect(failures).toEqual([]);
    });

    /** Has due batches handled as a process does. */
    const start = (
      handle = async (taken: TakenBatch): Promise<Outcome> => {
        // Until then it can change, and whoever works on it loses it.
        await store.save(taken, { posting: true }, 8_000);
        handled.push(taken.batch);
        return { result: "done" };
      },
    ) => {
      const onStoreFailure = (cause: unknown) => failures.push(cause);
      new BatchWorker({ store, handle, onStoreFailure, trouble: new StoreTrouble(onStoreFailure), perLane: 8 }).start();
    };
    const takeAll = () => store.take(100, [], 8_000);
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

    it("the same message id of another contact or of another tenant is another message", async () => {
      start();
      const ofSomebodyElse = { ...other, contact: { id: 8 } };
      for (const where of [one, ofSomebodyElse, { ...one, tenantId: 2 }])
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

    it("an edit changes what a message says, and neither its time nor the media that it does not name", async () => {
      start();
      const media = { type: "image", fileName: "a.png" };
      await add(one, message({ id: 1, text: "errado", sentAt: 1_000, media }));
      await store.edit(one, message({ id: 1, text: "certo", sentAt: 9_000 }));
      await store.edit(one, message({ id: 2, text: "certo", sentAt: 9_000, media: { type: "video" } }));
      await add(one, message({ id: 2, text: "errado", sentAt: new Date(2_000), media }));
      await test.pass(15_000);
      const [batch] = handled;
      expect(batch?.messages).toMatchObject([
        { id: 1, text: "certo", media },
        { id: 2, text: "certo", media: { type: "video" } },
      ]);
      expect(batch?.messages.map(({ sentAt }) => Number(sentAt))).toEqual([1_000, 2_000]);
    });

    it("an edit without a text leaves the text", async () => {
      start();
      await add(one, message({ id: 1, text: "legenda" }));
      await store.edit(one, message({ id: 1, text: "", media: { type: "image" } }));
      await test.pass(15_000);
      expect(handled[0]?.messages).toMatchObject([{ text: "legenda", media: { type: "image" } }]);
    });

    it("keeps nothing that is told after it was closed", async () => {
      await store.close();
      await expect(add(one, message())).rejects.toMatchObject({ code: "CLOSED" });
      await expect(store.edit(one, message())).rejects.toMatchObject({ code: "CLOSED" });
      await expect(store.remove(one, 1)).rejects.toMatchObject({ code: "CLOSED" });
    });

    it("an id is the same as a number and as text, and stays what it was", async () => {
      start();
      await store.add(one, message({ id: 1 }), { ...waiting, integrationId: "7" });
      expect(await add({ ...one, id: "1", tenantId: "1" }, message({ id: "1" }))).toBe(false);
      await store.add(other, message({ id: "2" }), { ...waiting, integrationId: 7 });
      await test.pass(15_000);
      expect(handled.map(({ integrationId, messages }) => [integrationId, messages[0]?.id])).toEqual([
        ["7", 1],
        [7, "2"],
      ]);
    });

    it("the id of a batch follows from its conversation and messages", async () => {
      start();
      const written = [message(), message({ sentAt: 1_000 })];
      for (const each of written) await add(one, each);
      await test.pass(15_000);
      expect(handled).toEqual([toBatch(one, 1, written)]);
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
      start(async ({ batch }) => {
        const texts = batch.messages.map(({ text }) => text).join();
        order.push(`start ${texts}`);
        if (texts === "a") await finished;
        order.push(`end ${texts}`);
        return { result: "done" };
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

    it("a message that comes again with more in it completes the one that waits, whatever was edited since", async () => {
      const photo = { type: "image", fileName: "tela.jpg" };
      const [bare, captioned, edited] = ["1", "2", "3"].map((id) => message({ id, text: id === "2" ? "" : "olha" }));
      if (bare === undefined || captioned === undefined || edited === undefined) throw new Error();
      for (const each of [bare, { ...captioned, media: photo }, edited]) expect(await add(one, each)).toBe(true);
      await store.edit(one, { ...edited, text: "corrigido" });
      expect(await add(one, { ...bare, media: photo })).toBe(false);
      expect(await add(one, { ...captioned, text: "a tela", media: { type: "video" } })).toBe(false);
      expect(await add(one, { ...edited, media: photo })).toBe(false);
      expect(await add(one, edited)).toBe(false);
      await store.flush(one);
      const [taken] = await takeAll();
      expect(taken?.batch.messages).toMatchObject([
        { text: "olha", media: photo },
        { text: "a tela", media: photo },
        { text: "corrigido", media: photo },
      ]);
    });

    it("what completes a message may be what describes something", async () => {
      const held = message({ text: "oi" });
      const waiting = { integrationId: 1, quietMs: 15_000, maxWaitMs: 60_000 };
      await store.add(one, held, { ...waiting, described: false });
      await test.pass(60_000);
      expect(await store.add(one, { ...held, media: { type: "image" } }, waiting)).toBe(false);
      await test.pass(15_000);
      expect(await takeAll()).toMatchObject([{ batch: { messages: [{ text: "oi", media: { type: "image" } }] } }]);
    });

    it("says once that a message in a batch has more in it now", async () => {
      const bare = message({ text: "olha" });
      const photo = { ...bare, media: { type: "image", fileName: "tela.jpg" } };
      await add(one, bare);
      await store.flush(one);
      const [taken] = (await takeAll()) as [TakenBatch];
      await store.save(taken, { posting: true }, 8_000);
      expect([await add(one, bare), await add(one, photo), await add(one, photo)]).toEqual([false, "fuller", false]);
      await store.finish(taken);
      expect([await add(one, bare), await add(one, photo)]).toEqual([false, false]);
    });

    it("a batch that is only to be told holds up nothing of its conversation, and is held up by nothing", async () => {
      await add(one, message({ text: "first" }));
      await test.pass(15_000);
      const [first] = await takeAll();
      await add(one, message({ text: "second" }));
      await store.flush(one);
      if (first === undefined) throw new Error("nothing taken");
      expect(await takeAll()).toEqual([]);
      await store.save(first, { ticketId: 5, untold: 1 }, 8_000);
      await store.retry(first, 60_000, false);
      const [second] = await takeAll();
      expect(second).toMatchObject({ batch: { messages: [{ text: "second" }] } });
      if (second === undefined) throw new Error("nothing taken");
      await store.retry(second, 120_000, true);
      await test.pass(61_000);
      const [told, ...others] = await takeAll();
      expect([told?.progress, others]).toEqual([{ ticketId: 5, untold: 1 }, []]);
      if (told !== undefined) await store.finish(told);
      await test.pass(61_000);
      const [again] = await takeAll();
      expect(again).toMatchObject({ batch: { messages: [{ text: "second" }] }, failures: 1 });
      if (again !== undefined) await store.finish(again);
      expect(await store.counts()).toMatchObject({ waiting: 0, inProgress: 0, failed: 0 });
    });

    it("a batch is taken once, and given back when its lease is not renewed", async () => {
      await add(one, message());
      await test.pass(15_000);
      const [taken] = await takeAll();
      expect(taken).toMatchObject({ batch: { conversation: { id: 1 } }, progress: {}, failures: 0, failingForMs: 0 });
      expect(await takeAll()).toEqual([]);
      if (!store.durable || taken === undefined) return;
      await test.pass(7_000);
      await store.renew([taken], 8_000);
      await test.pass(7_000);
      expect(await takeAll()).toEqual([]);
      await test.pass(2_000);
      const [again] = await takeAll();
      expect(again?.batch.id).toBe(taken.batch.id);
      await expect(store.save(taken, {}, 8_000)).rejects.toBeInstanceOf(LeaseLost);
      await expect(store.finish(taken)).rejects.toBeInstanceOf(LeaseLost);
      await expect(store.retry(taken, 0, true)).rejects.toBeInstanceOf(LeaseLost);
      await expect(store.bury(taken, { code: "REFUSED", message: "x" })).rejects.toBeInstanceOf(LeaseLost);
    });

    it("no more are taken than asked for, the oldest first, and none of a lane that is left alone", async () => {
      for (let id = 1; id <= 3; id += 1) {
        await store.add(conversation({ id }), message(), { ...waiting, integrationId: id === 2 ? 2 : 1 });
        await test.pass(1_000);
      }
      await test.pass(15_000);
      const lane = laneOf({ conversation: conversation({ id: 2 }), integrationId: 2 });
      const idsOf = (taken: TakenBatch[]) => taken.map(({ batch }) => batch.conversation.id);
      expect(idsOf(await store.take(1, [lane], 8_000))).toEqual([1]);
      expect(idsOf(await store.take(5, [lane], 8_000))).toEqual([3]);
      expect(idsOf(await store.take(5, [], 8_000))).toEqual([2]);
    });

    it("progress is kept for whoever takes the batch next, and when a POST went out", async () => {
      await add(one, message());
      await test.pass(15_000);
      const [first] = await takeAll();
      if (first === undefined) throw new Error("nothing taken");
      const requester = { id: 26, entityId: 1, foundBy: "phone", settled: true, matchedBy: "phone" } as const;
      await store.save(first, { requester, posting: true, toldDelay: true }, 40_000);
      await test.pass(10_000);
      await store.retry(first, 5_000, true);
      expect(await takeAll()).toEqual([]);
      await test.pass(5_000);
      const [second] = await takeAll();
      expect(second).toMatchObject({
        batch: first.batch,
        failures: 1,
        progress: { requester, posting: true, toldDelay: true },
      });
      expect(second?.failingForMs).toBeGreaterThanOrEqual(5_000);
      expect(second?.postedMsAgo).toBeGreaterThanOrEqual(15_000);
      expect(second?.postedMsAgo).toBeLessThan(16_000);
      expect(second?.lease).not.toBe(first.lease);
    });

    it("the time of a POST is that of its first note, until it is taken back", async () => {
      await add(one, message());
      await test.pass(15_000);
      const [first] = await takeAll();
      if (first === undefined) throw new Error("nothing taken");
      await store.save(first, { posting: true }, 60_000);
      await test.pass(10_000);
      await store.save(first, { posting: true, toldDelay: true }, 60_000);
      await store.retry(first, 0, false);
      const [second] = await takeAll();
      expect(second?.postedMsAgo).toBeGreaterThanOrEqual(10_000);
      if (second === undefined) throw new Error("nothing taken");
      await store.save(second, { posting: false }, 60_000);
      await store.save(second, { posting: true }, 60_000);
      await store.retry(second, 0, false);
      const [third] = await takeAll();
      expect(third?.postedMsAgo).toBeLessThan(5_000);
    });

    it("a batch that is to be tried again is not joined by what comes later, and comes before it", async () => {
      await add(one, message({ text: "a" }));
      await test.pass(15_000);
      const [first] = await takeAll();
      if (first === undefined) throw new Error("nothing taken");
      await store.retry(first, 60_000, true);
      await add(one, message({ text: "b" }));
      await test.pass(30_000);
      expect(await takeAll()).toEqual([]);
      await test.pass(30_000);
      const [again, ...others] = await takeAll();
      expect(others).toEqual([]);
      expect(again?.batch.messages.map(({ text }) => text)).toEqual(["a"]);
      if (again) await store.finish(again);
      expect(textsOf((await takeAll()).map(({ batch }) => batch))).toEqual([["b"]]);
    });

    it("a dead letter is kept with its reason, holds nobody up, and can be tried again", async () => {
      await add(one, message({ text: "a" }));
      await test.pass(15_000);
      const [first] = await takeAll();
      if (first === undefined) throw new Error("nothing taken");
      await store.save(first, { posting: true, toldFailure: true, toldDelay: true }, 8_000);
      await store.bury(first, { code: "RIGHT_MISSING", message: "grant it" });
      await add(one, message({ text: "b" }));
      await test.pass(15_000);
      expect(textsOf((await takeAll()).map(({ batch }) => batch))).toEqual([["b"]]);

      const dead = await store.deadLetters();
      expect(dead).toMatchObject([{ batch: first.batch, code: "RIGHT_MISSING", message: "grant it" }]);
      expect(dead[0]?.diedAt).toBeGreaterThan(0);
      expect(await store.replay("wz-unknown")).toBe(false);
      expect(await store.replay(first.batch.id)).toBe(true);
      expect(await store.replay(first.batch.id)).toBe(false);
      expect(await store.deadLetters()).toEqual([]);
    });

    it("a dead letter that is discarded is gone, and its messages stay counted", async () => {
      const written = message();
      await add(one, written);
      await test.pass(15_000);
      const [first] = await takeAll();
      if (first === undefined) throw new Error("nothing taken");
      await store.bury(first, { code: "REFUSED", message: "x" });
      expect(await store.discard("wz-unknown")).toBe(false);
      expect(await store.discard(first.batch.id)).toBe(true);
      expect(await store.discard(first.batch.id)).toBe(false);
      expect(await store.deadLetters()).toEqual([]);
      expect(await store.replay(first.batch.id)).toBe(false);
      expect(await store.counts()).toMatchObject({ dead: 0, waiting: 0 });
      expect(await add(one, written)).toBe(false);
    });

    it("a dead letter that is replayed is as if it had never failed, but for a POST that may be open and a failure that was told", async () => {
      await add(one, message());
      await test.pass(15_000);
      const [first] = await takeAll();
      if (first === undefined) throw new Error("nothing taken");
      await store.save(first, { posting: true, toldFailure: true, toldDelay: true }, 8_000);
      await store.bury(first, { code: "ANSWER_LOST", message: "x" });
      await test.pass(1_000);
      await store.replay(first.batch.id);
      const [again] = await takeAll();
      expect(again).toMatchObject({ batch: first.batch, failures: 0, failingForMs: 0, progress: { posting: true } });
      expect(again?.progress).toMatchObject({ toldFailure: true, fresh: true });
      expect(again?.progress).not.toHaveProperty("toldDelay");
      expect(again?.postedMsAgo).toBeGreaterThanOrEqual(1_000);
    });

    it("a dead letter that is replayed while a later batch of its conversation is tried waits for it", async () => {
      const taken = async () => {
        const [first, ...others] = await takeAll();
        if (first === undefined || others.length > 0) throw new Error(`${others.length + 1} taken`);
        return first;
      };
      await add(one, message({ text: "a" }));
      await test.pass(15_000);
      const dead = await taken();
      await store.bury(dead, { code: "REFUSED", message: "x" });
      await add(one, message({ text: "b" }));
      await test.pass(15_000);
      const later = await taken();
      expect(await store.replay(dead.batch.id)).toBe(true);
      await add(other, message({ text: "c" }));
      await test.pass(7_000);
      await store.renew([later], 8_000);
      await store.flush(other);
      expect((await taken()).batch.conversation.id).toBe(other.id);
      await store.finish(later);
      expect((await taken()).batch).toEqual(dead.batch);
    });

    it("counts what waits, what is tried, what failed and what is dead", async () => {
      expect(await store.counts()).toEqual({
        waiting: 0,
        held: 0,
        inProgress: 0,
        failed: 0,
        dead: 0,
        oldestWaitMs: 0,
      });
      for (let id = 1; id <= 4; id += 1) await add(conversation({ id }), message());
      await test.pass(15_000);
      const [first, second, third] = await takeAll();
      if (!(first && second && third)) throw new Error("nothing taken");
      await store.finish(first);
      await store.retry(second, 60_000, true);
      await store.bury(third, { code: "REFUSED", message: "x" });
      await add(conversation({ id: 5 }), message());
      const counts = await store.counts();
      expect(counts).toMatchObject({ waiting: 1, inProgress: 1, failed: 1, dead: 1 });
      expect(counts.oldestWaitMs).toBeGreaterThanOrEqual(15_000);
      expect(counts.oldestWaitMs).toBeLessThan(20_000);
    });

    it("closing loses nothing that it does not name", async () => {
      await add(one, message({ text: "a" }));
      await store.prepareClose();
      const now = await takeAll();
      await add(other, message({ text: "b" }));
      const lost = await store.close();
      if (store.durable) expect([now, lost]).toEqual([[], []]);
      else expect(textsOf(lost.map(({ batch }) => batch)).sort()).toEqual([["a"], ["b"]]);
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
          const where = conversation({ id: `run ${run}`, contact: { id: run } });
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
          await test.pass(15_000);
          const taken = handled.flatMap(({ messages }) => messages.map(({ id }) => id));
          expect(new Set(taken).size).toBe(taken.length);
          for (const id of written) if (!deleted.has(id)) expect(taken).toContain(id);
          for (const id of taken) expect(written).toContain(id);
        }),
        { numRuns: 100 },
      );
    }, 60_000);
  });
}
