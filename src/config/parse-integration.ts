import type { InspectOptions, inspect } from "node:util";
import * as z from "zod";
import { GlpiIntegrationError } from "../glpi/errors.js";
import { mayBePublic } from "../glpi/public-address.js";
import { type Locale, localeCodes } from "../locales/locale.js";
import { explain, explainIssues, issuesOf } from "./explain-issue.js";
import { issueParams } from "./fields.js";
import type { ConsultTicketsIntegration, CreateTicketIntegration, Integration } from "./integration.js";
import { zodSchemas } from "./schema.js";
import { secretKeys } from "./secrets.js";

const integrationSchema = z.discriminatedUnion("type", [
  zodSchemas["glpi-create-ticket"],
  zodSchemas["glpi-consult-tickets"],
]);

const publicSchema = integrationSchema.superRefine(({ url }, context) => {
  if (mayBePublic(new URL(url))) return;
  context.addIssue({ code: "custom", path: ["url"], ...issueParams("urlNotPublic") });
});

/** A configuration, read; or what is wrong with it, with its `issues`. */
export type ParsedIntegration<I extends Integration = Integration> =
  | { success: true; data: I; error?: undefined }
  | { success: false; error: GlpiIntegrationError; data?: undefined };

/** Reads one type of integration: as `parseIntegration()` does, or without throwing. */
export interface IntegrationSchema<I extends Integration> {
  /** Throws `CONFIGURATION_INVALID`. */
  parse(raw: unknown): I;
  safeParse(raw: unknown): ParsedIntegration<I>;
}

/** What reads each type of integration, its `type` included. */
export const integrationSchemas: {
  "glpi-create-ticket": IntegrationSchema<CreateTicketIntegration>;
  "glpi-consult-tickets": IntegrationSchema<ConsultTicketsIntegration>;
} = {
  "glpi-create-ticket": reader(zodSchemas["glpi-create-ticket"]),
  "glpi-consult-tickets": reader(zodSchemas["glpi-consult-tickets"]),
};

export interface ParseOptions {
  /** `public`: `url` may not name an address of the host's own network. Default `any`. */
  addresses?: "any" | "public" | undefined;
  /** The language of the messages. Default: what `raw.locale` names, else Portuguese. */
  locale?: Locale | undefined;
}

/**
 * Reads a configuration as the form or a database row gives it: flat keys, `null` and blank text for "not set",
 * numbers also as numeric strings, switches also as `"true"` and `"false"`. Every default is filled in.
 *
 * The result shows neither of its tokens when it is inspected or logged with `console`; a copy of it does.
 *
 * @throws GlpiIntegrationError `CONFIGURATION_INVALID`: a line for each field that is wrong, with how to mend it, in
 * the language that `locale` or `raw.locale` names (else Portuguese), and the same by field as `issues`. It never holds a token.
 */
export function parseIntegration(raw: unknown, { addresses = "any", locale }: ParseOptions = {}): Integration {
  return reader<Integration>(addresses === "public" ? publicSchema : integrationSchema, locale).parse(raw);
}

function reader<I extends Integration>(schema: z.ZodType<I>, wanted?: Locale): IntegrationSchema<I> {
  const safeParse = (raw: unknown): ParsedIntegration<I> => {
    const locale = wanted ?? operatorLocale(raw);
    const { success, data, error } = schema.safeParse(raw, { error: explainIssues(locale) });
    if (success) return { success, data: hideSecrets(data) };
    const issues = issuesOf(error);
    return { success, error: new GlpiIntegrationError("CONFIGURATION_INVALID", explain(error, locale), { issues }) };
  };
  return {
    safeParse,
    parse: (raw) => {
      const result = safeParse(raw);
      if (!result.success) throw result.error;
      return result.data;
    },
  };
}

function operatorLocale(raw: unknown): Locale {
  const wanted = typeof raw === "object" && raw !== null && "locale" in raw ? raw.locale : undefined;
  return localeCodes.find((code) => code === wanted) ?? "pt-BR";
}

function hideSecrets<I extends Integration>(integration: I): I {
  return Object.defineProperty(integration, Symbol.for("nodejs.util.inspect.custom"), {
    value: (_depth: number, options: InspectOptions, show: typeof inspect) => show(redacted(integration), options),
  });
}

function redacted(integration: Integration): Record<string, unknown> {
  return { ...integration, ...Object.fromEntries(secretKeys.map((key) => [key, "[redacted]"])) };
}
