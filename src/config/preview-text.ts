import * as z from "zod";
import { cutTitle } from "../conversation/title.js";
import { GlpiIntegrationError } from "../glpi/errors.js";
import { type Locale, localeCodes } from "../locales/locale.js";
import { locales } from "../locales/locales.js";
import { renderTemplate } from "../locales/render.js";
import { explain, explainIssues, issuesOf } from "./explain-issue.js";
import { fieldMeta } from "./fields.js";
import type { FieldKey, IntegrationType } from "./integration.js";
import { sampleTicket, sampleValues } from "./sample-values.js";
import { integrationFields } from "./schema.js";

/** A field of the form whose kind is `template`. */
export type PreviewKey = Extract<FieldKey, `${string}Text` | "titleTemplate">;

/** What a preview shows in place of the usual. */
export interface PreviewSample {
  /** What is typed in the field; null, or left out: the language's own text. Of 4,000 characters at most. */
  template?: string | null | undefined;
  /** Of which form the field is, where both have it. Default: the first that has it, `glpi-create-ticket` before the other. */
  type?: IntegrationType | undefined;
  /** Values of variables in place of the sample's, and of extra fields that the sample does not know: `{ CPF: "…" }`. */
  values?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * How a text of the form reads to the customer, filled in with sample values in that language: for a preview beside the
 * field. What always stands below it (the question under a solution, the choices under a list) is there too; a field
 * that may be empty, and is, gives "". Asks neither GLPI nor the host; `{{date}}` and `{{hour}}` are now, in São Paulo.
 *
 * @throws GlpiIntegrationError `CONFIGURATION_INVALID` when the key is no text of the form, the language is none of
 * ours, the sample or its values are no object, or the template cannot be read: where it is broken and how to mend it, in
 * that language, and as `issues`.
 */
export function previewText(key: PreviewKey, locale: Locale, sample: PreviewSample = {}): string {
  if (!localeCodes.includes(locale)) throw refused(`locale: use one of ${localeCodes.join(", ")}.`);
  if (!isRecord(sample)) throw refused('sample: give an object, such as { template: "…" }, or leave it out.');
  const given = sample.values ?? {};
  if (!isRecord(given)) throw refused('sample.values: give an object, such as { CPF: "…" }, or leave it out.');
  const type = typeOf(key, sample.type);
  const template = read(key, type, locale, sample.template);
  const usual = sampleValues(locale, new Date());
  const values = { ...(key === "ticketDetailText" ? sampleTicket(usual, locale) : usual), ...given };
  const text = renderTemplate(template, values).trim();
  if (key === "titleTemplate") return cutTitle(text) || cutTitle(renderTemplate("{{firstWords}}", values));
  return [text, below(key, locale, values)].filter((part) => part !== "").join("\n\n");
}

function typeOf(key: string, wanted: IntegrationType | undefined): IntegrationType {
  const types = Object.keys(integrationFields) as IntegrationType[];
  if (wanted !== undefined && !types.includes(wanted)) throw refused(`sample.type: use one of ${types.join(", ")}.`);
  const having = types.filter((type) => textsOf(type).includes(key));
  const type = wanted ?? having[0];
  if (type !== undefined && having.includes(type)) return type;
  const known = wanted === undefined ? types.flatMap(textsOf) : textsOf(wanted);
  const named = typeof key === "string" ? JSON.stringify(key.slice(0, 60)) : "this";
  throw refused(`key: ${named} is no text of the form. Use one of ${[...new Set(known)].join(", ")}.`);
}

function textsOf(type: IntegrationType): string[] {
  const shape: Record<string, z.ZodType> = integrationFields[type].shape;
  return Object.entries(shape).flatMap(([key, schema]) => (fieldMeta.get(schema)?.kind === "template" ? key : []));
}

/** As the configuration reads it. */
function read(key: PreviewKey, type: IntegrationType, locale: Locale, template: unknown): string {
  const shape: Record<string, z.ZodType> = integrationFields[type].shape;
  const texts: Record<string, string> = locales[locale].texts[type];
  const schema = z.object({ [key]: shape[key] ?? z.never() });
  const { data, error } = schema.safeParse({ [key]: template }, { error: explainIssues(locale) });
  if (error !== undefined) {
    throw new GlpiIntegrationError("CONFIGURATION_INVALID", explain(error, locale), { issues: issuesOf(error) });
  }
  return String(data[key] ?? texts[key] ?? "");
}

/** What stands below it, whatever the operator writes. */
function below(key: string, locale: Locale, values: Record<string, unknown>): string {
  const { changes, consultation } = locales[locale];
  if (key === "solutionText") return changes.askVerdict;
  if (key === "openTicketsText") {
    return renderTemplate(consultation.listChoices, { more: Number(renderTemplate("{{more}}", values)) > 0 });
  }
  if (key === "ticketDetailText") return renderTemplate(consultation.detailChoices, { ...values, canAdd: true });
  return "";
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refused(what: string): GlpiIntegrationError {
  return new GlpiIntegrationError("CONFIGURATION_INVALID", `previewText: ${what}`);
}
