import { read } from "../access.js";
import type { WireRow } from "../answer.js";
import type { Database } from "../database.js";
import type { NewEntity } from "../new-rows.js";
import type { EntityRow } from "../rows.js";
import type { Context, Resource } from "./resource.js";

/** The strategy of an entity that has what the one above it has. */
const inherited = -2;

/** The root without `parentId`. Throws a `RangeError` when there is no such parent. */
export function addEntity(database: Database, entity: NewEntity): EntityRow {
  const { name, parentId, registrationNumber = null, autocloseDelay = null, hasSurvey = false } = entity;
  const parent = parentId === undefined ? undefined : database.entities.get(parentId);
  if (parentId !== undefined && parent === undefined) throw new RangeError(`There is no entity ${parentId}`);
  const id = parent === undefined ? 0 : database.nextId("entity");
  const completeName = parent === undefined ? name : `${parent.completeName} > ${name}`;
  const { ticketTemplateId } = entity;
  const row = { id, name, completeName, parentId, registrationNumber, autocloseDelay, hasSurvey, ticketTemplateId };
  database.entities.set(row.id, row);
  return row;
}

/** Not recorded but for their search; GLPI has more columns. */
export const entities: Resource = {
  canRead: ({ access }) => access.has("entity", read),
  list: (context) => [...context.database.entities.values()].filter(({ id }) => context.access.reaches(id)).map(wire),
  get(context: Context, id) {
    const row = context.database.entities.get(id);
    if (row === undefined) return undefined;
    return context.access.reaches(id) ? wire(row) : "denied";
  },
};

function wire({ id, name, completeName, parentId, registrationNumber, ticketTemplateId }: EntityRow): WireRow {
  return {
    id,
    name,
    completename: completeName,
    entities_id: parentId ?? null,
    registration_number: registrationNumber,
    tickettemplates_strategy: ticketTemplateId === undefined && parentId !== undefined ? inherited : 0,
    tickettemplates_id: ticketTemplateId ?? 0,
  };
}
