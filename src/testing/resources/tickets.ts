import { create, purge, read, remove } from "../access.js";
import type { WireRow } from "../answer.js";
import { maxNameLength } from "../database.js";
import { message } from "../messages.js";
import type { TicketRow } from "../rows.js";
import { characterCount, messageText } from "../text.js";
import { changeStatus, changing } from "../timeline.js";
import {
  type Context,
  type Input,
  link,
  type Outcome,
  type Resource,
  refuse,
  toIds,
  toInteger,
  toText,
} from "./resource.js";

export const tickets: Resource = {
  canRead: ({ access }) => access.has("ticket", read) || access.has("ticket", 1024),
  list: (context) =>
    [...context.database.tickets.values()]
      .filter((ticket) => !ticket.isDeleted && context.access.seesTicket(ticket))
      .map((ticket) => ticketWire(context, ticket)),
  get(context, id) {
    const ticket = context.database.tickets.get(id);
    if (ticket === undefined) return undefined;
    return context.access.seesTicket(ticket) ? ticketWire(context, ticket) : "denied";
  },
  add: addTicket,
  update: updateTicket,
  remove(context, id, forcePurge) {
    const ticket = context.database.tickets.get(id);
    if (
      ticket === undefined ||
      !context.access.reaches(ticket.entityId) ||
      !context.access.has("ticket", forcePurge ? purge : remove)
    ) {
      return refuse(context, "permissionDenied");
    }
    if (forcePurge) {
      context.database.removeTicket(ticket);
    } else {
      changing(context.database, ticket, () => {
        ticket.isDeleted = true;
        context.database.touch(ticket, context.access.session.userId, false);
      });
    }
    return { id, message: "" };
  },
};

function addTicket(context: Context, input: Input): Outcome {
  const { database, access } = context;
  const entityId = "entities_id" in input ? toInteger(input.entities_id) : access.session.activeEntity;
  if (!access.has("ticket", create) || !access.reaches(entityId)) return refuse(context, "permissionDenied");
  const title = toText(input.name) ?? "";
  if (database.version === 11 && characterCount(title) > maxNameLength) {
    return refuse(context, "titleTooLong", `INSERT INTO \`glpi_tickets\` (\`name\`) VALUES ('${title}')`);
  }
  const ticket = database.addTicket({
    title,
    content: toText(input.content),
    entityId,
    status: statusOf(context, input.status),
    type: toInteger(input.type) || 1,
    urgency: toInteger(input.urgency) || 3,
    categoryId: toInteger(input.itilcategories_id),
    requestTypeId: toInteger(input.requesttypes_id) || 1,
    locationId: toInteger(input.locations_id),
    groupId: toInteger(input._groups_id_assign),
    requesters: database.requesterRule(keptRequesters(context, entityId, toIds(input._users_id_requester))),
    technicians: toIds(input._users_id_assign),
    observers: toIds(input._users_id_observer),
    externalId: toText(input.externalid),
    createdById: access.session.userId,
  });
  const name = messageText(database.version, ticket.title);
  const shown = database.version === 10 ? `${name} (${ticket.id})` : name;
  return { id: ticket.id, message: message(database.version, "added", shown) };
}

/** GLPI 10 keeps whoever it is told; 11 drops, without a word, who is not active or has no profile for the entity. */
function keptRequesters({ database }: Context, entityId: number, ids: readonly number[]): number[] {
  if (database.version === 10) return [...ids];
  return ids.filter((id) => {
    const user = database.users.get(id);
    return user?.isActive === true && !user.isDeleted && database.covers(user, entityId);
  });
}

function statusOf({ database }: Context, value: unknown): number | undefined {
  const status = toInteger(value);
  return (status >= 1 && status <= 6) || (status === 10 && database.version === 11) ? status : undefined;
}

