import { GlpiIntegrationError } from "../glpi/errors.js";
import { storeFailed } from "../store/store-failed.js";

/** Tells once that the store fails, and once that it works again, however many ask it, and how often. */
export class StoreTrouble {
  readonly #tell: (error: GlpiIntegrationError) => void;
  /** Who asked last in vain. */
  readonly #failing = new Set<object>();

  /** `tell` must not throw. */
  constructor(tell: (error: GlpiIntegrationError) => void) {
    this.#tell = tell;
  }

  /** Whether it was told that the store fails, and not yet that it works. */
  get isOn(): boolean {
    return this.#failing.size > 0;
  }

  failed(who: object, cause: unknown): void {
    const isTold = this.isOn;
    this.#failing.add(who);
    if (!isTold) this.#tell(storeFailed(cause));
  }

  worked(who: object): void {
    if (this.#failing.delete(who) && !this.isOn) this.#tell(worksAgain());
  }
}

function worksAgain(): GlpiIntegrationError {
  return new GlpiIntegrationError("STORE_FAILED", "The store works again, and what it keeps goes on.");
}
