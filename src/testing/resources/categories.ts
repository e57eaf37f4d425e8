import { read } from "../access.js";
import type { Database } from "../database.js";
import type { NewCategory } from "../new-rows.js";
import type { CategoryRow } from "../rows.js";
import type { Resource } from "./resource.js";
import { inReach, newTreeRow } from "./trees.js";

/** Throws a `RangeError` when there is no such parent. */
export function addCategory(database: Database, category: NewCategory): CategoryRow {
  const { isHelpdeskVisible = true, isIncident = true, isRequest = true } = category;
  const tree = newTreeRow(database, database.categories, database.nextId("category"), category);
  const row = { ...tree, isHelpdeskVisible, isIncident, isRequest };
  database.categories.set(row.id, row);
  return row;
}

/** The columns that were recorded; GLPI has more. */
export const categories: Resource = {
  canRead: ({ access }) => access.has("itilcategory", read),
  list: ({ database, access }) =>
    inReach(database, access, database.categories.values()).map((row) => ({
      id: row.id,
      completename: row.completeName,
      is_helpdeskvisible: row.isHelpdeskVisible ? 1 : 0,
      is_incident: row.isIncident ? 1 : 0,
      is_request: row.isRequest ? 1 : 0,
      entities_id: row.entityId,
      is_recursive: row.isRecursive ? 1 : 0,
      itilcategories_id: row.parentId,
      level: row.level,
    })),
};
