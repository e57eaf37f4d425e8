import { LRUCache } from "lru-cache";
import type { TicketStatus } from "../glpi/tickets.js";
import type { Conversation, Id } from "../host/events.js";
import { atMost, cacheClock } from "./cache-clock.js";
import type { TakenWatch, WatchedAccount } from "./changes.js";
import { isOfTenant } from "./dead-letter.js";
import { contactKey, conversationKey } from "./keys.js";
import type { TicketLink } from "./store.js";

export const MAX_LINKS = 100_000;
const DAY_MS = 86_400_000;
/** More than this no question of ours can show. */
const MAX_OF_CONTACT = 20;

/** The links of a `MemoryStore`. */
export class MemoryLinks {
  readonly #links: LRUCache<string, TicketLink>;
  /** Keys of links, in the order in which they were first saved: by conversation, and by contact. */
  readonly #keys: LRUCache<string, readonly string[]>;
  /** Keys of links by account and ticket: of those that an integration made. */
  readonly #accounts = new Map<string, Map<number, readonly string[]>>();

  constructor(days: number) {
    const kept = { ttl: days * DAY_MS, ...cacheClock };
    this.#links = new LRUCache({ ...atMost(MAX_LINKS), ...kept });
    this.#keys = new LRUCache({ ...atMost(2 * MAX_LINKS), ...kept });
  }

  /** Resolves to the link as it is kept. */
  save(link: TicketLink): TicketLink {
    const { tenantId, url, ticketId, conversationId, contactId } = link;
    const key = JSON.stringify([String(tenantId), url, ticketId, String(conversationId)]);
    const conversation = link.conversation ?? this.#links.get(key)?.conversation;
    const kept = conversation ? { ...link, conversation } : link;
    this.#links.set(key, kept);
    this.#index(conversationKey({ tenantId, id: conversationId }), key);
    this.#index(`contact ${contactKey(tenantId, contactId)}`, key);
    this.#indexTicket(kept, key);
    return kept;
  }

  /** The ticket changed, with the status that it has where that is known: its links are kept for as long as new ones. */
  changed(link: TicketLink, status: TicketStatus | undefined): void {
    for (const key of this.#keysOfTicket(link, link.ticketId)) {
      const kept = this.#links.get(key);
      if (kept !== undefined && String(kept.tenantId) === String(link.tenantId))
        this.save(status === undefined ? kept : { ...kept, status });
    }
  }

  ofConversation(conversation: Conversation): TicketLink | undefined {
    return this.#of(conversationKey(conversation)).at(-1);
  }

  ofContact(tenantId: Id, contactId: Id, sinceMs: number): TicketLink[] {
    const links = this.#of(`contact ${contactKey(tenantId, contactId)}`).filter(({ openedAt }) => openedAt >= sinceMs);
    const once = new Map(links.map((link) => [JSON.stringify([link.url, link.ticketId]), link]));
    return [...once.values()].sort((one, other) => other.openedAt - one.openedAt).slice(0, MAX_OF_CONTACT);
  }

  /** Of each tenant the newest. */
  ofTicket(account: WatchedAccount, ticketId: number): TicketLink[] {
    const links = this.#keysOfTicket(account, ticketId).flatMap((key) => this.#links.get(key) ?? []);
    return [...new Map(links.map((link) => [String(link.tenantId), link])).values()];
  }

  /** Those of tickets that are open and whose customers hear of all that happens to them. */
  watched(account: WatchedAccount): { ticketId: number; status?: undefined }[] {
    const links = this.#open(account).filter(({ conversation }) => conversation !== undefined);
    return [...new Set(links.map(({ ticketId }) => ticketId))].map((ticketId) => ({ ticketId }));
  }

  /** Whose open tickets are seen by the account. */
  integrationsOf(account: WatchedAccount): TakenWatch["integrations"] {
    const found = new Map<string, TakenWatch["integrations"][number]>();
    for (const { tenantId, integrationId } of this.#open(account)) {
      if (integrationId !== undefined)
        found.set(JSON.stringify([tenantId, integrationId]), { tenantId, integrationId });
    }
    return [...found.values()];
  }

