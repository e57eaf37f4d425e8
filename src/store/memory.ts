import { errandOf } from "../conversation/errand.js";
import { completed, withEdit } from "../conversation/inbox.js";
import { away, type ConversationState } from "../conversation/state.js";
import type { Conversation, Id, Message } from "../host/events.js";
import type { ForgottenContact, NamedContact } from "./contacts.js";
import { isOfTenant } from "./dead-letter.js";
import { type KeepDays, readKeepDays } from "./keep-days.js";
import { conversationKey } from "./keys.js";
import { MemoryBatches } from "./memory-batches.js";
import { MemoryFiles } from "./memory-files.js";
import { forgetContact } from "./memory-forget.js";
import { MemoryInbox } from "./memory-inbox.js";
import { countBatches, overviewOf } from "./memory-overview.js";
import { MemoryRecords } from "./memory-records.js";
import type { IntegrationCounts } from "./overview.js";
import type {
  AlarmChange,
  BatchCounts,
  BatchProgress,
  DeadLetter,
  DeadLetterQuery,
  DeathReason,
  LostBatch,
  QuietTimes,
  Store,
  TakenBatch,
  Waiting,
} from "./store.js";

export interface MemoryStoreOptions {
  /** For how long it keeps what, as long as the process lives. */
  keepDays?: KeepDays | undefined;
}

/**
 * Keeps everything in this process: the default. A process that is killed loses what waits; `close()` hands it over
 * first. Its timers do not keep the process alive. Throws `CONFIGURATION_INVALID` for bad options.
 */
export class MemoryStore extends MemoryRecords implements Store {
  readonly durable: boolean = false;
  readonly #batches = new MemoryBatches();
  readonly #inbox = new MemoryInbox((batch, since) => this.#batches.push(batch, since));
  readonly #files = new MemoryFiles();

  constructor({ keepDays = {} }: MemoryStoreOptions = {}) {
    super(readKeepDays(keepDays, { links: 90, people: 365 }));
  }

  async add(conversation: Conversation, message: Message, waiting: Waiting): Promise<boolean | "fuller"> {
    this.refuseWhenClosed();
    const added = this.#inbox.add(conversation, message, waiting);
    if (added === true) this.changes.wroteNow(conversation);
    const change = (kept: Message) => completed(kept, message);
    return added === "fuller" && this.#batches.change(conversationKey(conversation), message.id, change)
      ? false
      : added;
  }

  async addInState(
    conversation: Conversation,
    message: Message,
    waiting: Waiting,
    [before, after]: readonly [ConversationState, ConversationState],
    alarm?: AlarmChange,
  ): Promise<boolean | "fuller" | "otherwise" | "linked"> {
    if (!this.states.is(conversation, before)) return "otherwise";
    const added = await this.add(conversation, message, waiting);
    if (added !== true) return added;
    const linkedState = typeof alarm === "object" ? alarm.unlessLinked : undefined;
    const isLinked = linkedState !== undefined && this.links.ofConversation(conversation) !== undefined;
    await this.saveState(conversation, isLinked ? linkedState : after);
    if (isLinked) return "linked";
    if (alarm === "cancel") await this.cancelAlarm(conversation);
    else if (alarm !== undefined) await this.setAlarm(alarm.set, alarm.inMs);
    return added;
  }

  async leave(conversation: Conversation): Promise<void> {
    await this.saveState(conversation, away);
    await this.flush(conversation);
    await this.wake(conversation);
    await this.cancelAlarm(conversation);
  }

