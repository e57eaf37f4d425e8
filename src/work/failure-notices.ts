import { LRUCache } from "lru-cache";
import type { Emit } from "../events.js";
import { GlpiIntegrationError } from "../glpi/errors.js";
import type { Conversation } from "../host/events.js";
import { cacheClock } from "../store/cache-clock.js";
import { conversationKey } from "../store/keys.js";

const MAX_CONVERSATIONS = 50_000;
const HOUR_MS = 3_600_000;
const TOLD_AGAIN_AFTER_MS = HOUR_MS / 4;

/**
 * Keeps a conversation from being told of failures, and moved to error queues, without end: two queues that are each
 * other's error queue would send it to and fro. Kept by this process alone.
 */
export class FailureNotices {
  readonly #emit: Emit;
  readonly #told = new LRUCache<string, true>({ max: MAX_CONVERSATIONS, ttl: TOLD_AGAIN_AFTER_MS, ...cacheClock });
  /** Whether it was warned of, by conversation that was moved. */
  readonly #moved = new LRUCache<string, boolean>({ max: MAX_CONVERSATIONS, ttl: HOUR_MS, ...cacheClock });

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  /** Whether the conversation may be told of a failure: once in a quarter of an hour. Counts it. */
  mayTell(conversation: Conversation): boolean {
    const key = conversationKey(conversation);
    if (this.#told.has(key)) return false;
    this.#told.set(key, true);
    return true;
  }

  /** Whether the conversation may be moved to an error queue: once in an hour; else a `warning` says so. Counts it. */
  mayMove(conversation: Conversation): boolean {
    const key = conversationKey(conversation);
    const warned = this.#moved.get(key);
    if (warned === undefined) {
      this.#moved.set(key, false);
      return true;
    }
    if (!warned) {
      this.#moved.set(key, true, { noUpdateTTL: true });
      this.#emit("warning", { error: movedAlready(conversation), conversation });
    }
    return false;
  }
}

function movedAlready({ id }: Conversation): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "CONFIGURATION_INVALID",
    `Conversation ${id} was moved to an error queue within the last hour, failed again and stays where it is: errorQueueId should name a queue where people answer, not one with a GLPI integration.`,
  );
}
