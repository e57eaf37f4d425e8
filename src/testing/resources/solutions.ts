import { read } from "../access.js";
import type { WireRow } from "../answer.js";
import { message } from "../messages.js";
import { addSolution } from "../timeline.js";
import type { SolutionRow } from "../timeline-rows.js";
import { type Context, link, type Resource, refuse, ticketOf, ticketsOf, toInteger, toText } from "./resource.js";

/** Solutions; one solves its ticket. Without a ticket, those of all entities are listed. */
export const solutions: Resource = {
  canRead: ({ access }) => access.has("ticket", read),
  list(context, parent) {
    const ids = new Set(ticketsOf(context, parent, true).map((ticket) => ticket.id));
    const rows = [...context.database.solutions.values()].filter((row) => ids.has(row.ticketId));
    return rows.map((row) => solutionWire(context, row));
  },
  get(context, id) {
    const row = context.database.solutions.get(id);
    if (row === undefined) return undefined;
    const ticket = context.database.tickets.get(row.ticketId);
    return ticket !== undefined && context.access.seesTicket(ticket) ? solutionWire(context, row) : "denied";
  },
  add(context, input) {
    const { database, access } = context;
    const ticket = ticketOf(context, input);
    const solvable = ticket !== undefined && ticket.status !== 5 && ticket.status !== 6;
    if (!solvable || !access.canUpdateTicket(ticket)) return refuse(context, "permissionDenied");
    const { id } = addSolution(database, ticket, toText(input.content) ?? "", access.session.userId);
    return { id, message: message(database.version, "added", String(id)) };
  },
  /** It moves nothing of the ticket, not even the date of its last change. */
  update(context, id, input) {
    const row = context.database.solutions.get(id);
    const ticket = context.database.tickets.get(row?.ticketId ?? 0);
    if (row === undefined || ticket === undefined || !context.access.canUpdateTicket(ticket)) {
      return refuse(context, "permissionDenied");
    }
    row.status = toInteger(input.status) || row.status;
    row.content = context.database.store(toText(input.content) ?? row.content);
    context.database.raise("update", "ITILSolution", id);
    return { id, message: "" };
  },
};

function solutionWire(context: Context, row: SolutionRow): WireRow {
  return {
    id: row.id,
    itemtype: "Ticket",
    items_id: row.ticketId,
    solutiontypes_id: 0,
    solutiontype_name: null,
    content: row.content,
    date_creation: row.createdAt,
    date_mod: row.createdAt,
    date_approval: row.approvedAt,
    users_id: row.userId,
    user_name: null,
    users_id_editor: 0,
    users_id_approval: row.approvedById,
    user_name_approval: null,
    status: row.status,
    itilfollowups_id: null,
    links: [
      link(context, "Ticket", `Ticket/${row.ticketId}`),
      link(context, "User", `User/${row.userId}`),
      link(context, "Document_Item", `ITILSolution/${row.id}/Document_Item/`),
    ],
  };
}
