import type { InspectOptions, inspect } from "node:util";
import * as z from "zod";
import { GlpiIntegrationError } from "../glpi/errors.js";
import { mayBePublic } from "../glpi/public-address.js";
import { type Locale, localeCodes } from "../locales/locale.js";
import { explainIssues } from "./explain-issue.js";
import { fieldMeta, issueParams } from "./fields.js";
import { type Integration, integrationFields, integrationSchemas } from "./schema.js";

const integrationSchema = z.discriminatedUnion("type", [
  integrationSchemas["glpi-create-ticket"],
  integrationSchemas["glpi-consult-tickets"],
]);

const publicSchema = integrationSchema.superRefine(({ url }, context) => {
  if (mayBePublic(new URL(url))) return;
  context.addIssue({ code: "custom", path: ["url"], ...issueParams("urlNotPublic") });
});

export interface ParseOptions {
  /** `public`: `url` may not name an address of the host's own network. Default `any`. */
  addresses?: "any" | "public" | undefined;
}

/**
 * Reads a configuration as the form or a database row gives it: flat keys, `null` and blank text for "not set",
 * numbers also as numeric strings, switches also as `"true"` and `"false"`. Every default is filled in.
 *
 * The result shows neither of its tokens when it is inspected or logged with `console`; a copy of it does.
 *
 * @throws GlpiIntegrationError `CONFIGURATION_INVALID`: a line for each field that is wrong, with how to mend it, in
 * the language that `raw.locale` names (else Portuguese). It never holds a token.
 */
export function parseIntegration(raw: unknown, { addresses = "any" }: ParseOptions = {}): Integration {
  const schema = addresses === "public" ? publicSchema : integrationSchema;
  const result = schema.safeParse(raw, { error: explainIssues(operatorLocale(raw)) });
  if (!result.success) throw new GlpiIntegrationError("CONFIGURATION_INVALID", z.prettifyError(result.error));
  return hideSecrets(result.data);
}

function operatorLocale(raw: unknown): Locale {
  const wanted = typeof raw === "object" && raw !== null && "locale" in raw ? raw.locale : undefined;
  return localeCodes.find((code) => code === wanted) ?? "pt-BR";
}

function hideSecrets(integration: Integration): Integration {
  return Object.defineProperty(integration, Symbol.for("nodejs.util.inspect.custom"), {
    value: (_depth: number, options: InspectOptions, show: typeof inspect) => show(redacted(integration), options),
  });
}

function redacted(integration: Integration): Record<string, unknown> {
  const { shape } = integrationFields[integration.type];
  const secrets = Object.entries(shape).filter(([, schema]) => fieldMeta.get(schema)?.kind === "secret");
  return { ...integration, ...Object.fromEntries(secrets.map(([key]) => [key, "[redacted]"])) };
}
