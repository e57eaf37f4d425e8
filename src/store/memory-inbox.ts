import { LRUCache } from "lru-cache";
import { type Batch, MOST_MESSAGES, MOST_WEIGHT, toBatch, weightOf } from "../conversation/batch.js";
import { Inbox } from "../conversation/inbox.js";
import type { Conversation, Id, Message } from "../host/events.js";
import { atMost, cacheClock } from "./cache-clock.js";
import { CountedMessages } from "./counted-messages.js";
import { conversationKey } from "./keys.js";
import type { Owned } from "./memory-entry.js";
import { QuietPeriod } from "./quiet-period.js";
import type { QuietTimes, Waiting } from "./store.js";

/** What is remembered of conversations; the least recently used go first. Waiting messages never do. */
const MAX_CONVERSATIONS = 100_000;
const CONVERSATION_TTL_MS = 24 * 60 * 60 * 1_000;

/** A batch that gathers. */
interface OpenBatch {
  conversation: Conversation;
  integrationId: Id;
  readonly inbox: Inbox;
  /** Of all that waits, by `weightOf`. */
  weight: number;
  readonly since: number;
  readonly period: QuietPeriod;
}

/** The messages that wait in a `MemoryStore`, and which ids were counted. */
export class MemoryInbox {
  readonly #open = new Map<string, OpenBatch>();
  readonly #inboxes = new LRUCache<string, Inbox>({
    ...atMost(MAX_CONVERSATIONS),
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
    const inbox = this.#inbox(key);
    const { integrationId, quietMs, maxWaitMs, described = true } = waiting;
    if (!inbox.isNew(message.id)) {
      const open = this.#open.get(key);
      const told = this.#change(key, message.id, () => inbox.add(message));
      // What completes it may be what describes something.
      if (inbox.waits(message.id) && described) open?.period.begin(quietMs, maxWaitMs);
      return told === "fuller" ? told : false;
    }
    this.#sealIfFull(key, message);
    const open = this.#open.get(key) ?? this.#begin(key, inbox, conversation, integrationId);
    open.conversation = conversation;
    open.integrationId = integrationId;
    this.#change(key, message.id, () => inbox.add(message));
    this.#counted.count(conversation, message);
    if (described) open.period.begin(quietMs, maxWaitMs);
    open.period.restart();
    // The last message says how long it is waited for another one.
    if (described && quietMs === 0) this.seal(key);
    return true;
  }

  edit(conversation: Conversation, message: Message, described: QuietTimes | undefined): boolean {
    const key = conversationKey(conversation);
    const inbox = this.#inbox(key);
    const inTime = this.#change(key, message.id, () => inbox.edit(message));
    const open = this.#open.get(key);
    if (described !== undefined && inbox.waits(message.id)) open?.period.begin(described.quietMs, described.maxWaitMs);
    if (open !== undefined && open.weight > MOST_WEIGHT) this.seal(key);
    return inTime;
  }

  /** Whether it was counted, and is in a batch, or was. */
  isTaken(conversation: Conversation, messageId: Id): boolean {
    const inbox = this.#inbox(conversationKey(conversation));
    return !inbox.isNew(messageId) && !inbox.waits(messageId);
  }

  remove(conversation: Conversation, messageId: Id): boolean {
    const key = conversationKey(conversation);
    const inbox = this.#inbox(key);
    const inTime = this.#change(key, messageId, () => inbox.remove(messageId));
    if (inTime) this.#counted.forget(conversation, messageId);
    const open = this.#open.get(key);
    if (open !== undefined && inbox.size === 0) {
      open.period.end();
      this.#open.delete(key);
    }
    return inTime;
  }

  /** A message was removed from a batch that is no longer here. */
  forget(conversation: Conversation, messageId: Id): void {
    this.#inbox(conversationKey(conversation)).forget(messageId);
    this.#counted.forget(conversation, messageId);
  }

  /** Nothing waits any more; that it was counted is remembered. Resolves to the conversations in which something did. */
  drop(isTheirs: (conversation: Conversation) => boolean): Conversation[] {
    const theirs = [...this.#open.values()].filter(({ conversation }) => isTheirs(conversation));
    for (const { conversation, inbox, period } of theirs) {
      period.end();
      inbox.take();
      this.#open.delete(conversationKey(conversation));
    }
    return theirs.map(({ conversation }) => conversation);
  }

  /** Edits that overtook their message, of a conversation. */
  dropEdits(conversation: Pick<Conversation, "tenantId" | "id">): void {
    this.#inboxes.get(conversationKey(conversation))?.dropEdits();
  }

  /** The open batch is due. */
  seal(key: string): void {
    const open = this.#open.get(key);
    if (open === undefined) return;
    open.period.end();
    this.#open.delete(key);
    this.#onDue(toBatch(open.conversation, open.integrationId, open.inbox.take()), open.since);
  }

  sealAll(): void {
    for (const key of [...this.#open.keys()]) this.seal(key);
  }

  owners(): Owned[] {
    return [...this.#open.values()];
  }

  /** How many batches gather, and how long the oldest of them waits; and in how many nothing was described yet. */
  counts(isTheirs: (batch: Owned) => boolean): { waiting: number; held: number; oldestWaitMs: number } {
    const open = [...this.#open.values()].filter(isTheirs);
    const waiting = open.filter(({ period }) => period.begun);
    const oldest = waiting.reduce((since, each) => Math.min(since, each.since), Date.now());
    return { waiting: waiting.length, held: open.length - waiting.length, oldestWaitMs: Date.now() - oldest };
  }

  #inbox(key: string): Inbox {
    const inbox = this.#open.get(key)?.inbox ?? this.#inboxes.get(key) ?? new Inbox();
    this.#inboxes.set(key, inbox);
    return inbox;
  }

  #begin(key: string, inbox: Inbox, conversation: Conversation, integrationId: Id): OpenBatch {
    const period = new QuietPeriod(() => this.seal(key));
    const open = { conversation, integrationId, inbox, weight: 0, since: Date.now(), period };
    this.#open.set(key, open);
    return open;
  }

  /** What no longer fits opens the next batch. */
  #sealIfFull(key: string, message: Message): void {
    const open = this.#open.get(key);
    if (open === undefined) return;
    if (open.inbox.size >= MOST_MESSAGES || open.weight + weightOf(message) > MOST_WEIGHT) this.seal(key);
  }

  /** Does something to what waits of one id. */
  #change<T>(key: string, id: Id, task: () => T): T {
    const inbox = this.#inbox(key);
    const weight = () => weightOf(inbox.get(id) ?? { text: "" });
    const before = weight();
    const result = task();
    const open = this.#open.get(key);
    if (open !== undefined) open.weight += weight() - before;
    return result;
  }
}
