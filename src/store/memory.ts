import { LRUCache } from "lru-cache";
import { cacheClock } from "../clock.js";
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
import { away, type ConversationState } from "../conversation/flow.js";
import type { Conversation, Id, Message } from "../host/events.js";
import { QuietPeriod } from "./quiet-period.js";
import { type BatchHandler, conversationKey, type KnownRequester, type Store, type Waiting } from "./store.js";

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
  period: QuietPeriod;
}

/** The batches of one conversation that are not done. */
interface Work {
  open?: OpenBatch | undefined;
  /** Due, in order. */
  due: Batch[];
  handling?: Batch | undefined;
}

/**
 * Keeps everything in this process: the default. A process that is killed loses what waits; `close()` hands it over
 * first. Its timers do not keep the process alive.
 */
export class MemoryStore implements Store {
  readonly #work = new Map<string, Work>();
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
  readonly #idle: (() => void)[] = [];
  #handle: BatchHandler | undefined;

  start(handle: BatchHandler): void {
    this.#handle = handle;
    for (const key of this.#work.keys()) this.#handleNext(key);
  }

  async loadState(conversation: Conversation): Promise<ConversationState> {
    return this.#states.get(conversationKey(conversation)) ?? away;
  }

  async saveState(conversation: Conversation, state: ConversationState): Promise<void> {
    const key = conversationKey(conversation);
    if (state.phase === "away") this.#states.delete(key);
    else this.#states.set(key, state);
  }

  async add(conversation: Conversation, message: Message, waiting: Waiting): Promise<boolean> {
    const key = conversationKey(conversation);
    const { inbox, added } = addMessage(this.#inbox(key), message);
    if (!added) return false;
    const { integrationId, quietMs, maxWaitMs } = waiting;
    const period = this.#work.get(key)?.open?.period ?? new QuietPeriod(quietMs, maxWaitMs, () => this.#seal(key));
    this.#keep(key, inbox, { conversation, integrationId, period });
    period.restart();
    return true;
  }

  async edit(conversation: Conversation, message: Message): Promise<boolean> {
    const key = conversationKey(conversation);
    const { inbox, tooLate } = editMessage(this.#inbox(key), message);
    this.#keep(key, inbox, this.#work.get(key)?.open);
    return !tooLate;
  }

  async remove(conversation: Conversation, messageId: Id): Promise<boolean> {
    const key = conversationKey(conversation);
    const { inbox, tooLate } = deleteMessage(this.#inbox(key), messageId);
    this.#keep(key, inbox, this.#work.get(key)?.open);
    return !tooLate;
  }

  async flush(conversation: Conversation): Promise<void> {
    this.#seal(conversationKey(conversation));
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

  async close(timeoutMs: number): Promise<readonly Batch[]> {
    for (const key of [...this.#work.keys()]) this.#seal(key);
    await this.#untilIdle(timeoutMs);
    const left = [...this.#work.values()].flatMap(({ handling, due }) => (handling ? [handling, ...due] : due));
    this.#handle = undefined;
    return left;
  }

  #inbox(key: string): Inbox {
    return {
      waiting: this.#work.get(key)?.open?.messages ?? emptyInbox.waiting,
      fates: this.#fates.get(key) ?? emptyInbox.fates,
    };
  }

  /** Keeps an inbox; one in which nothing waits has no open batch and no timer. */
  #keep(key: string, { waiting, fates }: Inbox, open: Omit<OpenBatch, "messages"> | undefined): void {
    this.#fates.set(key, fates);
    if (open === undefined) return;
    const work = this.#work.get(key) ?? { due: [] };
    if (waiting.length === 0) open.period.end();
    work.open = waiting.length === 0 ? undefined : { ...open, messages: waiting };
    this.#workChanged(key, work);
  }

  /** The open batch is due. */
  #seal(key: string): void {
    const work = this.#work.get(key);
    if (work?.open === undefined) return;
    const { conversation, integrationId, period } = work.open;
    period.end();
    const { inbox, messages } = takeMessages(this.#inbox(key));
    this.#fates.set(key, inbox.fates);
    work.open = undefined;
    work.due.push(toBatch(conversation, integrationId, messages));
    this.#handleNext(key);
  }

  #handleNext(key: string): void {
    const work = this.#work.get(key);
    if (work === undefined || work.handling !== undefined || this.#handle === undefined) return;
    const batch = work.due.shift();
    if (batch === undefined) return;
    work.handling = batch;
    void this.#handle(batch).finally(() => {
      work.handling = undefined;
      this.#workChanged(key, work);
      this.#handleNext(key);
    });
  }

  #workChanged(key: string, work: Work): void {
    if (work.open || work.handling || work.due.length > 0) this.#work.set(key, work);
    else this.#work.delete(key);
    if (this.#work.size === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  #untilIdle(timeoutMs: number): Promise<void> {
    if (this.#work.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#idle.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
