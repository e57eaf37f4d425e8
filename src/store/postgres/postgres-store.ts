import { weightOf } from "../../conversation/batch.js";
import { partsOf } from "../../conversation/inbox.js";
import type { ConversationState } from "../../conversation/state.js";
import type { Conversation, Id, Message } from "../../host/events.js";
import { secondOf } from "../counted-messages.js";
import { laneOf } from "../keys.js";
import {
  type AlarmChange,
  type BatchProgress,
  type DeathReason,
  HELD_MS,
  LeaseLost,
  type LostBatch,
  type QuietTimes,
  type Store,
  type TakenBatch,
  type Waiting,
} from "../store.js";
import { PostgresChanges } from "./changes.js";
import { Cleaning } from "./cleaning.js";
import { Database } from "./database.js";
import { databaseError } from "./database-error.js";
import { PostgresDeadLetters } from "./dead-letters.js";
import { hearing } from "./hearing.js";
import { editJson, messageJson, toJson, toText } from "./json.js";
import { type PostgresStoreOptions, parseOptions } from "./options.js";
import { hearFailures, type PostgresPool } from "./pool.js";
import { type BatchJson, readBatch } from "./read-batch.js";
import { changesOf, idsOf } from "./records.js";
import { statements } from "./statements.js";
import { type Due, Watch } from "./watch.js";

const CLEAN_ROWS = 1_000;

/** What became of a message; `otherwise`: the conversation is in another state; `linked`: it has a ticket, and nobody is asked. */
type Added = "added" | "known" | "fuller" | "otherwise" | "linked";

/**
 * Keeps everything in PostgreSQL, in a schema of its own that it makes and migrates itself before its first statement.
 * Any number of processes share it, and any of them may die at any moment. All times are the database's. What a
 * customer wrote is deleted when it has become a ticket.
 *
 * ```ts
 * const pool = new Pool({ connectionString: process.env.DATABASE_URL });
 * const store = new PostgresStore({ pool });
 * ```
 *
 * The constructor connects to nothing; it throws `CONFIGURATION_INVALID` for bad options. Methods reject with
 * `STORE_FAILED` when the database fails, in an error that holds nothing of what was to be kept. The pool is the
 * caller's to end, after `close()`.
 */
export class PostgresStore extends PostgresDeadLetters implements Store {
  readonly durable = true;
  readonly #pool: PostgresPool;
  readonly #schema: string;
  readonly #days: ReturnType<typeof parseOptions>["days"];
  protected readonly database: Database;
  protected readonly sql: ReturnType<typeof statements>;
  readonly changes: PostgresChanges;

