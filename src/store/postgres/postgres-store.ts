import { type Batch, toBatch } from "../../conversation/batch.js";
import { away, type ConversationState } from "../../conversation/flow.js";
import { GlpiIntegrationError } from "../../glpi/errors.js";
import type { Conversation, Id, Message } from "../../host/events.js";
import {
  type BatchCounts,
  type BatchProgress,
  type DeadLetter,
  type KnownRequester,
  LeaseLost,
  type LostBatch,
  laneOf,
  type Store,
  type TakenBatch,
  type Waiting,
} from "../store.js";
import { Cleaning } from "./cleaning.js";
import { Database, type Waiter } from "./database.js";
import { editJson, messageJson, toJson, toText } from "./json.js";
import type { PostgresPool } from "./pool.js";
import { statements } from "./statements.js";
import { Watch } from "./watch.js";

export interface PostgresStoreOptions {
  /**
   * A `pg` `Pool`, the host's own or another, for one database of PostgreSQL 13 or newer. At most 3 of its connections
   * are used: two for statements, and one, kept, that listens. Give it `connectionTimeoutMillis`,
   * `query_timeout` and `keepAlive`, so that it gives up connections on which nothing comes back; the store itself
   * waits 10 seconds for a statement. Behind a pooler
   * in transaction mode nothing is heard, and the store is woken by its poll.
   */
  pool: PostgresPool;
  /**
   * The schema that the store makes and keeps to: a lower-case letter or `_`, then lower-case letters, digits and `_`,
   * 63 at most. `whazing_glpi` by default. Its user needs the right to make it (`CREATE` on the database), unless the
   * schema exists and is that user's.
   */
  schema?: string | undefined;
}

/** So long a change that a technician makes to a person in GLPI can go unnoticed. */
const REQUESTER_TTL_MS = 60 * 60 * 1_000;
/** A message counts once for so long; Whazing repeats one for at most 9 minutes. Dead letters are kept for ever. */
const KEPT_DAYS = 30;
const CLEAN_ROWS = 1_000;

/** A batch as the database gives it. */
type BatchJson = Omit<Batch, "id" | "messages"> & { messages: Message[] };

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
 * The constructor connects to nothing; it throws `CONFIGURATION_INVALID` for a bad `schema`. Methods reject with
 * `STORE_FAILED` when the database fails, in an error that holds nothing of what was to be kept. The pool is the
 * caller's to end, after `close()`.
 */
export class PostgresStore implements Store {
  readonly durable = true;
  readonly #pool: PostgresPool;
  readonly #schema: string;
  readonly #database: Database;
  readonly #sql: ReturnType<typeof statements>;
  #watch: Watch | undefined;
  #closed = false;

