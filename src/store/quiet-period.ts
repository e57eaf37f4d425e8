import { HELD_MS } from "./store.js";

/**
 * When a batch is due; calls `onEnd` once then, unless `end()` came first. Nothing is described at first: it ends a day
 * after it was last restarted. From `begin()` on it ends when nothing restarted it for `quietMs`, and at the latest
 * `maxWaitMs` later. Its timers do not keep the process alive.
 *
 * Plain timers: 100,000 conversations can wait at once, and a debounced function for each, which can be called off,
 * costs seven times as much memory and shows nobody its timer (see docs/architecture.md).
 */
export class QuietPeriod {
  readonly #onEnd: () => void;
  #quiet: NodeJS.Timeout | undefined;
  #latest: NodeJS.Timeout | undefined;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  /** Something is described. */
  begin(quietMs: number, maxWaitMs: number): void {
    if (this.begun) return;
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(this.#onEnd, quietMs).unref();
    this.#latest = setTimeout(this.#onEnd, maxWaitMs).unref();
  }

  get begun(): boolean {
    return this.#latest !== undefined;
  }

  restart(): void {
    if (this.#quiet === undefined) this.#quiet = setTimeout(this.#onEnd, HELD_MS).unref();
    else this.#quiet.refresh();
  }

  /** Stops all timers. */
  end(): void {
    clearTimeout(this.#quiet);
    clearTimeout(this.#latest);
  }
}
