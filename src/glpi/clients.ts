import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import pLimit, { type LimitFunction } from "p-limit";
import type { Answer, RequestName } from "./answer-errors.js";
import { GlpiClient, type Limit } from "./client.js";
import { GlpiIntegrationError } from "./errors.js";
import { createExchange, type Exchange } from "./exchange.js";
import type { FetchLike } from "./fetch-like.js";
import type { ServerTraits } from "./plain-characters.js";
import { steadyNow } from "./steady-clock.js";

export interface GlpiClientsOptions {
  requestTimeoutMs: number;
  maxRequestsInFlight: number;
  /** Default 10 MiB. */
  maxAnswerBytes?: number | undefined;
  /** Told, once an hour for a server, what should be mended there. */
  onSetup?: ((error: GlpiIntegrationError) => void) | undefined;
  fetch?: FetchLike | undefined;
  /** Told of every answer, before anybody judges it. */
  onAnswer?: ((request: RequestName, answer: Answer) => void) | undefined;
}

export interface GlpiAccount {
  url: string;
  appToken: string;
  userToken: string;
}

const HOUR_MS = 3_600_000;
const MAX_ANSWER_BYTES = 10 * 1024 * 1024;
/** More accounts than these are kept only while they are in use. */
const MAX_CLIENTS = 1_000;
/** Longer than anybody who was given a client does something else between two requests. */
const IN_USE_MS = 10 * 60_000;

/** A client, what it asks for now, or waits to, and when it was used last, by `steadyNow()`. */
interface Kept {
  readonly client: GlpiClient;
  requests: number;
  usedAt: number;
}

/** One client, with its session, for each (server, tokens); one limit of requests in flight for each server. */
export class GlpiClients {
  readonly #options: GlpiClientsOptions;
  readonly #limits = new Map<string, LimitFunction>();
  readonly #traits = new LRUCache<string, ServerTraits>({ max: MAX_CLIENTS });
  readonly #told = new LRUCache<string, true>({
    max: MAX_CLIENTS,
    ttl: HOUR_MS,
    // It takes a start of 0 for none.
    perf: { now: () => 1 + steadyNow() },
  });
  readonly #clients = new Map<string, Kept>();

  constructor(options: GlpiClientsOptions) {
    this.#options = options;
  }

  for({ url, appToken, userToken }: GlpiAccount): GlpiClient {
    const key = createHash("sha256")
      .update(JSON.stringify([url, appToken, userToken]))
      .digest("base64");
    const known = this.#clients.get(key);
    if (known !== undefined) {
      known.usedAt = steadyNow();
      return known.client;
    }
    const { requestTimeoutMs, maxAnswerBytes = MAX_ANSWER_BYTES, fetch, onAnswer } = this.#options;
    const exchange = createExchange({
      url,
      timeoutMs: requestTimeoutMs,
      maxAnswerBytes,
      secrets: [appToken, userToken],
      fetch,
    });
    const client = new GlpiClient({
      appToken,
      userToken,
      exchange: onAnswer === undefined ? exchange : overheard(exchange, onAnswer),
      limit: counting(() => kept, this.#limitFor(url)),
      traits: this.#traitsOf(url),
      onSetup: (message) => this.#tell(url, message),
    });
    const kept: Kept = { client, requests: 0, usedAt: steadyNow() };
    this.#clients.set(key, kept);
    this.#letUnusedGo();
    return client;
  }

  /** Ends all sessions; never throws. */
  async close(): Promise<void> {
    await Promise.all([...this.#clients.values()].map(({ client }) => client.close()));
  }

  /** Of more than are kept, those whom nobody uses. */
  #letUnusedGo(): void {
    const now = steadyNow();
    for (const [key, { client, requests, usedAt }] of this.#clients) {
      if (this.#clients.size <= MAX_CLIENTS) return;
      if (requests > 0 || now - usedAt < IN_USE_MS) continue;
      this.#clients.delete(key);
      void client.close();
    }
  }

  #traitsOf(url: string): ServerTraits {
    const known = this.#traits.get(url) ?? { plainCharacters: false };
    this.#traits.set(url, known);
    return known;
  }

  #tell(url: string, message: string): void {
    const key = JSON.stringify([url, message]);
    if (this.#told.has(key)) return;
    this.#told.set(key, true);
    this.#options.onSetup?.(new GlpiIntegrationError("GLPI_SETUP", `${url}: ${message}`));
  }

  #limitFor(url: string): LimitFunction {
    const known = this.#limits.get(url);
    if (known !== undefined) return known;
    const limit = pLimit(this.#options.maxRequestsInFlight);
    this.#limits.set(url, limit);
    return limit;
  }
}

/** Each answer is told, too. */
function overheard(exchange: Exchange, onAnswer: (request: RequestName, answer: Answer) => void): Exchange {
  return async (request) => {
    const answer = await exchange(request);
    onAnswer(request, answer);
    return answer;
  };
}

/** Notes what a client asks for, from the moment on in which it waits for its turn. */
function counting(keptOf: () => Kept, limit: LimitFunction): Limit {
  return async (task) => {
    const kept = keptOf();
    kept.requests += 1;
    try {
      return await limit(task);
    } finally {
      kept.requests -= 1;
      kept.usedAt = steadyNow();
    }
  };
}