  ofIntegration(
    account: WatchedAccount,
    { tenantId, integrationId }: { tenantId: Id; integrationId: Id },
  ): TicketLink[] {
    const links = this.#open(account).filter(
      (link) => String(link.tenantId) === String(tenantId) && String(link.integrationId) === String(integrationId),
    );
    return [...new Map(links.map((link) => [link.ticketId, link])).values()];
  }

  /** The tenant's links of a ticket are another account's from now on. */
  move(from: WatchedAccount, to: WatchedAccount, tenantId: Id, ticketId: number): void {
    for (const key of this.#keysOfTicket(from, ticketId)) {
      const link = this.#links.get(key);
      if (link === undefined || String(link.tenantId) !== String(tenantId)) continue;
      this.#links.delete(key);
      const others = this.#keysOfTicket(from, ticketId).filter((each) => each !== key);
      this.#accounts.get(accountKey(from))?.set(ticketId, others);
      this.save({ ...link, ...to });
    }
  }

  /** The tenant's tickets that are not closed, each once for each integration. */
  open(tenantId: Id): TicketLink[] {
    const links = [...this.#links.values()].filter((link) => isOfTenant(link, tenantId) && link.status !== "closed");
    const nameOf = ({ integrationId, url, ticketId }: TicketLink) =>
      JSON.stringify([String(integrationId), url, ticketId]);
    return [...new Map(links.map((link) => [nameOf(link), link])).values()];
  }

  /** Resolves to the links that there were. */
  forget(tenantId: Id, contactId: Id): TicketLink[] {
    const owner = `contact ${contactKey(tenantId, contactId)}`;
    const theirs = (this.#keys.get(owner) ?? []).flatMap((key) => {
      const link = this.#links.get(key);
      this.#links.delete(key);
      return link ?? [];
    });
    this.#keys.delete(owner);
    return theirs;
  }

  /** Of each of these people in each tenant the newest. */
  ofPeople(account: WatchedAccount, requesterIds: readonly number[]): TicketLink[] {
    const wanted = new Set(requesterIds);
    const links = this.#all(account).filter(({ requesterId }) => wanted.has(requesterId));
    return [
      ...new Map(links.map((link) => [JSON.stringify([String(link.tenantId), link.requesterId]), link])).values(),
    ];
  }

  #open(account: WatchedAccount): TicketLink[] {
    return this.#all(account).filter(({ status }) => status !== "closed");
  }

  #all(account: WatchedAccount): TicketLink[] {
    const tickets = this.#accounts.get(accountKey(account)) ?? new Map<number, readonly string[]>();
    const links = [...tickets].flatMap(([ticketId, keys]) => {
      const living = keys.flatMap((key) => this.#links.get(key) ?? []);
      if (living.length === 0) tickets.delete(ticketId);
      return living;
    });
    return links.sort((one, other) => one.openedAt - other.openedAt);
  }

  #keysOfTicket({ url, account }: Seen, ticketId: number): readonly string[] {
    return this.#accounts.get(accountKey({ url, account }))?.get(ticketId) ?? [];
  }

  #indexTicket({ url, account, integrationId, ticketId }: TicketLink, key: string): void {
    if (account === undefined || integrationId === undefined) return;
    const tickets = this.#accounts.get(accountKey({ url, account })) ?? new Map<number, readonly string[]>();
    this.#accounts.set(accountKey({ url, account }), tickets);
    const keys = tickets.get(ticketId) ?? [];
    tickets.set(ticketId, keys.includes(key) ? keys : [...keys, key]);
  }

  #of(owner: string): TicketLink[] {
    return (this.#keys.get(owner) ?? []).flatMap((key) => this.#links.get(key) ?? []);
  }

  #index(owner: string, key: string): void {
    const known = this.#keys.get(owner) ?? [];
    const living = known.filter((each) => this.#links.has(each));
    this.#keys.set(owner, living.includes(key) ? living : [...living, key]);
  }
}

/** What names the GLPI and the account of a link; undefined of one that an earlier version kept. */
type Seen = { url: string; account?: string | undefined };

function accountKey({ url, account }: Seen): string {
  return JSON.stringify([url, account]);
}
