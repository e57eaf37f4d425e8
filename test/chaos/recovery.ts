import type { Step } from "./protocol.js";

/** The batches that one worker works on, and those of them whose POST may be under way. */
export class Held {
  readonly #posts = new Map<string, boolean>();

  note({ name, batchId, progress }: Step): void {
    if (batchId === undefined) return;
    const isNoted = progress?.posting === true;
    if (name === "taken") this.#posts.set(batchId, false);
    // Killed while it is saved, either may be what is kept.
    else if (name === "saving" && isNoted) this.#posts.set(batchId, true);
    else if (name === "saved") this.#posts.set(batchId, isNoted);
    // Killed while it finishes, its batch may be done: nobody would take that up.
    else if (name === "released" || name === "finishing") this.#posts.delete(batchId);
  }

  /** Those that go on as soon as the lease ends: where a POST was noted, it must have ended first. */
  get withoutPost(): string[] {
    return [...this.#posts].filter(([, isNoted]) => !isNoted).map(([batchId]) => batchId);
  }
}

/** How long batches lie idle whose worker was killed. */
export class Recovery {
  /** Since when each lies idle; undefined: it waited for a process to start, which is not counted. */
  readonly #orphans = new Map<string, number | undefined>();
  readonly #timesMs: number[] = [];

  /** Its worker was killed at `since`, and no POST of it was noted. */
  orphaned(batchId: string, since: number): void {
    this.#orphans.set(batchId, since);
  }

  /** Somebody works on it: for one that lay idle, this is the next step. */
  taken(batchId: string): void {
    const since = this.#orphans.get(batchId);
    this.#orphans.delete(batchId);
    if (since !== undefined) this.#timesMs.push(Date.now() - since);
  }

  /** No worker lives: what lay idle waits for one to start. */
  interrupted(): void {
    for (const batchId of this.#orphans.keys()) this.#orphans.set(batchId, undefined);
  }

  /** In milliseconds, one for each kill and batch; `Infinity` for those that nobody took up. */
  get timesMs(): number[] {
    return [...this.#timesMs, ...[...this.#orphans.values()].map(() => Number.POSITIVE_INFINITY)];
  }
}
