import type { Store, TakenBatch } from "../../src/store/store.js";
import type { Step } from "./protocol.js";

/** Has every step of a batch told to `tell`, which the store then waits for. Changes the store that it is given. */
export function watchStore(store: Store, tell: (step: Step) => Promise<void>): void {
  const { addInState } = store;
  const take = store.take.bind(store);
  const save = store.save.bind(store);

  store.add = adding(store.add.bind(store), tell);
  if (addInState !== undefined) store.addInState = adding(addInState.bind(store), tell);
  store.take = async (...args) => {
    const found = await take(...args);
    for (const { batch, progress } of found) await tell({ name: "taken", batchId: batch.id, progress });
    return found;
  };
  store.save = async (taken, progress, leaseMs) => {
    const batchId = taken.batch.id;
    await tell({ name: "saving", batchId, progress });
    try {
      await save(taken, progress, leaseMs);
    } catch (error) {
      await tell({ name: "released", batchId });
      throw error;
    }
    await tell({ name: "saved", batchId, progress });
  };
  store.finish = releasing(store.finish.bind(store), tell, "finishing");
  store.retry = releasing(store.retry.bind(store), tell);
  store.bury = releasing(store.bury.bind(store), tell);
}

function adding<Args extends unknown[], Added>(
  add: (...args: Args) => Promise<Added>,
  tell: (step: Step) => Promise<void>,
): (...args: Args) => Promise<Added> {
  return async (...args) => {
    const added = await add(...args);
    if (added === true) await tell({ name: "added" });
    return added;
  };
}

/** After these, whether they worked or not, nobody holds the batch. */
function releasing<Rest extends unknown[]>(
  end: (taken: TakenBatch, ...rest: Rest) => Promise<void>,
  tell: (step: Step) => Promise<void>,
  before?: "finishing",
): (taken: TakenBatch, ...rest: Rest) => Promise<void> {
  return async (taken, ...rest) => {
    const batchId = taken.batch.id;
    if (before !== undefined) await tell({ name: before, batchId });
    try {
      await end(taken, ...rest);
    } finally {
      await tell({ name: "released", batchId });
    }
  };
}
