import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Locale } from "../../locales/locale.js";
import { renderTemplate } from "../../locales/render.js";
import { PostgresStore } from "../../store/postgres/index.js";
import type { PostgresPool } from "../../store/postgres/pool.js";
import { UsageError } from "../command.js";
import { lockFolder } from "./folder-lock.js";
import { serveWords } from "./words.js";

/** As the package is tested with it. */
const PGLITE_VERSION = "0.5";
const POOL = { max: 3, connectionTimeoutMillis: 5_000, query_timeout: 10_000, keepAlive: true };

/** Where everything is kept. */
export interface OpenStore {
  store: PostgresStore;
  /** What it is, without a password: a folder, or `PostgreSQL`. */
  place: string;
  /** After the store's own `close()`. */
  end(): Promise<void>;
}

/** A folder that another process has. */
export class FolderInUse extends UsageError {}

/**
 * The PostgreSQL that `DATABASE_URL` names; without it, one in this process that keeps everything in a folder. Rejects
 * with a `UsageError` where what it needs is not installed, or the folder cannot be had.
 */
export async function openStore(
  folder: string,
  { DATABASE_URL: connectionString }: NodeJS.ProcessEnv,
  locale: Locale,
): Promise<OpenStore> {
  if (!connectionString) return inFolder(folder, locale);
  const { default: pg } = await installed(import("pg"), serveWords[locale].problems.noPg);
  const pool = new pg.Pool({ connectionString, ...POOL });
  return { store: new PostgresStore({ pool }), place: "PostgreSQL", end: () => pool.end() };
}

async function inFolder(folder: string, locale: Locale): Promise<OpenStore> {
  const { problems } = serveWords[locale];
  const missing = renderTemplate(problems.noPglite, { version: PGLITE_VERSION });
  const { PGlite } = await installed(import("@electric-sql/pglite"), missing);
  const unusable = (error: NodeJS.ErrnoException): never => {
    throw new UsageError(renderTemplate(problems.folderUnusable, { path: folder, why: error.code ?? error.message }));
  };
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(unusable);
  const unlock = await lockFolder(folder).catch(unusable);
  if (unlock === undefined) throw new FolderInUse(renderTemplate(problems.folderInUse, { path: folder }));
  const database = await PGlite.create(join(folder, "postgres")).catch(async (error) => {
    await unlock();
    return unusable(error);
  });
  const pool: PostgresPool = { query: (text, values) => database.query(text, values) };
  return {
    store: new PostgresStore({ pool }),
    place: folder,
    end: async () => {
      await database.close();
      await unlock();
    },
  };
}

async function installed<T>(loading: Promise<T>, missing: string): Promise<T> {
  return loading.catch((error: NodeJS.ErrnoException) => {
    throw error.code?.includes("MODULE_NOT_FOUND") ? new UsageError(missing) : error;
  });
}
