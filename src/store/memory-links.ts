import { LRUCache } from "lru-cache";
import type { Conversation, Id } from "../host/events.js";
import { cacheClock } from "./cache-clock.js";
import { contactKey, conversationKey } from "./keys.js";
import type { TicketLink } from "./store.js";

const MAX_LINKS = 100_000;
const DAY_MS = 86_400_000;
/** Kept as long as a ticket may matter. */
const LINK_DAYS = 90;
/** More than this no question of ours can show. */
const MAX_OF_CONTACT = 20;

/** The links of a `MemoryStore`. */
export class MemoryLinks {
  readonly #links = new LRUCache<string, TicketLink>({ max: MAX_LINKS, ttl: LINK_DAYS * DAY_MS, ...cacheClock });
  /** Keys of links, in the order in which they were first saved: by conversation, and by contact. */
  readonly #keys = new LRUCache<string, readonly string[]>({
    max: 2 * MAX_LINKS,
    ttl: LINK_DAYS * DAY_MS,
    ...cacheClock,
  });

  save(link: TicketLink): void {
    const { tenantId, url, ticketId, conversationId, contactId } = link;
    const key = JSON.stringify([String(tenantId), url, ticketId, String(conversationId)]);
    this.#links.set(key, link);
    this.#index(conversationKey({ tenantId, id: conversationId }), key);
    this.#index(`contact ${contactKey(tenantId, contactId)}`, key);
  }

  ofConversation(conversation: Conversation): TicketLink | undefined {
    return this.#of(conversationKey(conversation)).at(-1);
  }

  ofContact(tenantId: Id, contactId: Id, sinceMs: number): TicketLink[] {
    const links = this.#of(`contact ${contactKey(tenantId, contactId)}`).filter(({ openedAt }) => openedAt >= sinceMs);
    const once = new Map(links.map((link) => [JSON.stringify([link.url, link.ticketId]), link]));
    return [...once.values()].sort((one, other) => other.openedAt - one.openedAt).slice(0, MAX_OF_CONTACT);
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
