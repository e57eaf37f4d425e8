import { decode } from "html-entities";
import { cutText } from "./answer-text.js";
import { type ErrorCode, GlpiIntegrationError, MOST_CAUSES, plainCause } from "./errors.js";
import { AddressNotPublic } from "./public-fetch.js";
import { refusalAnswer } from "./wire.js";

/** What was asked, for the message of an error: `POST Ticket`. */
export interface RequestName {
  method: "GET" | "POST" | "PUT" | "DELETE";
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
  /** The bytes in its place, where a file was wanted and is what came. */
  content?: AsyncIterable<Uint8Array> | undefined;
  /** PHP's messages stand before the JSON. */
  noisy?: true;
  /** What is no JSON: who says to have sent it, and the first words of its title. */
  page?: { server: string | undefined; title: string | undefined };
}

const databaseRefused = "its database refused the request";
/** Of what GLPI says so many characters are read. */
const LONGEST_REFUSAL = 1_000;

/** GLPI's text for the operator: no markup, and no word of its database's, which would repeat what a customer wrote. */
function readableText(text: unknown): string {
  if (typeof text !== "string") return "";
  const [plain = ""] = decode(text.slice(0, LONGEST_REFUSAL)).split(/; (?=\S.*#ERROR)/);
  if (/\bSQL\b|\bquery\b/i.test(plain)) return databaseRefused;
  return cutText(plain).replace(/\s+/g, " ").trim().slice(0, 200);
}

const advice: ReadonlyMap<string, readonly [ErrorCode, string]> = new Map(
  Object.entries<readonly [ErrorCode, string]>({
    ERROR_APP_TOKEN_PARAMETERS_MISSING: [
      "APP_TOKEN_WRONG",
      "the app token was sent and did not arrive: the web server or a proxy in front of GLPI has to pass on the header App-Token (where it is renamed App_Token, nginx drops it unless `underscores_in_headers on`).",
    ],
    ERROR_WRONG_APP_TOKEN_PARAMETER: [
      "APP_TOKEN_WRONG",
      "GLPI does not know this app token: copy it again from Setup > General > API, from an active API client.",
    ],
    ERROR_GLPI_LOGIN_USER_TOKEN: [
      "USER_TOKEN_WRONG",
      "GLPI does not know this user token: copy the API token again from the API user's page (it changes when it is regenerated), and see that the user is active.",
    ],
    ERROR_LOGIN_PARAMETERS_MISSING: [
      "USER_TOKEN_WRONG",
      'the user token was sent and did not arrive: the web server in front of GLPI drops the header Authorization. In Apache with PHP-FPM set `CGIPassAuth On` (or `SetEnvIf Authorization "(.*)" HTTP_AUTHORIZATION=$1`); a proxy must pass it on.',
    ],
    ERROR_GLPI_LOGIN: ["USER_TOKEN_WRONG", "GLPI does not let the API user in: see that the user is active."],
    ERROR_NOT_ALLOWED_IP: [
      "IP_REFUSED",
      "GLPI's API client does not allow this server's IP address: leave its IP range empty or add the address in Setup > General > API.",
    ],
    ERROR_SESSION_TOKEN_INVALID: ["SESSION_LOST", "GLPI has forgotten the session; trying again starts a new one."],
    ERROR_SESSION_TOKEN_MISSING: [
      "SESSION_LOST",
      "the session token was sent and did not arrive: the web server or a proxy in front of GLPI has to pass on the header Session-Token.",
    ],
    ERROR_ITEM_NOT_FOUND: ["NOT_FOUND", "GLPI has no such item, or the API user does not see it."],
    ERROR_RIGHT_MISSING: [
      "RIGHT_MISSING",
      "the API user's profile lacks the right for this: see the least rights in the documentation.",
    ],
  }),
);

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
      `the address answers with a redirect${location === undefined ? "" : ` to ${withoutCredentials(location)}`}. Tokens are never sent after a redirect: put the final address in url.`,
    );
  }
  const refusal = refusalAnswer.safeParse(body);
  if (refusal.success && status >= 400 && status < 500) {
    const [written, text] = refusal.data;
    const glpiCode = cutText(written);
    const known = advice.get(glpiCode);
    if (known !== undefined) return error(known[0], known[1], glpiCode);
    if (glpiCode === "ERROR" && request.path === "initSession") {
      return error("API_DISABLED", "GLPI's REST API is switched off: enable it in Setup > General > API.", glpiCode);
    }
    const said = readableText(text);
    return new GlpiIntegrationError(
      "REFUSED",
      `${what}: GLPI refused (${[glpiCode, said].filter(Boolean).join(": ")}).`,
      // Its database failed, which may pass, or it would say what it does not like.
      { status, glpiCode, retryable: glpiCode === "ERROR_GLPI_ADD" && (said === "" || said === databaseRefused) },
    );
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
  if (AddressNotPublic.is(failure)) {
    const message = `${what}: ${failure.message}, and others may not be asked here (option addresses).`;
    return new GlpiIntegrationError("ADDRESS_WRONG", message, { cause });
  }
  const certificate = certificateProblem(cause);
  if (certificate !== undefined) {
    const message = `${what}: the server's certificate is not accepted (${certificate}): mend it there, or give Node the certificate of its authority by the environment variable NODE_EXTRA_CA_CERTS.`;
    return new GlpiIntegrationError("UNAVAILABLE", message, { cause });
  }
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

/** What Node says of a certificate; such a connection never came about. */
const certificateCodes =
  /^(?:.*_CERT(?:_.*)?|CERT_.*|SELF_SIGNED_.*|UNABLE_TO_(?:VERIFY|GET_ISSUER)_.*|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/;

function certificateProblem(failure: unknown): string | undefined {
  if (!(failure instanceof Error)) return undefined;
  const { code } = failure as { code?: unknown };
  if (typeof code === "string" && certificateCodes.test(code)) return code;
  return certificateProblem(failure.cause);
}

/** Whether carrying it out twice would make something twice. */
function makesSomething({ method, path }: RequestName): boolean {
  return method === "POST" && path !== "changeActiveEntities";
}

/** A connection that never came about: nothing can have been made. One that stood can end with the same codes. */
function neverArrived(failure: unknown, deep = 1): boolean {
  if (!(failure instanceof Error) || deep > MOST_CAUSES) return false;
  const next = deep + 1;
  if (failure instanceof AggregateError) {
    return failure.errors.length > 0 && failure.errors.every((each) => neverArrived(each, next));
  }
  if ("code" in failure && failure.code === "UND_ERR_CONNECT_TIMEOUT") return true;
  if ("syscall" in failure && (failure.syscall === "connect" || failure.syscall === "getaddrinfo")) return true;
  return neverArrived(failure.cause, next);
}

function describe({ status, body, page }: Answer): string {
  if (body !== undefined) return String(status);
  const by = [page?.server, page?.title && `"${page.title}"`].filter(Boolean).join(": ");
  return `${status} with a page in place of JSON${by === "" ? "" : ` (${by})`}`;
}

/** Whether a web server, or a firewall in front of it, answered in GLPI's place, and not because GLPI is down. */
export function isServersOwnPage({ code, status = 0 }: GlpiIntegrationError): boolean {
  const passing = status === 408 || status === 429 || (status >= 502 && status <= 504);
  return code === "ANSWER_LOST" && status >= 400 && !passing;
}

/** An address without a password, and without what stands behind its path. */
export function withoutCredentials(location: string): string {
  const [address = ""] = location.split(/[?#]/);
  return address.replace(/\/\/[^/@]*@/, "//");
}
