import { isServersOwnPage } from "./answer-errors.js";
import { GlpiIntegrationError, isGlpiIntegrationError } from "./errors.js";
import { steadyNow } from "./steady-clock.js";

/** So many failures in a row, and a server is only probed. */
const FAILURES_TO_OPEN = 5;
const PROBE_EVERY_MS = 30_000;

const meansWrongAddress = new Set(["ADDRESS_WRONG", "REDIRECTED"]);
const meansDown = new Set(["UNAVAILABLE", "ANSWER_LOST", "SESSION_LOST", "API_DISABLED"]);

/** How one GLPI server does, as one tenant sees it. */
export interface ServerHealth {
  url: string;
  /** As the host wrote it first. */
  tenantId: string | number;
  /** `open`: GLPI failed too often and is asked by one probe at a time. */
  state: "closed" | "open";
  /** Failures in a row. */
  failures: number;
}

/** Keeps a GLPI that is down from being asked by every conversation. */
export class Breaker {
  readonly #url: string;
  readonly #tenantId: string | number;
  #failures = 0;
  #probing = false;
  #answered = false;
  #nextProbeAt = 0;

  constructor(url: string, tenantId: string | number) {
    this.#url = url;
    this.#tenantId = tenantId;
  }

  get health(): ServerHealth {
    const state = this.#open ? "open" : "closed";
    return { url: this.#url, tenantId: this.#tenantId, state, failures: this.#failures };
  }

  /** Runs the task; while open rejects at once with `UNAVAILABLE`, but for one probe every 30 seconds. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    const probe = this.#open;
    if (probe) this.#enterAsProbe();
    try {
      const result = await task();
      this.#failures = 0;
      this.#answered = true;
      return result;
    } catch (failure) {
      const error = this.#judge(failure);
      this.#count(error);
      throw error;
    } finally {
      if (probe) this.#probing = false;
    }
  }

  get #open(): boolean {
    return this.#failures >= FAILURES_TO_OPEN;
  }

  #enterAsProbe(): void {
    const inMs = this.#nextProbeAt - steadyNow();
    if (this.#probing || inMs > 0) {
      throw new GlpiIntegrationError(
        "UNAVAILABLE",
        `GLPI failed ${this.#failures} times in a row and is asked again every ${PROBE_EVERY_MS / 1_000} seconds only.`,
      );
    }
    this.#probing = true;
    this.#nextProbeAt = steadyNow() + PROBE_EVERY_MS;
  }

  #count(error: unknown): void {
    if (!isGlpiIntegrationError(error)) return;
    // A firewall's page for one customer's text says nothing of GLPI.
    if (isServersOwnPage(error) && (error.status ?? 0) < 500) return;
    if (meansDown.has(error.code)) {
      this.#failures += 1;
      if (this.#failures === FAILURES_TO_OPEN) this.#nextProbeAt = steadyNow() + PROBE_EVERY_MS;
    } else if (error.status !== undefined) {
      // A refusal is an answer: GLPI works.
      this.#failures = 0;
      if (error.glpiCode !== undefined) this.#answered = true;
    }
  }

  /** Where GLPI has answered before, a proxy's own page or redirect is no wrong address: it will pass. */
  #judge(error: unknown): unknown {
    if (!this.#answered || !isGlpiIntegrationError(error) || !meansWrongAddress.has(error.code)) return error;
    return new GlpiIntegrationError("UNAVAILABLE", `${error.message} GLPI answered at this address before.`, {
      cause: error,
      status: error.status,
    });
  }
}

/** One breaker for each GLPI server and tenant. */
export class Breakers {
  readonly #breakers = new Map<string, Breaker>();

  for(url: string, tenantId: string | number): Breaker {
    const key = JSON.stringify([url, String(tenantId)]);
    const breaker = this.#breakers.get(key) ?? new Breaker(url, tenantId);
    this.#breakers.set(key, breaker);
    return breaker;
  }

  get health(): ServerHealth[] {
    return [...this.#breakers.values()].map(({ health }) => health);
  }
}
