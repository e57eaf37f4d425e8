import { EventEmitter } from "node:events";
import type { Emit, GlpiIntegrationEvents } from "../events.js";
import { GlpiIntegrationError, plainCause } from "../glpi/errors.js";

/** Tells listeners what happened; one that throws or rejects disturbs neither the others nor us. */
export class Listeners {
  readonly #emitter = new EventEmitter();

  on<E extends keyof GlpiIntegrationEvents>(event: E, listener: GlpiIntegrationEvents[E]): void {
    this.#emitter.on(event, listener);
  }

  off<E extends keyof GlpiIntegrationEvents>(event: E, listener: GlpiIntegrationEvents[E]): void {
    this.#emitter.off(event, listener);
  }

  readonly emit: Emit = (event, payload) => {
    for (const listener of this.#emitter.listeners(event)) void this.#call(event, () => listener(payload));
  };

  /** Calls the listener before it returns, and waits for what it gives; never rejects. */
  async #call(event: keyof GlpiIntegrationEvents, listener: () => unknown): Promise<void> {
    try {
      await listener();
    } catch (failure) {
      this.#failed(event, failure);
    }
  }

  #failed(event: keyof GlpiIntegrationEvents, failure: unknown): void {
    // A listener of warnings that fails would be told of its own failure for ever.
    if (event === "warning") return;
    this.emit("warning", {
      error: new GlpiIntegrationError("HOST_FAILED", `A listener of "${event}" failed.`, {
        cause: plainCause(failure),
      }),
    });
  }
}
