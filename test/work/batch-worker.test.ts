import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MemoryStore, type TakenBatch } from "../../src/index.js";
import { BatchWorker, type Outcome } from "../../src/work/batch-worker.js";
import { conversation, message } from "../words.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A worker whose batches are done when told. */
function makeWorker(perLane = 8) {
  const store = new MemoryStore();
  const begun: { id: unknown; integrationId: unknown; end(outcome?: Outcome): void; fail(error: unknown): void }[] = [];
  const failures: unknown[] = [];
  const worker = new BatchWorker({
    store,
    perLane,
    handle: ({ batch }: TakenBatch) =>
      new Promise((resolve, reject) => {
        const end = (outcome: Outcome = { result: "done" }) => resolve(outcome);
        begun.push({ id: batch.conversation.id, integrationId: batch.integrationId, end, fail: reject });
      }),
    onStoreFailure: (cause) => failures.push(cause),
  });
  worker.start();
  const add = async (id: number, integrationId: number) => {
    await store.add(conversation({ id }), message(), { integrationId, quietMs: 1_000, maxWaitMs: 60_000 });
    await store.flush(conversation({ id }));
  };
  const settle = () => vi.advanceTimersByTimeAsync(0);
  return { store, worker, begun, failures, add, settle };
}

describe("a worker", () => {
  it("tries no more batches of one integration at a time than it may, and those of others beside them", async () => {
    const { begun, add, settle } = makeWorker();
    for (let id = 1; id <= 30; id += 1) await add(id, 1);
    for (let id = 101; id <= 103; id += 1) await add(id, 2);
    await settle();
    const open = (integrationId: number) => begun.filter((each) => each.integrationId === integrationId).length;
    expect(open(1)).toBeGreaterThan(4);
    expect(open(1)).toBeLessThanOrEqual(8);
    expect(open(2)).toBe(3);
  });

  it("asks a store that cannot take once a second, however often it is woken", async () => {
    const { store, failures, add, settle } = makeWorker();
    await settle();
    vi.spyOn(store, "take").mockRejectedValue(new Error("down"));
    for (let id = 1; id <= 20; id += 1) {
      await add(id, 1);
      await settle();
    }
    failures.length = 0;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(failures).toHaveLength(10);
  });

  it("goes on, the oldest first, as places become free, and never has more than it may", async () => {
    const { begun, add, settle } = makeWorker();
    for (let id = 1; id <= 40; id += 1) await add(id, 1);
    await settle();
    let ended = 0;
    for (let turn = 0; turn < 200 && ended < 40; turn += 1) {
      begun[ended]?.end();
      if (begun[ended] !== undefined) ended += 1;
      await settle();
      expect(begun.length - ended).toBeLessThanOrEqual(8);
    }
    expect(begun.map(({ id }) => id)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
  });

  it("tries again what failed in a way that nobody foresaw, and tells of it", async () => {
    const { begun, failures, add, settle } = makeWorker();
    await add(1, 1);
    await settle();
    const defect = new Error("a defect");
    begun[0]?.fail(defect);
    await settle();
    expect(failures).toEqual([defect]);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(begun).toHaveLength(2);
  });

  it("gives back what it takes while it is being stopped", async () => {
    const { store, worker, begun, add } = makeWorker();
    const take = store.take.bind(store);
    store.take = async (...args) => {
      const taken = await take(...args);
      worker.stop();
      return taken;
    };
    await add(1, 1);
    await worker.idle();
    expect(begun).toEqual([]);
    expect(await take(10, [])).toHaveLength(1);
  });
});
