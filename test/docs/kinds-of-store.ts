import { MemoryStore } from "../../src/index.js";
import { parseOptions } from "../../src/integration/options.js";

class DurableStore extends MemoryStore {
  override readonly durable = true;
}
export const host = {
  sendMessage: () => undefined,
  transferToQueue: () => undefined,
  loadIntegration: () => undefined,
};
/** The options on a store that is not durable, and on one that is, when none is given. */
export const inMemory = parseOptions({ host });
export const durable = parseOptions({ host, store: new DurableStore() });
