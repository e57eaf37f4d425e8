import { LRUCache } from "lru-cache";
import type { Id } from "../host/events.js";
import { atMost, cacheClock } from "./cache-clock.js";
import { requesterKey } from "./keys.js";
import type { KnownRequester } from "./store.js";

/** What is remembered of people; the least recently used go first. A person has a telephone, a lid and an id of the host's. */
const MAX_NAMES = 150_000;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** Who contacts are in GLPI, as a `MemoryStore` remembers them. */
export class MemoryPeople {
  readonly #people: LRUCache<string, KnownRequester>;

  constructor(days: number) {
    this.#people = new LRUCache({ ...atMost(MAX_NAMES), ttl: days * DAY_MS, ...cacheClock });
  }

  get(key: string): KnownRequester | undefined {
    return this.#people.get(key);
  }

  set(key: string, requester: KnownRequester): void {
    this.#people.set(key, requester);
  }

  delete(key: string): void {
    this.#people.delete(key);
  }

  /** Under each of these names, and each that one of them leads to; what is shared by several is nobody's. */
  forget(tenantId: Id, names: readonly string[]): number {
    const isUnder = (key: string, ends: readonly string[]) => ends.some((end) => key.endsWith(end));
    const endsOf = (all: readonly string[]) => all.map((name) => requesterKey("", tenantId, name).slice(3));
    const own = [...this.#people.entries()].filter(([, { shared }]) => !shared);
    const more = own.filter(([key]) => isUnder(key, endsOf(names))).flatMap(([, known]) => known.names ?? []);
    const ends = endsOf([...new Set([...names, ...more])]);
    const theirs = own.filter(([key]) => isUnder(key, ends));
    for (const [key] of theirs) this.#people.delete(key);
    return theirs.length;
  }
}
