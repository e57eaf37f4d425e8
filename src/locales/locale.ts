import type { ChoiceLabels, FieldKey, IntegrationType, TextKey } from "../config/schema.js";
import type { TicketStatus } from "../glpi/tickets.js";

/** The languages that customers and operators can read. The first is the default. */
export const localeCodes = ["pt-BR", "es", "en"] as const;

/** A language: Brazilian Portuguese, Spanish or English. */
export type Locale = (typeof localeCodes)[number];

/** The groups in which the form shows its fields. */
export type FieldGroup = "connection" | "general" | "gathering" | "requester" | "ticket" | "list" | "texts";

/** The steps of Whazing's wizard. */
export type StepKey = "name" | "configuration" | "review";

/** What the operator reads about one field. */
interface FieldWords {
  label: string;
  help: string;
  placeholder?: string;
}

/** Everything the form says. */
export interface FormWords {
  types: Record<IntegrationType, { title: string; description: string }>;
  steps: Record<StepKey, string>;
  groups: Record<FieldGroup, string>;
  fields: Record<FieldKey, FieldWords>;
  /** Names of the values of each field that is a choice. */
  choices: ChoiceLabels;
  /** Shown when `messageIntervalMs` is below what is advised. */
  shortIntervalAdvice: string;
}

/** What is wrong with a configuration and how to mend it: mustache templates, with their variables in brackets. */
export interface ConfigurationMessages {
  /** One message about one field [label, key, message]. */
  aboutField: string;
  notAnObject: string;
  /** [types] */
  unknownType: string;
  /** [keys] */
  unknownKeys: string;
  required: string;
  notText: string;
  notWholeNumber: string;
  notSwitch: string;
  notQueueId: string;
  /** [choices] */
  notChoice: string;
  /** [maximum], in characters */
  tooLong: string;
  /** [minimum] */
  tooSmall: string;
  /** [maximum] */
  tooBig: string;
  tokenCharacters: string;
  unknownTimeZone: string;
  unknownCountryCode: string;
  /** [minimum] */
  waitShorterThanInterval: string;
  /** [line, column] */
  tagNotClosed: string;
  /** [section] */
  sectionNotClosed: string;
  /** [section, line, column] */
  sectionNotOpened: string;
  templateUnreadable: string;
  /** The address messages know the likely right address, or do not: [suggestion] */
  urlUnreadable: string;
  urlWithoutScheme: string;
  urlOtherScheme: string;
  urlWithCredentials: string;
  urlWithQuery: string;
  urlOtherPath: string;
}

/** Everything that depends on the language. */
export interface LocaleWords {
  form: FormWords;
  configuration: ConfigurationMessages;
  /** What customers read unless the operator wrote something else: mustache templates. */
  texts: { [T in IntegrationType]: Record<TextKey<T>, string> };
  /** For Whazing's variable `{{greting}}`, by the hour: from 5, from 12 and from 18. */
  greetings: { morning: string; afternoon: string; evening: string };
  /** GLPI's own words for a ticket's status; `other` is for one that GLPI itself does not have. */
  statuses: Record<TicketStatus, string>;
  /** Words in a ticket's content, for the technician. */
  ticketContent: Record<"contact" | "telephone" | "email" | "channel" | "protocol" | "queue" | "group", string>;
  /** Names of what came with a message, by Whazing's `mediaType`; `file` is for any other. */
  media: Record<"image" | "video" | "audio" | "document" | "file", string>;
}
