import type { Conversation, Id } from "../../host/events.js";
import type {
  ChangeStore,
  Known,
  NextLook,
  TakenTicket,
  TakenWatch,
  WatchCursor,
  WatchedAccount,
  WatchedTicket,
} from "../changes.js";
import { LeaseLost } from "../store.js";
import { changeStatements } from "./change-statements.js";
import { contactStatements } from "./contact-statements.js";
import type { Database } from "./database.js";
import { toJson, toText } from "./json.js";

/** What a `PostgresStore` keeps of changes in GLPI. */
export class PostgresChanges implements ChangeStore {
  readonly #database: Database;
  readonly #sql: ReturnType<typeof changeStatements>;
  readonly #contacts: ReturnType<typeof contactStatements>;

  /** `schema` is a quoted identifier. */
  constructor(database: Database, schema: string) {
    this.#database = database;
    this.#sql = changeStatements(schema);
    this.#contacts = contactStatements(schema);
  }

  async takeWatches(limit: number, leaseMs: number): Promise<TakenWatch[]> {
    const taken = await this.#database.read<Omit<TakenWatch, "cursor"> & { cursor?: WatchCursor }>(
      "work",
      this.#sql.takeWatches,
      [limit, leaseMs],
    );
    return taken.map((each) => ({ ...each, cursor: each.cursor }));
  }

  async saveWatch(taken: TakenWatch, cursor: WatchCursor, leaseMs: number): Promise<boolean> {
    return this.#did(this.#sql.saveWatch, [...leaseOfWatch(taken), toJson(cursor), leaseMs]);
  }

  async finishWatch(taken: TakenWatch, cursor: WatchCursor | undefined, inMs: number): Promise<boolean> {
    return this.#did(this.#sql.finishWatch, [...leaseOfWatch(taken), cursor ? toJson(cursor) : null, inMs]);
  }

  async ringWatch({ url, account }: WatchedAccount, pauseMs: number): Promise<void> {
    await this.#database.query("host", this.#sql.ringWatch, [toText(url), toText(account), pauseMs]);
  }

  async noteChanges(
    { url, account }: WatchedAccount,
    changes: Parameters<ChangeStore["noteChanges"]>[1],
    startedAt: string | undefined,
  ): Promise<number[]> {
    const told = changes === "all" ? null : toJson(changes.map(({ ticketId, status }) => ({ ticketId, status })));
    const values = [toText(url), toText(account), told, startedAt === undefined ? null : toText(startedAt)];
    return this.#database.read<number>("work", this.#sql.noteChanges, values);
  }

  async watchTicket(ticket: WatchedTicket): Promise<boolean> {
    const { conversation, known, url, account, ticketId, tenantId, integrationId, requesterId, title } = ticket;
    const about = { url, account, ticketId, tenantId, integrationId, requesterId, title };
    const ids = [...keyOf(ticket), toText(conversation.contact.id)];
    return this.#did(this.#sql.watchTicket, [...ids, toJson(about), toJson(conversation), toJson(known)]);
  }

  async findPeople(
    { url, account }: WatchedAccount,
    requesterIds: readonly number[],
  ): Promise<Omit<WatchedTicket, "known">[]> {
    return this.#database.read("work", this.#sql.findPeople, [toText(url), toText(account), requesterIds]);
  }

  async openTickets(
    { url, account }: WatchedAccount,
    { tenantId, integrationId }: { tenantId: Id; integrationId: Id },
    limit: number,
  ): Promise<{ ticketId: number; title: string }[]> {
    const values = [url, account, tenantId, integrationId].map(toText);
    return this.#database.read("work", this.#sql.openTickets, [...values, limit]);
  }

  async moveTickets(
    from: WatchedAccount,
    to: WatchedAccount,
    tenantId: Id,
    ticketIds: readonly number[],
  ): Promise<void> {
    const values = [from.url, from.account, to.url, to.account, tenantId].map(toText);
    await this.#database.query("work", this.#sql.moveTickets, [...values, ticketIds]);
  }

  async takeTickets(limit: number, leaseMs: number): Promise<TakenTicket[]> {
    const taken = await this.#database.read<Omit<TakenTicket, "wroteMsAgo"> & { wroteMsAgo?: number }>(
      "work",
      this.#sql.takeTickets,
      [limit, leaseMs],
    );
    return taken.map((each) => ({ ...each, wroteMsAgo: each.wroteMsAgo }));
  }

  async saveTicket(taken: TakenTicket, known: Known, leaseMs: number): Promise<void> {
    await this.#held(taken, this.#sql.saveTicket, [toJson(known), leaseMs]);
  }

  async finishTicket(taken: TakenTicket, known: Known, next: NextLook): Promise<void> {
    const { inMs = null, failed = false } = typeof next === "object" ? next : {};
    await this.#held(taken, this.#sql.finishTicket, [toJson(known), inMs, failed, next === "held"]);
  }

  async findWatched(tenantId: Id, contactId: Id): Promise<WatchedTicket[]> {
    return this.#database.read("host", this.#sql.findWatched, [toText(tenantId), toText(contactId)]);
  }

  async wrote(conversation: Conversation): Promise<void> {
    const { tenantId, contact } = conversation;
    await this.#database.query("host", this.#sql.wrote, [toText(tenantId), toText(contact.id), toJson(conversation)]);
  }

  async writeStop(tenantId: Id, contactId: Id, saidAt: number): Promise<void> {
    await this.#database.query("work", this.#contacts.writeStop, [toText(tenantId), toText(contactId), saidAt]);
  }

  async isStopped(tenantId: Id, contactId: Id): Promise<boolean> {
    return this.#database.ask("work", this.#contacts.isStopped, [toText(tenantId), toText(contactId)]);
  }

  async #held(taken: TakenTicket, sql: string, values: unknown[]): Promise<void> {
    const lease = [...keyOf(taken), Number(taken.lease)];
    if (!(await this.#did(sql, [...lease, ...values]))) throw new LeaseLost(`ticket ${taken.ticketId}`);
  }

  async #did(sql: string, values: unknown[]): Promise<boolean> {
    return (await this.#database.query("work", sql, values)).length > 0;
  }
}

function keyOf({ tenantId, url, account, ticketId }: WatchedTicket): unknown[] {
  return [toText(tenantId), toText(url), toText(account), ticketId];
}

function leaseOfWatch({ url, account, lease }: TakenWatch): unknown[] {
  return [toText(url), toText(account), Number(lease)];
}
