import type { SimulatedRequest } from "./request.js";

/** Which requests a fault meets; all of them by default. What is given must all hold. */
export interface FaultOptions {
  when?: ((request: SimulatedRequest) => boolean) | undefined;
  /** After so many it is over. */
  times?: number | undefined;
  /** 0 to 1; 1 by default. */
  probability?: number | undefined;
}

/** A fault that is switched on. */
export interface Fault {
  /** How many requests it has met. */
  readonly hits: number;
  /** Switches it off. */
  off(): void;
}

/** What a fault does with a request that it meets. */
export type FaultEffect =
  | { readonly kind: "delay"; readonly ms: number | ((request: SimulatedRequest) => number) }
  | { readonly kind: "loseSession" }
  | { readonly kind: "resetBefore" }
  | { readonly kind: "resetAfter" }
  | { readonly kind: "status"; readonly status: number; readonly body: "html" | "json"; readonly afterWork: boolean }
  | { readonly kind: "refuseToAdd" }
  | { readonly kind: "redirect"; readonly location: string };

class ActiveFault implements Fault {
  readonly effect: FaultEffect;
  readonly #options: FaultOptions;
  readonly #switchOff: (fault: ActiveFault) => void;
  hits = 0;

  constructor(effect: FaultEffect, options: FaultOptions, switchOff: (fault: ActiveFault) => void) {
    this.effect = effect;
    this.#options = options;
    this.#switchOff = switchOff;
  }

  off(): void {
    this.#switchOff(this);
  }

  meets(request: SimulatedRequest, random: () => number): boolean {
    const { when, times = Number.POSITIVE_INFINITY, probability = 1 } = this.#options;
    if (this.hits >= times || when?.(request) === false) return false;
    if (probability < 1 && random() >= probability) return false;
    this.hits += 1;
    return true;
  }
}

/**
 * What can go wrong between a client and GLPI, switched on and off. Each method switches one fault on and returns it;
 * several may be on: delays add up, and of those that end a request the first that meets it does.
 *
 * ```ts
 * glpi.faults.resetAfter({ when: (request) => request.method === "POST" && request.path === "/Ticket", times: 1 });
 * ```
 */
export class Faults {
  /** Decides for faults with a probability; put a seeded one here for runs that repeat. */
  random: () => number = Math.random;
  readonly #active = new Set<ActiveFault>();

  /** The request waits, in milliseconds, before its work is done; a client that gives up does not stop the work. */
  delay(ms: number | ((request: SimulatedRequest) => number), options?: FaultOptions): Fault {
    return this.#add({ kind: "delay", ms }, options);
  }

  /**
   * Answers a status of 500 and above in place of doing the work, in HTML as a proxy does; with `afterWork` the work is
   * done all the same.
   */
  status(status: number, options: FaultOptions & { body?: "html" | "json"; afterWork?: boolean } = {}): Fault {
    const { body = "html", afterWork = false } = options;
    return this.#add({ kind: "status", status, body, afterWork }, options);
  }

  /** Answers HTML with status 200 in place of doing the work, as a wrong address may. */
  html(options?: FaultOptions): Fault {
    return this.#add({ kind: "status", status: 200, body: "html", afterWork: false }, options);
  }

  /** Maintenance mode, or a database update that is pending: GLPI answers HTML with status 200. */
  maintenance(options?: FaultOptions): Fault {
    return this.html(options);
  }

  /** GLPI's database fails for a moment: 400 `ERROR_GLPI_ADD`, and nothing is made. */
  refuseToAdd(options?: FaultOptions): Fault {
    return this.#add({ kind: "refuseToAdd" }, options);
  }

  /** The connection breaks before anything is done. */
  resetBefore(options?: FaultOptions): Fault {
    return this.#add({ kind: "resetBefore" }, options);
  }

  /** The connection breaks when the work is done: the answer is lost. */
  resetAfter(options?: FaultOptions): Fault {
    return this.#add({ kind: "resetAfter" }, options);
  }

  /** GLPI forgets the request's session before it judges the request. */
  loseSession(options?: FaultOptions): Fault {
    return this.#add({ kind: "loseSession" }, options);
  }

  /** Answers 302 to another address. */
  redirect(location: string, options?: FaultOptions): Fault {
    return this.#add({ kind: "redirect", location }, options);
  }

  /** Switches all off. */
  clear(): void {
    this.#active.clear();
  }

  /** What meets a request, each counted as a hit: all delays and losses of session, and at most one that ends it. */
  meet(request: SimulatedRequest): FaultEffect[] {
    const effects: FaultEffect[] = [];
    let ended = false;
    for (const fault of this.#active) {
      const ends = fault.effect.kind !== "delay" && fault.effect.kind !== "loseSession";
      if ((ends && ended) || !fault.meets(request, this.random)) continue;
      ended ||= ends;
      effects.push(fault.effect);
    }
    return effects;
  }

  #add(effect: FaultEffect, options: FaultOptions = {}): Fault {
    const fault = new ActiveFault(effect, options, (each) => this.#active.delete(each));
    this.#active.add(fault);
    return fault;
  }
}
