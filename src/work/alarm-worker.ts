import type { Store, TakenAlarm } from "../store/store.js";

export interface AlarmWorkerOptions {
  store: Store;
  /** Does what is due. What it rejects with is told; it is done again when its lease ends. */
  handle(alarm: TakenAlarm): Promise<void>;
  onFailure(cause: unknown): void;
}

/** Taken at a time: each is a text and perhaps a transfer. */
const AT_A_TIME = 20;
/** Longer than the host's functions may take, text and transfer together. */
const LEASE_MS = 90_000;

/** Takes due alarms from the store and has them done. */
export class AlarmWorker {
  readonly #options: AlarmWorkerOptions;
  #working: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(options: AlarmWorkerOptions) {
    this.#options = options;
  }

  /** Something may be due. */
  wake(): void {
    if (this.#stopped) return;
    this.#again = this.#working !== undefined;
    this.#working ??= this.#work().finally(() => {
      this.#working = undefined;
      if (this.#again) this.wake();
    });
  }

  /** Takes no more. */
  stop(): void {
    this.#stopped = true;
  }

  /** Resolves when nothing is in progress. */
  async idle(): Promise<void> {
    while (this.#working !== undefined) await this.#working;
  }

  async #work(): Promise<void> {
    const { store, handle, onFailure } = this.#options;
    try {
      let taken: TakenAlarm[];
      do {
        taken = this.#stopped ? [] : await store.takeAlarms(AT_A_TIME, LEASE_MS);
        await Promise.all(taken.map((alarm) => handle(alarm).catch(onFailure)));
      } while (taken.length > 0);
    } catch (cause) {
      onFailure(cause);
    }
  }
}
