import ky, { type KyInstance } from "ky";
import { readText } from "../glpi/answer-text.js";
import {
  GlpiIntegrationError,
  type GlpiIntegrationErrorDetails,
  isGlpiIntegrationError,
  plainCause,
} from "../glpi/errors.js";
import type { FetchLike } from "../glpi/fetch-like.js";
import type { Id } from "../host/events.js";
import type { Saying } from "./external-keys.js";

/** Of an answer so much is read, in bytes: the list of a long conversation. */
const MOST_ANSWER = 8 * 1024 * 1024;
/** Pauses before the next tries. */
const PAUSES_MS = [1_000, 3_000];
/** Whoever is to wait longer is told so. */
const MOST_PAUSE_MS = 30_000;
/** A host's function has 30 s, and what it does later counts as not done. */
const MOST_MS = 25_000;
/** Whoever has these mends them; until then what is to be said waits. */
const passing: ReadonlySet<number> = new Set([401, 403, 408, 425, 429]);
const withChoices: ReadonlySet<string> = new Set(["apioficial", "apiplus"]);

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

/** A webhook is to be answered within 10 s. */
const LIST_MS = 5_000;

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

  /** A conversation's messages, asked for once; undefined where they cannot be read. */
  async list(conversationId: Id): Promise<unknown> {
    const until = performance.now() + LIST_MS;
    const { status, text } = await this.#ask("GET", pathOf(conversationId), undefined, until);
    return status < 300 ? parsed(text) : undefined;
  }

  /** Whether it is among the conversation's messages; where that cannot be read, nobody knows. */
  async #has(conversationId: Id, key: string, until: number): Promise<boolean> {
    const { status, text, retryAfterMs } = await this.#ask("GET", pathOf(conversationId), undefined, until);
    if (status >= 500 || passing.has(status)) throw refusal("ticket", status, { retryAfterMs });
    return status < 300 && text.includes(key);
  }

  async #post(path: string, body: Body, until: number): Promise<unknown> {
    const { status, text, isPage, retryAfterMs } = await this.#ask("POST", path, body, until);
    const answer = parsed(text);
    if (status >= 300) throw refusal(path, status, { isForeign: isPage || answer === undefined, retryAfterMs });
    if (isPage) throw failed(`Whazing's /${path} answers a web page: the address, or a proxy`, { retryable: true });
    // Choices are said without buttons then.
    const retryable = !withChoices.has(path);
    if (isFailure(answer)) throw failed(`Whazing's /${path} answers ${status} with an error`, { retryable, status });
    return answer;
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
      const isPage = /html/i.test(response.headers.get("content-type") ?? "");
      return {
        status: response.status,
        text,
        isPage,
        retryAfterMs: readRetryAfter(response.headers.get("retry-after")),
      };
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
        if (!isGlpiIntegrationError(failure) || !failure.retryable) throw failure;
        const [least = Number.POSITIVE_INFINITY, asked = 0] = [PAUSES_MS[tries], failure.retryAfterMs];
        const pauseMs = Math.max(least, asked);
        if (pauseMs > MOST_PAUSE_MS || performance.now() + pauseMs >= until) throw failure;
        await new Promise((resolve) => setTimeout(resolve, pauseMs).unref());
      }
    }
  }
}

/** Of what lists a conversation's messages. */
function pathOf(conversationId: Id): string {
  return `ticket/${encodeURIComponent(conversationId)}`;
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
function refusal(
  path: string,
  status: number,
  { isForeign = false, retryAfterMs }: { isForeign?: boolean; retryAfterMs: number | undefined },
): GlpiIntegrationError {
  const isElsewhere = status < 400 || ((status === 404 || status === 410) && isForeign);
  const why = status === 401 || status === 403 ? ": the channel's token is wrong, or may not" : "";
  const where = isElsewhere ? ", and not as Whazing does: the address, or a proxy" : "";
  const retryable = status >= 500 || passing.has(status) || isElsewhere;
  const error = failed(`Whazing's /${path} answers ${status}${why}${where}`, { retryable, status, retryAfterMs });
  if (status >= 500) losses.add(error);
  return error;
}

type Details = Pick<GlpiIntegrationErrorDetails, "status" | "cause" | "retryAfterMs"> & { retryable: boolean };

function failed(message: string, more: Details) {
  return new GlpiIntegrationError("HOST_FAILED", `${message}.`, more);
}

/** So much longer a request with so many bytes may take: at a megabit a second. */
function uploadMs(bytes: number): number {
  return Math.ceil(bytes / 125);
}

/** A 200 that says that it is none. */
function isFailure(answer: unknown): boolean {
  if (typeof answer !== "object" || answer === null) return false;
  return ("error" in answer && Boolean(answer.error)) || ("success" in answer && answer.success === false);
}

/** A `Retry-After` in seconds, in milliseconds; one that names a date is left. */
function readRetryAfter(given: string | null): number | undefined {
  return given !== null && /^\d{1,6}$/.test(given) ? Number(given) * 1_000 : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
