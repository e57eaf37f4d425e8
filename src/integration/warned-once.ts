import { LRUCache } from "lru-cache";
import type { Emit, GlpiIntegrationEvents } from "../events.js";

const MAX_SUBJECTS = 10_000;

/** Warnings of which one is enough: about a subject each is emitted once, until it is mended. */
export class WarnedOnce {
  readonly #emit: Emit;
  readonly #subjects = new LRUCache<string, true>({ max: MAX_SUBJECTS });

  constructor(emit: Emit) {
    this.#emit = emit;
  }

  warn(subject: string, warning: () => Parameters<GlpiIntegrationEvents["warning"]>[0]): void {
    if (this.#subjects.has(subject)) return;
    this.#subjects.set(subject, true);
    this.#emit("warning", warning());
  }

  mended(subject: string): void {
    this.#subjects.delete(subject);
  }
}
