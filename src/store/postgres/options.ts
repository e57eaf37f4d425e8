import { GlpiIntegrationError } from "../../glpi/errors.js";
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
  /**
   * How many days after its last change it is known which conversation and contact a ticket belongs to: 1 to 3,650, 90
   * by default. After that, what the customer writes there becomes a new ticket.
   */
  linkDays?: number | undefined;
}

const LINK_DAYS = 90;
const MOST_LINK_DAYS = 3_650;

/** The options with their defaults. Throws `CONFIGURATION_INVALID`. */
export function parseOptions({ pool, schema, linkDays = LINK_DAYS }: PostgresStoreOptions) {
  if (!Number.isInteger(linkDays) || linkDays < 1 || linkDays > MOST_LINK_DAYS) {
    throw invalid(`linkDays: use a whole number of days from 1 to ${MOST_LINK_DAYS}.`);
  }
  return { pool, schema: parseName("schema", schema ?? "whazing_glpi"), linkDays };
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
