import { read } from "../access.js";
import type { WireRow } from "../answer.js";
import type { TaskRow } from "../timeline-rows.js";
import { type Context, link, type Resource, ticketsOf } from "./resource.js";

const seePrivate = 8192;

/** Tasks of tickets, as technicians give them; private ones are for who has the right. Its columns were not recorded. */
export const ticketTasks: Resource = {
  canRead: ({ access }) => access.has("task", read) || access.has("task", seePrivate),
  list(context, parent) {
    const ids = new Set(ticketsOf(context, parent).map((ticket) => ticket.id));
    return [...context.database.tasks.values()]
      .filter((row) => ids.has(row.ticketId) && context.access.has("task", row.isPrivate ? seePrivate : read))
      .map((row) => taskWire(context, row));
  },
};

/** Who may see approvals was not recorded: here nobody may. */
export const ticketValidations: Resource = { canRead: () => false, list: () => [], get: () => "denied" };

function taskWire(context: Context, row: TaskRow): WireRow {
  return {
    id: row.id,
    tickets_id: row.ticketId,
    taskcategories_id: 0,
    date: row.createdAt,
    users_id: row.userId,
    users_id_editor: 0,
    content: row.content,
    is_private: row.isPrivate ? 1 : 0,
    actiontime: 0,
    begin: row.begin,
    end: row.end,
    state: row.state,
    users_id_tech: row.userId,
    groups_id_tech: 0,
    date_mod: row.createdAt,
    date_creation: row.createdAt,
    tasktemplates_id: 0,
    timeline_position: 1,
    links: [link(context, "Ticket", `Ticket/${row.ticketId}`), link(context, "User", `User/${row.userId}`)],
  };
}
