import { randomUUID } from "node:crypto";
import { type Batch, toBatch } from "../conversation/batch.js";
import { steadyNow, timerMs } from "../glpi/steady-clock.js";
import type { Conversation, Id, Message } from "../host/events.js";
import { deadLettersOf } from "./dead-letter.js";
import { conversationKey, laneOf } from "./keys.js";
import { asTaken, countLiving, type Entry, type Owned } from "./memory-entry.js";
import {
  type BatchCounts,
  type BatchProgress,
  type DeadLetter,
  type DeadLetterQuery,
  type DeathReason,
  LeaseLost,
  type LostBatch,
  type TakenBatch,
} from "./store.js";

/** More dead letters than this are not kept: each was told by `ticketFailed`. */
const MAX_DEAD = 10_000;

/**
 * The sealed batches of a `MemoryStore`: a queue for each conversation, whose first one may be worked on, and one for
 * each batch that is only to be told.
 */
export class MemoryBatches {
  readonly #queues = new Map<string, Entry[]>();
  /** The queues whose first batch is due and not taken, in the order in which they became so. */
  readonly #ready = new Set<string>();
  readonly #dead = new Map<string, Entry>();
  #listener: () => void = () => undefined;
  #closed = false;

  push(batch: Batch, since: number): void {
    const nothing = { failedAt: undefined, postedAt: undefined, lease: undefined, timer: undefined, dead: undefined };
    const queue = conversationKey(batch.conversation);
    this.#enqueue({ batch, queue, lane: laneOf(batch), since, progress: {}, failures: 0, ...nothing });
  }

