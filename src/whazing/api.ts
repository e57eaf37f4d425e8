import ky, { type KyInstance } from "ky";
import { readText } from "../glpi/answer-text.js";
import { GlpiIntegrationError, isGlpiIntegrationError, plainCause } from "../glpi/errors.js";
import type { FetchLike } from "../glpi/fetch-like.js";
import type { Id } from "../host/events.js";
import type { Saying } from "./external-keys.js";

/** Of an answer so much is read, in bytes: the list of a long conversation. */
const MOST_ANSWER = 8 * 1024 * 1024;
/** Pauses before the next tries. */
const PAUSES_MS = [1_000, 3_000];
/** A host's function has 30 s. */
const MOST_MS = 25_000;
/** Whoever has these mends them; until then what is to be said waits. */
const passing: ReadonlySet<number> = new Set([401, 403, 408, 425, 429]);

export interface WhazingApiOptions {
  /** `https://host/v1/api/external/<uuid>` */
  url: string;
  token: string;
  timeoutMs: number;
  fetch: FetchLike | undefined;
}

/** A body: JSON, or a form with a file. */
type Body = { json: object } | { form: () => FormData; bytes: number };

/** A channel's external API. What it rejects with is `HOST_FAILED`: `retryable` where waiting helps, and never with a token. */
export class WhazingApi {
  readonly #http: KyInstance;
  readonly #timeoutMs: number;

  constructor({ url, token, timeoutMs, fetch }: WhazingApiOptions) {
    this.#timeoutMs = timeoutMs;
    this.#http = ky.create({
      ...(fetch === undefined ? {} : { fetch: fetch as typeof globalThis.fetch }),
      prefixUrl: url,
      headers: { authorization: `Bearer ${token}`, accept: "application/json" },
      redirect: "manual",
      // ky's own ends when the headers are there, and its errors name the address, which is a secret.
      timeout: false,
      retry: 0,
      throwHttpErrors: false,
    });
  }

  /** What is done alike however often it is asked for. */
  async do(path: string, json: object): Promise<unknown> {
    return this.#again(() => this.#post(path, { json }));
  }

  /**
   * Says something in a conversation, once: where an answer never came, it is looked for by its key among the
   * conversation's messages before it is said again.
   */
  async say(path: string, body: Body, saying: Saying, conversationId: Id): Promise<unknown> {
    return this.#again(async (isFirst) => {
      if ((saying.mayBeSaid || !isFirst) && (await this.#has(conversationId, saying.key))) return undefined;
      try {
        return await this.#post(path, body);
      } catch (failure) {
        if (isLost(failure)) saying.mayBeSaid = true;
        throw failure;
      }
    });
  }

  /** Whether it is among the conversation's messages; where that cannot be read, nobody knows. */
  async #has(conversationId: Id, key: string): Promise<boolean> {
    const { status, text } = await this.#ask("GET", `ticket/${encodeURIComponent(conversationId)}`, undefined);
    if (status >= 500 || passing.has(status)) throw refusal("ticket", status);
    return status < 300 && text.includes(key);
  }

  async #post(path: string, body: Body): Promise<unknown> {
    const { status, text, isPage } = await this.#ask("POST", path, body);
    if (status >= 300) throw refusal(path, status);
    if (isPage) throw failed(`Whazing's /${path} answers a web page: the address, or a proxy`, { retryable: true });
    return parsed(text);
  }

  async #ask(method: "GET" | "POST", path: string, body: Body | undefined) {
    const timeoutMs = this.#timeoutMs + (body && "form" in body ? uploadMs(body.bytes) : 0);
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), timeoutMs);
    try {
      const more = body && ("json" in body ? { json: body.json } : { body: body.form() });
      const response = await this.#http(path, { method, signal: abort.signal, ...more });
      const text = await readText(response, MOST_ANSWER);
      return { status: response.status, text, isPage: /html/i.test(response.headers.get("content-type") ?? "") };
    } catch (failure) {
      throw lost(path, abort.signal.aborted ? `no answer within ${timeoutMs} ms` : "no answer: see cause", failure);
    } finally {
      clearTimeout(timer);
    }
  }

  async #again<T>(task: (isFirst: boolean) => Promise<T>): Promise<T> {
    const began = performance.now();
    for (let tries = 0; ; tries += 1) {
      try {
        return await task(tries === 0);
      } catch (failure) {
        const pauseMs = PAUSES_MS[tries];
        const isLate = performance.now() - began + (pauseMs ?? 0) + this.#timeoutMs > MOST_MS;
        if (pauseMs === undefined || isLate || !isGlpiIntegrationError(failure) || !failure.retryable) throw failure;
        await new Promise((resolve) => setTimeout(resolve, pauseMs).unref());
      }
    }
  }
}

const losses = new WeakSet<object>();

/** Whether it may have been done: there was no answer, or a server in between gave one. */
function isLost(failure: unknown): boolean {
  return typeof failure === "object" && failure !== null && losses.has(failure);
}

function lost(path: string, why: string, failure: unknown): GlpiIntegrationError {
  const error = failed(`Whazing's /${path} gave ${why}`, { retryable: true, cause: plainCause(failure) });
  losses.add(error);
  return error;
}

function refusal(path: string, status: number): GlpiIntegrationError {
  const why = status === 401 || status === 403 ? ": the channel's token is wrong, or may not" : "";
  const retryable = status >= 500 || passing.has(status);
  const error = failed(`Whazing's /${path} answers ${status}${why}`, { retryable, status });
  if (status >= 500) losses.add(error);
  return error;
}

function failed(message: string, more: { retryable: boolean; status?: number; cause?: unknown }) {
  return new GlpiIntegrationError("HOST_FAILED", `${message}.`, more);
}

/** So much longer a request with so many bytes may take: at a megabit a second. */
function uploadMs(bytes: number): number {
  return Math.ceil(bytes / 125);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
