import { LRUCache } from "lru-cache";
import type { Conversation } from "../host/events.js";
import { conversationKey } from "../store/keys.js";

const MAX_CONVERSATIONS = 10_000;

/** As of when the newest fact of each conversation was that this process was told. */
export class NewestFacts {
  readonly #newest = new LRUCache<string, number>({ max: MAX_CONVERSATIONS });

  /** Whether something newer was told before; else this is the newest. Without a time it is as of now. */
  isOutdated(conversation: Conversation, asOf: number | undefined): boolean {
    if (asOf === undefined) return false;
    const key = conversationKey(conversation);
    const isOutdated = asOf < (this.#newest.get(key) ?? 0);
    if (!isOutdated) this.#newest.set(key, asOf);
    return isOutdated;
  }
}
