import type { HostEvents } from "../host/events.js";

/** What is needed of a host's emitter. */
interface Emitter {
  on<E extends keyof HostEvents>(event: E, listener: HostEvents[E]): unknown;
  off<E extends keyof HostEvents>(event: E, listener: HostEvents[E]): unknown;
}

/** The emitters that are listened to. */
export class Emitters {
  readonly #detachers = new Set<() => void>();

  /** Listens until the returned function, or `detachAll()`, is called. */
  attach(emitter: Emitter, listeners: HostEvents): () => void {
    const names = Object.keys(listeners) as (keyof HostEvents)[];
    for (const name of names) emitter.on(name, listeners[name]);
    const detach = () => {
      for (const name of names) emitter.off(name, listeners[name]);
      this.#detachers.delete(detach);
    };
    this.#detachers.add(detach);
    return detach;
  }

  /** Listens to none any more. A host's emitter that fails must not keep anything from closing. */
  detachAll(): void {
    for (const detach of this.#detachers) {
      try {
        detach();
      } catch {
        // The listeners that are left find the integration closed.
      }
    }
  }
}
