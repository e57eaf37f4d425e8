import { GlpiIntegrationError } from "../glpi/errors.js";

/**
 * After a POST's answer was lost, the server may still be working on it: for as long as the request may take, and then
 * some.
 */
const LOST_ANSWER_MARGIN_MS = 10_000;

/** How long after it went out a POST without an answer must have ended: before that, nobody looks for what it made. */
export function openPostMs(requestTimeoutMs: number): number {
  return requestTimeoutMs + LOST_ANSWER_MARGIN_MS;
}

/** It may have been made, and it is too early to look; `cause` is what lost the answer, if that was just now. */
export function tooEarlyToLook(retryAfterMs: number, cause?: GlpiIntegrationError): GlpiIntegrationError {
  const why = cause?.message ?? "The answer to an earlier POST was lost.";
  const seconds = Math.ceil(retryAfterMs / 1_000);
  return new GlpiIntegrationError("ANSWER_LOST", `${why} Whether it was made can be looked up in ${seconds} s.`, {
    cause,
    status: cause?.status,
    retryAfterMs,
  });
}
