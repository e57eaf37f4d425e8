import { fieldMeta, given } from "./fields.js";
import { integrationFields } from "./schema.js";

/** What stands for a stored token. No token can be it: its characters travel in no header. */
const mask = "••••••••";

/** A configuration as the host stores it, or as a form gives it: flat keys. */
type Raw = Readonly<Record<string, unknown>>;

/** The keys of all types that hold a token. */
export const secretKeys: readonly string[] = [
  ...new Set(
    Object.values(integrationFields).flatMap(({ shape }) =>
      Object.entries(shape).flatMap(([key, schema]) => (fieldMeta.get(schema)?.kind === "secret" ? [key] : [])),
    ),
  ),
];

/** A copy of a stored configuration for a front end: `••••••••` in place of each token that is set. */
export function maskSecrets(stored: Raw | null | undefined): Record<string, unknown> {
  const entries = Object.entries(stored ?? {});
  const isStored = ([key, value]: [string, unknown]) => secretKeys.includes(key) && given(value) !== undefined;
  return Object.fromEntries(entries.map((entry) => (isStored(entry) ? [entry[0], mask] : entry)));
}

/**
 * What is to be stored of what was typed: a token that was left empty, or masked, is the stored one, as long as `url`
 * names the same machine and port. Where it names another, the token is not set, and `parseIntegration()` asks for it: whoever may
 * type an address must not have the tokens sent there. Nothing is stored of a new integration: null.
 */
export function mergeSecrets(stored: Raw | null | undefined, typed: Raw): Record<string, unknown> {
  const kept = isSameMachine(stored?.url, typed.url) ? stored : undefined;
  const isTyped = ([key, value]: [string, unknown]) =>
    !secretKeys.includes(key) || (given(value) !== undefined && value !== mask);
  const tokens = Object.entries(kept ?? {}).filter(([key]) => secretKeys.includes(key));
  return Object.fromEntries([...tokens, ...Object.entries(typed).filter(isTyped)]);
}

function isSameMachine(stored: unknown, typed: unknown): boolean {
  try {
    const [before, after] = [new URL(String(stored)), new URL(String(typed))];
    const isUpgrade = before.protocol === "http:" && before.port === "" && after.port === "";
    return before.host === after.host && (before.protocol === after.protocol || isUpgrade);
  } catch {
    return false;
  }
}
