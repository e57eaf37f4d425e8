import { steadyNow } from "../glpi/steady-clock.js";
import type { Conversation, Id } from "../host/events.js";
import type {
  ChangeStore,
  Known,
  NextLook,
  TakenTicket,
  TakenWatch,
  WatchCursor,
  WatchedAccount,
  WatchedTicket,
} from "./changes.js";
import { isOfTenant } from "./dead-letter.js";
import type { MemoryLinks } from "./memory-links.js";
import { MemoryStopped } from "./memory-stopped.js";
import { MemoryWatched, type Row } from "./memory-watched.js";
import { MemoryWatches } from "./memory-watches.js";
import { LeaseLost, type TicketLink } from "./store.js";

const MOST_FOUND = 20;

/** What a `MemoryStore` keeps of changes in GLPI. */
export class MemoryChanges implements ChangeStore {
  readonly #links: MemoryLinks;
  readonly #watches: MemoryWatches;
  readonly #rows: MemoryWatched;
  readonly #stopped: MemoryStopped;

  constructor(links: MemoryLinks, days: number) {
    this.#links = links;
    this.#rows = new MemoryWatched(days);
    this.#stopped = new MemoryStopped(links);
    this.#watches = new MemoryWatches(links);
  }

  /** A link was saved: its account is watched from now on, and its ticket if it is to be. */
  linked(link: TicketLink): void {
    this.#watches.linked(link);
    const { conversation } = link;
    const ticket = conversation && ticketOf(link);
    if (ticket === undefined) return;
    const elsewhere = this.#elsewhere(ticket);
    if (elsewhere !== undefined) {
      // Whoever has the link now tells of it from where the other was.
      this.#rows.move(elsewhere, ticket);
      elsewhere.ticket = { ...ticket, known: elsewhere.ticket.known };
      return;
    }
    const row = this.#rows.get(ticket);
    if (row === undefined) this.#rows.insert({ ...ticket, known: {} }, undefined, steadyNow());
    else if (String(row.contactId) === String(link.contactId))
      row.ticket = { ...row.ticket, conversation: ticket.conversation };
  }

  async takeWatches(limit: number, leaseMs: number): Promise<TakenWatch[]> {
    return this.#watches.take(limit, leaseMs);
  }

  async saveWatch(taken: TakenWatch, cursor: WatchCursor, leaseMs: number): Promise<boolean> {
    return this.#watches.save(taken, cursor, leaseMs);
  }

  async finishWatch(taken: TakenWatch, cursor: WatchCursor | undefined, inMs: number): Promise<boolean> {
    return this.#watches.finish(taken, cursor, inMs);
  }

  async ringWatch(account: WatchedAccount, pauseMs: number): Promise<void> {
    this.#watches.ring(account, pauseMs);
  }

  async noteChanges(
    account: WatchedAccount,
    changes: Parameters<ChangeStore["noteChanges"]>[1],
    startedAt: string | undefined,
  ): Promise<number[]> {
    const all = changes === "all" ? this.#links.watched(account) : changes;
    const found = new Set<number>();
    for (const { ticketId, status } of all) {
      for (const link of this.#links.ofTicket(account, ticketId)) {
        found.add(ticketId);
        if (changes !== "all") this.#links.changed(link, status);
        this.#note(link, startedAt);
      }
      if (found.has(ticketId)) continue;
      for (const row of this.#rows.ofTicket(account, ticketId)) {
        found.add(ticketId);
        this.#isDueNow(row);
      }
    }
    return [...found];
  }

