import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MemoryStore, type TakenBatch } from "../../src/index.js";
import { BatchWorker, type Outcome } from "../../src/work/batch-worker.js";
import { StoreTrouble } from "../../src/work/store-trouble.js";
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
  const warnings: string[] = [];
  const worker = new BatchWorker({
    store,
    perLane,
    handle: ({ batch }: TakenBatch) =>
      new Promise((resolve, reject) => {
        const end = (outcome: Outcome = { result: "done" }) => resolve(outcome);
        begun.push({ id: batch.conversation.id, integrationId: batch.integrationId, end, fail: reject });
      }),
    onStoreFailure: (cause) => failures.push(cause),
    trouble: new StoreTrouble(({ message }) => warnings.push(message)),
  });
  worker.start();
  const add = async (id: number, integrationId: number) => {
    await store.add(conversation({ id }), message(), { integrationId, quietMs: 1_000, maxWaitMs: 60_000 });
    await store.flush(conversation({ id }));
  };
  const settle = () => vi.advanceTimersByTimeAsync(0);
  return { store, worker, begun, failures, warnings, add, settle };
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

  it("asks a store that cannot take less and less often, however often it is woken, and warns at the beginning and the end", async () => {
    const { store, begun, failures, warnings, add, settle } = makeWorker();
    await settle();
    const asked: number[] = [];
    const begin = Date.now();
    const take = vi.spyOn(store, "take").mockImplementation(async () => {
      asked.push((Date.now() - begin) / 1_000);
      throw new Error("down");
    });
    for (let second = 0; second < 120; second += 1) {
      await add(second, 1);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    // After 1, 2, 4, 8 and 16 seconds, and then every 30.
    expect(asked).toEqual([0, 1, 3, 7, 15, 31, 61, 91]);
    expect(warnings).toEqual([expect.stringContaining("failed")]);
    take.mockRestore();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(begun.length).toBeGreaterThan(0);
    expect(warnings).toEqual([expect.stringContaining("failed"), expect.stringContaining("works again")]);
    expect(failures).toEqual([]);
    await settle();
    // It begins anew with short pauses.
    take.mockClear();
    vi.spyOn(store, "take").mockRejectedValueOnce(new Error("down"));
    begun[0]?.end();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(warnings).toHaveLength(4);
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("x");
      },
    ],
    ["gives nothing", () => Promise.resolve(undefined)],
    ["gives what is no batch", () => Promise.resolve([null, {}, 7])],
    ["gives no promise", () => 7],
  ])("takes what is due after a round in which the store %s", async (_what, give) => {
    const { store, begun, warnings, add } = makeWorker();
    const take = vi.spyOn(store, "take").mockImplementationOnce(give as never);
    await add(1, 1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(begun).toHaveLength(1);
    expect(warnings).toHaveLength(2);
    expect(take.mock.calls.length).toBeLessThan(5);
  });

  it("works on the batches that come with what is none", async () => {
    const { store, begun, add, settle } = makeWorker();
    const take = store.take.bind(store);
    store.take = async (...args) => [null as never, ...(await take(...args)), {} as never];
    await add(1, 1);
    await settle();
    expect(begun).toHaveLength(1);
  });

  it("asks again when the store has not answered for 30 seconds, and gives back what it gives later", async () => {
    const { store, begun, warnings, add, settle } = makeWorker();
    const take = store.take.bind(store);
    let answer: () => void = () => undefined;
    const hanging = vi.spyOn(store, "take").mockImplementationOnce(async (...args) => {
      const taken = await take(...args);
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return taken;
    });
    await add(1, 1);
    await add(2, 1);
    await settle();
    expect(hanging).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(31_000);
    expect(begun.map(({ id }) => id)).toEqual([2]);
    expect(warnings).toHaveLength(2);
    answer();
    await settle();
    expect(begun.map(({ id }) => id)).toEqual([2, 1]);
  });

  it("gives back what a store gives after it was stopped and time was up", async () => {
    const { store, worker, begun, add, settle } = makeWorker();
    const take = store.take.bind(store);
    let answer: () => void = () => undefined;
    vi.spyOn(store, "take").mockImplementationOnce(async (...args) => {
      const taken = await take(...args);
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return taken;
    });
    await add(1, 1);
    await settle();
    await worker.release();
    await vi.advanceTimersByTimeAsync(60_000);
    await worker.idle();
    answer();
    await settle();
    expect(begun).toEqual([]);
    expect(await take(10, [])).toHaveLength(1);
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("x");
      },
    ],
    ["rejects", () => Promise.reject(new Error("x"))],
    ["hangs", () => new Promise<never>(() => undefined)],
  ])("goes on renewing when renew() %s, and warns at the beginning and the end", async (_what, give) => {
    const { store, warnings, add, settle } = makeWorker();
    await add(1, 1);
    await settle();
    const renew = vi.spyOn(store, "renew").mockImplementation(give as never);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(renew.mock.calls.length).toBeGreaterThan(3);
    expect(renew.mock.calls.length).toBeLessThan(10);
    expect(warnings).toHaveLength(1);
    renew.mockResolvedValue(undefined);
    await vi.advanceTimersByTimeAsync(40_000);
    expect(warnings).toHaveLength(2);
    renew.mockClear();
    await vi.advanceTimersByTimeAsync(25_000);
    expect(renew).toHaveBeenCalledTimes(10);
  });

  it("warns of the end also when nothing is left to renew", async () => {
    const { store, begun, warnings, add, settle } = makeWorker();
    await add(1, 1);
    await settle();
    vi.spyOn(store, "renew").mockRejectedValueOnce(new Error("x"));
    await vi.advanceTimersByTimeAsync(2_500);
    begun[0]?.end();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(warnings).toEqual([expect.stringContaining("failed"), expect.stringContaining("works again")]);
  });

  it("survives a batch whose handling throws, gives nothing, or whose burial is told in vain", async () => {
    const store = new MemoryStore();
    const failures: unknown[] = [];
    let times = 0;
    const outcomes: (() => unknown)[] = [
      () => {
        throw new Error("handle");
      },
      () => Promise.resolve(undefined),
      () => ({
        result: "dead",
        code: "REFUSED",
        message: "x",
        buried: () => {
          throw new Error("buried");
        },
      }),
      () => ({ result: "done" }),
    ];
    const worker = new BatchWorker({
      store,
      perLane: 8,
      handle: (() => outcomes[times++]?.()) as never,
      onStoreFailure: (cause) => failures.push(cause),
      trouble: new StoreTrouble(() => undefined),
    });
    worker.start();
    for (let id = 1; id <= 4; id += 1) {
      await store.add(conversation({ id }), message(), { integrationId: 1, quietMs: 1_000, maxWaitMs: 60_000 });
      await store.flush(conversation({ id }));
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(failures.map(String)).toEqual(["Error: handle", expect.stringContaining("TypeError"), "Error: buried"]);
    expect(await store.counts()).toMatchObject({ failed: 2, dead: 1, waiting: 0, inProgress: 0 });
  });

  it.each(["finish", "retry"] as const)("a store whose %s() never answers holds up no place for ever", async (name) => {
    const { store, worker, begun, failures, add, settle } = makeWorker();
    await add(1, 1);
    await settle();
    vi.spyOn(store, name).mockReturnValueOnce(new Promise<never>(() => undefined));
    begun[0]?.end({ result: name === "finish" ? "done" : "retry", inMs: 0, failed: false });
    await vi.advanceTimersByTimeAsync(30_000);
    await worker.idle();
    expect(failures).toHaveLength(1);
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

  it("lets go of a batch whose lease is lost, also when another copy of the package says so", async () => {
    class LeaseLost extends Error {
      override readonly name = "LeaseLost";
    }
    const { store, begun, failures, warnings, add, settle } = makeWorker();
    await add(1, 1);
    await settle();
    const retry = vi.spyOn(store, "retry");
    vi.spyOn(store, "finish").mockRejectedValue(new LeaseLost("batch"));
    begun[0]?.end();
    await settle();
    expect([failures, warnings, retry.mock.calls]).toEqual([[], [], []]);
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
