import { laneOf } from "../store/keys.js";
import { type DeathReason, LeaseLost, type Store, type TakenBatch } from "../store/store.js";

/** What became of a batch that was tried. */
export type Outcome =
  | { result: "done" }
  | { result: "retry"; inMs: number; failed: boolean }
  /** `buried` is called when it is kept as a dead letter. */
  | { result: "dead"; reason: DeathReason; buried(): void }
  /** Somebody else has it. */
  | { result: "leaseLost" };

export interface BatchWorkerOptions {
  store: Store;
  /** Tries a batch. What it rejects with is told; the batch is tried again. */
  handle(taken: TakenBatch): Promise<Outcome>;
  /** The store failed; what was under way is taken up again when its lease ends. */
  onStoreFailure(cause: unknown): void;
  /** Batches of one lane that are tried at a time. */
  perLane: number;
  /** Something in the store may be due, and not only a batch. */
  onDue?(): void;
}

/** Batches of all lanes that one process tries at a time; most of them wait for their GLPI's turn. */
const MAX_IN_PROGRESS = 1_000;
/** A process that dies is noticed after so long. */
export const LEASE_MS = 8_000;
const RENEW_MS = 2_500;
/** After a store that failed is asked again. */
const STORE_PAUSE_MS = 1_000;
/** What failed in a way that nobody foresaw is tried again. */
const FAILURE_PAUSE_MS = 30_000;

/** Takes due batches from the store and has them tried, so many at a time. */
export class BatchWorker {
  readonly #options: BatchWorkerOptions;
  readonly #inProgress = new Map<TakenBatch, Promise<void>>();
  #renewal: NodeJS.Timeout | undefined;
  #taking: Promise<void> | undefined;
  #later: NodeJS.Timeout | undefined;
  #again = false;
  #stopped = false;

  constructor(options: BatchWorkerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#options.store.onDue(() => {
      this.#wake();
      this.#options.onDue?.();
    });
    this.#renewal = setInterval(() => this.#renew(), RENEW_MS).unref();
  }

  /** Takes no more. */
  stop(): void {
    this.#stopped = true;
  }

  /** Resolves when nothing is in progress, and, unless stopped, nothing is due. */
  async idle(): Promise<void> {
    while (this.#taking !== undefined || this.#inProgress.size > 0) {
      await Promise.race([this.#taking, ...this.#inProgress.values()].filter((each) => each !== undefined));
    }
  }

  /**
   * Gives what is in progress back: what of it goes on here can note nothing more, and so posts nothing more. Whoever
   * takes a batch of which a POST is open waits until that must have finished.
   */
  async release(): Promise<void> {
    this.stop();
    clearInterval(this.#renewal);
    clearTimeout(this.#later);
    const { store } = this.#options;
    const held = [...this.#inProgress.keys()];
    await Promise.all(held.map((taken) => store.retry(taken, 0, false).catch(() => undefined)));
  }

  #wake(): void {
    if (this.#stopped) return;
    if (this.#taking !== undefined) {
      this.#again = true;
      return;
    }
    this.#again = false;
    this.#taking = this.#take().finally(() => {
      this.#taking = undefined;
      if (this.#again) this.#wake();
    });
  }

  async #take(): Promise<void> {
    const { store, perLane, onStoreFailure } = this.#options;
    try {
      let found: TakenBatch[];
      do {
        // Half a lane at a time, into lanes that are at most half full: none gets more than it may have.
        const limit = Math.min(Math.ceil(perLane / 2), MAX_IN_PROGRESS - this.#inProgress.size);
        if (limit <= 0 || this.#stopped) return;
        found = await store.take(limit, this.#fullLanes(), LEASE_MS);
        for (const taken of found) {
          if (this.#stopped) await store.retry(taken, 0, false);
          else this.#try(taken);
        }
      } while (found.length > 0);
    } catch (cause) {
      onStoreFailure(cause);
      this.#wakeLater();
    }
  }

  /** One timer, however many failures ask for it. */
  #wakeLater(): void {
    this.#later ??= setTimeout(() => {
      this.#later = undefined;
      this.#wake();
    }, STORE_PAUSE_MS).unref();
  }

  #try(taken: TakenBatch): void {
    const work = this.#options
      .handle(taken)
      .then((outcome) => this.#settle(taken, outcome))
      .catch(async (cause: unknown) => {
        if (cause instanceof LeaseLost) return;
        this.#options.onStoreFailure(cause);
        // If the store takes not even this, the lease ends by itself.
        await this.#options.store.retry(taken, FAILURE_PAUSE_MS, true).catch(() => undefined);
      })
      .then(() => {
        this.#inProgress.delete(taken);
        this.#wake();
      });
    this.#inProgress.set(taken, work);
  }

  async #settle(taken: TakenBatch, outcome: Outcome): Promise<void> {
    const { store } = this.#options;
    if (outcome.result === "done") await store.finish(taken);
    else if (outcome.result === "retry") await store.retry(taken, outcome.inMs, outcome.failed);
    else if (outcome.result === "dead") {
      await store.bury(taken, outcome.reason);
      outcome.buried();
    }
  }

  #renew(): void {
    const held = [...this.#inProgress.keys()];
    if (held.length === 0) return;
    this.#options.store.renew(held, LEASE_MS).catch((cause: unknown) => this.#options.onStoreFailure(cause));
  }

  #fullLanes(): string[] {
    const perLane = new Map<string, number>();
    for (const { batch } of this.#inProgress.keys()) {
      const lane = laneOf(batch);
      perLane.set(lane, (perLane.get(lane) ?? 0) + 1);
    }
    return [...perLane].filter(([, count]) => count > this.#options.perLane / 2).map(([lane]) => lane);
  }
}
