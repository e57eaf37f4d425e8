import { LRUCache } from "lru-cache";
import { accountOf } from "../glpi/account.js";
import type { GlpiAccount, GlpiClients } from "../glpi/clients.js";
import { type Entity, myEntities } from "../glpi/entities.js";
import { listTree, type TreeItem } from "../glpi/trees.js";
import { cacheClock } from "../store/cache-clock.js";

const KEPT_MS = 60 * 60_000;
/** What failed is not asked for again at once: others are waiting. */
const FAILED_MS = 60_000;
const MAX_LISTS = 300;

type Kept = { list: readonly unknown[] } | { failure: unknown };

/** GLPI's lists that seldom change: each asked for once, and kept for an hour; a failure for a minute. */
export class GlpiLists {
  readonly #clients: GlpiClients;
  readonly #kept = new LRUCache<string, Kept, () => Promise<readonly unknown[]>>({
    max: MAX_LISTS,
    ttl: KEPT_MS,
    ...cacheClock,
    ignoreFetchAbort: true,
    fetchMethod: async (_key, _stale, { context: ask, options }) => {
      try {
        return { list: await ask() };
      } catch (failure) {
        options.ttl = FAILED_MS;
        return { failure };
      }
    },
  });

  constructor(clients: GlpiClients) {
    this.#clients = clients;
  }

  /** See `listTree`; rejects as it does. */
  tree(account: GlpiAccount, kind: "category" | "location"): Promise<readonly TreeItem[]> {
    return this.#ask(account, kind, () => listTree(this.#clients.for(account), kind));
  }

  /** See `myEntities`; rejects as it does. */
  entities(account: GlpiAccount): Promise<readonly Entity[]> {
    return this.#ask(account, "entity", () => myEntities(this.#clients.for(account)));
  }

  async #ask<T>(account: GlpiAccount, what: string, ask: () => Promise<readonly T[]>): Promise<readonly T[]> {
    const key = JSON.stringify([what, account.url, accountOf(account)]);
    const kept = await this.#kept.fetch(key, { context: ask });
    if (kept === undefined) return [];
    if ("failure" in kept) throw kept.failure;
    return kept.list as readonly T[];
  }
}
