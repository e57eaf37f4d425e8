import type { Locale } from "../locales/locale.js";
import { renderTemplate } from "../locales/render.js";
import type { Cause, CheckWords } from "./words/check-words.js";
import { checkWords } from "./words/index.js";

/**
 * `warning`: it works, and not as well as it could; `failed`: tickets or lists will fail; `skipped`: it could not be
 * looked at.
 */
export type FindingState = "ok" | "warning" | "failed" | "skipped";

/** One thing that was looked at. */
export interface Finding {
  /** What: `address`, `rights.ticketCreate`, `configuration.url`. Stable; new ones may come. */
  id: string;
  state: FindingState;
  /** What was found, in the operator's language. It never holds a token. */
  text: string;
  /** How to mend it, with the place in GLPI's menus; empty where there is nothing to mend. */
  mend: string;
}

/** Words a finding, `values` filled in. */
export type Say = (
  id: string,
  state: FindingState,
  cause: Cause,
  values?: Readonly<Record<string, unknown>>,
) => Finding;

/** Words findings in a language; `always` are values that every text may name. */
export function sayIn(locale: Locale, always: Readonly<Record<string, unknown>> = {}): Say {
  const { said }: CheckWords = checkWords[locale];
  return (id, state, cause, values) => {
    const { text, mend = "" } = said[cause];
    const filled = { ...always, ...values };
    return { id, state, text: renderTemplate(text, filled), mend: renderTemplate(mend, filled) };
  };
}

/** `a, b and c`, as the language has it. */
export function listIn(locale: Locale, names: readonly string[]): string {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(names);
}
