import { read } from "../access.js";
import type { WireRow } from "../answer.js";
import type { Database } from "../database.js";
import type { NewCategory } from "../new-rows.js";
import type { CategoryRow } from "../rows.js";
import type { Resource } from "./resource.js";
import { inReach, newTreeRow, oneInReach } from "./trees.js";

/** Throws a `RangeError` when there is no such parent. */
export function addCategory(database: Database, category: NewCategory): CategoryRow {
  const { isHelpdeskVisible = true, isIncident = true, isRequest = true, ticketTemplateId = 0 } = category;
  const tree = newTreeRow(database, database.categories, database.nextId("category"), category);
  const row = { ...tree, isHelpdeskVisible, isIncident, isRequest, ticketTemplateId };
  database.categories.set(row.id, row);
  return row;
}

/** The columns that were recorded in lists; one by itself has its template too, which was not. GLPI has more. */
export const categories: Resource = {
  canRead: ({ access }) => access.has("itilcategory", read),
  list: ({ database, access }) => inReach(database, access, database.categories.values()).map(wire),
  get: ({ database, access }, id) =>
    oneInReach(database, access, database.categories.get(id), (row) => ({
      ...wire(row),
      name: row.name,
      tickettemplates_id_incident: row.ticketTemplateId,
      tickettemplates_id_demand: 0,
    })),
};

function wire(row: CategoryRow): WireRow {
  return {
    id: row.id,
    completename: row.completeName,
    is_helpdeskvisible: row.isHelpdeskVisible ? 1 : 0,
    is_incident: row.isIncident ? 1 : 0,
    is_request: row.isRequest ? 1 : 0,
    entities_id: row.entityId,
    is_recursive: row.isRecursive ? 1 : 0,
    itilcategories_id: row.parentId,
    level: row.level,
  };
}
