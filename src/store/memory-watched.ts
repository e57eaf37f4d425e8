import { LRUCache } from "lru-cache";
import { steadyNow } from "../glpi/steady-clock.js";
import type { Id } from "../host/events.js";
import { atMost, cacheClock } from "./cache-clock.js";
import type { WatchedAccount, WatchedTicket } from "./changes.js";
import { contactKey } from "./keys.js";
import { MAX_LINKS } from "./memory-links.js";

const DAY_MS = 86_400_000;

/** A watched ticket of a `MemoryStore`. */
export interface Row {
  ticket: WatchedTicket;
  readonly contactId: Id;
  /** By `steadyNow()`; undefined: it rests, or is held. */
  dueAt: number | undefined;
  lease: number;
  isLeased: boolean;
  isHeld: boolean;
  /** It changed, and the contact wrote, since it was taken. */
  isNoted: boolean;
  hasWritten: boolean;
  failures: number;
  failedAt: number | undefined;
  wroteAt: number;
  savedAt: number;
}

/** Which ticket of whom, as whom. */
type Which = WatchedAccount & { tenantId: Id; ticketId: number };

/** The watched tickets of a `MemoryStore`, by ticket, by contact and by when they are due. */
export class MemoryWatched {
  readonly #rows: LRUCache<string, Row>;
  /** The keys of rows that are due some time, and those of each contact and of each ticket. */
  readonly #due = new Set<string>();
  readonly #ofContact = new LRUCache<string, readonly string[]>(atMost(MAX_LINKS));
  readonly #ofTicket = new LRUCache<string, readonly string[]>(atMost(MAX_LINKS));

  constructor(days: number) {
    this.#rows = new LRUCache({ ...atMost(MAX_LINKS), ttl: days * DAY_MS, ...cacheClock });
  }

  get(which: Which): Row | undefined {
    return this.#rows.get(keyOf(which));
  }

  insert(ticket: WatchedTicket, dueAt: number | undefined, wroteAt: number): void {
    this.#put({
      ...{ ticket, contactId: ticket.conversation.contact.id, dueAt, wroteAt, savedAt: steadyNow() },
      ...{ lease: 0, isLeased: false, isHeld: false, isNoted: false, hasWritten: false },
      ...{ failures: 0, failedAt: undefined },
    });
  }

  /** It is another account's from now on, unless that has one already. */
  move(row: Row, to: WatchedAccount): void {
    if (this.get({ ...row.ticket, ...to }) !== undefined) return;
    this.#rows.delete(keyOf(row.ticket));
    this.#due.delete(keyOf(row.ticket));
    row.ticket = { ...row.ticket, ...to };
    this.#put(row);
  }

  all(): Row[] {
    return [...this.#rows.values()];
  }

  remove({ ticket }: Row): void {
    this.#rows.delete(keyOf(ticket));
    this.#due.delete(keyOf(ticket));
  }

  setDue(row: Row, at: number | undefined): void {
    row.dueAt = at;
    if (at === undefined) this.#due.delete(keyOf(row.ticket));
    else this.#due.add(keyOf(row.ticket));
  }

  /** The longest due first. */
  dueBy(now: number): Row[] {
    const due = [...this.#due].flatMap((key) => {
      const row = this.#rows.get(key);
      if (row === undefined) this.#due.delete(key);
      return row?.dueAt !== undefined && row.dueAt <= now ? [{ row, dueAt: row.dueAt }] : [];
    });
    return due.sort((one, other) => one.dueAt - other.dueAt).map(({ row }) => row);
  }

  ofContact(tenantId: Id, contactId: Id): Row[] {
    return this.#of(this.#ofContact, contactKey(tenantId, contactId));
  }

  ofTicket(account: WatchedAccount, ticketId: number): Row[] {
    return this.#of(this.#ofTicket, ticketKey({ ...account, ticketId }));
  }

  #put(row: Row): void {
    const { ticket, contactId } = row;
    this.#rows.set(keyOf(ticket), row);
    this.setDue(row, row.dueAt);
    this.#index(this.#ofContact, contactKey(ticket.tenantId, contactId), keyOf(ticket));
    this.#index(this.#ofTicket, ticketKey(ticket), keyOf(ticket));
  }

  #index(index: LRUCache<string, readonly string[]>, owner: string, key: string): void {
    const others = (index.get(owner) ?? []).filter((each) => each !== key && this.#rows.has(each));
    index.set(owner, [...others, key]);
  }

  #of(index: LRUCache<string, readonly string[]>, owner: string): Row[] {
    return (index.get(owner) ?? []).flatMap((key) => this.#rows.get(key) ?? []);
  }
}

function keyOf({ tenantId, url, account, ticketId }: Which): string {
  return JSON.stringify([String(tenantId), url, account, ticketId]);
}

function ticketKey({ url, account, ticketId }: WatchedAccount & { ticketId: number }): string {
  return JSON.stringify([url, account, ticketId]);
}
