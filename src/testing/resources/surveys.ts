import { read } from "../access.js";
import type { WireRow } from "../answer.js";
import type { SurveyRow } from "../timeline-rows.js";
import { type Context, type Resource, refuse, ticketsOf, toInteger, toText } from "./resource.js";

const changeableMs = 12 * 3_600_000;

/**
 * GLPI's survey of a ticket that was closed, by the ticket's id: by its own there is none. Without a ticket, those of all
 * entities are listed.
 */
export const surveys: Resource = {
  canRead: ({ access }) => access.has("ticket", read),
  list(context, parent) {
    const ids = new Set(ticketsOf(context, parent, true).map((ticket) => ticket.id));
    return [...context.database.surveys.values()]
      .filter((row) => ids.has(row.ticketId))
      .map((row) => surveyWire(context, row));
  },
  get(context, ticketId) {
    const row = context.database.surveys.get(ticketId);
    const ticket = context.database.tickets.get(ticketId);
    if (row === undefined || ticket === undefined) return undefined;
    return context.access.seesTicket(ticket) ? surveyWire(context, row) : "denied";
  },
  /** It looks at no range, and moves nothing of the ticket. */
  update(context, ticketId, input) {
    const { database, access } = context;
    const row = database.surveys.get(ticketId);
    const ticket = database.tickets.get(ticketId);
    if (row === undefined || ticket === undefined || !access.canAnswerSurvey(ticket) || isSettled(context, row)) {
      return refuse(context, "permissionDenied");
    }
    row.score = toInteger(input.satisfaction);
    row.comment = toText(input.comment) ?? row.comment;
    row.answeredAt = database.date();
    return { id: row.id, message: "" };
  },
};

function isSettled({ database }: Context, { answeredAt }: SurveyRow): boolean {
  if (answeredAt === null) return false;
  return database.now().getTime() - Date.parse(`${answeredAt.replace(" ", "T")}Z`) > changeableMs;
}

function surveyWire({ database }: Context, row: SurveyRow): WireRow {
  return {
    id: row.id,
    tickets_id: row.ticketId,
    type: 1,
    date_begin: row.startedAt,
    date_answered: row.answeredAt,
    satisfaction: row.score,
    ...(database.version === 11 ? { satisfaction_scaled_to_5: row.score } : {}),
    comment: row.comment,
  };
}