  async edit(conversation: Conversation, message: Message, described?: QuietTimes): Promise<boolean> {
    this.refuseWhenClosed();
    if (this.#inbox.edit(conversation, message, described)) return true;
    return this.#batches.change(conversationKey(conversation), message.id, (kept) => withEdit(kept, message));
  }

  async remove(conversation: Conversation, messageId: Id): Promise<boolean> {
    this.refuseWhenClosed();
    this.#files.drop(conversation, [{ id: messageId }]);
    if (this.#inbox.remove(conversation, messageId)) return true;
    if (!this.#batches.change(conversationKey(conversation), messageId, () => undefined)) return false;
    this.#inbox.forget(conversation, messageId);
    return true;
  }

  async keepFile(conversation: Conversation, messageId: Id, bytes: Uint8Array): Promise<boolean> {
    // Of what was counted before nothing waits for its file.
    const isDone = this.#inbox.isTaken(conversation, messageId) && !this.#batches.holds(conversation, messageId);
    return !isDone && this.#files.keep(conversation, messageId, bytes);
  }

  async loadFile(conversation: Conversation, messageId: Id): Promise<Uint8Array | undefined> {
    return this.#files.load(conversation, messageId);
  }

  async flush(conversation: Conversation): Promise<void> {
    this.#inbox.seal(conversationKey(conversation));
  }

  async wake(conversation: Conversation): Promise<void> {
    this.#batches.wake(conversationKey(conversation));
  }

  onDue(listener: () => void): void {
    this.#batches.onDue(listener);
    this.alarms.onDue(listener);
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
    this.#files.drop(taken.batch.conversation, taken.batch.messages);
  }

  async retry(taken: TakenBatch, inMs: number, failed: boolean): Promise<void> {
    this.#batches.retry(taken, inMs, failed);
  }

  async bury(taken: TakenBatch, reason: DeathReason): Promise<void> {
    this.#batches.bury(taken, reason);
  }

  async deadLetters(query?: DeadLetterQuery): Promise<DeadLetter[]> {
    return this.#batches.deadLetters(query);
  }

  async tenantOfDeadLetter(batchId: string): Promise<Id | undefined> {
    const letters = this.#batches.deadLetters({ limit: Number.POSITIVE_INFINITY });
    return letters.find(({ batch }) => batch.id === batchId)?.batch.conversation.tenantId;
  }

  async replayAll(query: Pick<DeadLetterQuery, "tenantId" | "code">, paceMs: number): Promise<number> {
    const letters = this.#batches.deadLetters({ ...query, limit: Number.POSITIVE_INFINITY });
    for (const [place, { batch }] of letters.entries()) this.#batches.replay(batch.id, place * paceMs);
    return letters.length;
  }

  async replay(batchId: string): Promise<boolean> {
    return this.#batches.replay(batchId);
  }

  async discard(batchId: string): Promise<boolean> {
    const batch = this.#batches.discard(batchId);
    if (batch !== undefined) this.#files.drop(batch.conversation, batch.messages);
    return batch !== undefined;
  }

  async counts(tenantId?: Id): Promise<BatchCounts> {
    const parts = { batches: this.#batches, inbox: this.#inbox };
    return countBatches(parts, ({ conversation }) => isOfTenant(conversation, tenantId));
  }

  async overview(tenantId: Id): Promise<IntegrationCounts[]> {
    const { links, changes } = this;
    return overviewOf({ links, changes, batches: this.#batches, inbox: this.#inbox }, tenantId);
  }

  async isStopping(tenantId: Id, contactId: Id): Promise<boolean> {
    return this.#batches
      .undelivered()
      .some(
        ({ conversation, messages }) =>
          isOfTenant(conversation, tenantId) &&
          String(conversation.contact.id) === String(contactId) &&
          errandOf(messages)?.do === "stop",
      );
  }

  async forgetContact(contact: NamedContact, deadLetters: boolean): Promise<ForgottenContact> {
    const { links, changes, alarms, states, people } = this;
    const kept = { links, changes, alarms, states, people, batches: this.#batches, inbox: this.#inbox };
    return forgetContact({ ...kept, files: this.#files }, contact, deadLetters);
  }

  async prepareClose(): Promise<void> {
    this.#inbox.sealAll();
    this.#batches.hasten();
    this.alarms.hasten();
  }

  async close(): Promise<readonly LostBatch[]> {
    this.closed = true;
    this.#inbox.sealAll();
    this.alarms.close();
    return this.#batches.close();
  }
}
