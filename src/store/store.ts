import type { Batch } from "../conversation/batch.js";
import type { ConversationState } from "../conversation/state.js";
import type { Conversation, Id, Message } from "../host/events.js";
import type { AlarmStore } from "./alarms.js";
import type { ChangeStore } from "./changes.js";
import type { ForgottenContact, NamedContact } from "./contacts.js";
import type { DeadLetter, DeadLetterQuery, DeathReason } from "./dead-letter.js";
import type { AlarmChange, KnownRequester, TicketLink } from "./kept.js";
import type { BatchCounts, IntegrationCounts } from "./overview.js";
import type { BatchProgress } from "./progress.js";

export type { AlarmStore } from "./alarms.js";
export type {
  ChangeStore,
  Known,
  NextLook,
  TakenTicket,
  TakenWatch,
  WatchCursor,
  WatchedAccount,
  WatchedTicket,
} from "./changes.js";
export type { Classified, Picked } from "./classified.js";
export type { ForgottenContact, NamedContact } from "./contacts.js";
export type { DeadLetter, DeadLetterQuery, DeathReason } from "./dead-letter.js";
export type {
  Alarm,
  AlarmChange,
  KnownRequester,
  Outgoing,
  TakenAlarm,
  TicketLink,
  TicketRequester,
  ToSay,
} from "./kept.js";
export type { BatchCounts, IntegrationCounts } from "./overview.js";
export type { BatchProgress, FileProgress, PostedItem } from "./progress.js";

/**
 * How long a batch waits: from the first message that describes something on, it is due at min(last message +
 * `quietMs`, that first one + `maxWaitMs`); at once by a message with 0 and 0. One in which nothing was described is due a day after its last message.
 */
export interface QuietTimes {
  quietMs: number;
  maxWaitMs: number;
}

/** What a message is added with. */
export interface Waiting extends QuietTimes {
  integrationId: Id;
  /** Whether this message describes something. Default true. */
  described?: boolean;
}

/** A batch in which nothing was described is given up after so long. */
export const HELD_MS = 24 * 60 * 60 * 1_000;

/** So many bytes of files are kept of what waits in a conversation. */
export const MOST_KEPT_BYTES = 16 * 1024 * 1024;

/** A due batch that this process works on, and nobody else as long as its lease holds. */
export interface TakenBatch {
  readonly batch: Batch;
  readonly progress: BatchProgress;
  /** How often it was tried and failed. */
  readonly failures: number;
  /** Milliseconds since it failed first, by the store's clock; 0 when it never did. */
  readonly failingForMs: number;
  /** Milliseconds since `posting` was saved that was not saved before, by the store's clock. */
  readonly postedMsAgo: number;
  /** Names this taking of the batch; another one has another. */
  readonly lease: string;
  /** Why the store could not read it, if so: it is without messages. */
  readonly unreadable?: string;
}

/** A batch that is lost with its process, and how far it had come. */
export interface LostBatch {
  batch: Batch;
  progress: BatchProgress;
}

/** A lease that no longer holds: somebody else has the batch. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}

/** Whether it is a `LeaseLost`, of whichever copy of this package. */
export function isLeaseLost(error: unknown): error is LeaseLost {
  return error instanceof Error && error.name === "LeaseLost";
}

/**
 * All the state there is. A conversation is named by its tenant and its id together. Methods reject when the store
 * cannot keep or read; when `add` resolves, the message is kept.
 */
export interface Store extends AlarmStore {
  /** Whether what is kept outlives the process. */
  readonly durable: boolean;
  /** What is kept of changes in GLPI; a store that does without has nobody told of them. */
  readonly changes?: ChangeStore;

  /** `away` when nothing is known. */
  loadState(conversation: Conversation): Promise<ConversationState>;
  saveState(conversation: Conversation, state: ConversationState): Promise<void>;

  /**
   * Adds to the conversation's waiting batch, or opens one: when there is none, when it is due (by `waiting`, or
   * flushed), or when it is full (`MOST_MESSAGES`, `MOST_WEIGHT`), which makes it due. Resolves to false when the message's id was counted
   * before, in this conversation or, sent at the same second, in another one of the contact (a host that doubled it).
   * One that is told again with a text or a file that it did not have completes the one that waits; resolves to
   * `fuller`, once, when it is too late for that, as for an edit. The batch keeps the newest `conversation`.
   */
  add(conversation: Conversation, message: Message, waiting: Waiting): Promise<boolean | "fuller">;
  /**
   * Adds as `add` does if the conversation is in the first state, else resolves to `otherwise` and adds nothing. One
   * that is new puts it into the second state, and changes its alarm as `setAlarm` and `cancelAlarm` do; resolves to
   * `linked` where `unlessLinked` held. In one statement what else takes five; a store may do without.
   */
  addInState?(
    conversation: Conversation,
    message: Message,
    waiting: Waiting,
    states: readonly [before: ConversationState, after: ConversationState],
    alarm?: AlarmChange,
  ): Promise<boolean | "fuller" | "otherwise" | "linked">;
  /**
   * As `addInState`, without a message: resolves to true where it was in the first state. A store may do without.
   */
  moveInState?(
    conversation: Conversation,
    states: readonly [before: ConversationState, after: ConversationState],
    alarm?: AlarmChange,
  ): Promise<true | "otherwise" | "linked">;
  /**
   * The conversation is `away`: what waits is due now, as by `flush` and `wake`, and its alarm is cancelled. In one
   * statement what else takes four; a store may do without.
   */
  leave?(conversation: Conversation): Promise<void>;
  /**
   * Replaces the text of a message, or of one still to come. Resolves to false when it is too late: a POST of its batch
   * was noted, or the batch is done. One that is worked on is taken from whoever has it.
   * With `described`, the edit is what describes something: the batch is due as if it were the first description.
   */
  edit(conversation: Conversation, message: Message, described?: QuietTimes): Promise<boolean>;
  /** Removes a message, or one still to come; resolves to false when it is too late, as for an edit. */
  remove(conversation: Conversation, messageId: Id): Promise<boolean>;
  /** The waiting batch is due now; what comes later goes to the next one. */
  flush(conversation: Conversation): Promise<void>;

