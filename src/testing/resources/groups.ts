import { read } from "../access.js";
import type { Database } from "../database.js";
import type { NewGroup } from "../new-rows.js";
import type { GroupRow } from "../rows.js";
import type { Resource } from "./resource.js";
import { oneInReach } from "./trees.js";

export function addGroup(database: Database, group: NewGroup): GroupRow {
  const { name, entityId = 0, isRecursive = false, isAssignable = true } = group;
  const row = { id: database.nextId("group"), name: database.store(name), entityId, isRecursive, isAssignable };
  database.groups.set(row.id, row);
  return row;
}

/** Not recorded; GLPI has more columns. */
export const groups: Resource = {
  canRead: ({ access }) => access.has("group", read),
  list: () => [],
  get: ({ database, access }, id) =>
    oneInReach(database, access, database.groups.get(id), (row) => ({
      id: row.id,
      name: row.name,
      completename: row.name,
      entities_id: row.entityId,
      is_recursive: row.isRecursive ? 1 : 0,
      is_assign: row.isAssignable ? 1 : 0,
    })),
};
