import { LRUCache } from "lru-cache";
import { atMost, cacheClock } from "./cache-clock.js";
import type { KnownRequester } from "./store.js";

/** What is remembered of people; the least recently used go first. A person has a telephone, a lid and an id of the host's. */
const MAX_NAMES = 150_000;
const REQUESTER_TTL_MS = 365 * 24 * 60 * 60 * 1_000;

/** Who contacts are in GLPI, as a `MemoryStore` remembers them. */
export class MemoryPeople extends LRUCache<string, KnownRequester> {
  constructor() {
    super({ ...atMost(MAX_NAMES), ttl: REQUESTER_TTL_MS, ...cacheClock });
  }
}
