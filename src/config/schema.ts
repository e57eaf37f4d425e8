import type * as z from "zod";
import { locales } from "../locales/locales.js";
import { issueParams } from "./fields.js";
import { consultTicketsFields, createTicketFields, usualMaxWaitMs } from "./integration-fields.js";

/** The fields of each type, before defaults that depend on other fields. */
export const integrationFields = {
  "glpi-create-ticket": createTicketFields,
  "glpi-consult-tickets": consultTicketsFields,
};

/** The keys of texts to the customer, whose defaults are the language's. */
type TextKey<Fields> = keyof Fields & `${string}Text`;
type WithTexts<Fields> = { [K in keyof Fields as Exclude<K, TextKey<Fields>>]: Fields[K] } & Record<
  TextKey<Fields>,
  string
>;

/** Fills in the language's texts. A text without a default, or a default without a field, fails the types. */
function withDefaultTexts<Fields extends object, Texts extends Record<TextKey<Fields>, string>>(
  fields: Fields,
  defaults: Texts & Record<Exclude<keyof Texts, TextKey<Fields>>, never>,
): WithTexts<Fields> {
  const given = fields as Readonly<Record<string, unknown>>;
  const texts = Object.entries(defaults).map(([key, text]) => [key, given[key] ?? text]);
  return { ...fields, ...Object.fromEntries(texts) };
}

const createTicketSchema = createTicketFields
  .superRefine((fields, context) => {
    const { messageIntervalMs, maxWaitMs } = fields;
    if (maxWaitMs !== undefined && maxWaitMs < messageIntervalMs) {
      const params = issueParams("waitShorterThanInterval", { minimum: messageIntervalMs });
      context.addIssue({ code: "custom", path: ["maxWaitMs"], ...params });
    }
    const needed = {
      afterCreatedQueueId: fields.afterCreated === "transfer",
      noAnswerQueueId: fields.noAnswerMinutes > 0 && fields.noAnswerAction === "transfer",
    };
    for (const key of ["afterCreatedQueueId", "noAnswerQueueId"] as const) {
      if (!needed[key] || fields[key] !== undefined) continue;
      context.addIssue({ code: "custom", path: [key], ...issueParams("queueNeeded") });
    }
  })
  .transform((fields) => ({
    ...withDefaultTexts(fields, locales[fields.locale].texts["glpi-create-ticket"]),
    maxWaitMs: fields.maxWaitMs ?? Math.max(usualMaxWaitMs, fields.messageIntervalMs),
  }));

const consultTicketsSchema = consultTicketsFields.transform((fields) =>
  withDefaultTexts(fields, locales[fields.locale].texts["glpi-consult-tickets"]),
);

/**
 * The zod schema of each type of integration. `null` and blank text mean "not set"; numbers may come as numeric
 * strings, switches as `"true"` and `"false"`; every default is filled in. Their messages are keys:
 * `parseIntegration()` says them in the operator's language.
 */
export const integrationSchemas = {
  "glpi-create-ticket": createTicketSchema,
  "glpi-consult-tickets": consultTicketsSchema,
};

/** Gathers what the customer writes into one ticket. */
export type CreateTicketIntegration = z.output<typeof createTicketSchema>;

/** Tells the customer about their open tickets. */
export type ConsultTicketsIntegration = z.output<typeof consultTicketsSchema>;

/** A valid configuration, with every default filled in. */
export type Integration = CreateTicketIntegration | ConsultTicketsIntegration;

export type IntegrationType = keyof typeof integrationFields;

type Fields = { [T in IntegrationType]: z.output<(typeof integrationFields)[T]> };

// Without `type`, in which the two differ: an intersection with it would be `never`.
type AllFields = Omit<Fields["glpi-create-ticket"], "type"> & Omit<Fields["glpi-consult-tickets"], "type">;

/** Every key that an operator fills in. */
export type FieldKey = keyof AllFields;

type ChoiceKey = { [K in FieldKey]: IsChoice<NonNullable<AllFields[K]>> extends true ? K : never }[FieldKey];

type IsChoice<Value> = Value extends boolean | readonly unknown[]
  ? false
  : string extends Value
    ? false
    : number extends Value
      ? false
      : true;

/** A name for each value of each choice. */
export type ChoiceLabels = { [K in ChoiceKey]: Record<NonNullable<AllFields[K]> & (string | number), string> };
