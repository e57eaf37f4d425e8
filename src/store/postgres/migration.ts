import { batchFunctions } from "./batch-functions.js";
import { cleanFunction } from "./clean-function.js";
import { inboxFunctions } from "./inbox-functions.js";
import { tables } from "./tables.js";
import { version2 } from "./version-2.js";
import { version3 } from "./version-3.js";
import { version4 } from "./version-4.js";
import { version5 } from "./version-5.js";
import { version6 } from "./version-6.js";
import { version7 } from "./version-7.js";

/** What makes each version of the schema out of the one before. A version that was released never changes. */
const versions = [
  (schema: string) => [tables, inboxFunctions, batchFunctions, cleanFunction].map((make) => make(schema)),
  (schema: string) => [version2(schema)],
  (schema: string) => [version3(schema)],
  (schema: string) => [version4(schema)],
  (schema: string) => [version5(schema)],
  (schema: string) => [version6(schema)],
  (schema: string) => [version7(schema)],
];

/**
 * One statement that brings the schema to this version, wholly or not at all. Processes that start at the same time
 * wait for each other.
 *
 * @param upTo an earlier version, for a test that starts from there
 */
export function migration(schema: string, upTo = versions.length): string {
  const steps = versions.slice(0, upTo).map(
    (make, index) => `
  if not exists (select from ${schema}.migration where version = ${index + 1}) then
${make(schema).join("\n")}
    insert into ${schema}.migration (version) values (${index + 1});
  end if;`,
  );
  // A schema made by an administrator needs no right to make one, not even by "if not exists".
  return `do $migration$
begin
  perform pg_advisory_xact_lock(hashtextextended('whazing-glpi migration ${schema}', 0));
  if to_regnamespace('${schema}') is null then
    create schema ${schema};
  end if;
  if to_regclass('${schema}.migration') is null then
    create table ${schema}.migration (version int primary key, at timestamptz not null default clock_timestamp());
  end if;${steps.join("")}
end
$migration$`;
}
