import * as z from "zod";
import { localeCodes } from "../locales/locale.js";
import { locales } from "../locales/locales.js";
import {
  apiUrl,
  callingCode,
  choice,
  customerText,
  duration,
  glpiId,
  glpiIdWithDefault,
  issueParams,
  optionalDuration,
  queueId,
  secret,
  template,
  text,
  timeZone,
  toggle,
  urgency,
  wholeNumber,
} from "./fields.js";

const usualMaxWaitMs = 120_000;

function commonFields() {
  return {
    /** How the operator calls this integration: 1 to 100 characters. */
    name: text(100),
    /** The address of GLPI's REST API; ends in `/apirest.php` or `/api.php/v1`. */
    url: apiUrl(),
    /** GLPI's application token. */
    appToken: secret(),
    /** The API token of the GLPI user that the integration works as. */
    userToken: secret(),
    /** The language of default texts, and of messages about this configuration. */
    locale: choice(localeCodes, "pt-BR"),
    /** The time zone of hours, dates and greetings in texts. */
    timeZone: timeZone("America/Sao_Paulo"),
    /** The calling code of telephones that are written without one. */
    countryCode: callingCode("55"),
    /** The queue where a conversation goes when GLPI fails; never a queue that has this integration. */
    errorQueueId: queueId(),
    /** Whether a telephone that GLPI holds without area code may match, when nothing else does. */
    matchWithoutAreaCode: toggle(false),
    /** What the customer reads when GLPI fails. */
    failureText: customerText(),
  };
}

const createTicketFields = z.strictObject({
  type: z.literal("glpi-create-ticket"),
  ...commonFields(),
  /** Quiet time after the customer's last message before the ticket is opened. */
  messageIntervalMs: duration({ minimum: 1_000, maximum: 600_000, fallback: 15_000, adviceBelow: 15_000 }),
  /** The longest wait from the first message on; 120,000, or `messageIntervalMs` if that is longer. */
  maxWaitMs: optionalDuration({ minimum: 1_000, maximum: 3_600_000, usually: usualMaxWaitMs }),
  /** Whether group conversations open tickets. */
  includeGroups: toggle(false),
  /** Whether a contact that GLPI does not know becomes a user there. */
  createRequester: toggle(true),
  /** Entity of new users; 0 is the root. */
  newRequesterEntityId: glpiIdWithDefault(0, 0),
  /** Profile of new users; 1 is Self-Service in a stock GLPI. */
  newRequesterProfileId: glpiIdWithDefault(1, 1),
  /** GLPI user the ticket is for when the contact is neither found nor created. */
  fallbackRequesterId: glpiId(1),
  /** Entity of the ticket of a person who has none. */
  fallbackEntityId: glpiId(0),
  /** Whether a contact may be found by their e-mail. */
  trustContactEmail: toggle(true),
  ticketType: choice(["incident", "request"], "incident"),
  categoryId: glpiId(1),
  /** 1 (very low) to 5 (very high); not sent unless given. */
  urgency: urgency(),
  requestSourceId: glpiId(1),
  locationId: glpiId(1),
  assignedGroupId: glpiId(1),
  titleTemplate: template("{{firstWords}}", ["firstWords"]),
  askDescriptionText: customerText(),
  ticketCreatedText: customerText(["ticketNumber", "ticketTitle", "ticketUrl"]),
  /** What the customer reads, once, when GLPI does not answer and the number will come later. */
  ticketDelayedText: customerText(),
});

const consultTicketsFields = z.strictObject({
  type: z.literal("glpi-consult-tickets"),
  ...commonFields(),
  /** Whether a contact may be found by their e-mail: someone else's would show that person's tickets. */
  trustContactEmail: toggle(false),
  /** Which tickets are listed; `notClosed` keeps the solved ones in. */
  ticketStatuses: choice(["notSolved", "notClosed"], "notSolved"),
  /** How many tickets are listed at most: 1 to 10. */
  maxTickets: wholeNumber(1, 10, 10),
  openTicketsText: customerText(["total", "shown", "more"], {
    tickets: ["number", "title", "status", "openedAt", "updatedAt", "entity", "url"],
  }),
  noTicketsText: customerText(),
});

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
  .superRefine(({ messageIntervalMs, maxWaitMs }, context) => {
    if (maxWaitMs === undefined || maxWaitMs >= messageIntervalMs) return;
    const params = issueParams("waitShorterThanInterval", { minimum: messageIntervalMs });
    context.addIssue({ code: "custom", path: ["maxWaitMs"], ...params });
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

type IsChoice<Value> = Value extends boolean
  ? false
  : string extends Value
    ? false
    : number extends Value
      ? false
      : true;

/** A name for each value of each choice. */
export type ChoiceLabels = { [K in ChoiceKey]: Record<NonNullable<AllFields[K]>, string> };
