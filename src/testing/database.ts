import type { NewTicket, NewUser } from "./new-rows.js";
import type {
  CategoryRow,
  EntityRow,
  GlpiVersion,
  GroupRow,
  ProfileRights,
  ProfileRow,
  ProfileUserRow,
  StoredDocument,
  TicketLinkRow,
  TicketRow,
  TicketTemplateRow,
  TreeRow,
  UserRow,
} from "./rows.js";
import { fold } from "./search/pattern.js";
import { cut, glpiDate, storedText } from "./text.js";
import type { FollowUpRow, SolutionRow, SurveyRow, TaskRow } from "./timeline-rows.js";
import type { WebhookEvent, WebhookItemtype } from "./webhook-rows.js";

/** Titles and other short texts: `varchar(255)`. */
export const maxNameLength = 255;

/** The tables of a GLPI, and the rules that hold whoever writes to them. */
export class Database {
  readonly version: GlpiVersion;
  readonly now: () => Date;
  readonly entities = new Map<number, EntityRow>();
  readonly profiles = new Map<number, ProfileRow>();
  readonly users = new Map<number, UserRow>();
  readonly tickets = new Map<number, TicketRow>();
  readonly followUps = new Map<number, FollowUpRow>();
  readonly solutions = new Map<number, SolutionRow>();
  readonly tasks = new Map<number, TaskRow>();
  /** By the ticket. */
  readonly surveys = new Map<number, SurveyRow>();
  readonly documents = new Map<number, StoredDocument>();
  readonly ticketLinks = new Map<number, TicketLinkRow>();
  readonly categories = new Map<number, CategoryRow>();
  readonly locations = new Map<number, TreeRow>();
  readonly groups = new Map<number, GroupRow>();
  readonly ticketTemplates = new Map<number, TicketTemplateRow>();
  readonly #logins = new Map<string, UserRow>();
  readonly #lastIds = new Map<string, number>();

  constructor(version: GlpiVersion, now: () => Date) {
    this.version = version;
    this.now = now;
  }

