import { LRUCache } from "lru-cache";
import { steadyNow } from "../glpi/steady-clock.js";

/** So many texts at a time take files along to one GLPI: what is read of them is held meanwhile. */
const MOST_AT_A_TIME = 8;
const MOST_SERVERS = 1_000;

/** To which GLPIs files may go along with texts now. */
export class GoingAlong {
  readonly #held = new Map<string, number>();
  readonly #restsUntil = new LRUCache<string, number>({ max: MOST_SERVERS });

  /** Takes a place, if there is one: who got it gives it back by `leave`. */
  enter(url: string): boolean {
    const held = this.#held.get(url) ?? 0;
    if (held >= MOST_AT_A_TIME || steadyNow() < (this.#restsUntil.get(url) ?? 0)) return false;
    this.#held.set(url, held + 1);
    return true;
  }

  leave(url: string): void {
    const held = (this.#held.get(url) ?? 0) - 1;
    if (held > 0) this.#held.set(url, held);
    else this.#held.delete(url);
  }

  /** For so long none go there. */
  rest(url: string, ms: number): void {
    this.#restsUntil.set(url, steadyNow() + ms);
  }
}
