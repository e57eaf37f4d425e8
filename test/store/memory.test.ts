import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MemoryStore } from "../../src/store/memory.js";
import { conversation, message } from "../words.js";
import { storeContract } from "./contract.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

storeContract("MemoryStore", async () => {
  const store = new MemoryStore();
  return {
    store,
    pass: async (ms) => {
      await vi.advanceTimersByTimeAsync(ms);
    },
    stop: async () => {
      const closed = store.close(0);
      await vi.advanceTimersByTimeAsync(0);
      await closed;
    },
  };
});

describe("MemoryStore", () => {
  const waiting = { integrationId: 1, quietMs: 15_000, maxWaitMs: 120_000 };

  it("leaves no timer behind, whether a batch was due, flushed, emptied or closed", async () => {
    const store = new MemoryStore();
    store.start(async () => undefined);
    await store.add(conversation({ id: 1 }), message(), waiting);
    await vi.advanceTimersByTimeAsync(15_000);
    await store.add(conversation({ id: 2 }), message(), waiting);
    await store.flush(conversation({ id: 2 }));
    await store.add(conversation({ id: 3 }), message({ id: 3 }), waiting);
    await store.remove(conversation({ id: 3 }), 3);
    expect(vi.getTimerCount()).toBe(0);
    await store.add(conversation({ id: 4 }), message(), waiting);
    expect(vi.getTimerCount()).toBe(2);
    await store.close(1_000);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("tells at close which batches were not handed over in time", async () => {
    const store = new MemoryStore();
    store.start(() => new Promise(() => undefined));
    await store.add(conversation(), message({ id: "a" }), waiting);
    await store.flush(conversation());
    await store.add(conversation(), message({ id: "b" }), waiting);
    const closed = store.close(1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    const left = await closed;
    expect(left.flatMap(({ messages }) => messages.map(({ id }) => id))).toEqual(["a", "b"]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("the timers of a MemoryStore", () => {
  it("do not keep a process alive", async () => {
    vi.useRealTimers();
    const store = new MemoryStore();
    store.start(async () => undefined);
    const resources = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const active = resources();
    await store.add(conversation(), message(), { integrationId: 1, quietMs: 600_000, maxWaitMs: 600_000 });
    await store.add(conversation(), message(), { integrationId: 1, quietMs: 600_000, maxWaitMs: 600_000 });
    expect(resources()).toBe(active);
    await store.close(0);
  });
});
