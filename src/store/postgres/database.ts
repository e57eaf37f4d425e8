import { databaseError } from "./database-error.js";
import { migration } from "./migration.js";
import type { PostgresPool } from "./pool.js";
import { inTime, Turns } from "./turns.js";

/** PostgreSQL ended it for the sake of another transaction, and undid all of it: deadlock_detected, serialization_failure. */
const undone = new Set<unknown>(["40P01", "40001"]);
/** So often a statement is said, the first time included. */
const TRIES = 4;

/** Who waits for a statement: the host, for an event to be kept, or the work on batches. */
export type Waiter = "host" | "work";

/**
 * The store's schema in the host's database: migrated before the first statement, and used by two connections at most,
 * one for each waiter. Batches come due many at a time, and the host does not wait behind what they have to note.
 */
export class Database {
  readonly #pool: PostgresPool;
  readonly #migration: string;
  readonly #turns: Record<Waiter, Turns> = { host: new Turns(), work: new Turns() };
  #migrated: Promise<unknown> | undefined;
  #failures = 0;

  constructor(pool: PostgresPool, schema: string) {
    this.#pool = pool;
    this.#migration = migration(schema);
  }

  /** Statements that failed since the last one that did not. */
  get failures(): number {
    return this.#failures;
  }

  /**
   * Runs one statement, which is a transaction by itself, and resolves to its rows; again where PostgreSQL undid it for
   * another's sake, three times at most. Rejects with `STORE_FAILED`, also when there is no answer in time: the statement
   * may have been carried out, or be carried out yet. The error holds nothing of the statement's values.
   */
  async query<Row>(waiter: Waiter, text: string, values: unknown[] = []): Promise<Row[]> {
    try {
      await inTime(this.#migrate());
      const turns = this.#turns[waiter];
      const { rows } = await unlessUndone(() => turns.run(() => this.#pool.query(text, values)));
      this.#failures = 0;
      return rows as Row[];
    } catch (error) {
      this.#failures += 1;
      throw databaseError(error);
    }
  }

  /** What the statement answers as `yes`. */
  async ask(waiter: Waiter, text: string, values: unknown[]): Promise<boolean> {
    const [row] = await this.query<{ yes: boolean }>(waiter, text, values);
    return row?.yes ?? false;
  }

  /** JSON as text: a host may have its own parsers for everything else. */
  async read<T>(waiter: Waiter, text: string, values: unknown[]): Promise<T[]> {
    const rows = await this.query<{ json: string }>(waiter, text, values);
    return rows.map(({ json }) => JSON.parse(json) as T);
  }

  /** Once, with the connection that nobody uses yet; after a failure the next statement tries again. */
  #migrate(): Promise<unknown> {
    this.#migrated ??= unlessUndone(() => this.#pool.query(this.#migration, [])).catch((error: unknown) => {
      this.#migrated = undefined;
      throw error;
    });
    return this.#migrated;
  }
}

async function unlessUndone<T>(statement: () => Promise<T>): Promise<T> {
  for (let left = TRIES - 1; left > 0; left -= 1) {
    try {
      return await statement();
    } catch (error) {
      if (!(error instanceof Error && "code" in error && undone.has(error.code))) throw error;
    }
  }
  return statement();
}
