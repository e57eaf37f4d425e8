import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { cacheClock } from "../store/cache-clock.js";

const MOST = 10_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Something that is being said, by the key that Whazing knows it by. */
export interface Saying {
  readonly key: string;
  /** Whether it may have been said: an answer never came. */
  mayBeSaid: boolean;
}

/**
 * Keys for what is said: they follow from what it is, the hour and how often this process said the same, so that a
 * repetition has the same one, also of another process, and what is said anew has not.
 */
export class ExternalKeys {
  readonly #open = new LRUCache<string, Saying>({ max: MOST, ttl: DAY_MS, ...cacheClock });
  readonly #said = new LRUCache<string, number>({ max: MOST, ttl: DAY_MS, ...cacheClock });
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The same until it is `done`. */
  of(...what: readonly unknown[]): Saying {
    const content = digestOf(what);
    const open = this.#open.get(content);
    if (open !== undefined) return open;
    const hour = Math.floor(this.#now() / HOUR_MS);
    const times = this.#said.get(content) ?? 0;
    const saying: Saying = { key: `wz-${digestOf([content, hour, times])}`, mayBeSaid: false };
    this.#open.set(content, saying);
    return saying;
  }

  /** It was said, or never will be. */
  done(...what: readonly unknown[]): void {
    const content = digestOf(what);
    if (!this.#open.delete(content)) return;
    this.#said.set(content, (this.#said.get(content) ?? 0) + 1);
  }
}

function digestOf(what: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(what)).digest("hex").slice(0, 32);
}
