import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, vi } from "vitest";
import { PostgresStore } from "../../../src/store/postgres/index.js";
import { newSchema } from "./under-test.js";

/** The server that tests may use; without one they are skipped. */
export const connectionString = process.env.WHAZING_GLPI_TEST_DATABASE_URL;

/** Whether it is reached through a PgBouncer that pools transactions: no connection is anybody's own. */
export const pooled = process.env.WHAZING_GLPI_TEST_POOLED === "1";

/** Stores on a PostgreSQL server, in a schema that goes with the test. */
export class Server {
  readonly admin = new pg.Pool({ connectionString, max: 4, idleTimeoutMillis: 0 });
  schema = "";
  stores: PostgresStore[] = [];
  pools: pg.Pool[] = [];

  /** As many processes as asked for, each with a pool of its own whose application is called as the schema is. */
  open(count: number): PostgresStore[] {
    const opened = Array.from({ length: count }, () => {
      const pool = new pg.Pool({ connectionString, application_name: this.schema, max: 20 });
      this.pools.push(pool);
      return new PostgresStore({ pool, schema: this.schema });
    });
    this.stores.push(...opened);
    return opened;
  }

  openTwo(): [PostgresStore, PostgresStore] {
    const [first, second] = this.open(2);
    if (!(first && second)) throw new Error("two stores");
    return [first, second];
  }

  /** Waits until so many connections of the stores listen. */
  async listening(count: number): Promise<void> {
    await this.#connections(count, "query like 'listen %' and state = 'idle'");
  }

  /** Waits until so many connections of the stores wait for somebody's transaction. */
  async blocked(count = 1): Promise<void> {
    await this.#connections(count, "wait_event_type = 'Lock'");
  }

  /** How many connections the stores have. */
  async connections(condition = "true"): Promise<number> {
    const text = `select 1 from pg_stat_activity where application_name = $1 and ${condition}`;
    return (await this.admin.query(text, [this.schema])).rows.length;
  }

  async #connections(count: number, condition: string): Promise<void> {
    while ((await this.connections(condition)) !== count);
  }

  async clear(): Promise<void> {
    for (const store of this.stores) await store.close();
    for (const pool of this.pools) await pool.end();
    this.stores = [];
    this.pools = [];
    await this.admin.query(`drop schema if exists ${this.schema} cascade`);
  }
}

/** A server for the tests of this `describe`. */
export function useServer(): Server {
  const server = new Server();
  beforeAll(() => server.admin.query("select 1"));
  beforeEach(() => {
    server.schema = newSchema();
  });
  afterEach(async () => {
    vi.useRealTimers();
    await server.clear();
  });
  afterAll(() => server.admin.end());
  return server;
}
