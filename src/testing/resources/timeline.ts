import { read, update } from "../access.js";
import { message } from "../messages.js";
import type { TicketRow } from "../rows.js";
import { type Context, type Input, link, type Resource, refuse, ticketsOf, toInteger, toText } from "./resource.js";

const followUpSeePrivate = 8192;

/** Follow-ups; private ones are listed too, whoever asks. */
export const followUps: Resource = {
  canRead: ({ access }) => access.has("followup", read) || access.has("followup", followUpSeePrivate),
  list(context, parent) {
    const ids = new Set(ticketsOf(context, parent).map((ticket) => ticket.id));
    const rows = [...context.database.followUps.values()].filter((row) => ids.has(row.ticketId));
    return rows.map((row) => ({
      id: row.id,
      itemtype: "Ticket",
      items_id: row.ticketId,
      date: row.createdAt,
      users_id: row.userId,
      users_id_editor: 0,
      content: row.content,
      is_private: row.isPrivate ? 1 : 0,
      requesttypes_id: row.requestTypeId,
      date_mod: row.createdAt,
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
    }));
  },
  add(context, input) {
    const { database, access } = context;
    const ticket = ticketOf(context, input);
    if (ticket === undefined || !access.canFollowUp(ticket)) return refuse(context, "permissionDenied");
    const content = toText(input.content) ?? "";
    if (content === "" && toInteger(input.add_reopen) === 1) return refuse(context, "reopenWithoutReason");
    const id = database.nextId("followUp");
    database.followUps.set(id, {
      id,
      ticketId: ticket.id,
      content: database.store(content),
      // Whoever it says, also somebody who does not exist.
      userId: input.users_id === undefined ? access.session.userId : toInteger(input.users_id),
      isPrivate: toInteger(input.is_private) === 1,
      requestTypeId: toInteger(input.requesttypes_id),
      createdAt: database.date(),
    });
    if (access.movesTicket(ticket)) moveOn(context, ticket, input);
    const counts = access.has("ticket", update) && toInteger(input._do_not_compute_takeintoaccount) !== 1;
    database.touch(ticket, access.session.userId, counts);
    return { id, message: "" };
  },
};

/**
 * `add_reopen` takes up what waits, is solved or closed, and so does `pending: 0`; `add_close` closes what is solved;
 * `_status: 4` lets all wait; else the status stays.
 */
function moveOn({ database }: Context, ticket: TicketRow, input: Input): void {
  const status = statusAfter(ticket, input);
  if (status === undefined) return;
  const before = ticket.status;
  database.setStatus(ticket, status);
  if (before !== 5 && before !== 6) return;
  for (const solution of database.solutions.values()) {
    if (solution.ticketId === ticket.id && solution.status === 2) solution.status = status === 6 ? 3 : 4;
  }
}

function statusAfter(ticket: TicketRow, input: Input): number | undefined {
  const assigned = ticket.groupId > 0 || ticket.actors.some((actor) => actor.type === 2);
  const rests = [4, 5, 6].includes(ticket.status);
  const goesOn = toInteger(input.add_reopen) === 1 || (input.pending !== undefined && toInteger(input.pending) === 0);
  if (rests && goesOn) return assigned ? 2 : 1;
  if (ticket.status === 5 && toInteger(input.add_close) === 1) return 6;
  return toInteger(input._status) === 4 && ticket.status !== 4 ? 4 : undefined;
}

function ticketOf({ database }: Context, input: Input): TicketRow | undefined {
  return input.itemtype === "Ticket" ? database.tickets.get(toInteger(input.items_id)) : undefined;
}

/** Solutions; one solves its ticket. */
export const solutions: Resource = {
  canRead: ({ access }) => access.has("ticket", read),
  list(context, parent) {
    const ids = new Set(ticketsOf(context, parent).map((ticket) => ticket.id));
    const rows = [...context.database.solutions.values()].filter((row) => ids.has(row.ticketId));
    return rows.map((row) => ({
      id: row.id,
      itemtype: "Ticket",
      items_id: row.ticketId,
      solutiontypes_id: 0,
      solutiontype_name: null,
      content: row.content,
      date_creation: row.createdAt,
      date_mod: row.createdAt,
      date_approval: null,
      users_id: row.userId,
      user_name: null,
      users_id_editor: 0,
      users_id_approval: 0,
      user_name_approval: null,
      status: row.status,
      itilfollowups_id: null,
      links: [
        link(context, "Ticket", `Ticket/${row.ticketId}`),
        link(context, "User", `User/${row.userId}`),
        link(context, "Document_Item", `ITILSolution/${row.id}/Document_Item/`),
      ],
    }));
  },
  add(context, input) {
    const { database, access } = context;
    const ticket = ticketOf(context, input);
    const solvable = ticket !== undefined && ticket.status !== 5 && ticket.status !== 6;
    if (!solvable || !access.reaches(ticket.entityId) || !access.has("ticket", update)) {
      return refuse(context, "permissionDenied");
    }
    const id = database.nextId("solution");
    database.solutions.set(id, {
      id,
      ticketId: ticket.id,
      content: database.store(toText(input.content) ?? ""),
      userId: access.session.userId,
      status: 2,
      createdAt: database.date(),
    });
    database.setStatus(ticket, 5);
    database.touch(ticket, access.session.userId);
    return { id, message: message(database.version, "added", String(id)) };
  },
};
