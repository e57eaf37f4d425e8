import ky, { isHTTPError, type KyInstance } from "ky";
import { type Answer, errorFromFailure, type RequestName } from "./answer-errors.js";
import { cleanRefusal, cutText, pageTitle, parseJson, readText, withoutSecrets } from "./answer-text.js";
import { isGlpiIntegrationError } from "./errors.js";
import type { FetchLike } from "./fetch-like.js";
import { fileContent, isFile } from "./file-answer.js";
import type { Upload } from "./upload.js";

export interface ExchangeRequest extends RequestName {
  query?: URLSearchParams | undefined;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent in its place. */
  upload?: Upload | undefined;
  /** A file is wanted, and no larger one. */
  maxFileBytes?: number | undefined;
  headers: Readonly<Record<string, string>>;
}

/** One request and its answer, whatever the answer's status. Rejects only when there is none. */
export type Exchange = (request: ExchangeRequest) => Promise<Answer>;

export interface ExchangeOptions {
  /** The API's address, without a `/` at its end. */
  url: string;
  /** For the whole of one request, its repetitions and the reading of the answer included. */
  timeoutMs: number;
  /** Of an answer, decompressed; a larger one is not read on. */
  maxAnswerBytes: number;
  /** What never goes into a message, beside the headers of the request. */
  secrets: readonly string[];
  fetch?: FetchLike | undefined;
}

/** Answers of proxies and of overloaded servers, after which a GET is worth repeating. */
const passingStatusCodes = [408, 429, 502, 503, 504];

/**
 * HTTP to one GLPI server. A GET is repeated twice when it got no answer or a passing one; a POST never is, for GLPI
 * has no idempotency key. Redirects are not followed: fetch would send the tokens along to another host.
 */
export function createExchange({ url, timeoutMs, maxAnswerBytes, secrets, fetch }: ExchangeOptions): Exchange {
  const http: KyInstance = ky.create({
    ...(fetch === undefined ? {} : { fetch: fetch as typeof globalThis.fetch }),
    prefixUrl: url,
    redirect: "manual",
    // ky's own timeout ends when the headers are there; a body can hang as well.
    timeout: false,
    retry: { limit: 2, methods: ["get"], statusCodes: passingStatusCodes, maxRetryAfter: 5_000 },
    throwHttpErrors: (status) => passingStatusCodes.includes(status),
  });

  /** Not by ky, which keeps a copy of each body for repetitions that a POST never has. */
  const send = async ({ path, method, headers }: ExchangeRequest, upload: Upload, signal: AbortSignal) => {
    const more = { "content-type": upload.contentType, "content-length": String(upload.length) };
    const init = {
      method,
      headers: { ...headers, accept: "application/json", ...more },
      body: upload.body(),
      // With both of these, and with nothing else, Node.js keeps no copy of all that it sent.
      redirect: "error",
      window: null,
      duplex: "half",
      signal,
    };
    try {
      return (await (fetch ?? globalThis.fetch)(`${url}/${path}`, init as RequestInit)) as Response;
    } catch (failure) {
      if (isRedirect(failure)) return new Response(null, { status: 302 });
      throw failure;
    }
  };

  const ask = async (request: ExchangeRequest, abort: AbortController): Promise<Answer> => {
    const { upload, maxFileBytes: maxBytes } = request;
    const response = await (upload ? send(request, upload, abort.signal) : askByKy(request, abort.signal));
    if (maxBytes !== undefined && isFile(response)) {
      const content = fileContent(response, { request, maxBytes, limitMs: timeoutMs + uploadMs(maxBytes), abort });
      return {
        status: response.status,
        contentType: response.headers.get("content-type") ?? "",
        body: undefined,
        content,
      };
    }
    return answerOf(response, maxAnswerBytes, [...secrets, ...Object.values(request.headers)]);
  };

  const askByKy = (request: ExchangeRequest, signal: AbortSignal): Promise<Response> =>
    http(request.path, {
      method: request.method,
      headers: {
        ...request.headers,
        accept: request.maxFileBytes === undefined ? "application/json" : "application/octet-stream",
      },
      signal,
      ...(request.query === undefined ? {} : { searchParams: request.query }),
      ...(request.json === undefined ? {} : { json: request.json }),
    }).catch((error: unknown) => {
      if (isHTTPError(error)) return error.response;
      throw error;
    });

  return async (request) => {
    const limitMs = timeoutMs + uploadMs(request.upload?.length ?? 0);
    const abort = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    // A host's own fetch, or its body, may not listen to the signal: nobody waits for it.
    const tooLate = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(timeoutError(limitMs));
        abort.abort(timeoutError(limitMs));
      }, limitMs);
    });
    let answer: Answer | undefined;
    try {
      answer = await Promise.race([ask(request, abort), tooLate]);
      return answer;
    } catch (failure) {
      throw isGlpiIntegrationError(failure) ? failure : errorFromFailure(request, failure);
    } finally {
      clearTimeout(timer);
      // What of the answer was not read is not wanted.
      if (answer?.content === undefined) abort.abort();
    }
  };
}

/** What Node.js says in place of an answer that redirects. */
function isRedirect(failure: unknown): boolean {
  return failure instanceof Error && failure.cause instanceof Error && failure.cause.message === "unexpected redirect";
}

/** What a request with so many bytes may take longer: at a megabit a second. */
export function uploadMs(bytes: number): number {
  return Math.ceil(bytes / 125);
}

async function answerOf(response: Response, maxBytes: number, secrets: readonly string[]): Promise<Answer> {
  const clean = (text: string) => withoutSecrets(text, secrets);
  const header = (name: string) => {
    const value = response.headers.get(name);
    return value === null ? undefined : cutText(clean(value));
  };
  const contentType = header("content-type") ?? "";
  const text = await readText(response, maxBytes);
  // GLPI answers HTML with status 200 in maintenance: only what says it is JSON is read as JSON.
  const json = contentType.includes("json") ? parseJson(text) : undefined;
  return {
    status: response.status,
    contentType,
    location: header("location"),
    // Of what GLPI gives nothing is repeated; of what it says against a request something may be.
    body: response.status < 400 ? json?.body : cleanRefusal(json?.body, clean),
    ...(json?.noisy && { noisy: true }),
    ...(json === undefined && { page: { server: header("server"), title: clean(pageTitle(text) ?? "") } }),
  };
}

function timeoutError(timeoutMs: number): Error {
  return Object.assign(new Error(`no answer within ${timeoutMs} ms`), { name: "TimeoutError" });
}
