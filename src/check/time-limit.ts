/** How long several things may take together. */
export class TimeLimit {
  readonly ms: number;
  #timer: NodeJS.Timeout | undefined;
  readonly #over: Promise<undefined>;

  constructor(ms: number) {
    this.ms = ms;
    this.#over = new Promise((resolve) => {
      this.#timer = setTimeout(() => resolve(undefined), ms);
    });
  }

  /** Undefined as soon as the time is over: what was waited for goes on unheard. */
  within<T>(task: Promise<T>): Promise<T | undefined> {
    return Promise.race([task, this.#over]);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
