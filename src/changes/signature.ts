import { createHmac, timingSafeEqual } from "node:crypto";

/** What GLPI signs to see whether a server knows the secret (`Webhook::validateCRAChallenge`, GLPI 11). */
const CHALLENGE = "validate_cra_challenge";

/** HMAC-SHA256 in hexadecimal, as GLPI signs what its webhooks send. */
function sign(secret: string, ...parts: readonly (string | Uint8Array)[]): string {
  const hmac = createHmac("sha256", secret);
  for (const part of parts) hmac.update(part);
  return hmac.digest("hex");
}

/** Whether GLPI signed these bytes at that time, with one of the secrets. */
export function isSigned(secrets: readonly string[], body: Uint8Array, timestamp: string, signature: string): boolean {
  return secrets.some((secret) => isSame(sign(secret, body, timestamp), signature));
}

/**
 * What GLPI wants to hear before it trusts a server; `undefined`: it was not GLPI that asked. Nothing else is ever signed
 * for who asks, or a stranger could have a message signed that GLPI never sent.
 */
export function answerToChallenge(secrets: readonly string[], token: string): string | undefined {
  const secret = secrets.find((each) => isSame(sign(each, CHALLENGE), token));
  return secret === undefined ? undefined : sign(secret, token);
}

/** In a time that tells nothing of where they differ. */
function isSame(expected: string, given: string): boolean {
  const [one, other] = [Buffer.from(expected), Buffer.from(given)];
  return one.length === other.length && timingSafeEqual(one, other);
}
