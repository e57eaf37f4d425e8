import { EventEmitter } from "node:events";
import { GlpiIntegrationError } from "./glpi/errors.js";
import type { Emit, GlpiIntegrationEvents } from "./handlers/context.js";

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
    for (const listener of this.#emitter.listeners(event)) {
      try {
        const result: unknown = listener(payload);
        if (result instanceof Promise) result.catch((cause: unknown) => this.#failed(event, cause));
      } catch (cause) {
        this.#failed(event, cause);
      }
    }
  };

  #failed(event: keyof GlpiIntegrationEvents, cause: unknown): void {
    // A listener of warnings that fails would be told of its own failure for ever.
    if (event === "warning") return;
    this.emit("warning", {
      error: new GlpiIntegrationError("HOST_FAILED", `A listener of "${event}" failed.`, { cause }),
    });
  }
}