  onDue(listener: () => void): void {
    this.#listener = listener;
    if (this.#ready.size > 0) listener();
  }

  take(limit: number, except: readonly string[]): TakenBatch[] {
    const leftAlone = new Set(except);
    const taken: TakenBatch[] = [];
    for (const key of this.#ready) {
      if (taken.length >= limit) break;
      const entry = this.#queues.get(key)?.[0];
      if (entry === undefined || leftAlone.has(entry.lane)) continue;
      this.#ready.delete(key);
      entry.lease = randomUUID();
      taken.push(asTaken(entry, entry.lease));
    }
    return taken;
  }

  save(taken: TakenBatch, progress: BatchProgress): void {
    const entry = this.#held(taken);
    if (progress.posting && !entry.progress.posting) entry.postedAt = steadyNow();
    entry.progress = progress;
  }

  finish(taken: TakenBatch): void {
    this.#dequeue(this.#held(taken));
  }

  retry(taken: TakenBatch, inMs: number, failed: boolean): void {
    const entry = this.#standAside(this.#held(taken));
    entry.lease = undefined;
    if (failed) {
      entry.failures += 1;
      entry.failedAt ??= steadyNow();
    }
    if (this.#closed) return;
    this.#dueIn(entry, inMs);
  }

  bury(taken: TakenBatch, reason: DeathReason): void {
    const entry = this.#held(taken);
    entry.lease = undefined;
    entry.dead = { ...reason, diedAt: Date.now() };
    this.#dead.set(entry.batch.id, entry);
    const [oldest] = this.#dead.keys();
    if (this.#dead.size > MAX_DEAD && oldest !== undefined) this.#dead.delete(oldest);
    this.#dequeue(entry);
  }

  discard(batchId: string): Batch | undefined {
    const batch = this.#dead.get(batchId)?.batch;
    this.#dead.delete(batchId);
    return batch;
  }

  deadLetters(query: DeadLetterQuery = {}): DeadLetter[] {
    const letters = [...this.#dead.values()].flatMap(({ batch, dead }) =>
      dead === undefined ? [] : { batch, ...dead },
    );
    return deadLettersOf(letters, query);
  }

  /** Due in `inMs`, if it is the conversation's first. */
  replay(batchId: string, inMs = 0): boolean {
    const entry = this.#dead.get(batchId);
    if (entry === undefined) return false;
    this.#dead.delete(batchId);
    const { toldDelay: _delay, lastLook: _look, ...progress } = entry.progress;
    const again = { failures: 0, failedAt: undefined, dead: undefined };
    this.#enqueue({ ...entry, progress: { ...progress, fresh: true }, ...again }, inMs);
    return true;
  }

  /** All that is not done, and the dead. */
  owners(): Owned[] {
    return [...[...this.#queues.values()].flat(), ...this.#dead.values()].map(({ batch }) => batch);
  }

  /** Of which nothing was tried to be told. */
  undelivered(): Batch[] {
    const entries = [...this.#queues.values()].flat();
    return entries.filter(({ progress: { told, untold } }) => !told && !untold).map(({ batch }) => batch);
  }

  counts(isTheirs: (batch: Owned) => boolean): Omit<BatchCounts, "held"> {
    const entries = [...this.#queues.values()].flat().filter(({ batch }) => isTheirs(batch));
    const dead = [...this.#dead.values()].filter(({ batch }) => isTheirs(batch)).length;
    return { ...countLiving(entries), dead };
  }

  /**
   * Changes, or without an answer removes, a message of a batch of which no POST was ever noted; whoever works on it
   * loses it. Whether there was one.
   */
  change(key: string, id: Id, change: (message: Message) => Message | undefined): boolean {
    const dead = [...this.#dead.values()].filter((entry) => entry.queue === key);
    const holds = ({ batch }: Entry) => batch.messages.some((message) => String(message.id) === String(id));
    const entry = [...(this.#queues.get(key) ?? []), ...dead].find(holds);
    if (entry === undefined || entry.postedAt !== undefined) return false;
    const { conversation, integrationId, messages, id: batchId } = entry.batch;
    const changed = messages.flatMap((message) =>
      String(message.id) === String(id) ? (change(message) ?? []) : message,
    );
    entry.batch = toBatch(conversation, integrationId, changed);
    if (entry.dead !== undefined) {
      entry.batch = { ...entry.batch, id: batchId };
      if (changed.length === 0) this.#dead.delete(batchId);
      return true;
    }
    const wasLeased = entry.lease !== undefined;
    entry.lease = undefined;
    if (changed.length === 0) this.#dequeue(entry);
    else if (wasLeased) this.#due(entry);
    return true;
  }

  /** Whether one of the conversation's batches has the message. */
  holds(conversation: Pick<Conversation, "tenantId" | "id">, id: Id): boolean {
    const key = conversationKey(conversation);
    const dead = [...this.#dead.values()].filter((entry) => entry.queue === key);
    const entries = [...(this.#queues.get(key) ?? []), ...dead];
    return entries.some(({ batch }) => batch.messages.some((message) => String(message.id) === String(id)));
  }

  /** Those that nobody works on and of which no POST was ever noted, or the dead; and how many go their way. */
  forget(isTheirs: (conversation: Conversation) => boolean, dead: boolean): { gone: Batch[]; left: Batch[] } {
    const all = dead ? [...this.#dead.values()] : [...this.#queues.values()].flat();
    const theirs = all.filter(({ batch }) => isTheirs(batch.conversation));
    const isBusy = ({ lease, postedAt }: Entry) => !dead && (lease !== undefined || postedAt !== undefined);
    const gone = theirs.filter((entry) => !isBusy(entry));
    for (const entry of gone) {
      if (dead) this.#dead.delete(entry.batch.id);
      else this.#dequeue(entry);
    }
    return { gone: gone.map(({ batch }) => batch), left: theirs.filter(isBusy).map(({ batch }) => batch) };
  }

  /** What of the conversation waits for its next try, and has not failed, is due now. */
  wake(key: string): void {
    const first = this.#queues.get(key)?.[0];
    if (first?.timer !== undefined && first.failures === 0) this.#due(first);
  }

  /** What waits for its next try is due now. */
  hasten(): void {
    for (const [first] of this.#queues.values()) if (first?.timer !== undefined) this.#due(first);
  }

  /** Stops all timers; gives what is not done. */
  close(): LostBatch[] {
    this.#closed = true;
    const entries = [...this.#queues.values()].flat();
    for (const { timer } of entries) clearTimeout(timer);
    return entries.filter(({ progress }) => progress.ticketId === undefined && progress.followUpId === undefined);
  }

  /** What is only to be told holds up nothing of its conversation. */
  #standAside(entry: Entry): Entry {
    const aside = `${conversationKey(entry.batch.conversation)} ${entry.batch.id}`;
    if (entry.progress.untold === undefined || entry.queue === aside) return entry;
    this.#dequeue(entry);
    const moved = { ...entry, queue: aside };
    this.#queues.set(aside, [moved]);
    return moved;
  }

  #held({ batch, lease }: TakenBatch): Entry {
    const key = conversationKey(batch.conversation);
    const entries = [key, `${key} ${batch.id}`].flatMap((queue) => this.#queues.get(queue) ?? []);
    const entry = entries.find((each) => each.lease === lease);
    if (entry === undefined) throw new LeaseLost(`batch ${batch.id}`);
    return entry;
  }

  #due(entry: Entry): void {
    clearTimeout(entry.timer);
    entry.timer = undefined;
    this.#ready.add(entry.queue);
    this.#listener();
  }

  #dueIn(entry: Entry, inMs: number): void {
    if (inMs <= 0) this.#due(entry);
    else entry.timer = setTimeout(() => this.#due(entry), timerMs(inMs)).unref();
  }

  #enqueue(entry: Entry, inMs = 0): void {
    const queue = this.#queues.get(entry.queue);
    if (queue !== undefined) {
      queue.push(entry);
      return;
    }
    this.#queues.set(entry.queue, [entry]);
    this.#dueIn(entry, inMs);
  }

  #dequeue(entry: Entry): void {
    const { queue } = entry;
    clearTimeout(entry.timer);
    const before = this.#queues.get(queue) ?? [];
    const [next, ...others] = before.filter((each) => each !== entry);
    if (next === undefined) {
      this.#queues.delete(queue);
      this.#ready.delete(queue);
      return;
    }
    this.#queues.set(queue, [next, ...others]);
    if (before[0] === entry) this.#due(next);
  }
}
