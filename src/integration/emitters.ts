import type { HostEvents } from "../host/events.js";

/** A host's event emitter, as `attach()` takes it: `new EventEmitter() as HostEmitter`. */
export type HostEmitter = import("typed-emitter").default<HostEvents>;

/** What is needed of a host's emitter. */
interface Emitter {
  on<E extends keyof HostEvents>(event: E, listener: HostEvents[E]): unknown;
  off<E extends keyof HostEvents>(event: E, listener: HostEvents[E]): unknown;
}

/** What the host's emitters tell. */
const names: readonly (keyof HostEvents)[] = [
  "transfer",
  "message",
  "messageEdited",
  "messageDeleted",
  "leave",
  "close",
  "conversation",
];

type Hear = <E extends keyof HostEvents>(name: E, event: Parameters<HostEvents[E]>[0]) => void;

/** The emitters that are listened to. */
export class Emitters {
  readonly #detachers = new Set<() => void>();

  /** Listens until the returned function, or `detachAll()`, is called. */
  attach(emitter: Emitter, hear: Hear): () => void {
    const ends = names.map((name) => listen(emitter, name, hear));
    const detach = () => {
      for (const end of ends) end();
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

function listen<E extends keyof HostEvents>(emitter: Emitter, name: E, hear: Hear): () => void {
  const listener = ((event: Parameters<HostEvents[E]>[0]) => hear(name, event)) as HostEvents[E];
  emitter.on(name, listener);
  return () => emitter.off(name, listener);
}
