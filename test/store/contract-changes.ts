import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Conversation } from "../../src/host/events.js";
import type { ChangeStore } from "../../src/store/changes.js";
import { isLeaseLost, type Store, type TicketLink } from "../../src/store/store.js";
import { conversation, message } from "../words.js";
import type { StoreUnderTest } from "./contract.js";
import { account, linkTo } from "./links.js";

const HOUR_MS = 3_600_000;
const cursor = { startedAt: "2026-11-26 09:00:00", changedAt: "2026-11-26 10:00:00", seen: [] };
const waiting = { integrationId: 1, quietMs: 15_000, maxWaitMs: 120_000 };

/** What every store does about changes in GLPI: run by the tests of each. */
export function changesContract(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`${name} keeps the contract of a store of changes:`, () => {
    let test: StoreUnderTest;
    let store: Store;
    let changes: ChangeStore;
    const beatriz = conversation({ id: 1 });

    beforeEach(async () => {
      test = await make();
      store = test.store;
      if (store.changes === undefined) throw new Error("it keeps nothing of changes");
      changes = store.changes;
    });
    afterEach(() => test.stop());

    const link = (ticketId: number, other: Partial<TicketLink> = {}, where: Conversation = beatriz): TicketLink => ({
      ...linkTo(where, ticketId),
      ...other,
    });
    const old = (ticketId: number, other: Partial<TicketLink> = {}) => {
      const { conversation: _conversation, ...ids } = link(ticketId);
      return { ...ids, ...other };
    };
    const watches = () => changes.takeWatches(10, 15_000);
    const tickets = () => changes.takeTickets(10, 15_000);
    const numbers = async () => (await tickets()).map(({ ticketId }) => ticketId);
    const note = (...ids: number[]) =>
      changes.noteChanges(
        account,
        ids.map((ticketId) => ({ ticketId, status: "assigned" as const })),
        cursor.startedAt,
      );

    describe("an account", () => {
      it("is asked when it has a link that is open, and by one process at a time", async () => {
        expect(await watches()).toEqual([]);
        await store.saveLink(link(1));
        await store.saveLink(link(2, { integrationId: 2 }));
        const [taken, ...others] = await watches();
        expect(others).toEqual([]);
        expect(taken).toMatchObject({ ...account, cursor: undefined });
        expect(
          [...(taken?.integrations ?? [])].sort((a, b) => Number(a.integrationId) - Number(b.integrationId)),
        ).toEqual([
          { tenantId: beatriz.tenantId, integrationId: 1 },
          { tenantId: beatriz.tenantId, integrationId: 2 },
        ]);
        expect(await watches()).toEqual([]);
      });

      it("is not asked where its tickets are closed, or of no integration, or of an earlier version", async () => {
        await store.saveLink(link(1, { status: "closed" }));
        await store.saveLink(link(2, { url: "https://b.example/apirest.php", integrationId: undefined }));
        const { account: _account, ...others } = link(3, { url: "https://c.example/apirest.php" });
        await store.saveLink(others);
        expect(await watches()).toEqual([]);
      });

      it("is asked again when it is due, from where it was; and by another where a process died", async () => {
        await store.saveLink(link(1));
        const [first] = await watches();
        expect(first && (await changes.finishWatch(first, cursor, 60_000))).toBe(true);
        await test.pass(59_000);
        expect(await watches()).toEqual([]);
        await test.pass(1_000);
        expect(await watches()).toMatchObject([{ cursor }]);
        await test.pass(15_000);
        const [second] = await watches();
        expect(second).toMatchObject({ cursor });
        expect(first && (await changes.finishWatch(first, undefined, 1))).toBe(false);
        expect(first && (await changes.saveWatch(first, cursor, 15_000))).toBe(false);
        expect(second && (await changes.finishWatch(second, undefined, 0))).toBe(true);
        expect(await watches()).toMatchObject([{ cursor: undefined }]);
      });

      it("keeps its lease while it says so", async () => {
        await store.saveLink(link(1));
        const [taken] = await watches();
        await test.pass(10_000);
        expect(taken && (await changes.saveWatch(taken, cursor, 15_000))).toBe(true);
        await test.pass(10_000);
        expect(await watches()).toEqual([]);
      });

      it("is due when it is rung for, but not within the pause, and after it where it is being asked", async () => {
        await store.saveLink(link(1));
        const [first] = await watches();
        if (first !== undefined) await changes.finishWatch(first, cursor, 60_000);
        await changes.ringWatch(account, 2_000);
        await test.pass(1_000);
        expect(await watches()).toEqual([]);
        await test.pass(1_000);
        const [second] = await watches();
        expect(second).toBeDefined();
        await changes.ringWatch(account, 2_000);
        expect(await watches()).toEqual([]);
        if (second !== undefined) await changes.finishWatch(second, cursor, 60_000);
        await test.pass(2_000);
        const [third] = await watches();
        if (third !== undefined) await changes.finishWatch(third, cursor, 60_000);
        await test.pass(30_000);
        expect([third?.cursor, await watches()]).toEqual([cursor, []]);
      });
    });

    describe("a ticket that changed", () => {
      it("is due with what its link says, in its conversation, and one that nobody has is none", async () => {
        await store.saveLink(link(1));
        expect(await note(1, 99)).toEqual([1]);
        const [taken] = await tickets();
        expect(taken).toMatchObject({
          ...account,
          ...{ ticketId: 1, tenantId: beatriz.tenantId, integrationId: 1, requesterId: 7, title: "Ticket 1" },
          ...{ conversation: beatriz, known: {}, failures: 0, failingForMs: 0 },
        });
        expect(await store.findLink(beatriz)).toMatchObject({ status: "assigned" });
        expect(await tickets()).toEqual([]);
      });

      it("of an earlier version is told of from the watch's beginning on, by its ids", async () => {
        await store.saveLink(old(1));
        await changes.noteChanges(account, "all", cursor.startedAt);
        expect(await numbers()).toEqual([]);
        await changes.noteChanges(account, [{ ticketId: 1 }], undefined);
        expect(await numbers()).toEqual([]);
        await note(1);
        const { tenantId, id, contact } = beatriz;
        expect(await tickets()).toMatchObject([
          { known: { from: cursor.startedAt }, conversation: { tenantId, id, contact: { id: contact.id } } },
        ]);
      });

      it("with 'all' are those that are watched and open", async () => {
        await store.saveLink(link(1));
        await store.saveLink(link(2, { status: "closed" }));
        expect(await changes.noteChanges(account, "all", cursor.startedAt)).toEqual([1]);
        expect(await numbers()).toEqual([1]);
      });

      it("rests until it changes again, and is due at once where it did meanwhile", async () => {
        await store.saveLink(link(1));
        await note(1);
        const [first] = await tickets();
        if (first !== undefined) await changes.finishTicket(first, { status: "assigned" }, "rest");
        await test.pass(HOUR_MS);
        expect(await tickets()).toEqual([]);
        await note(1);
        const [second] = await tickets();
        expect(second?.known).toEqual({ status: "assigned" });
        await note(1);
        if (second !== undefined) await changes.finishTicket(second, {}, { inMs: 60_000 });
        expect(await numbers()).toEqual([1]);
      });

      it("is tried again later, and says for how long it fails", async () => {
        await store.saveLink(link(1));
        await note(1);
        const [first] = await tickets();
        if (first !== undefined) await changes.finishTicket(first, {}, { inMs: 5_000, failed: true });
        await test.pass(5_000);
        const [second] = await tickets();
        expect(second).toMatchObject({ failures: 1 });
        if (second !== undefined) await changes.finishTicket(second, {}, { inMs: 5_000, failed: true });
        await test.pass(5_000);
        const [third] = await tickets();
        expect(third).toMatchObject({ failures: 2, failingForMs: 10_000 });
        if (third !== undefined) await changes.finishTicket(third, {}, { inMs: 0 });
        expect(await tickets()).toMatchObject([{ failures: 0, failingForMs: 0 }]);
      });

      it("goes on with another when its process died, which can note nothing more", async () => {
        await store.saveLink(link(1));
        await note(1);
        const [first] = await tickets();
        if (first === undefined) throw new Error("nothing is due");
        await test.pass(10_000);
        await changes.saveTicket(first, { status: "solved" }, 15_000);
        await test.pass(10_000);
        expect(await tickets()).toEqual([]);
        await test.pass(5_000);
        expect(await tickets()).toMatchObject([{ known: { status: "solved" } }]);
        await expect(changes.saveTicket(first, {}, 15_000)).rejects.toSatisfy(isLeaseLost);
        await expect(changes.finishTicket(first, {}, "rest")).rejects.toSatisfy(isLeaseLost);
      });

      it("is watched by itself where no conversation has it, once", async () => {
        const { conversation: _conversation, ...about } = link(5);
        const { requesterId, title, tenantId } = about;
        const ticket = { ...account, ticketId: 5, tenantId, integrationId: 1, requesterId, title };
        const known = { from: cursor.changedAt };
        expect(await changes.watchTicket({ ...ticket, conversation: beatriz, known })).toBe(true);
        expect(await changes.watchTicket({ ...ticket, conversation: beatriz, known: {} })).toBe(false);
        const [first] = await tickets();
        expect(first).toMatchObject({ known, conversation: beatriz });
        if (first !== undefined) await changes.finishTicket(first, known, "rest");
        expect(await note(5)).toEqual([5]);
        expect(await numbers()).toEqual([5]);
      });

      it("goes along, with what is known, to the account of a link that is saved later", async () => {
        const other = { ...account, account: "another" };
        await store.saveLink(link(1));
        await note(1);
        const [first] = await tickets();
        if (first !== undefined) await changes.finishTicket(first, { status: "solved" }, "rest");
        await store.saveLink({ ...link(1), ...other, integrationId: 2 });
        expect(await changes.noteChanges(other, [{ ticketId: 1 }], undefined)).toEqual([1]);
        expect(await tickets()).toMatchObject([{ ...other, integrationId: 2, known: { status: "solved" } }]);
      });

      it("is told of by one account, whoever else sees it", async () => {
        const ticket = { ticketId: 5, tenantId: 1, integrationId: 1, requesterId: 7, title: "Monitor", known: {} };
        const other = { ...account, account: "another" };
        expect(await changes.watchTicket({ ...ticket, ...account, conversation: beatriz })).toBe(true);
        expect(await changes.watchTicket({ ...ticket, ...other, conversation: beatriz })).toBe(false);
        const carlos = conversation({ id: 3, contact: { id: 99, name: "Carlos" } });
        expect(await changes.watchTicket({ ...ticket, ...other, conversation: carlos })).toBe(true);
      });
    });

    describe("whoever hears of it", () => {
      it("is in their last conversation, and never another contact", async () => {
        const later = conversation({ id: 2, queue: { id: 9 } });
        const carlos = conversation({ id: 3, contact: { id: 99, name: "Carlos" } });
        await store.saveLink(link(1));
        await changes.wrote(later);
        await store.saveLink(link(1, {}, carlos));
        await note(1);
        expect(await tickets()).toMatchObject([{ conversation: later }]);
      });

      it("wrote when the ticket was opened, and by each message that is added", async () => {
        await store.saveLink(link(1));
        await test.pass(HOUR_MS);
        await note(1);
        const [first] = await tickets();
        expect(first?.wroteMsAgo).toBeGreaterThanOrEqual(HOUR_MS);
        if (first !== undefined) await changes.finishTicket(first, {}, "rest");
        await store.add(beatriz, message({ id: "a" }), waiting);
        await note(1);
        const [second] = await tickets();
        expect(second?.wroteMsAgo).toBeLessThan(60_000);
      });

      it("is told what is held when they write anything, by whichever way it is told here", async () => {
        await store.saveLink(link(1));
        const state = { phase: "gathering", integrationId: 1 } as const;
        const ways = [
          () => changes.wrote(beatriz),
          () => store.add(beatriz, message({ id: "a" }), waiting),
          () => store.addInState?.(beatriz, message({ id: "b" }), waiting, [{ phase: "away" }, state]),
          () => (store.moveInState ? store.moveInState(beatriz, [state, state]) : changes.wrote(beatriz)),
        ];
        for (const writes of ways) {
          await note(1);
          const [taken] = await tickets();
          if (taken !== undefined) await changes.finishTicket(taken, { announced: true }, "held");
          await note(1);
          await test.pass(HOUR_MS);
          expect(await tickets()).toEqual([]);
          await writes();
          const [told] = await tickets();
          expect(told).toMatchObject({ known: { announced: true } });
          if (told !== undefined) await changes.finishTicket(told, {}, "rest");
        }
        await store.add(beatriz, message({ id: "a" }), waiting);
        expect(await tickets()).toEqual([]);
      });

      it("is told at once where they wrote while it was being held", async () => {
        await store.saveLink(link(1));
        await note(1);
        const [taken] = await tickets();
        await test.pass(1_000);
        await changes.wrote(beatriz);
        if (taken !== undefined) await changes.finishTicket(taken, {}, "held");
        expect(await numbers()).toEqual([1]);
      });

      it("has their tickets, the one of which something was learned last first", async () => {
        await store.saveLink(link(1));
        await store.saveLink(link(2));
        await test.pass(1_000);
        await note(1);
        const [taken] = await tickets();
        if (taken !== undefined) await changes.finishTicket(taken, { sent: ["m1"] }, "rest");
        const { tenantId, contact } = beatriz;
        expect(await changes.findWatched(tenantId, contact.id)).toMatchObject([
          { ticketId: 1, known: { sent: ["m1"] }, conversation: beatriz },
          { ticketId: 2, known: {} },
        ]);
        expect(await changes.findWatched(tenantId, 99)).toEqual([]);
        expect(await changes.findWatched(77, contact.id)).toEqual([]);
      });

      it("is found by who they are in GLPI: of each tenant the newest link", async () => {
        const other = conversation({ id: 4, tenantId: 2 });
        await store.saveLink(link(1));
        await store.saveLink(link(2));
        await store.saveLink(link(3, {}, other));
        await store.saveLink(link(4, { requesterId: 8 }));
        const people = await changes.findPeople(account, [7, 9]);
        expect(people.map(({ tenantId, ticketId }) => [tenantId, ticketId]).sort()).toEqual([
          [beatriz.tenantId, 2],
          [2, 3],
        ]);
        expect(people.every(({ requesterId }) => requesterId === 7)).toBe(true);
      });
    });

    it("tickets whose account was changed are watched by the new one, with what is known", async () => {
      const to = { url: "https://new.example/apirest.php", account: "b" };
      await store.saveLink(link(1));
      await store.saveLink(link(2, { integrationId: 2 }));
      await store.saveLink(link(3, { status: "closed" }));
      await note(1);
      const [taken] = await tickets();
      if (taken !== undefined) await changes.finishTicket(taken, { status: "assigned" }, "rest");
      const whose = { tenantId: beatriz.tenantId, integrationId: 1 };
      expect(await changes.openTickets(account, whose, 10)).toEqual([{ ticketId: 1, title: "Ticket 1" }]);
      await changes.moveTickets(account, to, beatriz.tenantId, [1]);
      expect(await changes.openTickets(account, whose, 10)).toEqual([]);
      expect(await note(1)).toEqual([]);
      expect(await changes.noteChanges(to, [{ ticketId: 1 }], cursor.startedAt)).toEqual([1]);
      expect(await tickets()).toMatchObject([{ ...to, ticketId: 1, known: { status: "assigned" } }]);
      expect((await watches()).map(({ url }) => url).sort()).toEqual([account.url, to.url].sort());
    });

    it("a link that is saved anew without its conversation is watched all the same", async () => {
      await store.saveLink(link(1));
      await store.saveLink(old(1, { status: "pending" }));
      expect(await store.findLink(beatriz)).toMatchObject({ status: "pending", conversation: beatriz });
    });
  });
}
