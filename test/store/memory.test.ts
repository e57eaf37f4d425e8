import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MemoryStore } from "../../src/store/memory.js";
import { conversation, message } from "../words.js";
import { type StoreUnderTest, storeContract } from "./contract.js";
import { afterTicketContract } from "./contract-after-ticket.js";
import { boundsContract } from "./contract-bounds.js";
import { changesContract } from "./contract-changes.js";
import { contactsContract } from "./contract-contacts.js";
import { deadLettersContract } from "./contract-dead-letters.js";
import { overviewContract } from "./contract-overview.js";
import { account, linkTo } from "./links.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const makeStore = async (): Promise<StoreUnderTest> => {
  const store = new MemoryStore();
  return {
    store,
    pass: async (ms) => {
      await vi.advanceTimersByTimeAsync(ms);
    },
    stop: async () => {
      await store.close();
    },
  };
};
storeContract("MemoryStore", makeStore);
afterTicketContract("MemoryStore", makeStore);
boundsContract("MemoryStore", makeStore);
deadLettersContract("MemoryStore", makeStore);
changesContract("MemoryStore", makeStore);
contactsContract("MemoryStore", makeStore);
overviewContract("MemoryStore", makeStore);

describe("MemoryStore", () => {
  const waiting = { integrationId: 1, quietMs: 15_000, maxWaitMs: 120_000 };

  it("leaves no timer behind, whether a batch was due, flushed, emptied, failed or closed", async () => {
    const store = new MemoryStore();
    await store.add(conversation({ id: 1 }), message(), waiting);
    await vi.advanceTimersByTimeAsync(15_000);
    await store.add(conversation({ id: 2 }), message(), waiting);
    await store.flush(conversation({ id: 2 }));
    await store.add(conversation({ id: 3 }), message({ id: 3 }), waiting);
    await store.remove(conversation({ id: 3 }), 3);
    expect(vi.getTimerCount()).toBe(0);
    await store.add(conversation({ id: 4 }), message(), waiting);
    expect(vi.getTimerCount()).toBe(2);
    for (const taken of await store.take(2, [])) await store.retry(taken, 60_000, true);
    expect(vi.getTimerCount()).toBe(4);
    await store.close();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("the days that a MemoryStore keeps", () => {
  const DAY_MS = 24 * 60 * 60 * 1_000;
  const one = conversation({ id: 1 });

  it("are the host's to say, each kind for itself", async () => {
    const store = new MemoryStore({ keepDays: { links: 2, people: 4 } });
    await store.saveRequester("k", { id: 26, entityId: 1, foundBy: "phone", settled: true });
    await store.saveLink({
      ...{ url: "https://glpi.example/apirest.php", account: "a", ticketId: 9, tenantId: 1, conversationId: 1 },
      ...{ contactId: 7, integrationId: 1, requesterId: 5, entityId: 2, title: "printer", openedAt: 0, status: "new" },
      conversation: one,
    });
    const goOnBy = async (days: number) => {
      await vi.advanceTimersByTimeAsync(days * DAY_MS);
      const watched = await store.changes.findWatched(1, 7);
      return [await store.findLink(one), watched[0], await store.findRequester("k")].map((each) => each !== undefined);
    };
    expect(await goOnBy(1)).toEqual([true, true, true]);
    expect(await goOnBy(2)).toEqual([false, false, true]);
    expect(await goOnBy(2)).toEqual([false, false, false]);
    await store.close();
  });

  it("begin anew for a link whenever its ticket changes, however long it is open", async () => {
    const store = new MemoryStore({ keepDays: { links: 5 } });
    for (const ticketId of [1, 2]) await store.saveLink(linkTo(one, ticketId));
    const goOnBy = async (days: number) => {
      await vi.advanceTimersByTimeAsync(days * DAY_MS);
      const links = await store.findLinksOfContact(1, 7, 0);
      return [...links.map(({ ticketId }) => ticketId), (await store.findLink(one))?.ticketId];
    };
    expect(await goOnBy(4)).toEqual([1, 2, 2]);
    await store.changes.noteChanges(account, [{ ticketId: 1, status: "new" }], undefined);
    expect(await goOnBy(4)).toEqual([1, 1]);
    await store.changes.noteChanges(account, [{ ticketId: 1 }], undefined);
    expect(await goOnBy(4)).toEqual([1, 1]);
    await store.changes.noteChanges(account, "all", undefined);
    expect(await goOnBy(2)).toEqual([undefined]);
    await store.close();
  });

  it("are refused where they are none", () => {
    expect(() => new MemoryStore({ keepDays: { people: 0 } })).toThrow("keepDays.people: use a whole number of days");
  });
});

describe("the timers of a MemoryStore", () => {
  it("do not keep a process alive", async () => {
    vi.useRealTimers();
    const store = new MemoryStore();
    const resources = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const active = resources();
    await store.add(conversation(), message(), { integrationId: 1, quietMs: 600_000, maxWaitMs: 600_000 });
    await store.add(conversation(), message(), { integrationId: 1, quietMs: 600_000, maxWaitMs: 600_000 });
    expect(resources()).toBe(active);
    await store.close();
  });
});
