import ky, { isHTTPError, type KyInstance } from "ky";
import { type Answer, errorFromFailure, type RequestName } from "./answer-errors.js";

export interface ExchangeRequest extends RequestName {
  query?: URLSearchParams | undefined;
  /** Sent as JSON. */
  json?: unknown;
  headers: Readonly<Record<string, string>>;
}

/** One request and its answer, whatever the answer's status. Rejects only when there is none. */
export type Exchange = (request: ExchangeRequest) => Promise<Answer>;

export interface ExchangeOptions {
  /** The API's address, without a `/` at its end. */
  url: string;
  /** For the whole of one request, its repetitions and the reading of the answer included. */
  timeoutMs: number;
  fetch?: typeof fetch | undefined;
}

/** Answers of proxies and of overloaded servers, after which a GET is worth repeating. */
const passingStatusCodes = [408, 429, 502, 503, 504];

/**
 * HTTP to one GLPI server. A GET is repeated twice when it got no answer or a passing one; a POST never is, for GLPI
 * has no idempotency key. Redirects are not followed: fetch would send the tokens along to another host.
 */
export function createExchange({ url, timeoutMs, fetch }: ExchangeOptions): Exchange {
  const http: KyInstance = ky.create({
    ...(fetch === undefined ? {} : { fetch }),
    prefixUrl: url,
    redirect: "manual",
    // ky's own timeout ends when the headers are there; a body can hang as well.
    timeout: false,
    retry: { limit: 2, methods: ["get"], statusCodes: passingStatusCodes, maxRetryAfter: 5_000 },
    throwHttpErrors: (status) => passingStatusCodes.includes(status),
  });

  return async (request) => {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(timeoutError(timeoutMs)), timeoutMs);
    try {
      const response = await http(request.path, {
        method: request.method,
        headers: { ...request.headers, accept: "application/json" },
        signal: abort.signal,
        ...(request.query === undefined ? {} : { searchParams: request.query }),
        ...(request.json === undefined ? {} : { json: request.json }),
      }).catch((error: unknown) => {
        if (isHTTPError(error)) return error.response;
        throw error;
      });
      return await answerOf(response);
    } catch (failure) {
      throw errorFromFailure(request, failure);
    } finally {
      clearTimeout(timer);
    }
  };
}

async function answerOf(response: Response): Promise<Answer> {
  const contentType = response.headers.get("content-type") ?? "";
  return {
    status: response.status,
    contentType,
    location: response.headers.get("location") ?? undefined,
    body: parse(contentType, await response.text()),
  };
}

/** GLPI answers HTML with status 200 in maintenance: only what says it is JSON is read as JSON. */
function parse(contentType: string, text: string): unknown {
  if (!contentType.includes("json")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function timeoutError(timeoutMs: number): Error {
  return Object.assign(new Error(`no answer within ${timeoutMs} ms`), { name: "TimeoutError" });
}
