import { steadyNow } from "../../glpi/steady-clock.js";

const CLEAN_EVERY_MS = 60 * 60 * 1_000;
/** While there is more to forget than one run does. */
const CLEAN_AGAIN_MS = 5_000;

/** Forgets what is old, now and then, whenever the store looks around anyway. */
export class Cleaning {
  readonly #clean: () => Promise<boolean>;
  /** By `steadyNow()`. At once: a process that is often started anew forgets too. */
  #dueAt = 0;

  /** `clean` resolves to whether there is more. */
  constructor(clean: () => Promise<boolean>) {
    this.#clean = clean;
  }

  /** Begins a run if one is due; returns at once. */
  visit(): void {
    if (steadyNow() < this.#dueAt) return;
    this.#dueAt = steadyNow() + CLEAN_EVERY_MS;
    this.#clean()
      .then((more) => {
        if (more) this.#dueAt = steadyNow() + CLEAN_AGAIN_MS;
      })
      // Whoever adds or takes sees that the database fails.
      .catch(() => undefined);
  }
}
