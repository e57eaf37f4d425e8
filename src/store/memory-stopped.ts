import { LRUCache } from "lru-cache";
import type { Id } from "../host/events.js";
import { atMost, cacheClock } from "./cache-clock.js";
import { contactKey } from "./keys.js";
import type { MemoryLinks } from "./memory-links.js";

const MAX_CONTACTS = 50_000;

/** Whether it holds, when they wrote so, by the message's own time, and when that was kept. */
interface Stopped {
  stopped: boolean;
  saidAt: number;
  keptAt: number;
}

/** Who hears of no changes, as a `MemoryStore` remembers it: as long as the process lives. */
export class MemoryStopped {
  readonly #links: MemoryLinks;
  readonly #contacts = new LRUCache<string, Stopped>({ ...atMost(MAX_CONTACTS), ...cacheClock });

  constructor(links: MemoryLinks) {
    this.#links = links;
  }

  write(tenantId: Id, contactId: Id, saidAt: number): void {
    const before = this.#contacts.get(contactKey(tenantId, contactId));
    if (before !== undefined && before.saidAt >= saidAt) return;
    const stopped = !this.is(tenantId, contactId);
    this.#contacts.set(contactKey(tenantId, contactId), { stopped, saidAt, keptAt: Date.now() });
  }

  is(tenantId: Id, contactId: Id): boolean {
    const known = this.#contacts.get(contactKey(tenantId, contactId));
    if (known === undefined || !known.stopped) return false;
    // Once a ticket was opened, that stays known when its link is forgotten.
    const opened = this.#links.ofContact(tenantId, contactId, known.keptAt);
    known.stopped = !opened.some(({ openedAt }) => openedAt > known.keptAt);
    return known.stopped;
  }

  forget(tenantId: Id, contactId: Id): void {
    this.#contacts.delete(contactKey(tenantId, contactId));
  }
}
