import type { Emit } from "../events.js";
import { toIntegrationError } from "../glpi/errors.js";
import { OnceAtATime } from "../work/once-at-a-time.js";

/** What goes on after an event was accepted; the same is not done twice at once, and what is about the same in order. */
export class Background {
  readonly #emit: Emit;
  readonly #tasks = new OnceAtATime();

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  /** Returns at once; what the task rejects with becomes a `warning`. `variant` as in `OnceAtATime`. */
  start(what: string, task: () => Promise<void>, variant = ""): void {
    void this.#tasks.run(what, variant, async () => {
      try {
        await task();
      } catch (error) {
        this.#emit("warning", { error: toIntegrationError(error) });
      }
    });
  }

  /** Resolves when all of it is done; never rejects. */
  async settled(): Promise<void> {
    await this.#tasks.settled();
  }
}
