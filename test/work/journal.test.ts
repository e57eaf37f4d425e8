import { expect, it, vi } from "vitest";
import { MemoryStore } from "../../src/store/memory.js";
import type { TakenBatch } from "../../src/store/store.js";
import { StoreJournal } from "../../src/work/journal.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";

useFakeClock();

async function takenBatch(store: MemoryStore): Promise<TakenBatch> {
  await store.add(conversation(), message(), { integrationId: 1, quietMs: 0, maxWaitMs: 0 });
  return takeAgain(store);
}

async function takeAgain(store: MemoryStore): Promise<TakenBatch> {
  await vi.advanceTimersByTimeAsync(1);
  const [taken] = await store.take(1, []);
  if (taken === undefined) throw new Error("nothing taken");
  return taken;
}

it("a POST must have ended by the time limit of the process that sent it, whoever takes the batch over", async () => {
  const store = new MemoryStore();
  const taken = await takenBatch(store);
  await new StoreJournal(store, taken, 60_000).save({ posting: true });
  await vi.advanceTimersByTimeAsync(20_000);
  await store.retry(taken, 0, false);
  const again = await takeAgain(store);
  const quick = new StoreJournal(store, again, 5_000);
  expect(quick.openPostMs).toBe(60_000 + 10_000 - 20_001);
  expect(quick.postedMsAgo).toBe(20_001);
  // The next POST is its own.
  await quick.save({ ...quick.progress, posting: false });
  await quick.save({ ...quick.progress, posting: true });
  expect(quick.openPostMs).toBe(5_000 + 10_000);
  await store.close();
});

it("a POST is not over sooner, or later, because the system's clock is set", async () => {
  const store = new MemoryStore();
  const journal = new StoreJournal(store, await takenBatch(store), 30_000);
  await journal.save({ posting: true });
  for (const hours of [-6, 1, 720]) {
    vi.setSystemTime(Date.now() + hours * 3_600_000);
    expect(journal.openPostMs).toBe(40_000);
  }
  await store.close();
});
