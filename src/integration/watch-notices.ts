import type { Emit } from "../events.js";
import { toIntegrationError } from "../glpi/errors.js";
import type { TakenTicket, TakenWatch } from "../store/changes.js";

/** Tells once that an account, or a ticket of it, cannot be looked at, and not again until the account works. */
export class WatchNotices {
  readonly #emit: Emit;
  readonly #failing = new Set<string>();

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  works({ url, account }: TakenWatch): void {
    this.#failing.delete(JSON.stringify([url, account]));
  }

  failed(taken: TakenWatch | TakenTicket, cause: unknown): void {
    const key = JSON.stringify([taken.url, taken.account]);
    if (this.#failing.has(key)) return;
    this.#failing.add(key);
    const conversation = "conversation" in taken ? taken.conversation : undefined;
    this.#emit("warning", { error: toIntegrationError(cause), ...(conversation && { conversation }) });
  }
}
