import { migration } from "./migration.js";
import { parseName } from "./options.js";

/**
 * The SQL that makes the schema of a `PostgresStore`, or brings it to this version: for an administrator to run, before
 * each new version of this package, where the backend's role may not make one. `schema` as in `PostgresStoreOptions`;
 * `role`, named by the same rule, is granted what the store needs there. It does nothing that is done already.
 *
 * Throws `CONFIGURATION_INVALID`.
 */
export function migrationSql({
  schema,
  role,
}: {
  schema?: string | undefined;
  role?: string | undefined;
} = {}): string {
  const name = `"${parseName("schema", schema ?? "whazing_glpi")}"`;
  return [migration(name), ...(role === undefined ? [] : grants(name, `"${parseName("role", role)}"`)), ""].join(";\n");
}

function grants(schema: string, role: string): string[] {
  return [
    `grant usage on schema ${schema} to ${role}`,
    `grant select, insert, update, delete on all tables in schema ${schema} to ${role}`,
    `grant usage, select on all sequences in schema ${schema} to ${role}`,
  ];
}
