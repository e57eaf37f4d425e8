import { GlpiIntegrationError, isGlpiIntegrationError } from "../glpi/errors.js";

/** Whether Whazing will never take it. */
export function isRefusal(failure: unknown): failure is GlpiIntegrationError {
  return isGlpiIntegrationError(failure) && failure.code === "HOST_FAILED" && !failure.retryable;
}

/** Whom it is said to is no matter then: whoever mends the address has it said. */
export function wrongAddress({ status }: GlpiIntegrationError): GlpiIntegrationError {
  const why = "Whazing's / answers 404 to a number: the channel's address is wrong.";
  return new GlpiIntegrationError("HOST_FAILED", why, { retryable: true, status });
}
