import { isIP } from "node:net";
import { type Answer, withoutCredentials } from "../glpi/answer-errors.js";
import type { GlpiIntegrationError } from "../glpi/errors.js";
import { AddressNotPublic } from "../glpi/public-fetch.js";
import { refusalAnswer } from "../glpi/wire.js";
import type { Cause } from "./words/check-words.js";

/** What has to hold for a session, one after the other: who gets to one has passed those before it. */
export const stages = ["address", "redirect", "glpi", "api", "ip", "appToken", "userToken", "session"] as const;
export type Stage = (typeof stages)[number];

/** What keeps from a session. */
export interface ConnectionProblem {
  stage: Stage;
  cause: Cause;
  values?: Readonly<Record<string, unknown>>;
}

const said = new Map<string, readonly [Stage, Cause]>([
  ["ERROR_NOT_ALLOWED_IP", ["ip", "ipRefused"]],
  ["ERROR_WRONG_APP_TOKEN_PARAMETER", ["appToken", "appTokenWrong"]],
  ["ERROR_APP_TOKEN_PARAMETERS_MISSING", ["appToken", "appTokenDropped"]],
  ["ERROR_GLPI_LOGIN_USER_TOKEN", ["userToken", "userTokenWrong"]],
  ["ERROR_LOGIN_PARAMETERS_MISSING", ["userToken", "userTokenDropped"]],
  ["ERROR_SESSION_TOKEN_MISSING", ["session", "sessionDropped"]],
  ["ERROR_SESSION_TOKEN_INVALID", ["session", "sessionLost"]],
]);

/**
 * What an error says that kept us from a session. Pure.
 *
 * @param answer what GLPI, or what stands in its place, answered last; undefined when nothing did
 */
export function connectionProblem(error: GlpiIntegrationError, answer: Answer | undefined): ConnectionProblem {
  const { code, glpiCode = "" } = error;
  const [stage, cause] = said.get(glpiCode) ?? [];
  if (stage !== undefined && cause !== undefined) {
    return { stage, cause, ...(cause === "ipRefused" && { values: { ip: addressIn(answer) } }) };
  }
  if (code === "API_DISABLED") return { stage: "api", cause: "apiOff" };
  if (code === "RIGHT_MISSING") return { stage: "session", cause: "sessionEntities" };
  return answer === undefined ? withoutAnswer(error) : ofAnswer(answer);
}

/** GLPI tells in brackets whom it saw: behind a proxy that is not this server. */
function addressIn(answer: Answer | undefined): string {
  const { data: [, text] = [] } = refusalAnswer.safeParse(answer?.body);
  const [, address = ""] = /\(([\d.]+|[\da-f:]+)\)/i.exec(typeof text === "string" ? text : "") ?? [];
  return isIP(address) === 0 ? "" : address;
}

/** What stands in front of a server answers so when it lets nobody through, or finds nobody behind it. */
const proxyStatuses: ReadonlySet<number> = new Set([401, 403, 407, 429, 502, 503, 504]);

function ofAnswer(answer: Answer): ConnectionProblem {
  const { status, body, page, location } = answer;
  if (status >= 300 && status < 400) {
    const values = { location: location === undefined ? String(status) : withoutCredentials(location) };
    return { stage: "redirect", cause: "redirected", values };
  }
  const values = { page: [status, page?.server, page?.title && `“${page.title}”`].filter(Boolean).join(", ") };
  if (body === undefined) {
    if (proxyStatuses.has(status)) return { stage: "address", cause: "proxyPage", values };
    if (status >= 500) return { stage: "glpi", cause: "glpiCrash", values };
    const isGlpis = status < 400 && /\bglpi\b/i.test(page?.title ?? "");
    return { stage: "glpi", cause: isGlpis ? "glpiPage" : "notGlpi", values };
  }
  const { data: refusal } = refusalAnswer.safeParse(body);
  if (status < 500 && refusal !== undefined && /^ERROR/.test(refusal[0])) {
    return { stage: "userToken", cause: "loginRefused", values: { why: refusal[0] } };
  }
  return { stage: "glpi", cause: status >= 500 ? "glpiCrash" : "otherApi", values };
}

/** What Node.js says of a connection that did not come about, or ended; the first that fits. */
const codes: readonly (readonly [RegExp, Cause])[] = [
  [/^ENOTFOUND$/, "dnsUnknown"],
  [/^EAI_/, "dnsFailed"],
  [/^CERT_HAS_EXPIRED$/, "tlsExpired"],
  [/SELF_SIGNED_CERT/, "tlsSelfSigned"],
  [/^UNABLE_TO_|^CERT_UNTRUSTED$/, "tlsUnknownIssuer"],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$|^HOSTNAME_MISMATCH$/, "tlsOtherName"],
  [/^CERT_/, "tlsRefused"],
  [/^ERR_SSL_|^ERR_TLS_|^EPROTO$/, "tlsBroken"],
  [/^ECONNREFUSED$/, "refused"],
  [/TIMEOUT$|^ETIMEDOUT$|^TimeoutError$/, "timeout"],
  [/^ECONNRESET$|^UND_ERR_SOCKET$|^EPIPE$/, "connectionLost"],
];

function withoutAnswer(error: GlpiIntegrationError): ConnectionProblem {
  const found = chain(error);
  const stage = "address";
  if (found.some((each) => AddressNotPublic.is(each))) return { stage, cause: "notPublic" };
  // Of the ports that fetch refuses it says no code.
  if (found.some(({ message }) => message === "bad port")) return { stage, cause: "portBlocked" };
  const names = found.flatMap((each) => [codeOf(each), each.name]).filter((name) => name !== undefined);
  for (const [pattern, cause] of codes) {
    const why = names.find((name) => pattern.test(name));
    if (why !== undefined) return { stage, cause, values: { why } };
  }
  return { stage, cause: "unreachable", values: { why: names.find((name) => name !== "TypeError") ?? error.code } };
}

/** An error's causes, the innermost first. */
function chain(error: GlpiIntegrationError): Error[] {
  const found: Error[] = [];
  for (let cause = error.cause; cause instanceof Error && found.length < 10; cause = cause.cause) found.unshift(cause);
  return found;
}

function codeOf(error: Error): string | undefined {
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}
