import type { Emit } from "../events.js";
import { toIntegrationError } from "../glpi/errors.js";

/** What goes on after an event was accepted; the same is not done twice at once. */
export class Background {
  readonly #emit: Emit;
  readonly #running = new Map<string, Promise<void>>();

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  /** Returns at once; what the task rejects with becomes a `warning`. */
  start(what: string, task: () => Promise<void>): void {
    if (this.#running.has(what)) return;
    const done = (async () => task())()
      .catch((error: unknown) => this.#emit("warning", { error: toIntegrationError(error) }))
      .finally(() => this.#running.delete(what));
    this.#running.set(what, done);
  }

  /** Resolves when all of it is done; never rejects. */
  async settled(): Promise<void> {
    await Promise.all(this.#running.values());
  }
}
