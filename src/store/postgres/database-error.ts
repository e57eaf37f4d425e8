import { GlpiIntegrationError } from "../../glpi/errors.js";

/**
 * Classes of SQLSTATE whose messages name connections, rights, settings and tables, and no values: connection,
 * authorization, database, schema, syntax or right, resources, limits, operator intervention, system, configuration.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const namesNoValues = /^(08|28|3D|3F|42|53|54|57|58|F0|XX)/;
const sqlState = /^[0-9A-Z]{5}$/;

/**
 * A failed statement as `STORE_FAILED`. PostgreSQL's `detail`, `where` and `internalQuery`, and the messages about
 * data, repeat what was to be written: none of it is kept.
 */
export function databaseError(error: unknown): GlpiIntegrationError {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
  const about = error instanceof Error ? error.message : "an unknown failure";
  const fromServer = code !== undefined && sqlState.test(code) && error instanceof Error && "severity" in error;
  const text = fromServer && !namesNoValues.test(code) ? "it refused a statement" : about;
  return new GlpiIntegrationError("STORE_FAILED", `PostgreSQL: ${text}${code === undefined ? "" : ` (${code})`}.`);
}
