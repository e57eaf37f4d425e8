/** How long batches lie idle whose worker was killed. */
export class Recovery {
  readonly #orphans = new Map<string, number>();
  readonly #timesMs: number[] = [];

  /** Its worker was killed, and no POST of its ticket was open. */
  orphaned(batchId: string): void {
    this.#orphans.set(batchId, Date.now());
  }

  /** Somebody works on it: for one that lay idle, this is the next step. */
  taken(batchId: string): void {
    const since = this.#orphans.get(batchId);
    if (since === undefined) return;
    this.#orphans.delete(batchId);
    this.#timesMs.push(Date.now() - since);
  }

  /** In milliseconds, one for each kill and batch; `Infinity` for those that nobody took up. */
  get timesMs(): number[] {
    return [...this.#timesMs, ...[...this.#orphans.values()].map(() => Number.POSITIVE_INFINITY)];
  }
}
