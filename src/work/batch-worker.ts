import { laneOf } from "../store/keys.js";
import { type DeathReason, isLeaseLost, type Store, type TakenBatch } from "../store/store.js";
import { inTime } from "./in-time.js";
import { Rounds } from "./rounds.js";
import type { StoreTrouble } from "./store-trouble.js";

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
  /** What befell one batch in a way that nobody foresaw; not while all of the store is in `trouble`. Must not throw. */
  onStoreFailure(cause: unknown): void;
  /** Told when batches cannot be taken, or their leases renewed. */
  trouble: StoreTrouble;
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
/** A store that has not answered by then has failed. */
const STORE_TIMEOUT_MS = 30_000;
/** A renewal that takes longer comes too late for the leases. */
const RENEWAL_TIMEOUT_MS = LEASE_MS - RENEW_MS;
/** What failed in a way that nobody foresaw is tried again. */
const FAILURE_PAUSE_MS = 30_000;

/**
 * Takes due batches from the store and has them tried, so many at a time. Whatever a round or a batch does, the next
 * ones go on, and nothing of it rejects unheard.
 */
export class BatchWorker {
  readonly #options: BatchWorkerOptions;
  readonly #inProgress = new Map<TakenBatch, { lane: string; work: Promise<void> }>();
  readonly #takes: Rounds;
  readonly #renewals: Rounds;
  #renewal: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: BatchWorkerOptions) {
    this.#options = options;
    this.#takes = new Rounds(() => this.#take(), options.trouble);
    this.#renewals = new Rounds(() => this.#renew(), options.trouble);
  }

  start(): void {
    this.#options.store.onDue(() => {
      this.#takes.wake();
      this.#options.onDue?.();
    });
    this.#renewal = setInterval(() => this.#renewals.wake(), RENEW_MS).unref();
  }

  /** Takes no more. */
  stop(): void {
    this.#stopped = true;
    this.#takes.stop();
  }

  /** Resolves when nothing is in progress, and, unless stopped or the store fails, nothing is due. */
  async idle(): Promise<void> {
    while (this.#takes.running !== undefined || this.#inProgress.size > 0) {
      const works = [...this.#inProgress.values()].map(({ work }) => work);
      await Promise.race([this.#takes.running, ...works].filter((each) => each !== undefined));
    }
  }

  /**
   * Gives what is in progress back: what of it goes on here can note nothing more, and so posts nothing more. Whoever
   * takes a batch of which a POST is open waits until that must have finished.
   */
  async release(): Promise<void> {
    this.stop();
    clearInterval(this.#renewal);
    this.#renewals.stop();
    await Promise.all([...this.#inProgress.keys()].map((taken) => this.#giveBack(taken, 0, false)));
  }

  async #take(): Promise<void> {
    const { store, perLane } = this.#options;
    let found: TakenBatch[];
    do {
      // Half a lane at a time, into lanes that are at most half full: none gets more than it may have.
      const limit = Math.min(Math.ceil(perLane / 2), MAX_IN_PROGRESS - this.#inProgress.size);
      if (limit <= 0 || this.#stopped) return;
      const take = async () => listOf(await store.take(limit, this.#fullLanes(), LEASE_MS));
      // Whatever comes late was asked for again.
      found = await inTime(take, STORE_TIMEOUT_MS, (late) => this.#giveAllBack(late));
      if (this.#stopped) await this.#giveAllBack(found);
      else this.#tryAll(found);
    } while (found.length > 0);
  }

  /** Throws at last when something of it was no batch. */
  #tryAll(found: readonly TakenBatch[]): void {
    const failures: unknown[] = [];
    for (const taken of found) {
      try {
        // Who waits for a file takes nobody's place who waits for a ticket.
        this.#try(taken, `${laneOf(taken.batch)}${taken.progress?.told ? " files" : ""}`);
      } catch (cause) {
        failures.push(cause);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  #try(taken: TakenBatch, lane: string): void {
    const work = this.#handle(taken)
      .catch(async (cause: unknown) => {
        if (isLeaseLost(cause)) return;
        this.#tell(cause);
        await this.#giveBack(taken, FAILURE_PAUSE_MS, true);
      })
      .then(() => {
        this.#inProgress.delete(taken);
        this.#takes.wake();
      });
    this.#inProgress.set(taken, { lane, work });
  }

  async #handle(taken: TakenBatch): Promise<void> {
    const outcome = await this.#options.handle(taken);
    await inTime(() => this.#settle(taken, outcome), STORE_TIMEOUT_MS);
  }

  async #settle(taken: TakenBatch, outcome: Outcome): Promise<void> {
    const { store } = this.#options;
    if (outcome.result === "done") await store.finish(taken);
    else if (outcome.result === "retry") await store.retry(taken, outcome.inMs, outcome.failed);
    else if (outcome.result === "dead") {
      await store.bury(taken, outcome.reason);
      this.#told(outcome);
    }
  }

  /** It is a dead letter by now, whatever who is told of it does. */
  #told(outcome: Extract<Outcome, { result: "dead" }>): void {
    try {
      outcome.buried();
    } catch (cause) {
      this.#tell(cause);
    }
  }

  #tell(cause: unknown): void {
    const { trouble, onStoreFailure } = this.#options;
    if (!trouble.isOn) onStoreFailure(cause);
  }

  async #giveAllBack(found: readonly TakenBatch[]): Promise<void> {
    await Promise.all(found.map((taken) => this.#giveBack(taken, 0, false)));
  }

  /** If the store takes not even this, the lease ends by itself. */
  async #giveBack(taken: TakenBatch, inMs: number, failed: boolean): Promise<void> {
    await inTime(() => this.#options.store.retry(taken, inMs, failed), STORE_TIMEOUT_MS).catch(() => undefined);
  }

  async #renew(): Promise<void> {
    const held = [...this.#inProgress.keys()];
    if (held.length > 0) await inTime(() => this.#options.store.renew(held, LEASE_MS), RENEWAL_TIMEOUT_MS);
  }

  #fullLanes(): string[] {
    const perLane = new Map<string, number>();
    for (const { lane } of this.#inProgress.values()) perLane.set(lane, (perLane.get(lane) ?? 0) + 1);
    return [...perLane].filter(([, count]) => count > this.#options.perLane / 2).map(([lane]) => lane);
  }
}

/** A host's own store may give anything. */
function listOf(found: TakenBatch[]): TakenBatch[] {
  if (!Array.isArray(found)) throw new TypeError("the store's take() gave no list");
  return found;
}
