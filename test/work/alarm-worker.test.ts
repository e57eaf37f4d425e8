import { describe, expect, it, vi } from "vitest";
import { MemoryStore } from "../../src/index.js";
import { AlarmWorker } from "../../src/work/alarm-worker.js";
import { StoreTrouble } from "../../src/work/store-trouble.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation } from "../words.js";

useFakeClock();

/** A worker that notes whose alarms it did; `odd` is what the first one does instead. */
function makeWorker(odd?: () => unknown) {
  const store = new MemoryStore();
  const done: unknown[] = [];
  const failures: string[] = [];
  const warnings: string[] = [];
  let times = 0;
  const worker = new AlarmWorker({
    store,
    handle: (alarm) => {
      times += 1;
      if (odd !== undefined && times === 1) return odd() as Promise<void>;
      done.push(alarm.conversation.id);
      return store.finishAlarm(alarm).then(() => undefined);
    },
    onFailure: (cause) => failures.push(String(cause)),
    trouble: new StoreTrouble(({ message }) => warnings.push(message)),
  });
  store.onDue(() => worker.wake());
  const set = (id: number) =>
    store.setAlarm({ conversation: conversation({ id }), integrationId: 1, about: "description" }, 1_000);
  return { store, worker, done, failures, warnings, set };
}

describe("a worker of alarms", () => {
  it("asks a store that cannot take less and less often, and warns at the beginning and the end", async () => {
    const { store, worker, done, warnings, set } = makeWorker();
    const take = vi.spyOn(store, "takeAlarms").mockRejectedValue(new Error("down"));
    await set(1);
    for (let second = 0; second < 121; second += 1) {
      worker.wake();
      await vi.advanceTimersByTimeAsync(1_000);
    }
    // After 1, 2, 4, 8 and 16 seconds, and then every 30.
    expect(take).toHaveBeenCalledTimes(9);
    expect(warnings).toEqual([expect.stringContaining("failed")]);
    take.mockRestore();
    // Nobody wakes it.
    await vi.advanceTimersByTimeAsync(30_000);
    expect(done).toEqual([1]);
    expect(warnings).toEqual([expect.stringContaining("failed"), expect.stringContaining("works again")]);
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("x");
      },
    ],
    ["gives nothing", () => Promise.resolve(undefined)],
    ["hangs", () => new Promise<never>(() => undefined)],
  ])("does what is due after a round in which the store %s", async (_what, give) => {
    const { store, done, set } = makeWorker();
    vi.spyOn(store, "takeAlarms").mockImplementationOnce(give as never);
    await set(1);
    await vi.advanceTimersByTimeAsync(32_000);
    expect(done).toEqual([1]);
  });

  it("does once what the store gives too late, when its lease has ended", async () => {
    const { store, done, set } = makeWorker();
    const take = store.takeAlarms.bind(store);
    vi.spyOn(store, "takeAlarms").mockImplementationOnce(async (...args) => {
      const taken = await take(...args);
      await new Promise((resolve) => setTimeout(resolve, 40_000));
      return taken;
    });
    await set(1);
    await vi.advanceTimersByTimeAsync(200_000);
    expect(done).toEqual([1]);
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("x");
      },
      0,
    ],
    ["rejects", () => Promise.reject(new Error("x")), 0],
    ["never ends", () => new Promise<never>(() => undefined), 180_000],
  ])("goes on, and tells of it, when what is done for one %s", async (_what, odd, inMs) => {
    const { done, failures, set } = makeWorker(odd);
    await set(1);
    await set(2);
    await vi.advanceTimersByTimeAsync(1_000 + inMs);
    expect(done).toContain(2);
    expect(failures).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(181_000);
    expect(done).toContain(1);
  });

  it("does the others while one takes long, and a hundred at a time", async () => {
    const store = new MemoryStore();
    const done: unknown[] = [];
    let slow = 0;
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const worker = new AlarmWorker({
      store,
      handle: async (alarm) => {
        if (Number(alarm.conversation.id) <= 99) {
          slow += 1;
          await gate;
        }
        done.push(alarm.conversation.id);
        await store.finishAlarm(alarm);
      },
      onFailure: () => undefined,
      trouble: new StoreTrouble(() => undefined),
    });
    store.onDue(() => worker.wake());
    for (let id = 1; id <= 102; id += 1) {
      await store.setAlarm({ conversation: conversation({ id }), integrationId: 1, about: "consult" }, id);
    }
    await vi.advanceTimersByTimeAsync(1_000);
    expect([slow, done]).toEqual([99, [100, 101, 102]]);
    release();
    await worker.idle();
    expect(done).toHaveLength(102);
  });
});
