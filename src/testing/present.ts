import type { Json, WireRow } from "./answer.js";
import type { Database } from "./database.js";
import type { PhpValue } from "./request.js";
import { requestTypeNames } from "./resources/request-types.js";
import { friendlyName } from "./resources/users.js";
import { encodeSpecialCharacters } from "./text.js";

/**
 * A row as `get_hateoas=false` (no links), `expand_dropdowns=true` (names in place of ids) and `add_keys_names[]`
 * (names beside ids) want it.
 */
export function present(database: Database, row: WireRow, query: Readonly<Record<string, PhpValue>>): WireRow {
  const { links, ...columns } = row;
  const shown: WireRow = isOn(query.expand_dropdowns) ? expanded(database, columns) : columns;
  const named = typeof query.add_keys_names === "object" ? Object.values(query.add_keys_names) : [];
  return {
    ...shown,
    ...(links === undefined || query.get_hateoas === "false" ? {} : { links }),
    ...(named.length > 0 ? { _keys_names: keysNames(database, columns, named) } : {}),
  };
}

function isOn(value: PhpValue | undefined): boolean {
  return value === "true" || value === "1";
}

/** No id stays as it is, and the name of what does not exist is empty. */
function expanded(database: Database, row: WireRow): WireRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      const names = typeof value === "number" && value > 0 ? namesOf(database, column, value) : undefined;
      return [column, names?.full ?? value];
    }),
  );
}

function keysNames(database: Database, row: WireRow, columns: readonly PhpValue[]): Json {
  const names = columns.map((column): [string, Json] => {
    const id = row[String(column)];
    const short = typeof id === "number" ? namesOf(database, String(column), id)?.short : undefined;
    return [String(column), short ?? ""];
  });
  return Object.fromEntries(names);
}

/** The names of what a column points to, as they stand in place of an id and beside one; `undefined`: it has none. */
function namesOf(database: Database, column: string, id: number): { full: string; short: string } | undefined {
  const { users, tickets, entities, version } = database;
  if (column.startsWith("users_id")) {
    const user = users.get(id);
    return { full: user?.login ?? "", short: user === undefined ? "" : friendlyName(user) };
  }
  if (column === "entities_id") {
    const { completeName = "", name = "" } = entities.get(id) ?? {};
    return { full: version === 10 ? encodeSpecialCharacters(completeName) : completeName, short: name };
  }
  const name =
    column === "items_id"
      ? tickets.get(id)?.title
      : column === "requesttypes_id"
        ? requestTypeNames[id - 1]
        : undefined;
  return name === undefined ? undefined : { full: name, short: name };
}
