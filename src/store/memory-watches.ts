import { steadyNow } from "../glpi/steady-clock.js";
import type { TakenWatch, WatchCursor, WatchedAccount } from "./changes.js";
import type { MemoryLinks } from "./memory-links.js";
import type { TicketLink } from "./store.js";

interface Watch {
  readonly account: WatchedAccount;
  cursor: WatchCursor | undefined;
  /** By `steadyNow()`. */
  dueAt: number;
  finishedAt: number;
  lease: number;
  isLeased: boolean;
  /** Rung for while it was asked: the pause until it is asked again. */
  ringMs: number | undefined;
}

/** The accounts that a `MemoryStore` has asked for changes. */
export class MemoryWatches {
  readonly #links: MemoryLinks;
  readonly #watches = new Map<string, Watch>();

  constructor(links: MemoryLinks) {
    this.#links = links;
  }

  linked({ url, account, integrationId }: TicketLink): void {
    if (account !== undefined && integrationId !== undefined) this.add({ url, account });
  }

  add({ url, account }: WatchedAccount): void {
    if (this.#watches.has(keyOf({ url, account }))) return;
    const flags = { cursor: undefined, isLeased: false, ringMs: undefined };
    const watch = { account: { url, account }, dueAt: steadyNow(), finishedAt: Number.NEGATIVE_INFINITY, lease: 0 };
    this.#watches.set(keyOf({ url, account }), { ...watch, ...flags });
  }

  take(limit: number, leaseMs: number): TakenWatch[] {
    const now = steadyNow();
    const due = [...this.#watches.values()]
      .filter(({ dueAt }) => dueAt <= now)
      .sort((one, other) => one.dueAt - other.dueAt);
    return due
      .map((watch) => ({ watch, integrations: this.#links.integrationsOf(watch.account) }))
      .filter(({ integrations }) => integrations.length > 0)
      .slice(0, limit)
      .map(({ watch, integrations }) => {
        Object.assign(watch, { lease: watch.lease + 1, isLeased: true, dueAt: now + leaseMs, ringMs: undefined });
        return { ...watch.account, cursor: watch.cursor, integrations, lease: String(watch.lease) };
      });
  }

  save(taken: TakenWatch, cursor: WatchCursor, leaseMs: number): boolean {
    const watch = this.#held(taken);
    if (watch !== undefined) Object.assign(watch, { cursor, dueAt: steadyNow() + leaseMs });
    return watch !== undefined;
  }

  finish(taken: TakenWatch, cursor: WatchCursor | undefined, inMs: number): boolean {
    const watch = this.#held(taken);
    if (watch === undefined) return false;
    const now = steadyNow();
    const dueAt = now + Math.min(inMs, watch.ringMs ?? inMs);
    Object.assign(watch, { cursor, dueAt, finishedAt: now, isLeased: false, ringMs: undefined });
    return true;
  }

  ring(account: WatchedAccount, pauseMs: number): void {
    const watch = this.#watches.get(keyOf(account));
    if (watch === undefined) return;
    if (watch.isLeased) watch.ringMs = pauseMs;
    else watch.dueAt = Math.min(watch.dueAt, Math.max(steadyNow(), watch.finishedAt + pauseMs));
  }

  #held(taken: TakenWatch): Watch | undefined {
    const watch = this.#watches.get(keyOf(taken));
    return watch?.isLeased && String(watch.lease) === taken.lease ? watch : undefined;
  }
}

function keyOf({ url, account }: WatchedAccount): string {
  return JSON.stringify([url, account]);
}
