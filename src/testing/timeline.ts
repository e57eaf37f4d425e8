import type { Database } from "./database.js";
import type { FollowUpRow, SolutionRow, TicketRow } from "./rows.js";

/** A follow-up as it is written, whoever writes it. */
interface NewFollowUp {
  readonly content: string;
  readonly userId: number;
  readonly isPrivate: boolean;
  readonly requestTypeId?: number;
  readonly date?: string | undefined;
}

/** Keeps a follow-up; what it does to its ticket is told apart. */
export function addFollowUp(database: Database, ticket: TicketRow, followUp: NewFollowUp): FollowUpRow {
  const id = database.nextId("followUp");
  const createdAt = database.date();
  const { content, userId, isPrivate, requestTypeId = 0, date = createdAt } = followUp;
  const row: FollowUpRow = {
    id,
    ticketId: ticket.id,
    content: database.store(content),
    userId,
    isPrivate,
    requestTypeId,
    date,
    createdAt,
    updatedAt: createdAt,
    editorId: 0,
  };
  database.followUps.set(id, row);
  return row;
}

/** Solves a ticket; where the entity closes it at once, its author has accepted the solution too. */
export function addSolution(database: Database, ticket: TicketRow, content: string, userId: number): SolutionRow {
  const id = database.nextId("solution");
  const createdAt = database.date();
  const closes = database.entities.get(ticket.entityId)?.autocloseDelay === 0;
  const row: SolutionRow = {
    id,
    ticketId: ticket.id,
    content: database.store(content),
    userId,
    status: 2,
    approvedById: 0,
    approvedAt: null,
    createdAt,
  };
  database.solutions.set(id, row);
  database.setStatus(ticket, closes ? 6 : 5);
  if (closes) settleSolution(database, ticket, 3, userId);
  database.touch(ticket, userId);
  return row;
}

/** Gives a ticket another status. Its last solution is refused when it is taken up again, whatever that solution was. */
export function changeStatus(database: Database, ticket: TicketRow, status: number, userId: number): void {
  const takenUp = isOld(ticket.status) && !isOld(status);
  database.setStatus(ticket, status);
  if (takenUp) settleSolution(database, ticket, 4, userId);
}

/** Closes a solved ticket and accepts its last solution. */
export function acceptSolution(database: Database, ticket: TicketRow, userId: number): void {
  database.setStatus(ticket, 6);
  settleSolution(database, ticket, 3, userId);
}

function isOld(status: number): boolean {
  return status === 5 || status === 6;
}

function settleSolution(database: Database, ticket: TicketRow, status: 3 | 4, userId: number): void {
  const last = [...database.solutions.values()].filter((row) => row.ticketId === ticket.id).at(-1);
  if (last === undefined) return;
  last.status = status;
  last.approvedById = userId;
  last.approvedAt = database.date();
}
