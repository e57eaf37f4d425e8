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
/** A host's function has 30 s, and what it does later counts as not done. */
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

/** By when all of it must have ended, by `performance.now()`, where it is done for a function of the host. */
export function hostDeadline(): number {
  return performance.now() + MOST_MS;
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
    const until = hostDeadline();
    return this.#again(() => this.#post(path, { json }, until), until);
  }

  /**
   * Says something in a conversation, once: where an answer never came, it is looked for by its key among the
   * conversation's messages before it is said again. A file has all the time that it takes.
   */
  async say(
    path: string,
    body: Body,
    {
      saying,
      conversationId,
      until = Number.POSITIVE_INFINITY,
    }: { saying: Saying; conversationId: Id; until?: number },
  ): Promise<unknown> {
    return this.#again(async () => {
      if (saying.mayBeSaid && (await this.#has(conversationId, saying.key, until))) return undefined;
      try {
        return await this.#post(path, body, until);
      } catch (failure) {
        if (isLost(failure)) saying.mayBeSaid = true;
        throw failure;
      }
    }, until);
  }

  /** Whether it is among the conversation's messages; where that cannot be read, nobody knows. */
  async #has(conversationId: Id, key: string, until: number): Promise<boolean> {
    const { status, text } = await this.#ask("GET", `ticket/${encodeURIComponent(conversationId)}`, undefined, until);
    if (status >= 500 || passing.has(status)) throw refusal("ticket", status);
    return status < 300 && text.includes(key);
  }

  async #post(path: string, body: Body, until: number): Promise<unknown> {
    const { status, text, isPage } = await this.#ask("POST", path, body, until);
    if (status >= 300) throw refusal(path, status, isPage || parsed(text) === undefined);
    if (isPage) throw failed(`Whazing's /${path} answers a web page: the address, or a proxy`, { retryable: true });
    return parsed(text);
  }

  async #ask(method: "GET" | "POST", path: string, body: Body | undefined, until: number) {
    const wholeMs = this.#timeoutMs + (body && "form" in body ? uploadMs(body.bytes) : 0);
    const timeoutMs = Math.max(0, Math.min(wholeMs, Math.floor(until - performance.now())));
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

  async #again<T>(task: () => Promise<T>, until: number): Promise<T> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await task();
      } catch (failure) {
        const pauseMs = PAUSES_MS[tries];
        const isLate = performance.now() + (pauseMs ?? 0) >= until;
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

/** `isForeign`: no answer of Whazing's own, but of something in front of it. */
function refusal(path: string, status: number, isForeign = false): GlpiIntegrationError {
  const isElsewhere = status < 400 || ((status === 404 || status === 410) && isForeign);
  const why = status === 401 || status === 403 ? ": the channel's token is wrong, or may not" : "";
  const where = isElsewhere ? ", and not as Whazing does: the address, or a proxy" : "";
  const retryable = status >= 500 || passing.has(status) || isElsewhere;
  const error = failed(`Whazing's /${path} answers ${status}${why}${where}`, { retryable, status });
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
