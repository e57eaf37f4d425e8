import { LRUCache } from "lru-cache";
import {
  addMessage,
  type Batch,
  deleteMessage,
  editMessage,
  emptyInbox,
  type Inbox,
  takeMessages,
  toBatch,
} from "../conversation/batch.js";
import type { Conversation, Id, Message } from "../host/events.js";
import { cacheClock } from "./cache-clock.js";
import { CountedMessages } from "./counted-messages.js";
import { conversationKey } from "./keys.js";
import { QuietPeriod } from "./quiet-period.js";
import type { QuietTimes, Waiting } from "./store.js";

/** What is remembered of conversations; the least recently used go first. Waiting messages never do. */
const MAX_CONVERSATIONS = 100_000;
const CONVERSATION_TTL_MS = 24 * 60 * 60 * 1_000;

/** A batch that gathers. */
interface OpenBatch {
  conversation: Conversation;
  integrationId: Id;
  messages: Inbox["waiting"];
  since: number;
  period: QuietPeriod;
}

/** The messages that wait in a `MemoryStore`, and which ids were counted. */
export class MemoryInbox {
  readonly #open = new Map<string, OpenBatch>();
  readonly #fates = new LRUCache<string, Inbox["fates"]>({
    max: MAX_CONVERSATIONS,
    ttl: CONVERSATION_TTL_MS,
    ...cacheClock,
  });
  readonly #counted = new CountedMessages();
  readonly #onDue: (batch: Batch, since: number) => void;

  /** `since` is when the batch's first message came. */
  constructor(onDue: (batch: Batch, since: number) => void) {
    this.#onDue = onDue;
  }

  add(conversation: Conversation, message: Message, waiting: Waiting): boolean | "fuller" {
    const key = conversationKey(conversation);
    if (this.#counted.isElsewhere(conversation, message)) return false;
    const { inbox, added, fuller } = addMessage(this.#inbox(key), message);
    const { integrationId, quietMs, maxWaitMs, described = true } = waiting;
    const known = this.#open.get(key);
    if (!added) {
      this.#keep(key, inbox, known);
      // What completes it may be what describes something.
      const waits = inbox.waiting.some(({ id }) => String(id) === String(message.id));
      if (waits && described) known?.period.begin(quietMs, maxWaitMs);
      return fuller ? "fuller" : false;
    }
    this.#counted.count(conversation, message);
    const period = known?.period ?? new QuietPeriod(() => this.seal(key));
    this.#keep(key, inbox, { conversation, integrationId, period, since: known?.since ?? Date.now() });
    if (described) period.begin(quietMs, maxWaitMs);
    period.restart();
    return true;
  }

  edit(conversation: Conversation, message: Message, described: QuietTimes | undefined): boolean {
    const key = conversationKey(conversation);
    const { inbox, tooLate } = editMessage(this.#inbox(key), message);
    const open = this.#open.get(key);
    this.#keep(key, inbox, open);
    const waits = inbox.waiting.some(({ id }) => String(id) === String(message.id));
    if (described !== undefined && waits) open?.period.begin(described.quietMs, described.maxWaitMs);
    return !tooLate;
  }

  remove(conversation: Conversation, messageId: Id): boolean {
    const key = conversationKey(conversation);
    const { inbox, tooLate } = deleteMessage(this.#inbox(key), messageId);
    if (!tooLate) this.#counted.forget(conversation, messageId);
    this.#keep(key, inbox, this.#open.get(key));
    return !tooLate;
  }

  /** The open batch is due. */
  seal(key: string): void {
    const open = this.#open.get(key);
    if (open === undefined) return;
    open.period.end();
    const { inbox, messages } = takeMessages(this.#inbox(key));
    this.#fates.set(key, inbox.fates);
    this.#open.delete(key);
    this.#onDue(toBatch(open.conversation, open.integrationId, messages), open.since);
  }

  sealAll(): void {
    for (const key of [...this.#open.keys()]) this.seal(key);
  }

  /** How many batches gather, and how long the oldest of them waits; and in how many nothing was described yet. */
  counts(): { waiting: number; held: number; oldestWaitMs: number } {
    const now = Date.now();
    let waiting = 0;
    let oldestWaitMs = 0;
    for (const { period, since } of this.#open.values()) {
      if (!period.begun) continue;
      waiting += 1;
      oldestWaitMs = Math.max(oldestWaitMs, now - since);
    }
    return { waiting, held: this.#open.size - waiting, oldestWaitMs };
  }

  #inbox(key: string): Inbox {
    return {
      waiting: this.#open.get(key)?.messages ?? emptyInbox.waiting,
      fates: this.#fates.get(key) ?? emptyInbox.fates,
    };
  }

  /** Keeps an inbox; one in which nothing waits has no open batch and no timer. */
  #keep(key: string, { waiting, fates }: Inbox, open: Omit<OpenBatch, "messages"> | undefined): void {
    this.#fates.set(key, fates);
    if (open === undefined) return;
    if (waiting.length > 0) {
      this.#open.set(key, { ...open, messages: waiting });
    } else {
      open.period.end();
      this.#open.delete(key);
    }
  }
}