  async watchTicket(ticket: WatchedTicket): Promise<boolean> {
    if (this.#rows.get(ticket) !== undefined || this.#elsewhere(ticket) !== undefined) return false;
    this.#rows.insert(ticket, steadyNow(), steadyNow());
    return true;
  }

  async findPeople(account: WatchedAccount, requesterIds: readonly number[]): Promise<Omit<WatchedTicket, "known">[]> {
    return this.#links.ofPeople(account, requesterIds).flatMap((link) => ticketOf(link) ?? []);
  }

  async openTickets(
    account: WatchedAccount,
    whose: { tenantId: Id; integrationId: Id },
    limit: number,
  ): Promise<{ ticketId: number; title: string }[]> {
    const links = this.#links.ofIntegration(account, whose).slice(0, limit);
    return links.map(({ ticketId, title }) => ({ ticketId, title }));
  }

  async moveTickets(
    from: WatchedAccount,
    to: WatchedAccount,
    tenantId: Id,
    ticketIds: readonly number[],
  ): Promise<void> {
    this.#watches.add(to);
    for (const ticketId of ticketIds) {
      this.#links.move(from, to, tenantId, ticketId);
      const row = this.#rows.get({ ...from, ticketId, tenantId });
      if (row === undefined) continue;
      this.#rows.move(row, to);
      this.#isDueNow(row);
    }
  }

  async takeTickets(limit: number, leaseMs: number): Promise<TakenTicket[]> {
    const now = steadyNow();
    return this.#rows
      .dueBy(now)
      .slice(0, limit)
      .map((row) => {
        Object.assign(row, { lease: row.lease + 1, isLeased: true, isNoted: false, hasWritten: false });
        row.dueAt = now + leaseMs;
        const { ticket, failures, failedAt, wroteAt } = row;
        const failingForMs = failedAt === undefined ? 0 : now - failedAt;
        return { ...ticket, lease: String(row.lease), failures, failingForMs, wroteMsAgo: now - wroteAt };
      });
  }

  async saveTicket(taken: TakenTicket, known: Known, leaseMs: number): Promise<void> {
    const row = this.#held(taken);
    row.ticket = { ...row.ticket, known };
    row.savedAt = steadyNow();
    row.dueAt = steadyNow() + leaseMs;
  }

  async finishTicket(taken: TakenTicket, known: Known, next: NextLook): Promise<void> {
    const row = this.#held(taken);
    const now = steadyNow();
    row.ticket = { ...row.ticket, known };
    row.isLeased = false;
    row.savedAt = now;
    row.isHeld = next === "held" && !row.hasWritten;
    const failed = typeof next === "object" && next.failed === true;
    row.failures = failed ? row.failures + 1 : 0;
    row.failedAt = failed ? (row.failedAt ?? now) : undefined;
    const later = typeof next === "object" ? now + next.inMs : undefined;
    const heldUntil = row.hasWritten ? now : undefined;
    this.#rows.setDue(row, next === "held" ? heldUntil : row.isNoted ? now : later);
  }

  async findWatched(tenantId: Id, contactId: Id): Promise<WatchedTicket[]> {
    const rows = this.#rows.ofContact(tenantId, contactId).sort((one, other) => other.savedAt - one.savedAt);
    return rows.map(({ ticket }) => ticket).slice(0, MOST_FOUND);
  }

  async wrote(conversation: Conversation): Promise<void> {
    this.wroteNow(conversation);
  }

  async writeStop(tenantId: Id, contactId: Id, saidAt: number): Promise<void> {
    this.#stopped.write(tenantId, contactId, saidAt);
  }

  async isStopped(tenantId: Id, contactId: Id): Promise<boolean> {
    return this.#stopped.is(tenantId, contactId);
  }

  wroteNow(conversation: Conversation): void {
    for (const row of this.#rows.ofContact(conversation.tenantId, conversation.contact.id)) {
      row.ticket = { ...row.ticket, conversation };
      row.wroteAt = steadyNow();
      row.hasWritten = true;
      if (row.isHeld) this.#rows.setDue(row, steadyNow());
      row.isHeld = false;
    }
  }

  /** The tenant's tickets that are not closed as far as their customers know. */
  open(tenantId: Id): WatchedTicket[] {
    const tickets = this.#rows.all().map(({ ticket }) => ticket);
    return tickets.filter((ticket) => isOfTenant(ticket, tenantId) && ticket.known.status !== "closed");
  }

  /** Resolves to the conversations in which they heard of changes. */
  forget(tenantId: Id, contactId: Id): Conversation[] {
    this.#stopped.forget(tenantId, contactId);
    const rows = this.#rows.ofContact(tenantId, contactId);
    for (const row of rows) this.#rows.remove(row);
    return rows.map(({ ticket }) => ticket.conversation);
  }

  /** The contact's row of the ticket, where another account alone has one. */
  #elsewhere(ticket: Omit<WatchedTicket, "known">): Row | undefined {
    if (this.#rows.get(ticket) !== undefined) return undefined;
    const own = this.#rows.ofContact(ticket.tenantId, ticket.conversation.contact.id);
    return own.find((row) => row.ticket.url === ticket.url && row.ticket.ticketId === ticket.ticketId);
  }

  #note(link: TicketLink, startedAt: string | undefined): void {
    const ticket = ticketOf(link);
    if (ticket === undefined) return;
    const row = this.#rows.get(ticket);
    if (row !== undefined) this.#isDueNow(row);
    else if (startedAt !== undefined || link.conversation !== undefined) {
      const known = link.conversation === undefined && startedAt !== undefined ? { from: startedAt } : {};
      this.#rows.insert({ ...ticket, known }, steadyNow(), steadyNow() - (Date.now() - link.openedAt));
    }
  }

  #isDueNow(row: Row): void {
    row.isNoted = true;
    if (!row.isHeld && !row.isLeased) this.#rows.setDue(row, steadyNow());
  }

  #held(taken: TakenTicket): Row {
    const row = this.#rows.get(taken);
    if (row === undefined || !row.isLeased || String(row.lease) !== taken.lease) {
      throw new LeaseLost(`ticket ${taken.ticketId}`);
    }
    return row;
  }
}

/** What a link says of its ticket; undefined where nobody can be told of it. */
function ticketOf(link: TicketLink): Omit<WatchedTicket, "known"> | undefined {
  const { url, account, ticketId, tenantId, integrationId, requesterId, title, conversationId, contactId } = link;
  if (account === undefined || integrationId === undefined) return undefined;
  const conversation = link.conversation ?? { id: conversationId, tenantId, contact: { id: contactId } };
  return { url, account, ticketId, tenantId, integrationId, requesterId, title, conversation };
}
