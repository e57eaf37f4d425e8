import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { away } from "../../src/conversation/state.js";
import type { Conversation, Id } from "../../src/host/events.js";
import type { ForgottenContact } from "../../src/store/contacts.js";
import { requesterKey } from "../../src/store/keys.js";
import type { KnownRequester, Store, TakenBatch } from "../../src/store/store.js";
import { conversation, message } from "../words.js";
import type { StoreUnderTest } from "./contract.js";
import { account, linkTo } from "./links.js";

const waiting = { integrationId: 1, quietMs: 15_000, maxWaitMs: 120_000 };
const gathering = { phase: "gathering", integrationId: 1 } as const;
const photo = { type: "image", fileName: "photo.jpg" };
const bytes = Buffer.from("bytes");

const nothing: ForgottenContact = {
  ...{ links: 0, watched: 0, requesters: 0, conversations: 0, alarms: 0 },
  ...{ batches: 0, deadLetters: 0, files: 0, inProgress: 0 },
};

/** What every store does about one contact: run by the tests of each. */
export function contactsContract(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(`${name} keeps the contract of a store: a contact`, () => {
    let test: StoreUnderTest;
    let store: Store;
    const beatriz = conversation({ id: 1 });
    const later = conversation({ id: 2 });
    const somebody = conversation({ id: 3, contact: { id: 8 } });
    const elsewhere = conversation({ id: 1, tenantId: 2 });

    beforeEach(async () => {
      test = await make();
      store = test.store;
    });
    afterEach(() => test.stop());

    const link = (ticketId: number, where: Conversation) => linkTo(where, ticketId);
    const forget = (deadLetters = false, names: readonly string[] = ["id:7"], contactId: Id = "7") => {
      if (store.forgetContact === undefined) throw new Error("it forgets nobody");
      return store.forgetContact({ tenantId: 1, contactId, names }, deadLetters);
    };
    const takeOne = async (): Promise<TakenBatch> => {
      const [taken] = await store.take(1, [], 8_000);
      if (taken === undefined) throw new Error("nothing taken");
      return taken;
    };
    const addNow = async (where: Conversation, other: object = {}) => {
      const written = message({ sentAt: Date.now(), ...other });
      await store.add(where, written, { ...waiting, quietMs: 0, maxWaitMs: 0 });
      await test.pass(1);
      return written;
    };
    const die = async (where: Conversation, other: object = {}) => {
      await addNow(where, other);
      await store.bury(await takeOne(), { code: "REFUSED", message: "x" });
    };

    it("of whom nothing is kept is forgotten", async () => {
      expect(await forget()).toEqual(nothing);
    });

    it("is forgotten with all that is kept of them, and nobody else is", async () => {
      for (const [index, where] of [beatriz, later, somebody, elsewhere].entries()) {
        await store.saveLink(link(index + 1, where));
        await store.saveState(where, gathering);
        await store.setAlarm({ conversation: where, integrationId: 1, about: "description" }, 60_000);
        await store.keepFile?.(where, "photo", bytes);
        await store.add(where, message({ id: "photo", media: photo, sentAt: index * 10_000 }), waiting);
      }
      expect(await forget()).toEqual({
        ...nothing,
        ...{ links: 2, watched: 2, conversations: 2, alarms: 2, batches: 2, files: 2 },
      });
      for (const where of [beatriz, later]) {
        expect(await store.findLink(where)).toBeUndefined();
        expect(await store.loadState(where)).toEqual(away);
        expect(await store.loadFile?.(where, "photo")).toBeUndefined();
      }
      expect(await store.findLinksOfContact(1, 7, 0)).toEqual([]);
      expect(await store.changes?.findWatched(1, 7)).toEqual([]);
      expect(await store.changes?.openTickets(account, { tenantId: 1, integrationId: 1 }, 9)).toMatchObject([
        { ticketId: 3 },
      ]);
      for (const where of [somebody, elsewhere]) {
        expect(await store.findLink(where)).toBeDefined();
        expect(await store.loadState(where)).toEqual(gathering);
        expect(await store.loadFile?.(where, "photo")).toBeDefined();
      }
      await test.pass(60_000);
      expect((await store.takeAlarms(9, 8_000)).map(({ conversation: { id, tenantId } }) => [tenantId, id])).toEqual(
        expect.arrayContaining([
          [1, 3],
          [2, 1],
        ]),
      );
      const taken = await store.take(9, [], 8_000);
      expect(taken.map(({ batch }) => batch.conversation.contact.id).sort()).toEqual([7, 8]);
      expect(taken.map(({ batch }) => batch.conversation.tenantId).sort()).toEqual([1, 2]);
      expect(await forget()).toEqual(nothing);
    });

    it("is forgotten under every name that one of theirs leads to", async () => {
      const key = (name: string, tenantId: Id = 1) => requesterKey(account.url, tenantId, name);
      const known: KnownRequester = { id: 5, entityId: 1, foundBy: "phone", settled: true };
      const names = ["tel:5531987654322", "lid:99", "id:7"];
      for (const each of names) await store.saveRequester(key(each), { ...known, names });
      await store.saveRequester(requesterKey("https://other.example", 1, "id:7"), known);
      const others = [key("id:77"), key("tel:987654322"), key("id:7", 11), key("lid:1")];
      for (const each of others)
        await store.saveRequester(each, { ...known, ...(each === key("lid:1") && { shared: true, names }) });
      await store.saveRequester("a key of another kind", known);
      expect(await forget(false, ["id:7", "lid:1"])).toEqual({ ...nothing, requesters: 4 });
      for (const each of names) expect(await store.findRequester(key(each)), each).toBeUndefined();
      for (const each of [...others, "a key of another kind"])
        expect(await store.findRequester(each), each).toBeDefined();
    });

    it("who writes again begins anew, but what was counted counts no more", async () => {
      const written = message({ id: "once", text: "secret" });
      await store.add(beatriz, written, waiting);
      await store.edit(beatriz, message({ id: "to come", text: "secret too" }));
      await forget();
      expect(await store.counts(1)).toMatchObject({ waiting: 0, held: 0, inProgress: 0, failed: 0 });
      expect(await store.add(beatriz, written, waiting)).toBe(false);
      expect(await store.add(beatriz, message({ id: "to come", text: "new" }), waiting)).toBe(true);
      await test.pass(15_000);
      expect((await takeOne()).batch.messages.map(({ text }) => text)).toEqual(["new"]);
    });

    it("keeps what is being worked on, or may be in GLPI: it goes its way, with its files", async () => {
      await store.keepFile?.(beatriz, "photo", bytes);
      await addNow(beatriz, { id: "photo", media: photo });
      const working = await takeOne();
      await addNow(later);
      const posted = await takeOne();
      await store.save(posted, { posting: true }, 8_000);
      await store.retry(posted, 60_000, true);
      // Behind the one that is worked on.
      await store.add(beatriz, message(), waiting);
      expect(await forget(true)).toEqual({ ...nothing, batches: 1, inProgress: 2 });
      expect(await store.loadFile?.(beatriz, "photo")).toBeDefined();
      await store.save(working, { posting: true }, 8_000);
      await store.finish(working);
      await test.pass(60_000);
      const again = await takeOne();
      expect(again.batch.conversation.id).toBe(2);
      await store.finish(again);
      expect(await store.take(9, [], 8_000)).toEqual([]);
      expect(await forget(true)).toEqual(nothing);
    });

    it("loses what failed and was never posted", async () => {
      await addNow(beatriz);
      await store.retry(await takeOne(), 60_000, true);
      expect(await forget()).toEqual({ ...nothing, batches: 1 });
      await test.pass(60_000);
      expect(await store.take(9, [], 8_000)).toEqual([]);
    });

    it("keeps what was given up unless that is to go too", async () => {
      await store.keepFile?.(beatriz, "photo", bytes);
      await die(beatriz, { id: "photo", media: photo });
      await die(somebody);
      expect(await forget()).toEqual(nothing);
      expect(await store.loadFile?.(beatriz, "photo")).toBeDefined();
      expect(await store.deadLetters({ tenantId: 1 })).toHaveLength(2);
      expect(await forget(true)).toEqual({ ...nothing, deadLetters: 1, files: 1 });
      expect((await store.deadLetters({ tenantId: 1 })).map(({ batch }) => batch.conversation.contact.id)).toEqual([8]);
      expect(await store.loadFile?.(beatriz, "photo")).toBeUndefined();
    });

    describe("who wrote the stop word", () => {
      const write = (saidAt: number, contactId: Id = 7) => store.changes?.writeStop?.(1, contactId, saidAt);
      const isStopped = (tenantId: Id = 1, contactId: Id = 7) => store.changes?.isStopped?.(tenantId, contactId);

      it("hears nothing, in this tenant, until they write it again", async () => {
        expect(await isStopped()).toBe(false);
        await write(1_000);
        expect([await isStopped("1", "7"), await isStopped(2), await isStopped(1, 8)]).toEqual([true, false, false]);
        await write(2_000, "7");
        expect(await isStopped()).toBe(false);
        await write(3_000);
        expect(await isStopped()).toBe(true);
      });

      it("is about to, as long as the batch with the word waits or is worked on, whatever became of it", async () => {
        const isStopping = (tenantId: Id = 1, contactId: Id = "7") => store.isStopping?.(tenantId, contactId);
        const stop = { errand: { do: "stop" }, isAnswer: true };
        await addNow(beatriz);
        expect(await isStopping()).toBe(false);
        await addNow(beatriz, stop);
        expect([await isStopping(), await isStopping(2), await isStopping(1, 8)]).toEqual([true, false, false]);
        await store.finish(await takeOne());
        const taken = await takeOne();
        expect(await isStopping()).toBe(true);
        await store.save(taken, { untold: 1 }, 8_000);
        expect(await isStopping()).toBe(false);
        await store.finish(taken);
        await addNow(later, stop);
        await store.bury(await takeOne(), { code: "REFUSED", message: "x" });
        expect(await isStopping()).toBe(false);
      });

      it("counts once, whenever it is told again", async () => {
        await write(2_000);
        await write(2_000);
        await write(1_000);
        expect(await isStopped()).toBe(true);
        await write(3_000);
        await write(2_000);
        await write(3_000);
        expect(await isStopped()).toBe(false);
      });

      it("hears again of all once they opened a ticket, also when that is forgotten, and can stop anew", async () => {
        const saveLink = async (ticketId: number, where: Conversation) => {
          await test.pass(1_000);
          await store.saveLink({ ...link(ticketId, where), openedAt: Date.now() });
        };
        const writeNow = async () => {
          await test.pass(1_000);
          await write(Date.now());
        };
        await saveLink(1, beatriz);
        await writeNow();
        expect(await isStopped()).toBe(true);
        await saveLink(2, later);
        expect(await isStopped()).toBe(false);
        await writeNow();
        expect(await isStopped()).toBe(true);
        await saveLink(3, later);
        await writeNow();
        expect(await isStopped()).toBe(true);
        await writeNow();
        expect(await isStopped()).toBe(false);
      });

      it("is not brought back by what they told before, however late it became a ticket", async () => {
        const saidAt = Date.now();
        await test.pass(1_000);
        await store.saveLink({ ...link(1, beatriz), openedAt: Date.now() });
        await test.pass(1_000);
        await write(saidAt);
        expect(await isStopped()).toBe(true);
      });

      it("is forgotten with all that is kept of them", async () => {
        await write(1_000);
        await forget();
        expect(await isStopped()).toBe(false);
        await write(1_000);
        expect(await isStopped()).toBe(true);
      });
    });

    it("whose ticket is being told of is lost to whoever tells", async () => {
      await store.saveLink(link(1, beatriz));
      await store.changes?.noteChanges(account, [{ ticketId: 1 }], undefined);
      const [taken] = (await store.changes?.takeTickets(9, 15_000)) ?? [];
      if (taken === undefined) throw new Error("nothing taken");
      await forget();
      await expect(store.changes?.finishTicket(taken, {}, "rest")).rejects.toMatchObject({ name: "LeaseLost" });
      expect(await store.changes?.findWatched(1, 7)).toEqual([]);
    });
  });
}
