import type { Emit } from "../events.js";
import { toIntegrationError } from "../glpi/errors.js";

/** What goes on after an event was accepted; the same is not done twice at once, and what is about the same in order. */
export class Background {
  readonly #emit: Emit;
  /** The newest of each name. */
  readonly #newest = new Map<string, { variant: string; done: Promise<void> }>();

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  /**
   * Returns at once; what the task rejects with becomes a `warning`. While the same variant of `what` runs, or waits as
   * the newest, the task is not run; while another one does, it is run after that.
   */
  start(what: string, task: () => Promise<void>, variant = ""): void {
    const before = this.#newest.get(what);
    if (before?.variant === variant) return;
    const run = async () => {
      if (before !== undefined) await before.done;
      await task();
    };
    const done = run()
      .catch((error: unknown) => this.#emit("warning", { error: toIntegrationError(error) }))
      .then(() => {
        if (this.#newest.get(what)?.done === done) this.#newest.delete(what);
      });
    this.#newest.set(what, { variant, done });
  }

  /** Resolves when all of it is done; never rejects. */
  async settled(): Promise<void> {
    await Promise.all([...this.#newest.values()].map(({ done }) => done));
  }
}
