import { isDeepStrictEqual } from "node:util";
import { LRUCache } from "lru-cache";
import { away, type ConversationState } from "../conversation/state.js";
import type { Conversation } from "../host/events.js";
import { atMost, cacheClock } from "./cache-clock.js";
import { conversationKey } from "./keys.js";

/** What is remembered of conversations; the least recently used go first. */
const MAX_CONVERSATIONS = 100_000;
const CONVERSATION_TTL_MS = 24 * 60 * 60 * 1_000;

/** Where the conversations of a `MemoryStore` are. */
export class MemoryStates {
  readonly #states = new LRUCache<string, ConversationState>({
    ...atMost(MAX_CONVERSATIONS),
    ttl: CONVERSATION_TTL_MS,
    ...cacheClock,
  });

  load(conversation: Conversation): ConversationState {
    return this.#states.get(conversationKey(conversation)) ?? away;
  }

  save(conversation: Conversation, state: ConversationState): void {
    const key = conversationKey(conversation);
    if (state.phase === "away") this.#states.delete(key);
    else this.#states.set(key, state);
  }

  /** Whether the conversation is in this state. */
  is(conversation: Conversation, state: ConversationState): boolean {
    const is = this.load(conversation);
    return is === state || isDeepStrictEqual(asJson(is), asJson(state));
  }
}

/** As another store would give it: without what is undefined. */
function asJson(state: ConversationState): unknown {
  return JSON.parse(JSON.stringify(state));
}
