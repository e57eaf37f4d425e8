import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Batch, MOST_MESSAGES, MOST_WEIGHT } from "../../src/conversation/batch.js";
import type { Store, TakenBatch } from "../../src/store/store.js";
import { conversation, message } from "../words.js";
import type { StoreUnderTest } from "./contract.js";

const waiting = { integrationId: 1, quietMs: 15_000, maxWaitMs: 120_000 };

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
      const add = (id: number, told: Parameters<NonNullable<Store["addInState"]>>[3]) =>
        store.addInState?.(one, message({ id, text: String(id) }), waiting, told);
      expect(await add(1, { phase: "away" })).toBe(true);
      expect(await add(2, state)).toBe("otherwise");
      await store.saveState(one, { ...state, asked: undefined });
      expect(await add(3, { phase: "away" })).toBe("otherwise");
      expect(await add(4, { ...state, asked: true })).toBe("otherwise");
      expect(await add(5, state)).toBe(true);
      expect(await add(5, state)).toBe(false);
      await store.flush(one);
      expect(textsOf(await takeAll())).toEqual([["1", "5"]]);
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
