import { LRUCache } from "lru-cache";
import type { Conversation } from "../host/events.js";
import { cacheClock } from "../store/cache-clock.js";
import { conversationKey } from "../store/keys.js";
import type { TicketRequester } from "../store/store.js";

const MAX_CONVERSATIONS = 50_000;
/** More at a time are not looked for early: they wait until their batch is due, and others' batches do not wait for them. */
const MAX_AT_A_TIME = 32;
/** So long it is known that a conversation's person was looked for. */
const KEPT_MS = 60 * 60 * 1_000;

interface Early {
  /** Who was looked for, and by whose rules. */
  whose: string;
  /** Undefined once it was taken: nobody is looked for again. */
  found: Promise<TicketRequester | undefined> | undefined;
}

/**
 * Looks for the person of a conversation while the customer still writes: when the batch is due, its ticket is one
 * request away. In this process alone; another one finds in the store what was found here.
 */
export class EarlyRequesters {
  #looking = 0;
  readonly #early = new LRUCache<string, Early>({ max: MAX_CONVERSATIONS, ttl: KEPT_MS, ...cacheClock });

  /** Whether somebody is to be looked for: nobody was in this conversation lately, and there is room. */
  isWanted(conversation: Conversation): boolean {
    return this.#looking < MAX_AT_A_TIME && !this.#early.has(conversationKey(conversation));
  }

  /** Begins to look; what fails, or finds nobody, is looked for when the batch is due. */
  begin(conversation: Conversation, whose: string, resolve: () => Promise<TicketRequester | undefined>): void {
    this.#looking += 1;
    const found = resolve()
      .catch(() => undefined)
      .finally(() => {
        this.#looking -= 1;
      });
    this.#early.set(conversationKey(conversation), { whose, found });
  }

  /** Whom it found, once; undefined where nobody was found, or looked for. */
  async take(conversation: Conversation, whose: string): Promise<TicketRequester | undefined> {
    const key = conversationKey(conversation);
    const early = this.#early.get(key);
    if (early === undefined || early.whose !== whose) return undefined;
    this.#early.set(key, { whose, found: undefined });
    return early.found;
  }
}
