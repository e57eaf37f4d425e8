import type { Database } from "./database.js";
import { attachFiles } from "./files/attach.js";
import type { TicketRow } from "./rows.js";
import { addFollowUp, addSolution, addTask, changeStatus, changing, editFollowUp, removeFollowUp } from "./timeline.js";
import type { FollowUpRow, SolutionRow, TaskRow } from "./timeline-rows.js";

/** What a technician changes of a ticket. */
export interface TicketChange {
  title?: string | undefined;
  /** HTML. */
  content?: string | undefined;
  /** 1 new, 2 assigned, 3 planned, 4 pending, 5 solved, 6 closed. */
  status?: number | undefined;
  /** 1 (very low) to 5 (very high). */
  urgency?: number | undefined;
  /** Until when it shall be solved: `2026-11-27 18:00:00`; `null` takes it away. */
  dueAt?: string | null | undefined;
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

/** A task that a technician gives. */
export interface NewTask {
  /** HTML. */
  content: string;
  isPrivate?: boolean | undefined;
  /** When it is planned for: `2026-11-27 09:00:00`. */
  begin?: string | undefined;
  end?: string | undefined;
  /** 0 information, 1 to do (by default), 2 done. */
  state?: number | undefined;
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
    this.#touch(ticket, userId);
    this.#database.raise("new", "ITILFollowup", row.id);
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
    const ticket = this.#ticket(ticketId);
    changing(this.#database, ticket, () => this.#change(ticket, change, userId));
  }

  #change(ticket: TicketRow, change: TicketChange, userId: number): void {
    const { title, content, urgency, dueAt, entityId, isDeleted, requesters, technicians } = change;
    const database = this.#database;
    if (title !== undefined) database.rename(ticket, title);
    if (content !== undefined) ticket.content = database.store(content);
    if (urgency !== undefined) ticket.urgency = urgency;
    if (dueAt !== undefined) ticket.dueAt = dueAt;
    if (entityId !== undefined) ticket.entityId = entityId;
    if (isDeleted !== undefined) ticket.isDeleted = isDeleted;
    if (requesters !== undefined) this.#setActors(ticket, requesters, 1);
    if (technicians !== undefined) this.#setActors(ticket, technicians, 2);
    const assigned = technicians !== undefined && technicians.length > 0 && ticket.status === 1 ? 2 : undefined;
    const status = change.status ?? assigned;
    if (status !== undefined) changeStatus(database, ticket, status, userId);
    database.touch(ticket, userId);
  }

  /** Changes the text of a follow-up, or who may see it. Throws a `RangeError` when there is no such follow-up. */
  editReply(
    followUpId: number,
    change: { content?: string | undefined; isPrivate?: boolean | undefined },
    { userId = 2 } = {},
  ): FollowUpRow {
    const { followUp, ticket } = this.#followUp(followUpId);
    const row = editFollowUp(this.#database, followUp, change, userId);
    this.#touch(ticket, userId);
    this.#database.raise("update", "ITILFollowup", row.id);
    return row;
  }

  /** Deletes a follow-up for good. Throws a `RangeError` when there is no such follow-up. */
  removeReply(followUpId: number, { userId = 2 } = {}): void {
    const { followUp, ticket } = this.#followUp(followUpId);
    removeFollowUp(this.#database, followUp);
    this.#touch(ticket, userId);
  }

  /** A task; it leaves the status as it is. */
  addTask(ticketId: number, task: NewTask, { userId = 2 } = {}): TaskRow {
    const ticket = this.#ticket(ticketId);
    const row = addTask(this.#database, ticket, task, userId);
    this.#touch(ticket, userId);
    this.#database.raise("new", "TicketTask", row.id);
    return row;
  }

  /** Asks somebody to approve what the ticket is about; nothing of it but the ticket's last update is simulated. */
  askApproval(ticketId: number, { userId = 2 } = {}): void {
    this.#touch(this.#ticket(ticketId), userId);
  }

  /** A file on the ticket itself, with no text. */
  attach(ticketId: number, file: TechnicianFile, { userId = 2 } = {}): void {
    const ticket = this.#ticket(ticketId);
    this.#attach("Ticket", { id: ticketId, userId }, ticket, [file], "");
    this.#touch(ticket, userId);
  }

  /**
   * A file on a follow-up that is there already: the one change that leaves the ticket's last update as it is. Throws a
   * `RangeError` when there is no such follow-up.
   */
  attachToReply(followUpId: number, file: TechnicianFile, { userId = 2 } = {}): void {
    const { ticket } = this.#followUp(followUpId);
    this.#attach("ITILFollowup", { id: followUpId, userId }, ticket, [file], "");
  }

  /** Deletes a ticket for good, with all that belongs to it. */
  purge(ticketId: number): void {
    this.#database.removeTicket(this.#ticket(ticketId));
  }

  #touch(ticket: TicketRow, userId: number): void {
    changing(this.#database, ticket, () => this.#database.touch(ticket, userId));
  }

  /** The text as GLPI stores it, with the pictures that it names. */
  #attach(
    itemtype: "Ticket" | "ITILFollowup" | "ITILSolution",
    { id, userId }: { id: number; userId: number },
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

  #followUp(id: number): { followUp: FollowUpRow; ticket: TicketRow } {
    const followUp = this.#database.followUps.get(id);
    if (followUp === undefined) throw new RangeError(`There is no follow-up ${id}`);
    return { followUp, ticket: this.#ticket(followUp.ticketId) };
  }

  #ticket(id: number): TicketRow {
    const ticket = this.#database.tickets.get(id);
    if (ticket === undefined) throw new RangeError(`There is no ticket ${id}`);
    return ticket;
  }
}
