import { LRUCache } from "lru-cache";
import pLimit, { type LimitFunction } from "p-limit";
import { KnownDocumentRules } from "../glpi/document-rules.js";
import { steadyNow } from "../glpi/steady-clock.js";
import type { Conversation, Id, Media } from "../host/events.js";
import { conversationKey } from "../store/keys.js";
import { GoingAlong } from "./going-along.js";

/** Functions that give files; older ones are let go, and the host's `openMedia` is asked. */
const MOST_OPENERS = 10_000;
/** Batches that may have their files read at a time, for one GLPI; and of those, such that failed before. */
const MOST_READING = 8;
const MOST_FAILED_READING = 3;
/** Each that waits for its turn asks this much more seldom. */
const TURN_MS = 2_000;
const LONGEST_TURN_MS = 300_000;
const MOST_SERVERS = 1_000;

/** Who has their files read, and who waits for it: by batch, and when they asked last, by `steadyNow()`. */
interface Reading {
  all: number;
  failed: number;
  waiting: Map<string, number>;
}

/** What this process has of files: how to get those that it was told of, what each GLPI takes, and whose turn it is. */
export class FilesAtHand {
  readonly rules = new KnownDocumentRules();
  readonly along = new GoingAlong();
  readonly #openers = new LRUCache<string, NonNullable<Media["open"]>>({ max: MOST_OPENERS });
  readonly #uploads = new LRUCache<string, LimitFunction>({ max: MOST_SERVERS });
  readonly #reading = new Map<string, Reading>();
  readonly #running = new Set<Promise<unknown>>();
  readonly #goingOn = new WeakSet<object>();
  readonly #closing = new AbortController();
  readonly #perServer: number;

  /** @param maxRequestsInFlight to one GLPI: half of them may be files */
  constructor(maxRequestsInFlight: number) {
    this.#perServer = Math.max(1, Math.floor(maxRequestsInFlight / 2));
  }

  /** When this process ends, nothing is read any more. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  remember(conversation: Conversation, messageId: Id, open: NonNullable<Media["open"]>): void {
    this.#openers.set(keyOf(conversation, messageId), open);
  }

  opener(conversation: Conversation, messageId: Id): Media["open"] {
    return this.#openers.get(keyOf(conversation, messageId));
  }

  forget(conversation: Conversation, messageId: Id): void {
    this.#openers.delete(keyOf(conversation, messageId));
  }

  /** Runs an upload when it is its turn at that GLPI: those who wait for a ticket come between. */
  upload<T>(url: string, task: () => Promise<T>): Promise<T> {
    const limit = this.#uploads.get(url) ?? pLimit(this.#perServer);
    this.#uploads.set(url, limit);
    return limit(task);
  }

  /**
   * Runs what a batch does with its files, unless too many others of that GLPI are at theirs: then it resolves to when
   * to come again, in milliseconds. Those that failed before leave room for the others.
   */
  async run(url: string, batchId: string, hasFailed: boolean, task: () => Promise<void>): Promise<number | undefined> {
    const reading: Reading = this.#reading.get(url) ?? { all: 0, failed: 0, waiting: new Map() };
    this.#reading.set(url, reading);
    if (reading.all >= MOST_READING || (hasFailed && reading.failed >= MOST_FAILED_READING)) {
      // Who did not come again has been taken by another process.
      for (const [id, askedAt] of reading.waiting) {
        if (steadyNow() - askedAt > 2 * LONGEST_TURN_MS) reading.waiting.delete(id);
      }
      reading.waiting.set(batchId, steadyNow());
      return Math.min(LONGEST_TURN_MS, TURN_MS * reading.waiting.size) * (0.5 + Math.random());
    }
    reading.waiting.delete(batchId);
    reading.all += 1;
    if (hasFailed) reading.failed += 1;
    try {
      await task();
      return undefined;
    } finally {
      reading.all -= 1;
      if (hasFailed) reading.failed -= 1;
      // Where nobody is at theirs, everybody who comes may.
      if (reading.all === 0) this.#reading.delete(url);
    }
  }

  /** What goes on beside a call that was answered, once at a time of each; must not reject. */
  goOn(of: object, task: () => Promise<void>): void {
    if (this.#goingOn.has(of)) return;
    this.#goingOn.add(of);
    const running = task().finally(() => {
      this.#goingOn.delete(of);
      this.#running.delete(running);
    });
    this.#running.add(running);
  }

  /** Resolves when nothing goes on any more. */
  async idle(): Promise<void> {
    await Promise.all(this.#running);
  }

  close(): void {
    this.#closing.abort();
  }
}

function keyOf(conversation: Conversation, messageId: Id): string {
  return `${conversationKey(conversation)} ${messageId}`;
}
