import pDebounce from "p-debounce";

/**
 * Ends when nothing restarted it for `quietMs`, and at the latest `maxWaitMs` after it was made; calls `onEnd` once
 * then, unless `end()` came first. Its timers do not keep the process alive.
 */
export class QuietPeriod {
  readonly #abort = new AbortController();
  readonly #quiet: () => Promise<void>;
  readonly #latest: NodeJS.Timeout;

  constructor(quietMs: number, maxWaitMs: number, onEnd: () => void) {
    this.#quiet = pDebounce(onEnd, quietMs, { signal: this.#abort.signal });
    this.#latest = setTimeout(onEnd, maxWaitMs).unref();
  }

  restart(): void {
    // Rejects when the period is ended by hand, which is no failure.
    unreferenced(() => this.#quiet()).catch(() => undefined);
  }

  /** Stops all timers. */
  end(): void {
    clearTimeout(this.#latest);
    this.#abort.abort();
  }
}

/**
 * Runs `start` with a `setTimeout` that does not keep the process alive: p-debounce shows nobody its timer, and 15
 * seconds of waiting must not hold up the end of a process. `start` is synchronous, so nothing else sees the change.
 */
function unreferenced<T>(start: () => T): T {
  const { setTimeout } = globalThis;
  globalThis.setTimeout = Object.assign(
    (...args: Parameters<typeof setTimeout>) => setTimeout(...args).unref(),
    setTimeout,
  );
  try {
    return start();
  } finally {
    globalThis.setTimeout = setTimeout;
  }
}