  /**
   * Keeps the bytes of a message's file until its batch is done; a store may do without, and keeps them in the message
   * or not at all. Resolves to false when it keeps no more of the conversation: `MOST_KEPT_BYTES`.
   */
  keepFile?(conversation: Conversation, messageId: Id, bytes: Uint8Array): Promise<boolean>;
  /** What `keepFile` kept; undefined when there is none. */
  loadFile?(conversation: Conversation, messageId: Id): Promise<Uint8Array | undefined>;

  /** A batch of the conversation that waits for its next try, and has not failed, is due now. */
  wake(conversation: Conversation): Promise<void>;

  /** Calls `listener` when batches or alarms may have become due; begins to watch for them. Returns at once. */
  onDue(listener: () => void): void;
  /**
   * Takes due batches, at most `limit`, the oldest first. Never two of one conversation at a time, and never one
   * before an earlier one of its conversation is done or dead, or only to be told (`progress.untold`). `except` names lanes (see `laneOf`) to leave alone.
   * A lease of which nobody hears for `leaseMs` ends, and the batch is due again.
   */
  take(limit: number, except: readonly string[], leaseMs: number): Promise<TakenBatch[]>;
  /** The leases hold for `leaseMs` from now on, if they hold and would not hold longer anyway. */
  renew(taken: readonly TakenBatch[], leaseMs: number): Promise<void>;
  /** Saves progress; the lease holds for `leaseMs` from now on. Rejects with `LeaseLost`. */
  save(taken: TakenBatch, progress: BatchProgress, leaseMs: number): Promise<void>;
  /** It became a ticket. */
  finish(taken: TakenBatch): Promise<void>;
  /** It is due again in `inMs`; `failed` counts as a failure. */
  retry(taken: TakenBatch, inMs: number, failed: boolean): Promise<void>;
  /** It is given up, and kept as a dead letter. */
  bury(taken: TakenBatch, reason: DeathReason): Promise<void>;

  /** The oldest first, a thousand at most. What a store cannot tell apart by the query is taken out of its answer. */
  deadLetters(query?: DeadLetterQuery): Promise<DeadLetter[]>;
  /** Whose a dead letter is; undefined when there is none of this batch id. A store may do without: its list is searched. */
  tenantOfDeadLetter?(batchId: string): Promise<Id | undefined>;
  /** A dead letter is due again, as if it had never failed; resolves to false when there is none of this batch id. */
  replay(batchId: string): Promise<boolean>;
  /** Deletes a dead letter, and what the customer wrote; resolves to false when there is none of this batch id. */
  discard(batchId: string): Promise<boolean>;
  /**
   * Replays all of these, the oldest first, each due `paceMs` after the one before; resolves to how many. A store may do
   * without: they are replayed one by one, a thousand at most.
   */
  replayAll?(query: Pick<DeadLetterQuery, "tenantId" | "code">, paceMs: number): Promise<number>;
  /** Of one tenant, or of all. */
  counts(tenantId?: Id): Promise<BatchCounts>;
  /** Of each integration of the tenant of which there is anything, in the order of their ids as texts. A store may do without. */
  overview?(tenantId: Id): Promise<IntegrationCounts[]>;

  /** `key` names the server, the tenant and the contact. Kept for a year after it was last saved (`MemoryStore`: the 150,000 newest). */
  findRequester(key: string): Promise<KnownRequester | undefined>;
  saveRequester(key: string, requester: KnownRequester): Promise<void>;
  forgetRequester(key: string): Promise<void>;

  /** Adds a link, or replaces that of the same ticket and conversation. */
  saveLink(link: TicketLink): Promise<void>;
  /** The conversation's ticket: of several the one whose link is newest, as it was last saved. */
  findLink(conversation: Conversation): Promise<TicketLink | undefined>;
  /** The contact's tickets that were opened since, the newest first, each once, 20 at most. */
  findLinksOfContact(tenantId: Id, contactId: Id, sinceMs: number): Promise<TicketLink[]>;

  /**
   * Whether a batch of the contact's that is neither done nor dead, and has no `progress.told` or `untold`, has the errand
   * `stop`: they wrote the stop word, and it waits behind what they wrote before. A store may do without: then they may be
   * told of a change meanwhile.
   */
  isStopping?(tenantId: Id, contactId: Id): Promise<boolean>;

  /**
   * Deletes what is kept of a contact: links, watched tickets, who they are under each of `names` and what these lead
   * to, where their conversations are, what is due in them, batches that nobody works on and whose POST was never noted,
   * and `deadLetters`, with their files. That a message was counted stays. A store may do without.
   */
  forgetContact?(contact: NamedContact, deadLetters: boolean): Promise<ForgottenContact>;

  /**
   * Whether what other processes notify is heard here, tried now: `none` where the store has no connection to hear with.
   * Rejects when it does not answer. A store may do without: then nothing is said of it.
   */
  hearing?(): Promise<"heard" | "deaf" | "none">;

  /** What only this process knows of is due now: the last chance to hand it over. */
  prepareClose(): Promise<void>;
  /**
   * Watches no more, and keeps nothing more: what is told from now on is rejected. Resolves to the batches that are
   * lost with this process and of which no ticket is known.
   */
  close(): Promise<readonly LostBatch[]>;
}
