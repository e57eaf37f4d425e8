import { read } from "../access.js";
import type { Database } from "../database.js";
import type { NewTicketTemplate } from "../new-rows.js";
import type { TicketTemplateRow } from "../rows.js";
import type { Context, Resource } from "./resource.js";

export function addTicketTemplate(database: Database, { name, mandatoryFields }: NewTicketTemplate): TicketTemplateRow {
  const id = database.nextId("ticketTemplate");
  const row = { id, name: database.store(name), entityId: 0, isRecursive: true, mandatoryFields };
  database.ticketTemplates.set(id, row);
  return row;
}

const canRead = ({ access }: Context) => access.has("itiltemplate", read);

/** Not recorded. */
export const ticketTemplates: Resource = {
  canRead,
  list: () => [],
  get({ database }, id) {
    const row = database.ticketTemplates.get(id);
    return row && { id: row.id, name: row.name, entities_id: row.entityId, is_recursive: row.isRecursive ? 1 : 0 };
  },
};

/** Not recorded: of a template, `num` is the number of a search option. */
export const mandatoryFields: Resource = {
  canRead,
  list({ database }, parent) {
    const template = parent?.type === "TicketTemplate" ? database.ticketTemplates.get(parent.id) : undefined;
    return (template?.mandatoryFields ?? []).map((num, index) => ({
      id: index + 1,
      tickettemplates_id: template?.id ?? 0,
      num,
    }));
  },
};
