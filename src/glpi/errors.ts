import { decode } from "html-entities";
import { refusalAnswer } from "./wire.js";

/**
 * Every code an error of this package can have. They are stable: new ones may come, none changes its meaning.
 */
export const errorCodes = [
  /** The configuration, or an argument, is not valid. The message names each field and how to mend it. */
  "CONFIGURATION_INVALID",
  "EVENT_INVALID",
  /** The address answers something that is not GLPI's REST API. */
  "ADDRESS_WRONG",
  "REDIRECTED",
  "API_DISABLED",
  "IP_REFUSED",
  "APP_TOKEN_WRONG",
  "USER_TOKEN_WRONG",
  /** The API user's profile lacks a right; the message names it. */
  "RIGHT_MISSING",
  /** GLPI understood and refused: nothing was made. */
  "REFUSED",
  "NOT_FOUND",
  /** Nobody in GLPI is this contact, and the configuration neither creates people nor names a fallback. */
  "REQUESTER_NOT_FOUND",
  "SESSION_LOST",
  /** GLPI cannot be reached or does not work; the request was not carried out, or asked for nothing to be made. */
  "UNAVAILABLE",
  /** GLPI was asked to make something and its answer never came: it may have been made. */
  "ANSWER_LOST",
  /** A function of the host failed. */
  "HOST_FAILED",
  /** The store cannot keep or read. */
  "STORE_FAILED",
  /** `close()` was called before. */
  "CLOSED",
  /** A message was edited or deleted after its batch was made: the ticket still says what it said before. */
  "TOO_LATE",
  /** A defect of this package. */
  "UNEXPECTED",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

const retryableCodes: ReadonlySet<ErrorCode> = new Set([
  "SESSION_LOST",
  "UNAVAILABLE",
  "ANSWER_LOST",
  "HOST_FAILED",
  "STORE_FAILED",
  "UNEXPECTED",
]);

export interface GlpiIntegrationErrorDetails {
  cause?: unknown;
  /** HTTP status of GLPI's answer. */
  status?: number | undefined;
  /** GLPI's own code: `ERROR_GLPI_ADD`, … */
  glpiCode?: string | undefined;
  /** Trying again sooner, in milliseconds, cannot help. */
  retryAfterMs?: number | undefined;
}

/**
 * The one error of this package. Tell errors apart by `code`, not by class: the ESM and the CommonJS build hold two
 * different classes (see `isGlpiIntegrationError`). `message` says what to do about it. It never holds a token or
 * what a customer wrote.
 */
export class GlpiIntegrationError extends Error {
  override readonly name = "GlpiIntegrationError";
  readonly code: ErrorCode;
  /** Whether trying again later can help without anybody changing anything. */
  readonly retryable: boolean;
  readonly status: number | undefined;
  readonly glpiCode: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    { cause, status, glpiCode, retryAfterMs }: GlpiIntegrationErrorDetails = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryable = retryableCodes.has(code);
    this.status = status;
    this.glpiCode = glpiCode;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Whether `error` is a `GlpiIntegrationError`, of whichever copy of this package. */
export function isGlpiIntegrationError(error: unknown): error is GlpiIntegrationError {
  return error instanceof Error && error.name === "GlpiIntegrationError" && "code" in error && "retryable" in error;
}

/** What was asked, for the message of an error: `POST Ticket`. */
export interface RequestName {
  method: "GET" | "POST";
  /** Below the API's address: `Ticket`, `search/User`, `User/7`. */
  path: string;
}

/** What came back. */
export interface Answer {
  status: number;
  contentType: string;
  /** Where a redirect points to. */
  location?: string | undefined;
  /** Parsed JSON; undefined when the answer was not JSON. */
  body: unknown;
}

/** GLPI's text for the operator: no markup, and no word of its database's, which would repeat what a customer wrote. */
function readableText(text: unknown): string {
  if (typeof text !== "string") return "";
  const [plain = ""] = decode(text).split(/; (?=\S.*#ERROR)/);
  if (/\bSQL\b|\bquery\b/i.test(plain)) return "its database refused the request";
  return plain.replace(/\s+/g, " ").trim().slice(0, 200);
}

const advice: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  ERROR_APP_TOKEN_PARAMETERS_MISSING: ["APP_TOKEN_WRONG", "GLPI wants an app token: fill in appToken."],
  ERROR_WRONG_APP_TOKEN_PARAMETER: [
    "APP_TOKEN_WRONG",
    "GLPI does not know this app token: copy it again from Setup > General > API, from an active API client.",
  ],
  ERROR_GLPI_LOGIN_USER_TOKEN: [
    "USER_TOKEN_WRONG",
    "GLPI does not know this user token: copy the API token again from the API user's page (it changes when it is regenerated), and see that the user is active.",
  ],
  ERROR_LOGIN_PARAMETERS_MISSING: ["USER_TOKEN_WRONG", "GLPI wants a user token: fill in userToken."],
  ERROR_GLPI_LOGIN: ["USER_TOKEN_WRONG", "GLPI does not let the API user in: see that the user is active."],
  ERROR_NOT_ALLOWED_IP: [
    "IP_REFUSED",
    "GLPI's API client does not allow this server's IP address: leave its IP range empty or add the address in Setup > General > API.",
  ],
  ERROR_SESSION_TOKEN_INVALID: ["SESSION_LOST", "GLPI has forgotten the session; trying again starts a new one."],
  ERROR_SESSION_TOKEN_MISSING: ["SESSION_LOST", "GLPI did not see the session; trying again starts a new one."],
  ERROR_ITEM_NOT_FOUND: ["NOT_FOUND", "GLPI has no such item, or the API user does not see it."],
  ERROR_RIGHT_MISSING: [
    "RIGHT_MISSING",
    "the API user's profile lacks the right for this: see the least rights in the documentation.",
  ],
};

/**
 * Maps an answer that is not a success to the error it means. Pure. GLPI's code decides, never its text, which is in
 * the API user's language.
 *
 * A POST that GLPI did not answer in its own words (an error page, a 5xx) may have been carried out: `ANSWER_LOST`.
 */
export function errorFromAnswer(request: RequestName, answer: Answer): GlpiIntegrationError {
  const { status, location, body } = answer;
  const what = `${request.method} ${request.path}`;
  const error = (code: ErrorCode, message: string, glpiCode?: string) =>
    new GlpiIntegrationError(code, `${what}: ${message}`, { status, glpiCode });

  if (status >= 300 && status < 400) {
    return error(
      "REDIRECTED",
      `the address answers with a redirect${location === undefined ? "" : ` to ${withoutSecrets(location)}`}. Tokens are never sent after a redirect: put the final address in url.`,
    );
  }
  const refusal = refusalAnswer.safeParse(body);
  if (refusal.success && status >= 400 && status < 500) {
    const [glpiCode, text] = refusal.data;
    const known = advice[glpiCode];
    if (known !== undefined) return error(known[0], known[1], glpiCode);
    if (glpiCode === "ERROR" && request.path === "initSession") {
      return error("API_DISABLED", "GLPI's REST API is switched off: enable it in Setup > General > API.", glpiCode);
    }
    return error("REFUSED", `GLPI refused (${[glpiCode, readableText(text)].filter(Boolean).join(": ")}).`, glpiCode);
  }
  if (status === 413) {
    return error("REFUSED", "the web server in front of GLPI refuses a request of this size: raise its limit.");
  }
  if (makesSomething(request)) {
    return error("ANSWER_LOST", `GLPI answered ${describe(answer)}; whether it was carried out is not known.`);
  }
  if (status >= 500 || status === 408 || status === 429) {
    return error("UNAVAILABLE", `GLPI answered ${describe(answer)}: it does not work at the moment.`);
  }
  if (status >= 400) {
    return error("ADDRESS_WRONG", `no GLPI REST API answers at this address (${describe(answer)}): see url.`);
  }
  return error(
    "UNAVAILABLE",
    `GLPI answered ${describe(answer)}. It is in maintenance or waits for a database update, or the address in url is a web page and not its REST API.`,
  );
}

/** Maps a request that got no answer (network, timeout) to the error it means. Pure. */
export function errorFromFailure(request: RequestName, failure: unknown): GlpiIntegrationError {
  const what = `${request.method} ${request.path}`;
  const cause = plainCause(failure);
  const why = cause.cause instanceof Error ? `${cause.message}: ${cause.cause.message}` : cause.message;
  if (makesSomething(request) && !neverArrived(failure)) {
    return new GlpiIntegrationError(
      "ANSWER_LOST",
      `${what}: no answer (${why}); whether it was carried out is not known.`,
      {
        cause,
      },
    );
  }
  return new GlpiIntegrationError("UNAVAILABLE", `${what}: GLPI cannot be reached (${why}).`, { cause });
}

/** Whether carrying it out twice would make something twice. */
function makesSomething({ method, path }: RequestName): boolean {
  return method === "POST" && path !== "changeActiveEntities";
}

/** A connection that never came about: nothing can have been made. One that stood can end with the same codes. */
function neverArrived(failure: unknown): boolean {
  if (!(failure instanceof Error)) return false;
  if (failure instanceof AggregateError) return failure.errors.length > 0 && failure.errors.every(neverArrived);
  if ("code" in failure && failure.code === "UND_ERR_CONNECT_TIMEOUT") return true;
  if ("syscall" in failure && (failure.syscall === "connect" || failure.syscall === "getaddrinfo")) return true;
  return neverArrived(failure.cause);
}

/** A foreign failure as plain errors: what a library attaches (a request, with its tokens and texts) stays behind. */
export function plainCause(failure: unknown): Error {
  if (!(failure instanceof Error))
    return new Error(typeof failure === "string" ? failure : `a thrown ${typeof failure}`);
  const plain = new Error(
    failure.message,
    failure.cause === undefined ? undefined : { cause: plainCause(failure.cause) },
  );
  plain.name = failure.name;
  if (failure.stack !== undefined) plain.stack = failure.stack;
  if ("code" in failure && typeof failure.code === "string") Object.assign(plain, { code: failure.code });
  return plain;
}

function describe({ status, body }: Answer): string {
  return `${status}${body === undefined ? " with a page in place of JSON" : ""}`;
}

function withoutSecrets(location: string): string {
  const [address = ""] = location.split(/[?#]/);
  return address.replace(/\/\/[^/@]*@/, "//");
}

/** Any failure as an error of this package; what nobody foresaw is a defect of ours, and worth trying again. */
export function toIntegrationError(error: unknown): GlpiIntegrationError {
  if (isGlpiIntegrationError(error)) return error;
  return new GlpiIntegrationError("UNEXPECTED", "An unexpected failure in whazing-glpi: see cause, and report it.", {
    cause: plainCause(error),
  });
}
