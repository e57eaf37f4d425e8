import { steadyNow, timerMs } from "../../glpi/steady-clock.js";
import type { PostgresClient, PostgresPool } from "./pool.js";

/** Between two looks at most: what another process adds is due a second later at the soonest, and that process looks. */
const IDLE_MS = 5_000;
/** The same while something waits that only a notification would tell of, and there may be none. */
const POLL_MS = 500;
const RECONNECT_MS = 1_000;
const MAX_RECONNECT_MS = 30_000;

/** What the database knows of what is due. */
export interface Due {
  /** Something is due, or waits behind what is worked on. */
  overdue: boolean;
  /** Until the next thing is due, in milliseconds; null when nothing else waits. */
  dueInMs: number | null;
}

export interface WatchOptions {
  pool: PostgresPool;
  /** A quoted identifier. */
  channel: string;
  /** Statements that failed in a row. */
  failures(): number;
  /** Asks the database. */
  peek(): Promise<Due>;
  /** Notifies all who listen on the channel. */
  call(): Promise<unknown>;
  /** Something is due. */
  onDue(): void;
}

/**
 * Looks when the next batch or alarm is due, and at once when another process says so: `LISTEN` on one connection, which
 * is made again when it breaks. Whether anything is heard on it is not taken for granted (behind a pool of transactions
 * nothing is): until it was, this looks twice a second while anything waits. Nothing here keeps the process alive.
 */
export class Watch {
  readonly #options: WatchOptions;
  #next: NodeJS.Timeout | undefined;
  #nextAt = Number.POSITIVE_INFINITY;
  /** Looks that failed in a row, and until when nothing makes it look again. */
  #failed = 0;
  #notBefore = 0;
  #looking = false;
  #reconnect: NodeJS.Timeout | undefined;
  #client: PostgresClient | undefined;
  #hears = false;
  #broken = 0;
  #closed = false;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.lookIn(0);
    void this.#listen();
  }

  /** Looks in so many milliseconds, if not sooner; after a look that failed not before its pause is over. */
  lookIn(ms: number): void {
    const now = steadyNow();
    const at = Math.max(now + ms, this.#notBefore);
    if (this.#closed || at >= this.#nextAt) return;
    this.#nextAt = at;
    if (this.#looking) return;
    clearTimeout(this.#next);
    this.#next = setTimeout(() => void this.#look(), timerMs(at - now)).unref();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#next);
    clearTimeout(this.#reconnect);
    this.#client?.release(true);
    this.#client = undefined;
  }

  async #look(): Promise<void> {
    this.#looking = true;
    this.#nextAt = Number.POSITIVE_INFINITY;
    const pause = await this.#peek();
    this.#looking = false;
    // Asked for while it looked.
    const wanted = this.#nextAt - steadyNow();
    this.#nextAt = Number.POSITIVE_INFINITY;
    this.lookIn(Math.max(0, Math.min(pause, wanted)));
  }

  /** Resolves to the pause until the next look. */
  async #peek(): Promise<number> {
    const { peek, onDue, failures } = this.#options;
    try {
      const { overdue, dueInMs } = await peek();
      this.#failed = 0;
      this.#notBefore = 0;
      if (this.#closed) return IDLE_MS;
      if (overdue) onDue();
      const waits = overdue || dueInMs !== null;
      return Math.min(dueInMs ?? IDLE_MS, overdue || (waits && !this.#hears) ? POLL_MS : IDLE_MS);
    } catch {
      // Whoever adds or takes sees that the database fails.
      this.#failed += 1;
      const pause = Math.min(POLL_MS * 2 ** Math.max(this.#failed, failures()), IDLE_MS);
      this.#notBefore = steadyNow() + pause;
      return pause;
    }
  }

  async #listen(): Promise<void> {
    const { pool, channel, call } = this.#options;
    // The only connection of a pool is not one to keep.
    if (pool.connect === undefined || pool.options?.max === 1) return;
    let client: PostgresClient | undefined;
    try {
      client = await pool.connect();
      const connected = client;
      connected.on("error", () => this.#lost(connected));
      connected.on("end", () => this.#lost(connected));
      connected.on("notification", () => {
        if (this.#client !== connected) return;
        this.#hears = true;
        this.lookIn(0);
      });
      await connected.query(`listen ${channel}`, []);
      if (this.#closed) {
        connected.release(true);
        return;
      }
      connected.unref?.();
      this.#client = connected;
      this.#broken = 0;
      // Heard here too, it shows that it can be; and what was said while nobody listened is looked for.
      call().catch(() => undefined);
    } catch {
      client?.release(true);
      this.#listenLater();
    }
  }

  #lost(client: PostgresClient): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    this.#hears = false;
    client.release(true);
    this.#listenLater();
    this.lookIn(POLL_MS);
  }

  #listenLater(): void {
    if (this.#closed) return;
    const pause = Math.min(RECONNECT_MS * 2 ** this.#broken, MAX_RECONNECT_MS);
    this.#broken += 1;
    this.#reconnect = setTimeout(() => void this.#listen(), pause).unref();
  }
}
