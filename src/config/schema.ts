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
type TextKey<Fields> = {
  [K in keyof Fields]: undefined extends Fields[K] ? K & `${string}Text` : never;
}[keyof Fields];
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

type NoAnswerKey = "noAnswerMinutes" | "noAnswerAction" | "noAnswerQueueId";

/** Where a conversation is to be transferred, a queue is needed. */
function needQueue(context: z.RefinementCtx, key: string, isNeeded: boolean, queueId: unknown): void {
  if (isNeeded && queueId === undefined) {
    context.addIssue({ code: "custom", path: [key], ...issueParams("queueNeeded") });
  }
}

const createTicketSchema = createTicketFields
  .superRefine((fields, context) => {
    const { messageIntervalMs, maxWaitMs } = fields;
    if (maxWaitMs !== undefined && maxWaitMs < messageIntervalMs) {
      const params = issueParams("waitShorterThanInterval", { minimum: messageIntervalMs });
      context.addIssue({ code: "custom", path: ["maxWaitMs"], ...params });
    }
    needQueue(context, "afterCreatedQueueId", fields.afterCreated === "transfer", fields.afterCreatedQueueId);
    needNoAnswerQueue(context, fields);
  })
  .transform((fields) => ({
    ...withDefaultTexts(fields, locales[fields.locale].texts["glpi-create-ticket"]),
    maxWaitMs: fields.maxWaitMs ?? Math.max(usualMaxWaitMs, fields.messageIntervalMs),
  }));

const consultTicketsSchema = consultTicketsFields
  .superRefine((fields, context) => needNoAnswerQueue(context, fields))
  .transform((fields) => withDefaultTexts(fields, locales[fields.locale].texts["glpi-consult-tickets"]));

function needNoAnswerQueue(
  context: z.RefinementCtx,
  { noAnswerMinutes, noAnswerAction, noAnswerQueueId }: Pick<z.output<typeof consultTicketsFields>, NoAnswerKey>,
): void {
  needQueue(context, "noAnswerQueueId", noAnswerMinutes > 0 && noAnswerAction === "transfer", noAnswerQueueId);
}

/**
 * The zod schema of each type of integration. `null` and blank text mean "not set"; numbers may come as numeric
 * strings, switches as `"true"` and `"false"`; every default is filled in. Their messages are keys.
 */
export const zodSchemas = {
  "glpi-create-ticket": createTicketSchema,
  "glpi-consult-tickets": consultTicketsSchema,
};
