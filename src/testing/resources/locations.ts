import { read } from "../access.js";
import type { WireRow } from "../answer.js";
import type { Database } from "../database.js";
import type { NewLocation } from "../new-rows.js";
import type { TreeRow } from "../rows.js";
import type { Resource } from "./resource.js";
import { inReach, newTreeRow, oneInReach } from "./trees.js";

/** Throws a `RangeError` when there is no such parent. */
export function addLocation(database: Database, location: NewLocation): TreeRow {
  const row = newTreeRow(database, database.locations, database.nextId("location"), location);
  database.locations.set(row.id, row);
  return row;
}

/** Not recorded: as the categories, which are the same kind of tree. */
export const locations: Resource = {
  canRead: ({ access }) => access.has("location", read),
  list: ({ database, access }) => inReach(database, access, database.locations.values()).map(wire),
  get: ({ database, access }, id) => oneInReach(database, access, database.locations.get(id), wire),
};

function wire(row: TreeRow): WireRow {
  return {
    id: row.id,
    completename: row.completeName,
    entities_id: row.entityId,
    is_recursive: row.isRecursive ? 1 : 0,
    locations_id: row.parentId,
    level: row.level,
  };
}
