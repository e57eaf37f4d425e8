import type { Answer, RequestName } from "./answer-errors.js";
import { GlpiIntegrationError } from "./errors.js";
import { refusalAnswer } from "./wire.js";

/** What is learned of a server as it answers. */
export interface ServerTraits {
  /** Its tables hold no characters beyond the basic plane, such as emoji. */
  plainCharacters: boolean;
}

/** GLPI's database refused what was to be kept, for characters that its tables do not hold; nothing was made. */
export class CharactersRefused extends GlpiIntegrationError {
  constructor({ method, path }: RequestName, { status }: Answer) {
    super("REFUSED", `${method} ${path}: GLPI's database refused characters of the text.`, { status });
  }

  /** MySQL's error 1366: tables that are not utf8mb4 hold no characters beyond the basic plane. */
  static isToldBy({ status, body }: Answer): boolean {
    const refusal = refusalAnswer.safeParse(body);
    const [, text] = refusal.success ? refusal.data : [];
    return status >= 400 && status < 500 && typeof text === "string" && /\b1366\b|Incorrect string value/i.test(text);
  }
}

/** Without characters beyond the basic plane, such as emoji. */
export function withoutAstral<T>(value: T): T {
  if (typeof value === "string") return value.replace(/[\u{10000}-\u{10FFFF}]/gu, "") as T;
  if (Array.isArray(value)) return value.map(withoutAstral) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutAstral(each)])) as T;
}
