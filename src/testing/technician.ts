import type { Database } from "./database.js";
import type { FollowUpRow, SolutionRow, TicketRow } from "./rows.js";

/** What a technician changes of a ticket. */
export interface TicketChange {
  /** 1 new, 2 assigned, 3 planned, 4 pending, 5 solved, 6 closed. */
  status?: number | undefined;
  /** Moves it to another company. */
  entityId?: number | undefined;
  /** Puts it into the trash, or takes it out. */
  isDeleted?: boolean | undefined;
  /** User ids; takes the place of those there were. */
  requesters?: readonly number[] | undefined;
  technicians?: readonly number[] | undefined;
}

/**
 * Works in the simulated GLPI as a technician does in its web page, by `glpi.technician`. Each method throws a
 * `RangeError` when there is no such ticket.
 */
export class Technician {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** A follow-up of the technician (user 2, the built-in one, unless told otherwise). */
  reply(ticketId: number, content: string, { isPrivate = false, userId = 2 } = {}): FollowUpRow {
    const ticket = this.#ticket(ticketId);
    const id = this.#database.nextId("followUp");
    const row: FollowUpRow = {
      id,
      ticketId,
      content: this.#database.store(content),
      userId,
      isPrivate,
      requestTypeId: 0,
      createdAt: this.#database.date(),
    };
    this.#database.followUps.set(id, row);
    this.#database.touch(ticket, userId);
    return row;
  }

  /** A solution, which waits for the customer's approval; the ticket is solved. */
  solve(ticketId: number, content: string, { userId = 2 } = {}): Readonly<SolutionRow> {
    const ticket = this.#ticket(ticketId);
    const id = this.#database.nextId("solution");
    const createdAt = this.#database.date();
    const row = { id, ticketId, content: this.#database.store(content), userId, status: 2, createdAt };
    this.#database.solutions.set(id, row);
    this.#database.setStatus(ticket, 5);
    this.#database.touch(ticket, userId);
    return row;
  }

  /** Changes what is given of a ticket. */
  change(ticketId: number, { status, entityId, isDeleted, requesters, technicians }: TicketChange): void {
    const ticket = this.#ticket(ticketId);
    if (status !== undefined) this.#database.setStatus(ticket, status);
    if (entityId !== undefined) ticket.entityId = entityId;
    if (isDeleted !== undefined) ticket.isDeleted = isDeleted;
    if (requesters !== undefined) this.#setActors(ticket, requesters, 1);
    if (technicians !== undefined) this.#setActors(ticket, technicians, 2);
    this.#database.touch(ticket, 2);
  }

  /** Deletes a ticket for good, with all that belongs to it. */
  purge(ticketId: number): void {
    this.#database.removeTicket(this.#ticket(ticketId));
  }

  #setActors(ticket: TicketRow, userIds: readonly number[], type: number): void {
    ticket.actors = ticket.actors.filter((actor) => actor.type !== type);
    for (const userId of userIds) this.#database.addActor(ticket, userId, type);
  }

  #ticket(id: number): TicketRow {
    const ticket = this.#database.tickets.get(id);
    if (ticket === undefined) throw new RangeError(`There is no ticket ${id}`);
    return ticket;
  }
}
