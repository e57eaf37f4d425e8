import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Conversation, Message } from "../../src/host/events.js";
import type { Alarm, Store, TicketLink } from "../../src/store/store.js";
import { conversation, message } from "../words.js";
import type { StoreUnderTest } from "./contract.js";

const waiting = { integrationId: 1, quietMs: 15_000, maxWaitMs: 120_000 };
const HOUR_MS = 3_600_000;

/** What every store does about descriptions, links and alarms: run by the tests of each. */
export function afterTicketContract(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`${name} keeps the contract of a store:`, () => {
    let test: StoreUnderTest;
    let store: Store;
    const one = conversation({ id: 1 });
    const other = conversation({ id: 2 });

    beforeEach(async () => {
      test = await make();
      store = test.store;
      store.onDue(() => undefined);
    });
    afterEach(() => test.stop());

    const hold = (where: Conversation, what: Message) => store.add(where, what, { ...waiting, described: false });
    const describeIt = (where: Conversation, what: Message) => store.add(where, what, waiting);
    const due = async () => (await store.take(100, [], 8_000)).map(({ batch }) => batch.messages.map(({ id }) => id));

    describe("a batch in which nothing was described", () => {
      it("waits for the description, which starts both its timers, and is in one batch with it", async () => {
        await hold(one, message({ id: "a" }));
        await test.pass(HOUR_MS);
        await hold(one, message({ id: "b" }));
        await test.pass(HOUR_MS);
        expect(await due()).toEqual([]);
        await describeIt(one, message({ id: "c" }));
        await test.pass(14_000);
        await hold(one, message({ id: "d" }));
        await test.pass(14_000);
        expect(await due()).toEqual([]);
        await test.pass(1_000);
        expect(await due()).toEqual([["a", "b", "c", "d"]]);
      });

      it("is due at the longest wait after its first description, whatever comes", async () => {
        await hold(one, message({ id: "a" }));
        await test.pass(HOUR_MS);
        for (let second = 0; second < 120; second += 10) {
          await describeIt(one, message());
          await test.pass(10_000);
        }
        expect(await due()).toHaveLength(1);
      });

      it("is due when its conversation leaves, and a day after its last message", async () => {
        await hold(one, message({ id: "a" }));
        await store.flush(one);
        const [taken] = await store.take(1, [], 8_000);
        expect(taken?.batch.messages).toMatchObject([{ id: "a" }]);
        if (taken !== undefined) await store.finish(taken);
        await hold(other, message({ id: "b" }));
        await test.pass(23 * HOUR_MS);
        expect(await due()).toEqual([]);
        await test.pass(HOUR_MS);
        expect(await due()).toEqual([["b"]]);
      });

      it("waits, but is nothing that takes long", async () => {
        await hold(one, message());
        await test.pass(HOUR_MS);
        expect(await store.counts()).toMatchObject({ waiting: 0, held: 1, oldestWaitMs: 0 });
        await describeIt(one, message());
        await test.pass(5_000);
        expect((await store.counts()).oldestWaitMs).toBeGreaterThanOrEqual(5_000);
      });

      it("is described by an edit that says so, once, and by no other", async () => {
        await hold(one, message({ id: "a" }));
        expect(await store.edit(one, message({ id: "a", text: "oi" }))).toBe(true);
        await test.pass(HOUR_MS);
        expect(await due()).toEqual([]);
        expect(await store.edit(one, message({ id: "a", text: "parou" }), waiting)).toBe(true);
        await test.pass(10_000);
        expect(await store.edit(one, message({ id: "a", text: "parou tudo" }), waiting)).toBe(true);
        await test.pass(5_000);
        const [taken] = await store.take(1, [], 8_000);
        expect(taken?.batch.messages).toMatchObject([{ id: "a", text: "parou tudo" }]);
        if (taken !== undefined) await store.finish(taken);
        expect(await store.edit(one, message({ id: "a", text: "x" }), waiting)).toBe(false);
        await test.pass(HOUR_MS);
        expect(await due()).toEqual([]);
      });

      it("is not begun by an edit of a message that is not there", async () => {
        expect(await store.edit(one, message({ id: "a", text: "parou" }), waiting)).toBe(true);
        await test.pass(HOUR_MS);
        expect(await due()).toEqual([]);
      });
    });

    describe("a message that a host tells in two conversations of one contact", () => {
      const sentAt = Date.UTC(2026, 10, 24, 13);

      it("counts once, whether the first one waits or is in a ticket", async () => {
        expect(await describeIt(one, message({ id: "x", sentAt }))).toBe(true);
        expect(await describeIt(other, message({ id: "x", sentAt: sentAt + 400 }))).toBe(false);
        await store.flush(one);
        const [taken] = await store.take(1, [], 8_000);
        if (taken !== undefined) await store.finish(taken);
        expect(await describeIt(other, message({ id: "x", sentAt }))).toBe(false);
        expect(await due()).toEqual([]);
      });

      it("is another one when it was sent at another time, by another contact, or deleted in between", async () => {
        await describeIt(one, message({ id: "x", sentAt }));
        expect(await describeIt(other, message({ id: "x", sentAt: sentAt + 60_000 }))).toBe(true);
        const stranger = conversation({ id: 3, contact: { id: "8" } });
        expect(await describeIt(stranger, message({ id: "x", sentAt }))).toBe(true);
        await describeIt(one, message({ id: "y", sentAt }));
        await store.remove(one, "y");
        expect(await describeIt(other, message({ id: "y", sentAt }))).toBe(true);
      });
    });

    it("a batch that waits for its next try is due when it is woken; one that failed, or gathers, is not", async () => {
      await describeIt(one, message({ id: "a" }));
      await store.wake(one);
      expect(await due()).toEqual([]);
      await store.flush(one);
      const [taken] = await store.take(1, [], 8_000);
      if (taken === undefined) throw new Error("nothing taken");
      await store.retry(taken, HOUR_MS, false);
      await store.wake(other);
      expect(await due()).toEqual([]);
      await store.wake({ ...one, id: "1" });
      const [again] = await store.take(1, [], 8_000);
      if (again === undefined) throw new Error("nothing taken");
      await store.retry(again, HOUR_MS, true);
      await store.wake(one);
      expect(await due()).toEqual([]);
    });

    describe("a link", () => {
      const link = (changed: Partial<TicketLink> = {}): TicketLink => ({
        url: "https://glpi.example.test/apirest.php",
        ticketId: 31,
        tenantId: 1,
        conversationId: 1,
        contactId: 7,
        integrationId: 1,
        requesterId: 5,
        entityId: 2,
        title: "A impressora <b> \u{1F5A8}",
        openedAt: 1_000_000,
        status: "new",
        ...changed,
      });

      it("is found by its conversation, the newest first, as it was last saved", async () => {
        expect(await store.findLink(one)).toBeUndefined();
        await store.saveLink(link());
        await store.saveLink(link({ ticketId: 32 }));
        await store.saveLink(link({ toldAt: 5, status: "solved" }));
        expect(await store.findLink({ ...one, id: "1" })).toEqual(link({ ticketId: 32 }));
        await store.saveLink(link({ ticketId: 32, toldAt: 9 }));
        expect(await store.findLink(one)).toEqual(link({ ticketId: 32, toldAt: 9 }));
        expect(await store.findLink(other)).toBeUndefined();
        expect(await store.findLink({ ...one, tenantId: 2 })).toBeUndefined();
      });

      it("is found by its contact, the newest first, each ticket once, 20 at most", async () => {
        for (let ticketId = 1; ticketId <= 25; ticketId += 1) {
          await store.saveLink(link({ ticketId, openedAt: ticketId * 1_000, conversationId: ticketId }));
        }
        await store.saveLink(link({ ticketId: 25, openedAt: 25_000, conversationId: "another" }));
        await store.saveLink(link({ ticketId: 99, contactId: 8, openedAt: 99_000 }));
        const found = await store.findLinksOfContact("1", "7", 3_000);
        expect(found.map(({ ticketId }) => ticketId)).toEqual(Array.from({ length: 20 }, (_, index) => 25 - index));
        expect(await store.findLinksOfContact(1, 7, 24_001)).toHaveLength(1);
        expect(await store.findLinksOfContact(2, 7, 0)).toEqual([]);
      });

      it("may be of no integration, and of two conversations", async () => {
        await store.saveLink(link({ integrationId: undefined }));
        await store.saveLink(link({ conversationId: 2 }));
        expect((await store.findLink(one))?.integrationId).toBeUndefined();
        expect((await store.findLink(other))?.ticketId).toBe(31);
      });
    });

    describe("an alarm", () => {
      const alarm = (where = one): Alarm => ({ conversation: where, integrationId: 1, about: "description" });

      it("is taken when it is due, the oldest first, and is gone when it is finished", async () => {
        await store.setAlarm(alarm(other), 60_000);
        await store.setAlarm(alarm(), 30_000);
        await test.pass(29_000);
        expect(await store.takeAlarms(9, 8_000)).toEqual([]);
        await test.pass(31_000);
        const [first] = await store.takeAlarms(1, 8_000);
        expect(first).toMatchObject(alarm());
        expect(await store.takeAlarms(9, 8_000)).toMatchObject([alarm(other)]);
        if (first === undefined) throw new Error("nothing taken");
        expect(await store.finishAlarm(first)).toBe(true);
        expect(await store.finishAlarm(first)).toBe(false);
      });

      it("that somebody is waited for does not replace what is to be said", async () => {
        await store.setAlarm({ ...alarm(), about: "ask" }, 1_000);
        await store.setAlarm(alarm(), 60_000);
        await store.setAlarm({ ...alarm(), about: "consult", failures: 1 }, 2_000);
        await test.pass(3_000);
        const [taken] = await store.takeAlarms(9, 8_000);
        expect(taken).toMatchObject({ about: "consult", failures: 1 });
        if (taken) await store.finishAlarm(taken);
        await store.setAlarm(alarm(), 1_000);
        await test.pass(2_000);
        expect(await store.takeAlarms(9, 8_000)).toMatchObject([{ about: "description" }]);
      });

      it("is one for each conversation: the newest replaces, and a cancelled one is none", async () => {
        await store.setAlarm(alarm(), 10_000);
        await store.setAlarm(alarm({ ...one, id: "1" }), 30_000);
        await test.pass(20_000);
        expect(await store.takeAlarms(9, 8_000)).toEqual([]);
        await store.cancelAlarm(one);
        await store.cancelAlarm(other);
        await test.pass(60_000);
        expect(await store.takeAlarms(9, 8_000)).toEqual([]);
      });

      it("that nobody finished is due again when its lease ends; then only the new taker finishes it", async () => {
        await store.setAlarm(alarm(), 1_000);
        await test.pass(1_000);
        const [dead] = await store.takeAlarms(9, 8_000);
        await test.pass(8_000);
        const [living] = await store.takeAlarms(9, 8_000);
        if (dead === undefined || living === undefined) throw new Error("nothing taken");
        expect(await store.finishAlarm(dead)).toBe(false);
        expect(await store.finishAlarm(living)).toBe(true);
      });

      it("that was set anew while somebody works on it stays", async () => {
        await store.setAlarm(alarm(), 1_000);
        await test.pass(1_000);
        const [taken] = await store.takeAlarms(9, 8_000);
        await store.setAlarm(alarm(), 60_000);
        if (taken === undefined) throw new Error("nothing taken");
        expect(await store.finishAlarm(taken)).toBe(false);
        await test.pass(60_000);
        expect(await store.takeAlarms(9, 8_000)).toHaveLength(1);
      });

      it("that is taken is postponed by whoever has it, and not where it was set anew or cancelled", async () => {
        const again: Alarm = { ...alarm(), failures: 1 };
        const take = async () => {
          await test.pass(1_000);
          const [taken] = await store.takeAlarms(9, 8_000);
          if (taken === undefined) throw new Error("nothing taken");
          return taken;
        };
        await store.setAlarm({ ...alarm(), about: "ask" }, 1_000);
        const first = await take();
        expect(await store.postponeAlarm?.(first, again, 1_000)).toBe(true);
        expect(await store.postponeAlarm?.(first, again, 1_000)).toBe(false);
        const second = await take();
        expect(second).toMatchObject(again);
        await store.setAlarm({ ...alarm(), since: 5 }, 1_000);
        expect(await store.postponeAlarm?.(second, again, 500)).toBe(false);
        const third = await take();
        expect([third.since, third.failures]).toEqual([5, undefined]);
        await store.cancelAlarm(one);
        expect(await store.postponeAlarm?.(third, again, 500)).toBe(false);
        await test.pass(10_000);
        expect(await store.takeAlarms(9, 8_000)).toEqual([]);
      });

      it("of what is outgoing is behind one of the same conversation with a lesser id, until that is finished", async () => {
        const outgoing = (where: typeof one, own: string): Alarm => ({
          conversation: { ...where, id: `${where.id} ${own}` },
          conversationId: where.id,
          integrationId: "",
          about: "outgoing",
          outgoing: { do: "close" },
        });
        await store.setAlarm(alarm(), 1_000);
        for (const [where, own] of [
          [one, "2"],
          [one, "1"],
          [other, "3"],
          [{ ...one, id: `${one.id}0` }, "0"],
        ] as const) {
          await store.setAlarm(outgoing(where, own), 1_000);
        }
        await test.pass(1_000);
        const taken = (await store.takeAlarms(9, 8_000)).filter(({ about }) => about === "outgoing");
        const behind = async () => {
          const all = await Promise.all(taken.map(async (each) => ((await store.isBehind?.(each)) ? [each] : [])));
          return all.flat().map(({ conversation }) => conversation.id);
        };
        expect(await behind()).toEqual([`${one.id} 2`]);
        const first = taken.find(({ conversation }) => conversation.id === `${one.id} 1`);
        if (first === undefined) throw new Error("nothing taken");
        await store.postponeAlarm?.(first, outgoing(one, "1"), 60_000);
        expect(await behind()).toEqual([`${one.id} 2`]);
        await store.cancelAlarm(first.conversation);
        expect(await behind()).toEqual([]);
      });

      it("that is due is told", async () => {
        let told = 0;
        const fresh = await make();
        fresh.store.onDue(() => {
          told += 1;
        });
        await fresh.store.setAlarm(alarm(), 1_000);
        const before = told;
        await fresh.pass(2_000);
        expect(told).toBeGreaterThan(before);
        await fresh.stop();
      });

      it("cannot be set on a closed store", async () => {
        const closed = await make();
        await closed.store.close();
        await expect(closed.store.setAlarm(alarm(), 1_000)).rejects.toMatchObject({ code: "CLOSED" });
        await closed.stop();
      });
    });
  });
}