  constructor(options: PostgresStoreOptions) {
    super();
    const { pool, schema, days } = parseOptions(options);
    this.#pool = pool;
    this.#days = days;
    // A schema may be called as a word of SQL is.
    this.#schema = `"${schema}"`;
    this.database = new Database(pool, this.#schema);
    this.sql = statements(this.#schema, schema);
    this.changes = new PostgresChanges(this.database, this.#schema);
    hearFailures(pool);
  }

  async add(conversation: Conversation, message: Message, waiting: Waiting): Promise<boolean | "fuller"> {
    const added = await this.#add(this.sql.add, conversation, message, waiting, []);
    return added === "fuller" ? added : added === "added";
  }

  async addInState(
    conversation: Conversation,
    message: Message,
    waiting: Waiting,
    [before, after]: readonly [ConversationState, ConversationState],
    alarm?: AlarmChange,
  ): Promise<boolean | "fuller" | "otherwise" | "linked"> {
    const more = changesOf(before, after, alarm);
    const added = await this.#add(this.sql.addInState, conversation, message, waiting, more);
    if (typeof alarm === "object") this.watch?.lookIn(alarm.inMs);
    return added === "added" || added === "known" || added === undefined ? added === "added" : added;
  }

  async #add(
    sql: string,
    conversation: Conversation,
    message: Message,
    { integrationId, quietMs, maxWaitMs, described = true }: Waiting,
    more: unknown[],
  ): Promise<Added | undefined> {
    this.refuseWhenClosed();
    const [added] = await this.database.read<Added>("host", sql, [
      ...idsOf(conversation),
      toText(message.id),
      messageJson(message),
      toJson(conversation),
      toJson(integrationId),
      toText(laneOf({ conversation, integrationId })),
      quietMs,
      maxWaitMs,
      described,
      HELD_MS,
      toText(conversation.contact.id),
      secondOf(message),
      partsOf(message),
      weightOf(message),
      this.watch === undefined,
      ...more,
    ]);
    // What completes one that somebody works on takes it from them.
    if (added === "known") this.watch?.lookIn(0);
    else if (described) this.watch?.lookIn(Math.min(quietMs, maxWaitMs));
    return added;
  }

  async edit(conversation: Conversation, message: Message, described?: QuietTimes): Promise<boolean> {
    this.refuseWhenClosed();
    const edited = await this.database.ask("host", this.sql.edit, [
      ...idsOf(conversation),
      toText(message.id),
      editJson(message),
      message.text ? weightOf(message) : null,
      described?.quietMs ?? null,
      described?.maxWaitMs ?? null,
    ]);
    this.watch?.lookIn(0);
    if (described !== undefined) this.watch?.lookIn(Math.min(described.quietMs, described.maxWaitMs));
    return edited;
  }

  async remove(conversation: Conversation, messageId: Id): Promise<boolean> {
    this.refuseWhenClosed();
    const removed = await this.database.ask("host", this.sql.remove, [...idsOf(conversation), toText(messageId)]);
    this.watch?.lookIn(0);
    return removed;
  }

  async keepFile(conversation: Conversation, messageId: Id, bytes: Uint8Array): Promise<boolean> {
    this.refuseWhenClosed();
    const values = [...idsOf(conversation), toText(messageId), Buffer.from(bytes)];
    return this.database.ask("host", this.sql.keepFile, values);
  }

  async loadFile(conversation: Conversation, messageId: Id): Promise<Uint8Array | undefined> {
    const values = [...idsOf(conversation), toText(messageId)];
    const [row] = await this.database.query<{ bytes: Uint8Array }>("work", this.sql.loadFile, values);
    return row?.bytes;
  }

  async flush(conversation: Conversation): Promise<void> {
    await this.database.query("host", this.sql.flush, idsOf(conversation));
    this.watch?.lookIn(0);
  }

  async wake(conversation: Conversation): Promise<void> {
    await this.database.query("host", this.sql.wake, idsOf(conversation));
    this.watch?.lookIn(0);
  }

  onDue(listener: () => void): void {
    if (this.closed || this.watch !== undefined) return;
    const { messages, links, people, deadLetters } = this.#days;
    const deadDays = Number.isFinite(deadLetters) ? deadLetters : null;
    const cleaning = new Cleaning(() =>
      this.database.ask("work", this.sql.clean, [messages, links, people, CLEAN_ROWS, deadDays]),
    );
    this.watch = new Watch({
      pool: this.#pool,
      channel: this.#schema,
      failures: () => this.database.failures,
      peek: async () => {
        cleaning.visit();
        const [due] = await this.database.read<Due>("work", this.sql.peek, []);
        return due ?? { overdue: false, dueInMs: null };
      },
      call: () => this.database.query("work", this.sql.call),
      onDue: listener,
    });
  }

  async take(limit: number, except: readonly string[], leaseMs: number): Promise<TakenBatch[]> {
    const taken = await this.database.read<BatchJson & Omit<TakenBatch, "batch" | "unreadable">>(
      "work",
      this.sql.take,
      [limit, except.map(toText), leaseMs],
    );
    return taken.map(({ lease, progress, failures, failingForMs, postedMsAgo, ...json }) => ({
      ...readBatch(json, lease),
      lease,
      progress,
      failures,
      failingForMs,
      postedMsAgo,
    }));
  }

  async renew(taken: readonly TakenBatch[], leaseMs: number): Promise<void> {
    await this.database.query("work", this.sql.renew, [taken.map(({ lease }) => lease), leaseMs]);
  }

  async save(taken: TakenBatch, progress: BatchProgress, leaseMs: number): Promise<void> {
    await this.#held(taken, this.sql.save, [toJson(progress), leaseMs]);
  }

  async finish(taken: TakenBatch): Promise<void> {
    await this.#held(taken, this.sql.finish, []);
  }

  async retry(taken: TakenBatch, inMs: number, failed: boolean): Promise<void> {
    await this.#held(taken, this.sql.retry, [inMs, failed ? 1 : 0]);
    this.watch?.lookIn(Math.max(0, inMs));
  }

  async bury(taken: TakenBatch, reason: DeathReason): Promise<void> {
    const { code, message, ticketMayExist } = reason;
    await this.#held(taken, this.sql.bury, [taken.batch.id, toJson({ code, message, ticketMayExist })]);
  }

  hearing(): Promise<"heard" | "deaf" | "none"> {
    return hearing(this.#pool).catch((error: unknown) => Promise.reject(databaseError(error)));
  }

  async prepareClose(): Promise<void> {
    // What waits here waits for another process, or for the next start.
  }

  async close(): Promise<readonly LostBatch[]> {
    this.closed = true;
    this.watch?.close();
    return [];
  }

  async #held({ batch, lease }: TakenBatch, sql: string, values: unknown[]): Promise<void> {
    const rows = await this.database.query("work", sql, [lease, ...values]);
    if (rows.length === 0) throw new LeaseLost(`batch ${batch.id}`);
  }
}
