import type { Database } from "./database.js";
import type { ProfileRights, SessionRow, TicketRow, UserRow } from "./rows.js";

export const read = 1;
export const update = 2;
export const create = 4;
export const remove = 8;
export const purge = 16;

const ticketReadAll = 1024;
const survey = 131072;
const closed = 6;
const followUpOwn = 4;
const followUpAll = 4096;
const followUpAssigned = 32768;

/** What a session may do: its profile's rights, in its active entities. */
export class Access {
  readonly session: SessionRow;
  readonly #database: Database;
  readonly #active: ReadonlySet<number>;

  constructor(database: Database, session: SessionRow) {
    this.session = session;
    this.#database = database;
    this.#active = new Set(session.activeEntities);
  }

  has(right: keyof ProfileRights, bit: number): boolean {
    return ((this.#database.profiles.get(this.session.profileId)?.rights[right] ?? 0) & bit) !== 0;
  }

  reaches(entityId: number): boolean {
    return this.#active.has(entityId);
  }

  get seesAllEntities(): boolean {
    return this.#active.size === this.#database.entities.size;
  }

  /** A user is seen through their profiles, not through their default entity. */
  seesUser(user: UserRow): boolean {
    return (
      this.seesAllEntities || this.session.activeEntities.some((entityId) => this.#database.covers(user, entityId))
    );
  }

  seesTicket(ticket: TicketRow, everywhere = false): boolean {
    if (!everywhere && !this.reaches(ticket.entityId)) return false;
    return this.has("ticket", ticketReadAll) || (this.has("ticket", read) && this.#isOwn(ticket));
  }

  canFollowUp(ticket: TicketRow): boolean {
    return this.seesTicket(ticket) && this.#mayFollowUp(ticket);
  }

  /** GLPI does not look where the ticket is, and 10 does not look at all. */
  canAttachTo(ticket: TicketRow): boolean {
    if (this.#database.version === 10) return true;
    return ticket.status !== closed && (this.#mayFollowUp(ticket) || this.canUpdateTicket(ticket));
  }

  /** GLPI 10 lets whoever is assigned write; 11 wants the right for it. */
  #mayFollowUp(ticket: TicketRow): boolean {
    if (ticket.status === closed && !this.has("followup", followUpOwn)) return false;
    const assigned = ticket.actors.some((actor) => actor.userId === this.session.userId && actor.type === 2);
    return (
      this.has("followup", followUpAll) ||
      (this.has("followup", followUpOwn) && this.#isOwn(ticket)) ||
      (assigned && (this.#database.version === 10 || this.has("followup", followUpAssigned)))
    );
  }

  /**
   * Whether what this session writes moves a ticket's status: a requester's does, and with the right to answer the survey
   * that of who opened it. GLPI says nothing where it does not: it keeps the text.
   */
  movesTicket(ticket: TicketRow): boolean {
    const { userId } = this.session;
    return (
      this.has("ticket", update) ||
      (this.has("ticket", survey) && ticket.createdById === userId) ||
      this.#database.isRequester(ticket, userId)
    );
  }

  /** With the right to it, and of a ticket that one opened or asked for oneself. */
  canAnswerSurvey(ticket: TicketRow): boolean {
    const { userId } = this.session;
    const isOwn = ticket.createdById === userId || this.#database.isRequester(ticket, userId);
    return isOwn && this.reaches(ticket.entityId) && this.has("ticket", survey);
  }

  canUpdateTicket(ticket: TicketRow): boolean {
    return this.reaches(ticket.entityId) && this.has("ticket", update);
  }

  #isOwn(ticket: TicketRow): boolean {
    const { userId } = this.session;
    return ticket.createdById === userId || ticket.actors.some((actor) => actor.userId === userId && actor.type !== 2);
  }
}
