import pLimit, { type LimitFunction } from "p-limit";
import { databaseError } from "./database-error.js";
import { migration } from "./migration.js";
import type { PostgresPool } from "./pool.js";

/** Who waits for a statement: the host, for an event to be kept, or the work on batches. */
export type Waiter = "host" | "work";

/**
 * The store's schema in the host's database: migrated before the first statement, and used by two connections at most,
 * one for each waiter. Batches come due many at a time, and the host does not wait behind what they have to note.
 */
export class Database {
  readonly #pool: PostgresPool;
  readonly #migration: string;
  readonly #limits: Record<Waiter, LimitFunction> = { host: pLimit(1), work: pLimit(1) };
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
   * Runs one statement, which is a transaction by itself, and resolves to its rows. Rejects with `STORE_FAILED`; the
   * error holds nothing of the statement's values.
   */
  async query<Row>(waiter: Waiter, text: string, values: unknown[] = []): Promise<Row[]> {
    try {
      await this.#migrate();
      const { rows } = await this.#limits[waiter](() => this.#pool.query(text, values));
      this.#failures = 0;
      return rows as Row[];
    } catch (error) {
      this.#failures += 1;
      throw databaseError(error);
    }
  }

  /** Once; after a failure the next statement tries again. */
  #migrate(): Promise<unknown> {
    this.#migrated ??= this.#limits
      .work(() => this.#pool.query(this.#migration, []))
      .catch((error: unknown) => {
        this.#migrated = undefined;
        throw error;
      });
    return this.#migrated;
  }
}
