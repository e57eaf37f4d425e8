import type { Database } from "./database.js";
import type { TicketRow } from "./rows.js";
import type { FollowUpRow, SolutionRow, TaskRow } from "./timeline-rows.js";

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

/** What is changed of a follow-up. */
interface FollowUpChange {
  readonly content?: string | undefined;
  readonly isPrivate?: boolean | undefined;
}

export function editFollowUp(
  database: Database,
  row: FollowUpRow,
  { content, isPrivate = row.isPrivate }: FollowUpChange,
  editorId: number,
): FollowUpRow {
  const edited: FollowUpRow = {
    ...row,
    content: content === undefined ? row.content : database.store(content),
    isPrivate,
    editorId,
    updatedAt: database.date(),
  };
  database.followUps.set(row.id, edited);
  return edited;
}

/** Its documents stay, and are of it no more. */
export function removeFollowUp(database: Database, { id }: FollowUpRow): void {
  database.followUps.delete(id);
  for (const document of database.documents.values()) {
    document.links = document.links.filter((link) => link.followUpId !== id);
  }
}

/**
 * Does something to a ticket, and tells the webhooks once when it changed the ticket itself. The date of its last change
 * alone, which a follow-up moves, is none.
 */
export function changing<Result>(database: Database, ticket: TicketRow, work: () => Result): Result {
  const before = { isDeleted: ticket.isDeleted, columns: columnsOf(ticket) };
  const result = work();
  const event = ticket.isDeleted && !before.isDeleted ? "delete" : "update";
  if (columnsOf(ticket) !== before.columns) database.raise(event, "Ticket", ticket.id);
  return result;
}

/** What of a ticket is its own; of who has to do with it, who it is assigned to. */
function columnsOf({ updatedAt, updatedById, actors, ...own }: TicketRow): string {
  return JSON.stringify([own, actors.filter(({ type }) => type === 2)]);
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
  changing(database, ticket, () => {
    database.setStatus(ticket, closes ? 6 : 5);
    if (closes) settleSolution(database, ticket, 3, userId);
    database.touch(ticket, userId);
  });
  database.raise("new", "ITILSolution", id);
  return row;
}

/** A task as it is given. */
interface NewTask {
  readonly content: string;
  readonly isPrivate?: boolean | undefined;
  readonly begin?: string | undefined;
  readonly end?: string | undefined;
  readonly state?: number | undefined;
}

export function addTask(database: Database, ticket: TicketRow, task: NewTask, userId: number): TaskRow {
  const { content, isPrivate = false, begin = null, end = null, state = 1 } = task;
  const row: TaskRow = {
    id: database.nextId("task"),
    ticketId: ticket.id,
    content: database.store(content),
    userId,
    isPrivate,
    begin,
    end,
    state,
    createdAt: database.date(),
  };
  database.tasks.set(row.id, row);
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
