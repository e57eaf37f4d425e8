import type { Pool } from "pg";
import type { Locale } from "../../locales/locale.js";
import { PostgresStore } from "../../store/postgres/index.js";
import type { Store } from "../../store/store.js";
import { UsageError } from "../command.js";
import { cliWords } from "../words.js";

const CONNECT_MS = 5_000;

/** With a store in the database that `DATABASE_URL` names, where it is wanted; its connections end with the task. */
export async function withDatabase<T>(
  wanted: boolean,
  { DATABASE_URL: connectionString }: NodeJS.ProcessEnv,
  locale: Locale,
  task: (store: Store | undefined) => Promise<T>,
): Promise<T> {
  if (!wanted) return task(undefined);
  const { problems } = cliWords[locale];
  if (!connectionString) throw new UsageError(problems.noDatabaseUrl);
  const pool = await poolOf(connectionString).catch((error: NodeJS.ErrnoException) => {
    throw error.code?.includes("MODULE_NOT_FOUND") ? new UsageError(problems.noPg) : error;
  });
  try {
    return await task(new PostgresStore({ pool }));
  } finally {
    await pool.end();
  }
}

async function poolOf(connectionString: string): Promise<Pool> {
  const { default: pg } = await import("pg");
  return new pg.Pool({ connectionString, max: 3, connectionTimeoutMillis: CONNECT_MS });
}