  constructor({ pool, schema = "whazing_glpi" }: PostgresStoreOptions) {
    if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema) || schema.startsWith("pg_")) {
      throw new GlpiIntegrationError(
        "CONFIGURATION_INVALID",
        "schema: use a lower-case letter or _, then lower-case letters, digits and _, at most 63, and not pg_ at the beginning.",
      );
    }
    this.#pool = pool;
    // A schema may be called as a word of SQL is.
    this.#schema = `"${schema}"`;
    this.#database = new Database(pool, this.#schema);
    this.#sql = statements(this.#schema, schema);
    pool.on?.("error", ignore);
  }

  async loadState(conversation: Conversation): Promise<ConversationState> {
    const [state] = await this.#read<ConversationState>("host", this.#sql.loadState, idsOf(conversation));
    return state ?? away;
  }

  async saveState(conversation: Conversation, state: ConversationState): Promise<void> {
    if (state.phase === "away") await this.#database.query("host", this.#sql.deleteState, idsOf(conversation));
    else await this.#database.query("host", this.#sql.saveState, [...idsOf(conversation), toJson(state)]);
  }

  async add(conversation: Conversation, message: Message, waiting: Waiting): Promise<boolean> {
    this.#refuseWhenClosed();
    const { integrationId, quietMs, maxWaitMs } = waiting;
    return this.#ask("host", this.#sql.add, [
      ...idsOf(conversation),
      toText(message.id),
      messageJson(message),
      toJson(conversation),
      toJson(integrationId),
      toText(laneOf({ conversation, integrationId })),
      quietMs,
      maxWaitMs,
    ]);
  }

  async edit(conversation: Conversation, message: Message): Promise<boolean> {
    this.#refuseWhenClosed();
    return this.#ask("host", this.#sql.edit, [...idsOf(conversation), toText(message.id), editJson(message)]);
  }

  async remove(conversation: Conversation, messageId: Id): Promise<boolean> {
    this.#refuseWhenClosed();
    return this.#ask("host", this.#sql.remove, [...idsOf(conversation), toText(messageId)]);
  }

  async flush(conversation: Conversation): Promise<void> {
    await this.#database.query("host", this.#sql.flush, idsOf(conversation));
  }

  onDue(listener: () => void): void {
    if (this.#closed || this.#watch !== undefined) return;
    const cleaning = new Cleaning(() => this.#ask("work", this.#sql.clean, [KEPT_DAYS, CLEAN_ROWS]));
    this.#watch = new Watch({
      pool: this.#pool,
      channel: this.#schema,
      failures: () => this.#database.failures,
      onWake: () => {
        listener();
        cleaning.visit();
      },
    });
  }

  async take(limit: number, except: readonly string[], leaseMs: number): Promise<TakenBatch[]> {
    type Taken = BatchJson & Omit<TakenBatch, "batch">;
    const [taken = []] = await this.#read<Taken[]>("work", this.#sql.take, [limit, except.map(toText), leaseMs]);
    return taken.map(({ conversation, integrationId, messages, ...other }) => ({
      batch: toBatch(conversation, integrationId, messages),
      ...other,
    }));
  }

  async renew(taken: readonly TakenBatch[], leaseMs: number): Promise<void> {
    await this.#database.query("work", this.#sql.renew, [taken.map(({ lease }) => lease), leaseMs]);
  }

  async save(taken: TakenBatch, progress: BatchProgress, leaseMs: number): Promise<void> {
    await this.#held(taken, this.#sql.save, [toJson(progress), leaseMs]);
  }

  async finish(taken: TakenBatch): Promise<void> {
    await this.#held(taken, this.#sql.finish, []);
  }

  async retry(taken: TakenBatch, inMs: number, failed: boolean): Promise<void> {
    await this.#held(taken, this.#sql.retry, [inMs, failed ? 1 : 0]);
  }

  async bury(taken: TakenBatch, { code, message }: Pick<DeadLetter, "code" | "message">): Promise<void> {
    await this.#held(taken, this.#sql.bury, [taken.batch.id, toJson({ code, message })]);
  }

  async deadLetters(): Promise<DeadLetter[]> {
    const dead = await this.#read<BatchJson & Omit<DeadLetter, "batch">>("work", this.#sql.deadLetters, []);
    return dead.map(({ conversation, integrationId, messages, ...other }) => ({
      batch: toBatch(conversation, integrationId, messages),
      ...other,
    }));
  }

  async replay(batchId: string): Promise<boolean> {
    return (await this.#database.query("work", this.#sql.replay, [toText(batchId)])).length > 0;
  }

  async discard(batchId: string): Promise<boolean> {
    return (await this.#database.query("work", this.#sql.discard, [toText(batchId)])).length > 0;
  }

  async counts(): Promise<BatchCounts> {
    const [counts] = await this.#read<BatchCounts>("work", this.#sql.counts, []);
    return counts ?? { waiting: 0, inProgress: 0, failed: 0, dead: 0, oldestWaitMs: 0 };
  }

  async findRequester(key: string): Promise<KnownRequester | undefined> {
    const [known] = await this.#read<KnownRequester>("work", this.#sql.findRequester, [toText(key), REQUESTER_TTL_MS]);
    return known && { ...known, entityId: known.entityId };
  }

  async saveRequester(key: string, requester: KnownRequester): Promise<void> {
    await this.#database.query("work", this.#sql.saveRequester, [toText(key), toJson(requester)]);
  }

  async forgetRequester(key: string): Promise<void> {
    await this.#database.query("work", this.#sql.forgetRequester, [toText(key)]);
  }

  async prepareClose(): Promise<void> {
    // What waits here waits for another process, or for the next start.
  }

  async close(): Promise<readonly LostBatch[]> {
    this.#closed = true;
    this.#watch?.close();
    this.#pool.off?.("error", ignore);
    return [];
  }

  #refuseWhenClosed(): void {
    if (this.#closed) throw new GlpiIntegrationError("CLOSED", "This store was closed.");
  }

  async #held({ batch, lease }: TakenBatch, sql: string, values: unknown[]): Promise<void> {
    const rows = await this.#database.query("work", sql, [lease, ...values]);
    if (rows.length === 0) throw new LeaseLost(`batch ${batch.id}`);
  }

  async #ask(waiter: Waiter, sql: string, values: unknown[]): Promise<boolean> {
    const [row] = await this.#database.query<{ yes: boolean }>(waiter, sql, values);
    return row?.yes ?? false;
  }

  /** JSON as text: a host may have its own parsers for everything else. */
  async #read<T>(waiter: Waiter, sql: string, values: unknown[]): Promise<T[]> {
    const rows = await this.#database.query<{ json: string }>(waiter, sql, values);
    return rows.map(({ json }) => JSON.parse(json) as T);
  }
}

function idsOf({ tenantId, id }: Conversation): [string, string] {
  return [toText(tenantId), toText(id)];
}

/** Of a connection in the pool that nobody uses: the next statement gets another, or fails and says so. */
function ignore(): void {}
