import { purge, read, update } from "../access.js";
import type { WireRow } from "../answer.js";
import { message } from "../messages.js";
import type { PhpValue } from "../request.js";
import type { TicketRow } from "../rows.js";
import { acceptSolution, addFollowUp, changeStatus, changing, editFollowUp, removeFollowUp } from "../timeline.js";
import type { FollowUpRow } from "../timeline-rows.js";
import {
  type Context,
  type Input,
  isSet,
  link,
  type Outcome,
  type Resource,
  refuse,
  ticketOf,
  ticketsOf,
  toInteger,
  toText,
} from "./resource.js";

const updateAll = 1024;
const seePrivate = 8192;

export const followUps: Resource = {
  canRead: canReadFollowUps,
  list(context, parent, query) {
    const { database } = context;
    // Without a ticket, 10 lists those of all entities.
    const tickets = ticketsOf(context, parent, database.version === 10);
    const ids = new Set(tickets.map((ticket) => ticket.id));
    const rows = [...database.followUps.values()].filter((row) => ids.has(row.ticketId));
    return rows.filter((row) => isListed(context, row, query)).map((row) => followUpWire(context, row));
  },
  get(context, id) {
    const row = context.database.followUps.get(id);
    if (row === undefined) return undefined;
    const ticket = context.database.tickets.get(row.ticketId);
    const seen = ticket !== undefined && context.access.seesTicket(ticket) && isShownFollowUp(context, row);
    return seen ? followUpWire(context, row) : "denied";
  },
  add,
  update(context, id, input) {
    const { database, access } = context;
    const row = database.followUps.get(id);
    const ticket = database.tickets.get(row?.ticketId ?? 0);
    if (row === undefined || ticket === undefined || !canEditFollowUp(context, row)) {
      return refuse(context, "permissionDenied");
    }
    const isPrivate = isSet(input.is_private) ? toInteger(input.is_private) === 1 : undefined;
    const editorId = access.session.userId;
    editFollowUp(database, row, { content: toText(input.content), isPrivate }, editorId);
    changing(database, ticket, () => database.touch(ticket, editorId));
    database.raise("update", "ITILFollowup", id);
    return { id, message: "" };
  },
  remove(context, id) {
    const { database, access } = context;
    const row = database.followUps.get(id);
    const ticket = database.tickets.get(row?.ticketId ?? 0);
    if (row === undefined || ticket === undefined || !access.has("followup", purge) || !access.seesTicket(ticket)) {
      return refuse(context, "permissionDenied");
    }
    removeFollowUp(database, row);
    changing(database, ticket, () => database.touch(ticket, access.session.userId));
    return { id, message: "" };
  },
};

/**
 * Private ones are for who has the right; one's own are no exception in a list. On 11 a `searchText` on `is_private`
 * takes the place of that rule.
 */
function isListed({ access, database }: Context, row: FollowUpRow, query: Readonly<Record<string, PhpValue>>): boolean {
  const { searchText } = query;
  if (database.version === 11 && typeof searchText === "object" && "is_private" in searchText) return true;
  return access.has("followup", row.isPrivate ? seePrivate : read);
}

export function canReadFollowUps({ access }: Context): boolean {
  return access.has("followup", read) || access.has("followup", seePrivate);
}

/** One's own, or all. */
export function canEditFollowUp({ access }: Context, row: FollowUpRow): boolean {
  return access.has("followup", row.userId === access.session.userId ? update : updateAll);
}

/** By its id one's own are shown too. */
export function isShownFollowUp(context: Context, row: FollowUpRow): boolean {
  return isListed(context, row, {}) || row.userId === context.access.session.userId;
}

function followUpWire(context: Context, row: FollowUpRow): WireRow {
  return {
    id: row.id,
    itemtype: "Ticket",
    items_id: row.ticketId,
    date: row.date,
    users_id: row.userId,
    users_id_editor: row.editorId,
    content: row.content,
    is_private: row.isPrivate ? 1 : 0,
    requesttypes_id: row.requestTypeId,
    date_mod: row.updatedAt,
    date_creation: row.createdAt,
    timeline_position: 1,
    sourceitems_id: 0,
    sourceof_items_id: 0,
    links: [
      link(context, "Ticket", `Ticket/${row.ticketId}`),
      link(context, "User", `User/${row.userId}`),
      ...(row.requestTypeId > 0 ? [link(context, "RequestType", `RequestType/${row.requestTypeId}`)] : []),
      link(context, "Document_Item", `ITILFollowup/${row.id}/Document_Item/`),
    ],
  };
}

function add(context: Context, input: Input): Outcome {
  const { database, access } = context;
  const { userId } = access.session;
  const ticket = ticketOf(context, input);
  if (ticket === undefined || !access.canFollowUp(ticket)) return refuse(context, "permissionDenied");
  const closes = isSet(input.add_close);
  const text = toText(input.content) ?? "";
  if (text === "" && isSet(input.add_reopen)) return refuse(context, "reopenWithoutReason");
  if (text === "" && !closes) return refuse(context, "followUpWithoutText");
  const { id } = addFollowUp(database, ticket, {
    content: text === "" ? message(database.version, "solutionApproved") : text,
    // Whoever it says, also somebody who does not exist.
    userId: isSet(input.users_id) ? toInteger(input.users_id) : userId,
    isPrivate: toInteger(input.is_private) === 1,
    requestTypeId: toInteger(input.requesttypes_id),
    date: toText(input.date),
  });
  const counts =
    access.has("ticket", update) &&
    !isSet(input._do_not_compute_takeintoaccount) &&
    !database.isRequester(ticket, userId);
  changing(database, ticket, () => {
    database.touch(ticket, userId, counts);
    if (access.movesTicket(ticket)) moveTicket(context, ticket, input);
  });
  database.raise("new", "ITILFollowup", id);
  return { id, message: "" };
}

/** GLPI asks whether these are there, not whether they are true: `add_close: 0` closes too. */
function moveTicket(context: Context, ticket: TicketRow, input: Input): void {
  const { database, access } = context;
  const { userId } = access.session;
  if (isSet(input.add_close) && ticket.status === 5) {
    acceptSolution(database, ticket, userId);
    return;
  }
  const status = statusAfter(context, ticket, input);
  if (status !== ticket.status) changeStatus(database, ticket, status, userId);
}

function statusAfter({ database, access }: Context, ticket: TicketRow, input: Input): number {
  if (isSet(input.pending) && toInteger(input.pending) !== 0) return 4;
  const { userId } = access.session;
  const technicians = ticket.actors.filter((actor) => actor.type === 2).map((actor) => actor.userId);
  // The session's user counts, not the follow-up's: what a requester writes in the web page takes the ticket up.
  const byRequester = database.isRequester(ticket, userId) && !technicians.includes(userId) && !isSet(input.add_close);
  const takesUp = isSet(input.pending) || isSet(input.add_reopen) || byRequester;
  const wanted = isSet(input._status) ? toInteger(input._status) : ticket.status;
  if (!takesUp || wanted !== ticket.status || ![4, 5, 6].includes(ticket.status)) return wanted;
  return ticket.groupId > 0 || technicians.length > 0 ? 2 : 1;
}
