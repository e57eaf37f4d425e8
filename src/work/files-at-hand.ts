import { LRUCache } from "lru-cache";
import { KnownDocumentRules } from "../glpi/document-rules.js";
import type { Conversation, Id, Media } from "../host/events.js";
import { conversationKey } from "../store/keys.js";

/** Functions that give files; older ones are let go, and the host's `openMedia` is asked. */
const MOST_OPENERS = 10_000;

/** What this process has of files: how to get those that it was told of, and what each GLPI takes. */
export class FilesAtHand {
  readonly rules = new KnownDocumentRules();
  readonly #openers = new LRUCache<string, NonNullable<Media["open"]>>({ max: MOST_OPENERS });
  readonly #busy = new Map<string, number>();
  readonly #perLane: number;

  /** @param perLane batches of one lane that are tried at a time */
  constructor(perLane: number) {
    // Whoever waits for files leaves room for those who wait for a ticket.
    this.#perLane = Math.max(1, Math.floor(perLane / 4));
  }

  remember(conversation: Conversation, messageId: Id, open: NonNullable<Media["open"]>): void {
    this.#openers.set(keyOf(conversation, messageId), open);
  }

  opener(conversation: Conversation, messageId: Id): Media["open"] {
    return this.#openers.get(keyOf(conversation, messageId));
  }

  /** Runs the task unless too many of the lane are at it: then it resolves to undefined at once. */
  async run<T>(lane: string, task: () => Promise<T>): Promise<T | undefined> {
    const busy = this.#busy.get(lane) ?? 0;
    if (busy >= this.#perLane) return undefined;
    this.#busy.set(lane, busy + 1);
    try {
      return await task();
    } finally {
      const left = (this.#busy.get(lane) ?? 1) - 1;
      if (left > 0) this.#busy.set(lane, left);
      else this.#busy.delete(lane);
    }
  }
}

function keyOf(conversation: Conversation, messageId: Id): string {
  return `${conversationKey(conversation)} ${messageId}`;
}
