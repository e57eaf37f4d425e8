import { GlpiIntegrationError, plainCause } from "../glpi/errors.js";

/** What a store failed with, as `STORE_FAILED`. */
export function storeFailed(cause: unknown): GlpiIntegrationError {
  return new GlpiIntegrationError("STORE_FAILED", "The store failed: see cause. What it keeps goes on when it works.", {
    cause: plainCause(cause),
  });
}
