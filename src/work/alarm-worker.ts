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

/** In progress at a time: each is a text and perhaps a transfer, or a list of tickets. */
const MOST_IN_PROGRESS = 100;
/** Longer than the host's functions may take, text and transfer together, and a list from a slow GLPI. */
const LEASE_MS = 180_000;
/** A store that has not answered by then has failed. */
const STORE_TIMEOUT_MS = 30_000;

/** Takes due alarms from the store and has them done. Whatever one of them does, the others go on. */
export class AlarmWorker {
  readonly #options: AlarmWorkerOptions;
  readonly #rounds: Rounds;
  readonly #inProgress = new Set<Promise<void>>();
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
    while (this.#rounds.running !== undefined || this.#inProgress.size > 0) {
      await Promise.race([this.#rounds.running, ...this.#inProgress].filter((each) => each !== undefined));
    }
  }

  async #round(): Promise<void> {
    const { store } = this.#options;
    let taken: TakenAlarm[];
    do {
      const room = MOST_IN_PROGRESS - this.#inProgress.size;
      // Whoever is done makes room, and wakes it.
      if (this.#stopped || room <= 0) return;
      // What comes late is left: its leases end, and it is due again.
      taken = await inTime(() => store.takeAlarms(room, LEASE_MS), STORE_TIMEOUT_MS);
      if (!Array.isArray(taken)) throw new TypeError("the store's takeAlarms() gave no list");
      for (const alarm of taken) this.#begin(alarm);
    } while (taken.length > 0);
  }

  #begin(alarm: TakenAlarm): void {
    const { handle, onFailure } = this.#options;
    const done = inTime(() => handle(alarm), LEASE_MS)
      .catch(onFailure)
      .finally(() => {
        const wasFull = this.#inProgress.size >= MOST_IN_PROGRESS;
        this.#inProgress.delete(done);
        if (wasFull) this.wake();
      });
    this.#inProgress.add(done);
  }
}
