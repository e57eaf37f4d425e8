import type { StoreTrouble } from "./store-trouble.js";

/** After a store that failed is asked again; twice as long after each further failure. */
const FIRST_PAUSE_MS = 1_000;
const MAX_PAUSE_MS = 30_000;

/**
 * Asks the store whenever it is woken, one round at a time. A round that throws or rejects is tried again after a pause
 * that grows from 1 s to 30 s while it fails, and that nothing cuts short. Its timer does not keep the process alive.
 */
export class Rounds {
  readonly #round: () => Promise<void>;
  readonly #trouble: StoreTrouble;
  #running: Promise<void> | undefined;
  #again = false;
  #pause: NodeJS.Timeout | undefined;
  #failures = 0;
  #stopped = false;

  constructor(round: () => Promise<void>, trouble: StoreTrouble) {
    this.#round = round;
    this.#trouble = trouble;
  }

  /** The round that runs; never rejects. */
  get running(): Promise<void> | undefined {
    return this.#running;
  }

  /** There may be something to do. */
  wake(): void {
    if (this.#stopped || this.#pause !== undefined) return;
    this.#again = this.#running !== undefined;
    this.#running ??= this.#go().finally(() => {
      this.#running = undefined;
      if (this.#again) this.wake();
    });
  }

  /** No round begins any more. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#pause);
  }

  async #go(): Promise<void> {
    try {
      await this.#round();
      this.#failures = 0;
      this.#trouble.worked(this);
    } catch (cause) {
      this.#wakeLater();
      this.#trouble.failed(this, cause);
    }
  }

  #wakeLater(): void {
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** this.#failures, MAX_PAUSE_MS);
    this.#failures = Math.min(this.#failures + 1, 30);
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      this.wake();
    }, pauseMs).unref();
  }
}
