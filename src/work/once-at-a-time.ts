/** What goes on: the same is not done twice at once, and what is about the same is done in order. */
export class OnceAtATime {
  /** The newest of each name. */
  readonly #newest = new Map<string, { variant: string; done: Promise<unknown> }>();

  /**
   * Resolves and rejects as the task does. While the same variant of `what` runs, or waits as the newest, its outcome is
   * that one's; while another one does, it is run after that.
   */
  run<T>(what: string, variant: string, task: () => Promise<T>): Promise<T> {
    const before = this.#newest.get(what);
    if (before?.variant === variant) return before.done as Promise<T>;
    const done = this.#after(before?.done, task).finally(() => {
      if (this.#newest.get(what)?.done === done) this.#newest.delete(what);
    });
    this.#newest.set(what, { variant, done });
    return done;
  }

  /** Resolves when all of it is done; never rejects. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#newest.values()].map(({ done }) => done));
  }

  async #after<T>(before: Promise<unknown> | undefined, task: () => Promise<T>): Promise<T> {
    await before?.catch(() => undefined);
    return task();
  }
}
