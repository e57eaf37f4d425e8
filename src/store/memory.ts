import { LRUCache } from "lru-cache";
import {
  addMessage,
  deleteMessage,
  editMessage,
  emptyInbox,
  type Inbox,
  takeMessages,
  toBatch,
} from "../conversation/batch.js";
import { away, type ConversationState } from "../conversation/flow.js";
import { GlpiIntegrationError } from "../glpi/errors.js";
import type { Conversation, Id, Message } from "../host/events.js";
import { cacheClock } from "./cache-clock.js";
import { MemoryBatches } from "./memory-batches.js";
import { QuietPeriod } from "./quiet-period.js";
import {
  type BatchCounts,
  type BatchProgress,
  conversationKey,
  type DeadLetter,
  type KnownRequester,
  type LostBatch,
  type Store,
  type TakenBatch,
  type Waiting,
} from "./store.js";

/** What is remembered of conversations and people; the least recently used go first. Waiting messages never do. */
const MAX_CONVERSATIONS = 100_000;
const MAX_REQUESTERS = 50_000;
const CONVERSATION_TTL_MS = 24 * 60 * 60 * 1_000;
/** So long a change that a technician makes to a person in GLPI can go unnoticed. */
const REQUESTER_TTL_MS = 60 * 60 * 1_000;

/** A batch that gathers. */
interface OpenBatch {
  conversation: Conversation;
  integrationId: Id;
  messages: Inbox["waiting"];
  since: number;
  period: QuietPeriod;
}

/**
 * Keeps everything in this process: the default. A process that is killed loses what waits; `close()` hands it over
 * first. Its timers do not keep the process alive.
 */
export class MemoryStore implements Store {
  readonly durable: boolean = false;
  readonly #open = new Map<string, OpenBatch>();
  readonly #batches = new MemoryBatches();
  #closed = false;
  readonly #fates = new LRUCache<string, Inbox["fates"]>({
    max: MAX_CONVERSATIONS,
    ttl: CONVERSATION_TTL_MS,
    ...cacheClock,
  });
  readonly #states = new LRUCache<string, ConversationState>({
    max: MAX_CONVERSATIONS,
    ttl: CONVERSATION_TTL_MS,
    ...cacheClock,
  });
  readonly #requesters = new LRUCache<string, KnownRequester>({
    max: MAX_REQUESTERS,
    ttl: REQUESTER_TTL_MS,
    ...cacheClock,
  });

  async loadState(conversation: Conversation): Promise<ConversationState> {
    return this.#states.get(conversationKey(conversation)) ?? away;
  }

  async saveState(conversation: Conversation, state: ConversationState): Promise<void> {
    const key = conversationKey(conversation);
    if (state.phase === "away") this.#states.delete(key);
    else this.#states.set(key, state);
  }

  async add(conversation: Conversation, message: Message, waiting: Waiting): Promise<boolean> {
    this.#refuseWhenClosed();
    const key = conversationKey(conversation);
    const { inbox, added } = addMessage(this.#inbox(key), message);
    if (!added) return false;
    const { integrationId, quietMs, maxWaitMs } = waiting;
    const known = this.#open.get(key);
    const period = known?.period ?? new QuietPeriod(quietMs, maxWaitMs, () => this.#seal(key));
    this.#keep(key, inbox, { conversation, integrationId, period, since: known?.since ?? Date.now() });
    period.restart();
    return true;
  }

  async edit(conversation: Conversation, message: Message): Promise<boolean> {
    this.#refuseWhenClosed();
    const key = conversationKey(conversation);
    const { inbox, tooLate } = editMessage(this.#inbox(key), message);
    this.#keep(key, inbox, this.#open.get(key));
    return !tooLate;
  }

  async remove(conversation: Conversation, messageId: Id): Promise<boolean> {
    this.#refuseWhenClosed();
    const key = conversationKey(conversation);
    const { inbox, tooLate } = deleteMessage(this.#inbox(key), messageId);
    this.#keep(key, inbox, this.#open.get(key));
    return !tooLate;
  }

  async flush(conversation: Conversation): Promise<void> {
    this.#seal(conversationKey(conversation));
  }

  onDue(listener: () => void): void {
    this.#batches.onDue(listener);
  }

  async take(limit: number, except: readonly string[]): Promise<TakenBatch[]> {
    return this.#batches.take(limit, except);
  }

  async renew(): Promise<void> {
    // A lease in memory ends with the process.
  }

  async save(taken: TakenBatch, progress: BatchProgress): Promise<void> {
    this.#batches.save(taken, progress);
  }

  async finish(taken: TakenBatch): Promise<void> {
    this.#batches.finish(taken);
  }

  async retry(taken: TakenBatch, inMs: number, failed: boolean): Promise<void> {
    this.#batches.retry(taken, inMs, failed);
  }

  async bury(taken: TakenBatch, reason: Pick<DeadLetter, "code" | "message">): Promise<void> {
    this.#batches.bury(taken, reason);
  }

  async deadLetters(): Promise<DeadLetter[]> {
    return this.#batches.deadLetters();
  }

  async replay(batchId: string): Promise<boolean> {
    return this.#batches.replay(batchId);
  }

  async discard(batchId: string): Promise<boolean> {
    return this.#batches.discard(batchId);
  }

  async counts(): Promise<BatchCounts> {
    const counts = this.#batches.counts();
    const waits = [...this.#open.values()].map(({ since }) => Date.now() - since);
    const oldestWaitMs = waits.reduce((oldest, wait) => Math.max(oldest, wait), counts.oldestWaitMs);
    return { ...counts, waiting: counts.waiting + this.#open.size, oldestWaitMs };
  }

  async findRequester(key: string): Promise<KnownRequester | undefined> {
    return this.#requesters.get(key);
  }

  async saveRequester(key: string, requester: KnownRequester): Promise<void> {
    this.#requesters.set(key, requester);
  }

  async forgetRequester(key: string): Promise<void> {
    this.#requesters.delete(key);
  }

  async prepareClose(): Promise<void> {
    for (const key of [...this.#open.keys()]) this.#seal(key);
    this.#batches.hasten();
  }

  async close(): Promise<readonly LostBatch[]> {
    this.#closed = true;
    for (const key of [...this.#open.keys()]) this.#seal(key);
    return this.#batches.close();
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw new GlpiIntegrationError("CLOSED", "This store was closed.");
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

  /** The open batch is due. */
  #seal(key: string): void {
    const open = this.#open.get(key);
    if (open === undefined) return;
    open.period.end();
    const { inbox, messages } = takeMessages(this.#inbox(key));
    this.#fates.set(key, inbox.fates);
    this.#open.delete(key);
    this.#batches.push(toBatch(open.conversation, open.integrationId, messages), open.since);
  }
}
