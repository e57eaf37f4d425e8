import { LRUCache } from "lru-cache";
import { steadyNow } from "../glpi/steady-clock.js";
import type { BatchProgress, PostedItem, Store, TakenBatch } from "../store/store.js";
import { LEASE_MS } from "./batch-worker.js";
import { openPostMs } from "./lost-answer.js";

/** How far a batch has come, and where that is kept: nowhere else, unless `StoreJournal` says so. */
export class Journal {
  readonly #ownPostMs: number;
  /** Of the POST that is open, or was last. */
  #postMs: number;
  /** By `steadyNow()`: the system's clock may be set meanwhile. */
  #openUntil: number;
  #progress: BatchProgress;

  constructor(requestTimeoutMs: number, progress: BatchProgress = {}, postedMsAgo = 0) {
    this.#ownPostMs = openPostMs(requestTimeoutMs);
    // By the time limit of the process that sent it, which may be another.
    this.#postMs = progress.postMs ?? this.#ownPostMs;
    this.#openUntil = steadyNow() + this.#postMs - postedMsAgo;
    this.#progress = progress;
  }

  get progress(): BatchProgress {
    return this.#progress;
  }

  /** @param moreMs so much longer than others may the POST take that is about to go out */
  async save(progress: BatchProgress, moreMs = 0): Promise<void> {
    const goesOut = progress.posting === true && this.#progress.posting !== true;
    const postMs = this.#ownPostMs + moreMs;
    const noted = goesOut ? { ...progress, postMs } : progress;
    // Nobody may take the batch while its POST may be under way.
    await this.keep(noted, progress.posting ? postMs : LEASE_MS);
    if (goesOut) {
      this.#postMs = postMs;
      this.#openUntil = steadyNow() + this.#postMs;
    }
    this.#progress = noted;
  }

  /** Whether it was tried, and failed. */
  get hasFailed(): boolean {
    return false;
  }

  /** Whether such an item was posted of which it is not known whether it was made. */
  isOpen(item: PostedItem): boolean {
    const { posting = false, item: posted = "ticket" } = this.#progress;
    return posting && posted === item;
  }

  /** Milliseconds since the POST went out that is open, or was last. */
  get postedMsAgo(): number {
    return Math.max(0, this.#postMs - (this.#openUntil - steadyNow()));
  }

  /** Milliseconds until a POST whose answer was lost must have finished; 0 when there is none. */
  get openPostMs(): number {
    return this.#progress.posting ? Math.max(0, Math.ceil(this.#openUntil - steadyNow())) : 0;
  }

  protected async keep(_progress: BatchProgress, _leaseMs: number): Promise<void> {}
}

/** The journal of a batch that was taken from the store, which keeps it. */
export class StoreJournal extends Journal {
  readonly #store: Store;
  readonly #taken: TakenBatch;

  constructor(store: Store, taken: TakenBatch, requestTimeoutMs: number) {
    super(requestTimeoutMs, taken.progress, taken.postedMsAgo);
    this.#store = store;
    this.#taken = taken;
  }

  override get hasFailed(): boolean {
    return this.#taken.failures > 0;
  }

  protected override async keep(progress: BatchProgress, leaseMs: number): Promise<void> {
    await this.#store.save(this.#taken, progress, leaseMs);
  }
}

/** The journals of `createTicket()`, which the store knows nothing of: enough that a lost answer is looked for. */
export class DirectJournals {
  readonly #running = new Map<string, Promise<unknown>>();
  readonly #journals = new LRUCache<string, Journal>({ max: 10_000 });
  readonly #requestTimeoutMs: number;

  constructor(requestTimeoutMs: number) {
    this.#requestTimeoutMs = requestTimeoutMs;
  }

  /** Runs the task with the batch's journal; a second call while it runs gets what the first one gets. */
  async run<T>(url: string, batchId: string, task: (journal: Journal) => Promise<T>): Promise<T> {
    const key = JSON.stringify([url, batchId]);
    const running = this.#running.get(key) as Promise<T> | undefined;
    if (running !== undefined) return running;
    const begun = task(this.#for(key)).finally(() => this.#running.delete(key));
    this.#running.set(key, begun);
    return begun;
  }

  /** The journal of the batch's last call if its answer was lost, else a new one. */
  #for(key: string): Journal {
    const known = this.#journals.get(key);
    if (known?.progress.posting) return known;
    const journal = new Journal(this.#requestTimeoutMs);
    this.#journals.set(key, journal);
    return journal;
  }
}
