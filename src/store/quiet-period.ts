/**
 * Ends when nothing restarted it for `quietMs`, and at the latest `maxWaitMs` after it was made; calls `onEnd` once
 * then, unless `end()` came first. Its timers do not keep the process alive.
 *
 * Two plain timers: 100,000 conversations can wait at once, and a debounced function for each, which can be called off,
 * costs seven times as much memory and shows nobody its timer (see docs/architecture.md).
 */
export class QuietPeriod {
  readonly #quiet: NodeJS.Timeout;
  readonly #latest: NodeJS.Timeout;

  constructor(quietMs: number, maxWaitMs: number, onEnd: () => void) {
    this.#quiet = setTimeout(onEnd, quietMs).unref();
    this.#latest = setTimeout(onEnd, maxWaitMs).unref();
  }

  restart(): void {
    this.#quiet.refresh();
  }

  /** Stops all timers. */
  end(): void {
    clearTimeout(this.#quiet);
    clearTimeout(this.#latest);
  }
}
