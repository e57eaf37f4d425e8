import { isDeepStrictEqual } from "node:util";
import { LRUCache } from "lru-cache";
import { away, type ConversationState } from "../conversation/state.js";
import type { Conversation } from "../host/events.js";
import { atMost, cacheClock } from "./cache-clock.js";
import { conversationKey } from "./keys.js";

/** What is remembered of conversations; the least recently used go first. */
const MAX_CONVERSATIONS = 100_000;
const CONVERSATION_TTL_MS = 24 * 60 * 60 * 1_000;

interface Kept {
  conversation: Conversation;
  state: ConversationState;
}

/** Where the conversations of a `MemoryStore` are. */
export class MemoryStates {
  readonly #states = new LRUCache<string, Kept>({
    ...atMost(MAX_CONVERSATIONS),
    ttl: CONVERSATION_TTL_MS,
    ...cacheClock,
  });

  load(conversation: Conversation): ConversationState {
    return this.#states.get(conversationKey(conversation))?.state ?? away;
  }

  save(conversation: Conversation, state: ConversationState): void {
    const key = conversationKey(conversation);
    if (state.phase === "away") this.#states.delete(key);
    else this.#states.set(key, { conversation: named(conversation), state });
  }

  /** Resolves to the conversations that were somewhere. */
  forget(isTheirs: (conversation: Conversation) => boolean): Conversation[] {
    const theirs = [...this.#states.values()].map(({ conversation }) => conversation).filter(isTheirs);
    for (const conversation of theirs) this.#states.delete(conversationKey(conversation));
    return theirs;
  }

  /** Whether the conversation is in this state. */
  is(conversation: Conversation, state: ConversationState): boolean {
    const is = this.load(conversation);
    return is === state || isDeepStrictEqual(asJson(is), asJson(state));
  }
}

/** No more than whose it is. */
function named({ tenantId, id, contact }: Conversation): Conversation {
  return { tenantId, id, contact: { id: contact.id } };
}

/** As another store would give it: without what is undefined. */
function asJson(state: ConversationState): unknown {
  return JSON.parse(JSON.stringify(state));
}
