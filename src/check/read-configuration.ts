import type { FieldKey, Integration } from "../config/integration.js";
import { parseIntegration } from "../config/parse-integration.js";
import { operatorWords } from "../config/words/index.js";
import { type ConfigurationIssue, isGlpiIntegrationError } from "../glpi/errors.js";
import { type Locale, localeCodes } from "../locales/locale.js";
import { renderTemplate } from "../locales/render.js";
import { type Finding, sayIn } from "./finding.js";

/** What can be read of a configuration. */
export interface Configuration {
  locale: Locale;
  /** Undefined where not even GLPI's address and tokens can be read. */
  integration: Integration | undefined;
  findings: Finding[];
}

/** Without these there is nothing to ask. */
const needed: ReadonlySet<string> = new Set(["", "type", "url", "appToken", "userToken"]);

/**
 * Reads a configuration that may be wrong: what is wrong is in the findings, and what is right is gone on with, the rest
 * as if it were not set. Never throws.
 */
export function readConfiguration(
  given: unknown,
  { locale: wanted, addresses }: { locale: Locale | undefined; addresses: "any" | "public" },
): Configuration {
  const raw = isReadable(given) ? given : undefined;
  const locale = wanted ?? localeOf(raw);
  const say = sayIn(locale);
  const { integration, issues = [] } = parse(raw, addresses, locale);
  if (integration !== undefined) {
    return { locale, integration, findings: [say("configuration", "ok", "configurationOk")] };
  }
  const findings = issues.map(({ key, message }) =>
    say(key === "" ? "configuration" : `configuration.${key}`, "failed", "configurationWrong", {
      message: aboutField(locale, key, message),
    }),
  );
  return { locale, integration: readRest(raw, issues, addresses, locale), findings };
}

/** What is no plain object may fail by being read. */
function isReadable(given: unknown): boolean {
  try {
    return Object.entries(given ?? {}).length >= 0;
  } catch {
    return false;
  }
}

interface Parsed {
  integration?: Integration;
  issues?: readonly ConfigurationIssue[];
}

function parse(raw: unknown, addresses: "any" | "public", locale: Locale): Parsed {
  try {
    return { integration: parseIntegration(raw, { addresses, locale }) };
  } catch (error) {
    if (isGlpiIntegrationError(error) && error.issues !== undefined) return { issues: error.issues };
    throw error;
  }
}

/** Without the fields that are wrong, and named somehow. */
function readRest(
  raw: unknown,
  issues: readonly ConfigurationIssue[],
  addresses: "any" | "public",
  locale: Locale,
): Integration | undefined {
  if (typeof raw !== "object" || raw === null || issues.some(({ key }) => needed.has(key))) return undefined;
  const wrong = new Set(issues.map(({ key }) => key));
  const right = Object.entries(raw).filter(([key]) => !wrong.has(key));
  // What is wrong may be that something lacks.
  const account = right.filter(([key]) => needed.has(key));
  const read = (fields: [string, unknown][]) =>
    parse({ name: "GLPI", ...Object.fromEntries(fields) }, addresses, locale).integration;
  return read(right) ?? read(account);
}

function localeOf(raw: unknown): Locale {
  const wanted = typeof raw === "object" && raw !== null && "locale" in raw ? raw.locale : undefined;
  return localeCodes.find((code) => code === wanted) ?? "pt-BR";
}

/** With the label that the form has, where it is a field of it. */
function aboutField(locale: Locale, key: string, message: string): string {
  const { configuration, form } = operatorWords[locale];
  const label = Object.hasOwn(form.fields, key) ? form.fields[key as FieldKey].label : undefined;
  return label === undefined ? message : renderTemplate(configuration.aboutField, { label, key, message });
}
