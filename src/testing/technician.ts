import type { Database } from "./database.js";
import { attachFiles } from "./files/attach.js";
import type { FollowUpRow, SolutionRow, TicketRow } from "./rows.js";
import { addFollowUp, addSolution, changeStatus } from "./timeline.js";

/** What a technician changes of a ticket. */
export interface TicketChange {
  title?: string | undefined;
  /** HTML. */
  content?: string | undefined;
  /** 1 new, 2 assigned, 3 planned, 4 pending, 5 solved, 6 closed. */
  status?: number | undefined;
  /** Moves it to another company. */
  entityId?: number | undefined;
  /** Puts it into the trash, or takes it out. */
  isDeleted?: boolean | undefined;
  /** User ids; takes the place of those there were. */
  requesters?: readonly number[] | undefined;
  /** User ids; takes the place of those there were. A new ticket that gets one is assigned, unless a status is given. */
  technicians?: readonly number[] | undefined;
}

/** A file that a technician attaches. */
export interface TechnicianFile {
  /** `manual.pdf`. */
  name: string;
  bytes: Uint8Array;
  /** The mime type; `application/octet-stream` by default. */
  type?: string | undefined;
  /** Where the text has `#tag#`, the picture is shown in it. */
  tag?: string | undefined;
}

/** Who writes, and with which files; they are kept whatever their size and type, 2 is the built-in user. */
export interface TechnicianOptions {
  userId?: number | undefined;
  files?: readonly TechnicianFile[] | undefined;
}

/**
 * Works in the simulated GLPI as a technician does in its web page, by `glpi.technician`: each method is one change, and
 * moves the ticket's last update. The technician is user 2, the built-in one, unless told otherwise. Each method throws
 * a `RangeError` when there is no such ticket.
 *
 * ```ts
 * glpi.technician.change(id, { technicians: [2] });
 * glpi.technician.reply(id, "<p>É o cabo?</p>", { files: [{ name: "cabo.png", bytes, type: "image/png" }] });
 * glpi.technician.solve(id, "<p>Era o cabo.</p>");
 * glpi.technician.change(id, { status: 6 });
 * ```
 */
export class Technician {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** A follow-up; it leaves the status as it is. */
  reply(
    ticketId: number,
    content: string,
    options: TechnicianOptions & { isPrivate?: boolean | undefined } = {},
  ): FollowUpRow {
    const { isPrivate = false, userId = 2, files = [] } = options;
    const ticket = this.#ticket(ticketId);
    const made = addFollowUp(this.#database, ticket, { content, userId, isPrivate });
    const row = { ...made, content: this.#attach("ITILFollowup", made, ticket, files, content) };
    this.#database.followUps.set(row.id, row);
    this.#database.touch(ticket, userId);
    return row;
  }

  /** A solution, which waits for the customer's approval, and the ticket is solved; closed, where the entity says so. */
  solve(ticketId: number, content: string, options: TechnicianOptions = {}): Readonly<SolutionRow> {
    const { userId = 2, files = [] } = options;
    const ticket = this.#ticket(ticketId);
    const row = addSolution(this.#database, ticket, content, userId);
    row.content = this.#attach("ITILSolution", row, ticket, files, content);
    return row;
  }

  /**
   * Changes what is given of a ticket. Closing leaves a solution waiting; taking up again what was solved or closed
   * refuses it.
   */
  change(ticketId: number, change: TicketChange, { userId = 2 } = {}): void {
    const { title, content, entityId, isDeleted, requesters, technicians } = change;
    const database = this.#database;
    const ticket = this.#ticket(ticketId);
    if (title !== undefined) database.rename(ticket, title);
    if (content !== undefined) ticket.content = database.store(content);
    if (entityId !== undefined) ticket.entityId = entityId;
    if (isDeleted !== undefined) ticket.isDeleted = isDeleted;
    if (requesters !== undefined) this.#setActors(ticket, requesters, 1);
    if (technicians !== undefined) this.#setActors(ticket, technicians, 2);
    const assigned = technicians !== undefined && technicians.length > 0 && ticket.status === 1 ? 2 : undefined;
    const status = change.status ?? assigned;
    if (status !== undefined) changeStatus(database, ticket, status, userId);
    database.touch(ticket, userId);
  }

  /** Deletes a ticket for good, with all that belongs to it. */
  purge(ticketId: number): void {
    this.#database.removeTicket(this.#ticket(ticketId));
  }

  /** The text as GLPI stores it, with the pictures that it names. */
  #attach(
    itemtype: "ITILFollowup" | "ITILSolution",
    { id, userId }: FollowUpRow | SolutionRow,
    ticket: TicketRow,
    files: readonly TechnicianFile[],
    content: string,
  ): string {
    const sent = files.map((file) => ({ ...file, type: file.type ?? "application/octet-stream" }));
    const attaching = { entityId: ticket.entityId, userId, authorId: userId };
    const text = attachFiles(this.#database, { itemtype, itemId: id, ticket }, sent, attaching, content);
    return this.#database.store(text);
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
