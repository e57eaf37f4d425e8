import type { ChangeStore, Known, TakenTicket, TakenWatch } from "../store/changes.js";
import { isLeaseLost } from "../store/store.js";
import { inTime } from "../work/in-time.js";
import { Rounds } from "../work/rounds.js";
import type { StoreTrouble } from "../work/store-trouble.js";
import type { Looked } from "./tell.js";
import { WATCH_LEASE_MS } from "./watch.js";

export interface ChangeWorkerOptions {
  changes: ChangeStore;
  /** Asks an account for changes, and says in how many milliseconds it is to be asked again. What it rejects with is told. */
  watch(taken: TakenWatch): Promise<number | undefined>;
  /** Looks at a ticket, and tells what is new; `keep` saves how far it came. What it rejects with is told. */
  tell(taken: TakenTicket, keep: (known: Known) => Promise<void>): Promise<Looked>;
  /** When a ticket that could not be looked at is due again, after so many failures. */
  pauseMs(failures: number): number;
  /** Must not throw. */
  onFailure(cause: unknown, taken: TakenWatch | TakenTicket): void;
  /** Told when neither can be taken. */
  trouble: StoreTrouble;
}

/** With `WATCH_LEASE_MS`: somebody goes on within 30 seconds after a process died. */
const LOOK_EVERY_MS = 10_000;
const TICKET_LEASE_MS = 15_000;
const RENEW_MS = 5_000;
/** At a time: each is a few requests to GLPI, which takes four at a time, and a text. */
const MOST_WATCHES = 20;
const MOST_TICKETS = 20;
/** A store that has not answered by then has failed. */
const STORE_TIMEOUT_MS = 30_000;

/** Takes the accounts that are due to be asked for changes, and the tickets that changed, as long as the process lives. */
export class ChangeWorker {
  readonly #options: ChangeWorkerOptions;
  readonly #rounds: Rounds;
  readonly #inProgress = new Map<TakenWatch | TakenTicket, Promise<void>>();
  #watches = 0;
  #timer: NodeJS.Timeout | undefined;
  #bell: NodeJS.Timeout | undefined;
  /** Between two looks at what may be due, for accounts that are due before the next one. */
  readonly #soon = new Set<NodeJS.Timeout>();
  #stopped = false;

  constructor(options: ChangeWorkerOptions) {
    this.#options = options;
    this.#rounds = new Rounds(() => this.#round(), options.trouble);
  }

  start(): void {
    this.#timer = setInterval(() => this.wake(), LOOK_EVERY_MS).unref();
    this.wake();
  }

  /** Something may be due. */
  wake(): void {
    this.#rounds.wake();
  }

  /** An account was rung for, and may be due after this pause only. */
  ring(pauseMs: number): void {
    this.wake();
    this.#bell ??= setTimeout(() => {
      this.#bell = undefined;
      this.wake();
    }, pauseMs).unref();
  }

  /** Takes no more. */
  stop(): void {
    this.#stopped = true;
    clearInterval(this.#timer);
    clearTimeout(this.#bell);
    for (const timer of this.#soon) clearTimeout(timer);
    this.#rounds.stop();
  }

  /** Resolves when nothing is in progress. */
  async idle(): Promise<void> {
    while (this.#rounds.running !== undefined || this.#inProgress.size > 0) {
      await Promise.race([this.#rounds.running, ...this.#inProgress.values()].filter((each) => each !== undefined));
    }
  }

  async #round(): Promise<void> {
    const { changes } = this.#options;
    const room = MOST_WATCHES - this.#watches;
    if (this.#stopped) return;
    // What comes late is left: its lease ends, and it is due again.
    const watches = room > 0 ? await inTime(() => changes.takeWatches(room, WATCH_LEASE_MS), STORE_TIMEOUT_MS) : [];
    for (const taken of watches) this.#beginWatch(taken);
    let tickets: TakenTicket[];
    do {
      const limit = MOST_TICKETS - (this.#inProgress.size - this.#watches);
      if (this.#stopped || limit <= 0) return;
      tickets = await inTime(() => changes.takeTickets(limit, TICKET_LEASE_MS), STORE_TIMEOUT_MS);
      for (const taken of tickets) this.#begin(taken, this.#tell(taken));
    } while (tickets.length > 0);
  }

  #beginWatch(taken: TakenWatch): void {
    this.#watches += 1;
    const task = this.#options.watch(taken).finally(() => {
      this.#watches -= 1;
    });
    this.#begin(
      taken,
      task.then((inMs) => this.#wakeIn(inMs)),
    );
  }

  #wakeIn(inMs: number | undefined): void {
    if (inMs === undefined || this.#stopped) return;
    const timer = setTimeout(() => {
      this.#soon.delete(timer);
      this.wake();
    }, inMs).unref();
    this.#soon.add(timer);
  }

  #begin(taken: TakenWatch | TakenTicket, task: Promise<void>): void {
    const done = task
      .catch((cause: unknown) => {
        if (!isLeaseLost(cause)) this.#options.onFailure(cause, taken);
      })
      .finally(() => {
        this.#inProgress.delete(taken);
        // A watch may have found tickets, and what is done makes room.
        this.wake();
      });
    this.#inProgress.set(taken, done);
  }

  async #tell(taken: TakenTicket): Promise<void> {
    const { changes, tell, pauseMs } = this.#options;
    let known = taken.known;
    const keep = async (next: Known) => {
      // What was told stays told, though the store cannot keep it at this moment.
      known = next;
      await inTime(() => changes.saveTicket(taken, next, TICKET_LEASE_MS), STORE_TIMEOUT_MS);
    };
    const renewal = setInterval(() => void keep(known).catch(() => undefined), RENEW_MS).unref();
    try {
      const looked = await tell(taken, keep);
      clearInterval(renewal);
      await inTime(() => changes.finishTicket(taken, looked.known, looked.next), STORE_TIMEOUT_MS);
    } catch (cause) {
      clearInterval(renewal);
      if (!isLeaseLost(cause)) {
        const next = { inMs: pauseMs(taken.failures), failed: true };
        await inTime(() => changes.finishTicket(taken, known, next), STORE_TIMEOUT_MS).catch(() => undefined);
      }
      throw cause;
    }
  }
}
