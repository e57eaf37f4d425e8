import { LRUCache } from "lru-cache";
import { steadyNow } from "./steady-clock.js";

const HOUR_MS = 3_600_000;
const MOST_ANSWERS = 1_000;

/** What a server told and seldom changes: asked once by however many, and again after an hour. */
export class Remembered {
  readonly #answers = new LRUCache<string, Promise<unknown>>({
    max: MOST_ANSWERS,
    ttl: HOUR_MS,
    // It takes a start of 0 for none.
    perf: { now: () => 1 + steadyNow() },
  });

  /** A failure is not remembered. */
  of<T>(what: string, ask: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(what);
    if (known !== undefined) return known as Promise<T>;
    const asked = ask();
    this.#answers.set(what, asked);
    asked.catch(() => this.#answers.delete(what));
    return asked;
  }
}
