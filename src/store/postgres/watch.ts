import type { PostgresClient, PostgresPool } from "./pool.js";

const POLL_MS = 500;
/** While the database fails. */
const MAX_POLL_MS = 5_000;
const RECONNECT_MS = 1_000;
const MAX_RECONNECT_MS = 30_000;

export interface WatchOptions {
  pool: PostgresPool;
  /** A quoted identifier. */
  channel: string;
  /** Statements that failed in a row. */
  failures(): number;
  /** Something may be due. */
  onWake(): void;
}

/**
 * Looks twice a second, and at once when another process says so: `LISTEN` on one connection, which is made again
 * when it breaks. Nothing here keeps the process alive.
 */
export class Watch {
  readonly #options: WatchOptions;
  #poll: NodeJS.Timeout | undefined;
  #reconnect: NodeJS.Timeout | undefined;
  #client: PostgresClient | undefined;
  #broken = 0;
  #closed = false;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#wake();
    void this.#listen();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#poll);
    clearTimeout(this.#reconnect);
    this.#client?.release(true);
    this.#client = undefined;
  }

  #wake(): void {
    this.#options.onWake();
    const pause = Math.min(POLL_MS * 2 ** this.#options.failures(), MAX_POLL_MS);
    this.#poll = setTimeout(() => this.#wake(), pause).unref();
  }

  async #listen(): Promise<void> {
    const { pool, channel, onWake } = this.#options;
    // The only connection of a pool is not one to keep.
    if (pool.connect === undefined || pool.options?.max === 1) return;
    let client: PostgresClient | undefined;
    try {
      client = await pool.connect();
      const connected = client;
      connected.on("error", () => this.#lost(connected));
      connected.on("end", () => this.#lost(connected));
      connected.on("notification", () => {
        if (this.#client === connected) onWake();
      });
      await connected.query(`listen ${channel}`, []);
      if (this.#closed) {
        connected.release(true);
        return;
      }
      connected.unref?.();
      this.#client = connected;
      this.#broken = 0;
      // What was said while nobody listened.
      onWake();
    } catch {
      client?.release(true);
      this.#listenLater();
    }
  }

  #lost(client: PostgresClient): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    client.release(true);
    this.#listenLater();
  }

  #listenLater(): void {
    if (this.#closed) return;
    const pause = Math.min(RECONNECT_MS * 2 ** this.#broken, MAX_RECONNECT_MS);
    this.#broken += 1;
    this.#reconnect = setTimeout(() => void this.#listen(), pause).unref();
  }
}
