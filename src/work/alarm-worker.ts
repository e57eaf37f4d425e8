import type { Store, TakenAlarm } from "../store/store.js";
import { inTime } from "./in-time.js";
import { Rounds } from "./rounds.js";
import type { StoreTrouble } from "./store-trouble.js";

export interface AlarmWorkerOptions {
  store: Store;
  /** Does what is due. What it rejects with is told; it is done again when its lease ends. */
  handle(alarm: TakenAlarm): Promise<void>;
  /** Must not throw. */
  onFailure(cause: unknown): void;
  /** Told when alarms cannot be taken. */
  trouble: StoreTrouble;
}

/** Taken at a time: each is a text and perhaps a transfer. */
const AT_A_TIME = 20;
/** Longer than the host's functions may take, text and transfer together. */
const LEASE_MS = 90_000;
/** A store that has not answered by then has failed. */
const STORE_TIMEOUT_MS = 30_000;

/** Takes due alarms from the store and has them done. Whatever one of them does, the next ones go on. */
export class AlarmWorker {
  readonly #options: AlarmWorkerOptions;
  readonly #rounds: Rounds;
  #stopped = false;

  constructor(options: AlarmWorkerOptions) {
    this.#options = options;
    this.#rounds = new Rounds(() => this.#round(), options.trouble);
  }

  /** Something may be due. */
  wake(): void {
    this.#rounds.wake();
  }

  /** Takes no more. */
  stop(): void {
    this.#stopped = true;
    this.#rounds.stop();
  }

  /** Resolves when nothing is in progress. */
  async idle(): Promise<void> {
    while (this.#rounds.running !== undefined) await this.#rounds.running;
  }

  async #round(): Promise<void> {
    const { store } = this.#options;
    let taken: TakenAlarm[];
    do {
      if (this.#stopped) return;
      // What comes late is left: its leases end, and it is due again.
      taken = await inTime(() => store.takeAlarms(AT_A_TIME, LEASE_MS), STORE_TIMEOUT_MS);
      if (!Array.isArray(taken)) throw new TypeError("the store's takeAlarms() gave no list");
      await Promise.all(taken.map((alarm) => this.#do(alarm)));
    } while (taken.length > 0);
  }

  async #do(alarm: TakenAlarm): Promise<void> {
    const { handle, onFailure } = this.#options;
    await inTime(() => handle(alarm), LEASE_MS).catch(onFailure);
  }
}