function updateTicket(context: Context, id: number, input: Input): Outcome {
  const { database, access } = context;
  const ticket = database.tickets.get(id);
  if (ticket === undefined || !access.canUpdateTicket(ticket)) return refuse(context, "permissionDenied");
  const title = toText(input.name);
  const content = toText(input.content);
  const status = statusOf(context, input.status);
  changing(database, ticket, () => {
    ticket.urgency = toInteger(input.urgency) || ticket.urgency;
    if (title !== undefined) database.rename(ticket, title);
    if (content !== undefined) ticket.content = database.store(content);
    if (status !== undefined) changeStatus(database, ticket, status, access.session.userId);
    database.touch(ticket, access.session.userId);
  });
  return { id, message: "" };
}

/** GLPI's matrix for an impact of 3. */
export const priorities: Readonly<Record<number, number>> = { 1: 2, 2: 2, 3: 3, 4: 4, 5: 4 };

const zeroColumns =
  "slas_id_ttr slas_id_tto slalevels_id_ttr sla_waiting_duration ola_waiting_duration olas_id_tto olas_id_ttr " +
  "olalevels_id_ttr waiting_duration close_delay_stat solve_delay_stat actiontime";

const nullColumns = "time_to_own ola_tto_begin_date ola_ttr_begin_date internal_time_to_resolve internal_time_to_own";

const childTypes =
  "Document_Item TicketTask TicketValidation TicketCost Problem_Ticket Change_Ticket Item_Ticket ITILSolution " +
  "ITILFollowup Ticket_User Group_Ticket Supplier_Ticket";

function filled(columns: string, value: 0 | null): WireRow {
  return Object.fromEntries(columns.split(" ").map((column) => [column, value]));
}

/** In seconds, at least one; 0 while nobody has. */
export function takenIntoAccountDelay({ openedAt, takenIntoAccountAt }: TicketRow): number {
  if (takenIntoAccountAt === null) return 0;
  return Math.max(1, (Date.parse(takenIntoAccountAt) - Date.parse(openedAt)) / 1000);
}

function ticketWire(context: Context, ticket: TicketRow): WireRow {
  const { version } = context.database;
  const waitingSince = ticket.status === 4 ? ticket.updatedAt : ticket.status === 5 ? ticket.solvedAt : null;
  const children = version === 11 ? `${childTypes} Ticket_Ticket` : childTypes;
  return {
    id: ticket.id,
    entities_id: ticket.entityId,
    name: ticket.title,
    date: ticket.openedAt,
    closedate: ticket.closedAt,
    solvedate: ticket.solvedAt,
    takeintoaccountdate: ticket.takenIntoAccountAt,
    takeintoaccount_delay_stat: takenIntoAccountDelay(ticket),
    date_mod: ticket.updatedAt,
    date_creation: ticket.openedAt,
    begin_waiting_date: waitingSince,
    users_id_lastupdater: ticket.updatedById,
    users_id_recipient: ticket.createdById,
    status: ticket.status,
    requesttypes_id: ticket.requestTypeId,
    content: ticket.content,
    urgency: ticket.urgency,
    impact: 3,
    priority: priorities[ticket.urgency] ?? 3,
    itilcategories_id: ticket.categoryId,
    type: ticket.type,
    global_validation: 1,
    locations_id: ticket.locationId,
    time_to_resolve: ticket.dueAt,
    is_deleted: ticket.isDeleted ? 1 : 0,
    ...filled(zeroColumns, 0),
    ...filled(nullColumns, null),
    ...(version === 11 ? { tickettemplates_id: 0, externalid: ticket.externalId } : { validation_percent: 0 }),
    links: [
      link(context, "Entity", `Entity/${ticket.entityId}`),
      link(context, "User", `User/${ticket.updatedById}`),
      link(context, "User", `User/${ticket.createdById}`),
      link(context, "RequestType", `RequestType/${ticket.requestTypeId}`),
      ...children.split(" ").map((type) => link(context, type, `Ticket/${ticket.id}/${type}/`)),
    ],
  };
}