  nextId(table: string, atLeast = 1): number {
    const id = Math.max((this.#lastIds.get(table) ?? 0) + 1, atLeast);
    this.#lastIds.set(table, id);
    return id;
  }

  date(): string {
    return glpiDate(this.now());
  }

  store(text: string): string {
    return storedText(this.version, text);
  }

  addProfile(name: string, rights: ProfileRights, id = this.nextId("profile", 9)): ProfileRow {
    const none = { ticket: 0, user: 0, followup: 0, document: 0, entity: 0, task: 0, itilcategory: 0, typedoc: 0 };
    const settings = { location: 0, group: 0, profile: 0, itiltemplate: 0 };
    const row = { id, name, rights: { ...none, ...settings, ...rights } };
    this.profiles.set(id, row);
    return row;
  }

  addUser(user: NewUser): UserRow {
    if (this.userByLogin(user.login) !== undefined) throw new RangeError(`The login ${user.login} is taken`);
    const text = (value: string | undefined) => (value === undefined ? null : cut(this.store(value), maxNameLength));
    const entityId = user.entityId ?? 0;
    const row: UserRow = {
      id: this.nextId("user", 2),
      login: this.store(user.login),
      realname: text(user.realname),
      firstname: text(user.firstname),
      phone: text(user.phone),
      phone2: text(user.phone2),
      mobile: text(user.mobile),
      registrationNumber: text(user.registrationNumber),
      emails: [...(user.emails ?? [])],
      entityId,
      profiles: [],
      isActive: user.isActive ?? true,
      isDeleted: user.isDeleted ?? false,
      apiToken: user.apiToken,
      createdAt: this.date(),
      updatedAt: this.date(),
    };
    for (const profile of user.profiles ?? [{ profileId: 1, entityId, isRecursive: true }]) {
      row.profiles.push(this.newProfileUser(profile.profileId, profile.entityId, profile.isRecursive ?? false));
    }
    this.users.set(row.id, row);
    this.#logins.set(fold(row.login), row);
    return row;
  }

  newProfileUser(profileId: number, entityId: number, isRecursive: boolean, isDefault = false): ProfileUserRow {
    return { id: this.nextId("profileUser"), profileId, entityId, isRecursive, isDefault };
  }

  userByLogin(login: string): UserRow | undefined {
    return this.#logins.get(fold(this.store(login)));
  }

  removeUser(user: UserRow): void {
    for (const ticket of this.tickets.values()) {
      ticket.actors = ticket.actors.filter((actor) => actor.userId !== user.id);
    }
    this.users.delete(user.id);
    this.#logins.delete(fold(user.login));
  }

  /** Tells the webhooks what happened to an item; `changing` sees to tickets. */
  raise: (event: WebhookEvent, itemtype: WebhookItemtype, id: number) => void = () => undefined;

  /** What a business rule makes of the requesters of a ticket. */
  requesterRule: (requesters: readonly number[]) => readonly number[] = (requesters) => requesters;

  addTicket(ticket: NewTicket): TicketRow {
    const assigned = (ticket.technicians?.length ?? 0) > 0 || (ticket.groupId ?? 0) > 0;
    const userId = ticket.createdById ?? 2;
    const date = this.date();
    const row: TicketRow = {
      id: this.nextId("ticket"),
      title: cut(this.store(ticket.title), maxNameLength),
      content: this.store(ticket.content ?? ""),
      entityId: ticket.entityId ?? 0,
      status: 1,
      type: ticket.type ?? 1,
      urgency: ticket.urgency ?? 3,
      categoryId: ticket.categoryId ?? 0,
      requestTypeId: ticket.requestTypeId ?? 1,
      locationId: ticket.locationId ?? 0,
      groupId: ticket.groupId ?? 0,
      actors: [],
      externalId: this.version === 11 ? (ticket.externalId ?? null) : null,
      openedAt: date,
      updatedAt: date,
      takenIntoAccountAt: null,
      solvedAt: null,
      closedAt: null,
      dueAt: null,
      createdById: userId,
      updatedById: userId,
      isDeleted: ticket.isDeleted ?? false,
    };
    for (const id of ticket.requesters ?? []) this.addActor(row, id, 1);
    for (const id of ticket.technicians ?? []) this.addActor(row, id, 2);
    for (const id of ticket.observers ?? []) this.addActor(row, id, 3);
    this.setStatus(row, ticket.status ?? (assigned ? 2 : 1));
    this.tickets.set(row.id, row);
    this.raise("new", "Ticket", row.id);
    return row;
  }

  /** As the rule says, who was not named by it is not there. */
  applyRequesterRule(ticket: TicketRow): void {
    const requesters = ticket.actors.filter(({ type }) => type === 1).map(({ userId }) => userId);
    const kept = this.requesterRule(requesters);
    ticket.actors = ticket.actors.filter(({ type, userId }) => type !== 1 || kept.includes(userId));
    for (const id of kept) this.addActor(ticket, id, 1);
  }

  /** The new link's id; `undefined` when the ticket has that user in that part already. */
  addActor(ticket: TicketRow, userId: number, type: number): number | undefined {
    if (ticket.actors.some((actor) => actor.userId === userId && actor.type === type)) return undefined;
    const id = this.nextId("ticketUser");
    ticket.actors.push({ id, userId, type });
    return id;
  }

  rename(ticket: TicketRow, title: string): void {
    ticket.title = cut(this.store(title), maxNameLength);
  }

  /** With its dates, and the survey of what is closed; `changeStatus` sees to the solution too. */
  setStatus(ticket: TicketRow, status: number): void {
    const date = this.date();
    ticket.status = status;
    ticket.solvedAt = status === 5 || status === 6 ? (ticket.solvedAt ?? date) : null;
    ticket.closedAt = status === 6 ? date : null;
    if (status === 6 && this.entities.get(ticket.entityId)?.hasSurvey) this.#ask(ticket, date);
  }

  #ask({ id: ticketId }: TicketRow, startedAt: string): void {
    if (this.surveys.has(ticketId)) return;
    const id = this.nextId("survey");
    this.surveys.set(ticketId, { id, ticketId, startedAt, answeredAt: null, score: null, comment: null });
  }

  /** Marks a ticket as changed, and as taken into account unless it is a requester who changes it. */
  touch(ticket: TicketRow, userId: number, counts = !this.isRequester(ticket, userId)): void {
    const date = this.date();
    ticket.updatedAt = date;
    ticket.updatedById = userId;
    if (counts) ticket.takenIntoAccountAt ??= date;
  }

  isRequester(ticket: TicketRow, userId: number): boolean {
    return ticket.actors.some((actor) => actor.userId === userId && actor.type === 1);
  }

  removeTicket(ticket: TicketRow): void {
    this.tickets.delete(ticket.id);
    this.surveys.delete(ticket.id);
    for (const table of [this.followUps, this.solutions, this.tasks]) {
      for (const row of table.values()) if (row.ticketId === ticket.id) table.delete(row.id);
    }
    for (const row of this.documents.values()) row.links = row.links.filter((link) => link.ticketId !== ticket.id);
  }

  /** The entity and all below it. */
  sons(entityId: number): number[] {
    return [...this.entities.keys()].filter((id) => id === entityId || this.ancestors(id).includes(entityId));
  }

  /** All above the entity. */
  ancestors(entityId: number): number[] {
    const parentId = this.entities.get(entityId)?.parentId;
    return parentId === undefined ? [] : [parentId, ...this.ancestors(parentId)];
  }

  /** Whether one of the user's profiles holds in an entity: there, or recursively from above. */
  covers(user: UserRow, entityId: number): boolean {
    const above = this.ancestors(entityId);
    return user.profiles.some(
      (profile) => profile.entityId === entityId || (profile.isRecursive && above.includes(profile.entityId)),
    );
  }
}
