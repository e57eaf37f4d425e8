import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import pLimit, { type LimitFunction } from "p-limit";
import { GlpiClient } from "./client.js";
import { createExchange } from "./exchange.js";

export interface GlpiClientsOptions {
  requestTimeoutMs: number;
  maxRequestsInFlight: number;
  fetch?: typeof fetch | undefined;
}

export interface GlpiAccount {
  url: string;
  appToken: string;
  userToken: string;
}

/** More accounts than this in use at once start their sessions anew. */
const MAX_CLIENTS = 1_000;

/** One client, with its session, for each (server, tokens); one limit of requests in flight for each server. */
export class GlpiClients {
  readonly #options: GlpiClientsOptions;
  readonly #limits = new Map<string, LimitFunction>();
  readonly #clients = new LRUCache<string, GlpiClient>({
    max: MAX_CLIENTS,
    dispose: (client) => void client.close(),
  });

  constructor(options: GlpiClientsOptions) {
    this.#options = options;
  }

  for({ url, appToken, userToken }: GlpiAccount): GlpiClient {
    const key = createHash("sha256")
      .update(JSON.stringify([url, appToken, userToken]))
      .digest("base64");
    const known = this.#clients.get(key);
    if (known !== undefined) return known;
    const { requestTimeoutMs, fetch } = this.#options;
    const client = new GlpiClient({
      appToken,
      userToken,
      exchange: createExchange({ url, timeoutMs: requestTimeoutMs, fetch }),
      limit: this.#limitFor(url),
    });
    this.#clients.set(key, client);
    return client;
  }

  /** Ends all sessions; never throws. */
  async close(): Promise<void> {
    const clients = [...this.#clients.values()];
    await Promise.all(clients.map((client) => client.close()));
  }

  #limitFor(url: string): LimitFunction {
    const known = this.#limits.get(url);
    if (known !== undefined) return known;
    const limit = pLimit(this.#options.maxRequestsInFlight);
    this.#limits.set(url, limit);
    return limit;
  }
}
