import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Batch, MOST_MESSAGES, MOST_WEIGHT } from "../../src/conversation/batch.js";
import { away, type ConversationState } from "../../src/conversation/state.js";
import type { AlarmChange, Store, TakenBatch, TicketLink } from "../../src/store/store.js";
import { conversation, message } from "../words.js";
import type { StoreUnderTest } from "./contract.js";

const waiting = { integrationId: 1, quietMs: 15_000, maxWaitMs: 120_000 };

const link: TicketLink = {
  url: "https://glpi.example/apirest.php",
  ticketId: 1,
  tenantId: 1,
  conversationId: 1,
  contactId: 7,
  integrationId: 1,
  requesterId: 3,
  entityId: 0,
  title: "x",
  openedAt: 1,
  status: "new",
};

/** How large a batch grows, where one ends, and how long it can change: what every store does alike. */
export function boundsContract(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`${name}: a batch`, () => {
    let test: StoreUnderTest;
    let store: Store;
    const one = conversation({ id: 1 });

    beforeEach(async () => {
      test = await make();
      store = test.store;
    });
    afterEach(() => test.stop());

    const takeAll = () => store.take(100, [], 8_000);
    const textsOf = (taken: readonly TakenBatch[]) => taken.map(({ batch }) => batch.messages.map(({ text }) => text));
    const reason = { code: "REFUSED", message: "no", ticketMayExist: false } as const;
    /** Takes what is due and gives it back, as when GLPI is down. */
    const fail = async () => {
      for (const taken of await takeAll()) await store.retry(taken, 60_000, true);
    };

    it(`has ${MOST_MESSAGES} messages at most: one more, and it is due and the next one opens`, async () => {
      for (let id = 0; id <= MOST_MESSAGES; id += 1) {
        await store.add(one, message({ id, text: String(id), sentAt: id }), waiting);
      }
      const [full] = await takeAll();
      expect(full?.batch.messages).toHaveLength(MOST_MESSAGES);
      await store.finish(full as TakenBatch);
      await test.pass(15_000);
      expect(textsOf(await takeAll())).toEqual([[String(MOST_MESSAGES)]]);
    });

    it("has 2 MB of text at most, as it would be written in GLPI", async () => {
      const long = "<".repeat(60_000);
      for (let id = 0; id < 7; id += 1) await store.add(one, message({ id, text: long, sentAt: id }), waiting);
      const [full] = await takeAll();
      expect(full?.batch.messages).toHaveLength(Math.floor(MOST_WEIGHT / 360_000));
    });

    it("what is removed makes room, and an edit that makes it too large makes it due", async () => {
      const long = "x".repeat(60_000);
      for (let id = 0; id < 33; id += 1) {
        await store.add(one, message({ id, text: long, sentAt: id }), waiting);
        if (id > 0) await store.remove(one, id);
      }
      expect(await takeAll()).toEqual([]);
      for (let id = 100; id < 132; id += 1) await store.add(one, message({ id, text: long, sentAt: id }), waiting);
      expect(await takeAll()).toEqual([]);
      expect(await store.edit(one, message({ id: 110, text: "<".repeat(60_000) }))).toBe(true);
      const [full] = await takeAll();
      expect(full?.batch.messages).toHaveLength(33);
    });

    it("is due at once by a message that waits for no other, whatever the ones before it waited for", async () => {
      await store.add(one, message({ id: 1, text: "a", sentAt: 1 }), waiting);
      await store.add(one, message({ id: 2, text: "b", sentAt: 2 }), { integrationId: 1, quietMs: 0, maxWaitMs: 0 });
      await test.pass(1);
      expect(textsOf(await takeAll())).toEqual([["a", "b"]]);
    });

    it("that is due is joined by nothing, though an earlier one of its conversation waits", async () => {
      await store.add(one, message({ text: "segunda-feira" }), waiting);
      await test.pass(15_000);
      await fail();
      for (const day of ["terça-feira", "quarta-feira"]) {
        await store.add(one, message({ text: day }), waiting);
        await test.pass(15_000);
      }
      const seen: string[][] = [];
      for (let round = 0; round < 8; round += 1) {
        await test.pass(60_000);
        const taken = await takeAll();
        seen.push(...textsOf(taken));
        for (const each of taken) await store.finish(each);
      }
      expect(seen).toEqual([["segunda-feira"], ["terça-feira"], ["quarta-feira"]]);
    });

    it("is added to by a message that comes in the state it is said to come in, and by no other", async () => {
      const state = { phase: "gathering", integrationId: 1 } as const;
      const asked = { ...state, asked: true };
      const add = (id: number, before: ConversationState, after = before) =>
        store.addInState?.(one, message({ id, text: String(id) }), waiting, [before, after]);
      expect(await add(1, away)).toBe(true);
      expect(await add(2, state)).toBe("otherwise");
      expect(await add(3, away, asked)).toBe(true);
      expect(await store.loadState(one)).toEqual(asked);
      expect(await add(4, away)).toBe("otherwise");
      expect(await add(5, state)).toBe("otherwise");
      expect(await add(3, asked, state)).toBe(false);
      expect(await store.loadState(one)).toEqual(asked);
      expect(await add(6, asked, { ...state, asked: undefined })).toBe(true);
      expect(await add(7, state)).toBe(true);
      expect(await add(7, state)).toBe(false);
      await store.flush(one);
      expect(textsOf(await takeAll())).toEqual([["1", "3", "6", "7"]]);
    });

    it("is added to together with what is to be said, or that nobody is waited for", async () => {
      const state = { phase: "gathering", integrationId: 1 } as const;
      const asked = { ...state, asked: true };
      const set = { conversation: one, integrationId: 1, about: "ask" } as const;
      const add = (id: number, states: [ConversationState, ConversationState], alarm?: AlarmChange) =>
        store.addInState?.(one, message({ id, text: String(id) }), waiting, states, alarm);
      const take = async () => {
        const [taken] = await store.takeAlarms(5, 8_000);
        if (taken !== undefined) await store.finishAlarm(taken);
        return taken?.about;
      };
      expect(await add(1, [asked, state], { set, inMs: 0 })).toBe("otherwise");
      expect(await add(1, [away, asked], { set, inMs: 0 })).toBe(true);
      await test.pass(1);
      expect(await take()).toBe("ask");
      expect(await add(1, [asked, asked], { set, inMs: 0 })).toBe(false);
      expect(await add(2, [asked, asked], { set: { ...set, about: "description" }, inMs: 1_000 })).toBe(true);
      expect(await add(3, [asked, state], "cancel")).toBe(true);
      await test.pass(2_000);
      expect(await take()).toBeUndefined();
      const unlessLinked = { ...state, asked: false };
      expect(await add(4, [state, asked], { set, inMs: 0, unlessLinked })).toBe(true);
      await test.pass(1);
      expect(await take()).toBe("ask");
      await store.saveLink(link);
      expect(await add(5, [asked, asked], { set, inMs: 0, unlessLinked })).toBe("linked");
      expect(await store.loadState(one)).toEqual(unlessLinked);
      await test.pass(1);
      expect(await take()).toBeUndefined();
    });

    it("has its files beside it, 16 MB of a conversation, until it is done", async () => {
      if (store.keepFile === undefined) return;
      const MB = 1024 * 1024;
      const keep = (id: number, size: number) => store.keepFile?.(one, id, new Uint8Array(size).fill(id));
      const kept = async (id: number) => (await store.loadFile?.(one, id))?.length;
      const media = { type: "image" };
      expect(await keep(1, 10 * MB)).toBe(true);
      expect(await keep(1, 10 * MB)).toBe(true);
      expect(await keep(2, 6 * MB)).toBe(true);
      expect(await keep(3, 1)).toBe(false);
      // Another picture in place of the first one, which is too large.
      expect(await keep(1, 11 * MB)).toBe(false);
      expect([await kept(1), await kept(2), await kept(3)]).toEqual([10 * MB, 6 * MB, undefined]);
      expect((await store.loadFile?.(one, 2))?.[0]).toBe(2);
      expect(await store.keepFile({ ...one, id: "another" }, 1, new Uint8Array(MB))).toBe(true);
      for (const id of [1, 2]) await store.add(one, { ...message({ id, text: "" }), media }, waiting);
      expect(await store.remove(one, 2)).toBe(true);
      expect([await kept(1), await kept(2)]).toEqual([10 * MB, undefined]);
      await store.flush(one);
      const [taken] = await store.take(1, [], 8_000);
      if (taken === undefined) throw new Error("nothing is due");
      await store.bury(taken, { code: "UNEXPECTED", message: "x" });
      expect(await kept(1)).toBe(10 * MB);
      await store.replay(taken.batch.id);
      const [again] = await store.take(1, [], 8_000);
      if (again === undefined) throw new Error("nothing is due");
      await store.finish(again);
      expect(await kept(1)).toBeUndefined();
      // Told again, it is counted already.
      await keep(1, MB);
      expect(await kept(1)).toBeUndefined();
    });

    it("moves without a message, together with what is to be said, if its store can", async () => {
      if (store.moveInState === undefined) return;
      const state = { phase: "gathering", integrationId: 1 } as const;
      const asked = { ...state, asked: true };
      const set = { conversation: one, integrationId: 1, about: "ask" } as const;
      expect(await store.moveInState(one, [state, asked], { set, inMs: 0 })).toBe("otherwise");
      expect(await store.moveInState(one, [away, asked], { set, inMs: 0 })).toBe(true);
      expect(await store.moveInState(one, [asked, asked])).toBe(true);
      expect(await store.loadState(one)).toEqual(asked);
      await test.pass(1);
      expect(await store.takeAlarms(5, 8_000)).toMatchObject([set]);
      await store.saveLink(link);
      const unlessLinked = { ...state, asked: false };
      expect(await store.moveInState(one, [asked, state], { set, inMs: 0, unlessLinked })).toBe("linked");
      expect(await store.loadState(one)).toEqual(unlessLinked);
      expect(await store.moveInState(one, [unlessLinked, asked], "cancel")).toBe(true);
      await test.pass(10_000);
      expect(await store.takeAlarms(5, 8_000)).toEqual([]);
    });

    it("is due when its conversation leaves, which is away then and waits for nothing", async () => {
      await store.saveState(one, { phase: "gathering", integrationId: 1, asked: true });
      await store.setAlarm({ conversation: one, integrationId: 1, about: "description" }, 1_000);
      await store.add(one, message({ text: "não liga" }), waiting);
      const [choosing] = await (async () => {
        await store.flush(one);
        return takeAll();
      })();
      if (choosing === undefined) throw new Error("nothing taken");
      await store.retry(choosing, 600_000, false);
      await store.add(one, message({ text: "também o mouse" }), waiting);
      await store.leave?.(one);
      expect(await store.loadState(one)).toEqual(away);
      await test.pass(5_000);
      expect(await store.takeAlarms(5, 8_000)).toEqual([]);
      const [first, ...others] = await takeAll();
      expect([first?.batch.id, others]).toEqual([choosing.batch.id, []]);
      if (first) await store.finish(first);
      expect(textsOf(await takeAll())).toEqual([["também o mouse"]]);
    });

    describe("that is due can change until a POST of it was noted:", () => {
      const add = async () => {
        await store.add(one, message({ id: 1, text: "não liga" }), waiting);
        await store.add(one, message({ id: 2, text: "a senha é 1234" }), waiting);
        await store.add(one, message({ id: 3, text: "" }), waiting);
        await test.pass(15_000);
      };
      const change = async () => [
        await store.edit(one, message({ id: 1, text: "não liga mais" })),
        await store.remove(one, 2),
        await store.add(one, message({ id: 3, text: "desde ontem" }), waiting),
      ];
      const changed = [["não liga mais", "desde ontem"]];

      it("while it waits for its next try", async () => {
        await add();
        await fail();
        expect(await change()).toEqual([true, true, false]);
        await test.pass(60_000);
        expect(textsOf(await takeAll())).toEqual(changed);
      });

      it("while somebody works on it, who loses it", async () => {
        await add();
        const [taken] = (await takeAll()) as [TakenBatch];
        await store.save(taken, { toldDelay: true }, 8_000);
        expect(await change()).toEqual([true, true, false]);
        await expect(store.save(taken, { posting: true }, 8_000)).rejects.toMatchObject({ name: "LeaseLost" });
        const again = await takeAll();
        expect(textsOf(again)).toEqual(changed);
        expect(again[0]?.progress).toEqual({ toldDelay: true });
      });

      it("while it is a dead letter, whose id stays", async () => {
        await add();
        const [taken] = (await takeAll()) as [TakenBatch];
        await store.bury(taken, reason);
        expect(await change()).toEqual([true, true, false]);
        const [letter] = await store.deadLetters();
        expect(letter?.batch.id).toBe(taken.batch.id);
        expect(letter?.batch.messages.map(({ text }) => text)).toEqual(changed[0]);
        expect(await store.replay(taken.batch.id)).toBe(true);
        expect(textsOf(await takeAll())).toEqual(changed);
      });

      it("and not after that, whatever became of the POST", async () => {
        await add();
        const [taken] = (await takeAll()) as [TakenBatch];
        await store.save(taken, { posting: true }, 8_000);
        await store.save(taken, { posting: false }, 8_000);
        expect(await change()).toEqual([false, false, "fuller"]);
        await store.retry(taken, 0, true);
        expect(await change()).toEqual([false, false, false]);
        const texts = textsOf(await takeAll());
        expect(texts).toEqual([["não liga", "a senha é 1234", ""]]);
      });

      it("and is none when all its messages were removed", async () => {
        await store.add(one, message({ id: 1 }), waiting);
        await test.pass(15_000);
        await fail();
        expect(await store.remove(one, 1)).toBe(true);
        await test.pass(60_000);
        expect(await takeAll()).toEqual([]);
        expect(await store.counts()).toMatchObject({ waiting: 0, failed: 0, oldestWaitMs: 0 });
        expect(await store.add(one, message({ id: 1 }), waiting)).toBe(false);
      });

      it("and is no dead letter when all its messages were removed", async () => {
        await store.add(one, message({ id: 1 }), waiting);
        await test.pass(15_000);
        const [taken] = (await takeAll()) as [TakenBatch];
        await store.bury(taken, reason);
        expect(await store.remove(one, 1)).toBe(true);
        expect(await store.deadLetters()).toEqual([]);
        expect(await store.counts()).toMatchObject({ dead: 0 });
      });
    });

    it("a change to one leaves the others of its conversation alone", async () => {
      const batches: Batch["messages"][] = [];
      for (const id of [1, 2]) {
        await store.add(one, message({ id, text: `dia ${id}` }), waiting);
        await test.pass(15_000);
        if (id === 1) await fail();
      }
      expect(await store.edit(one, message({ id: 2, text: "dia dois" }))).toBe(true);
      for (let round = 0; round < 4; round += 1) {
        await test.pass(60_000);
        for (const taken of await takeAll()) {
          batches.push(taken.batch.messages);
          await store.finish(taken);
        }
      }
      expect(batches.map((messages) => messages.map(({ text }) => text))).toEqual([["dia 1"], ["dia dois"]]);
    });
  });
}
