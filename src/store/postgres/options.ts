import { GlpiIntegrationError } from "../../glpi/errors.js";
import { type KeepDays, readKeepDays } from "../keep-days.js";
import type { PostgresPool } from "./pool.js";

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
   * schema exists and is that user's, or somebody else ran `migrationSql()`.
   */
  schema?: string | undefined;
  /** For how long it keeps what. What a customer wrote goes with its batch in any case. What is old is looked for once an hour. */
  keepDays?: PostgresKeepDays | undefined;
  /** @deprecated Use `keepDays.links`, which goes before it. */
  linkDays?: number | undefined;
}

/** For how long a `PostgresStore` keeps what, in whole days: 1 to 3,650 each. */
export interface PostgresKeepDays extends KeepDays {
  /**
   * That a message was counted, after its batch was done, and where a conversation is, after it was last told. Default 30.
   * A message that is told again later counts again; Whazing repeats one for at most 9 minutes.
   */
  messages?: number | undefined;
  /** Dead letters, with what the customer wrote. Default: for ever, until they are replayed or discarded. */
  deadLetters?: number | undefined;
}

const usual = { links: 90, people: 365, messages: 30, deadLetters: Number.POSITIVE_INFINITY };

/** The options with their defaults. Throws `CONFIGURATION_INVALID`. */
export function parseOptions({ pool, schema, keepDays = {}, linkDays }: PostgresStoreOptions) {
  const days = readKeepDays({ ...keepDays, links: keepDays.links ?? linkDays }, usual);
  return { pool, schema: parseName("schema", schema ?? "whazing_glpi"), days };
}

/** A name that PostgreSQL takes without ado. Throws `CONFIGURATION_INVALID`. */
export function parseName(what: string, name: string): string {
  if (/^[a-z_][a-z0-9_]{0,62}$/.test(name) && !name.startsWith("pg_")) return name;
  throw invalid(
    `${what}: use a lower-case letter or _, then lower-case letters, digits and _, at most 63, and not pg_ at the beginning.`,
  );
}

function invalid(message: string): GlpiIntegrationError {
  return new GlpiIntegrationError("CONFIGURATION_INVALID", message);
}
