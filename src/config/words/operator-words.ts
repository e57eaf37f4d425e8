import type { ChoiceLabels, FieldKey, IntegrationType } from "../integration.js";
import type { ConfigurationMessages } from "./messages.js";

/** The groups in which the form shows its fields. */
export type FieldGroup =
  | "connection"
  | "general"
  | "gathering"
  | "afterTicket"
  | "changes"
  | "files"
  | "silence"
  | "requester"
  | "ticket"
  | "list"
  | "texts";

/** The steps of Whazing's wizard. */
export type StepKey = "name" | "configuration" | "review";

/** What the operator reads about one field. */
interface FieldWords {
  label: string;
  help: string;
  placeholder?: string;
}

/** Everything the form says. */
interface FormWords {
  types: Record<IntegrationType, { title: string; description: string }>;
  steps: Record<StepKey, string>;
  groups: Record<FieldGroup, string>;
  fields: Record<FieldKey, FieldWords>;
  /** Names of the values of each field that is a choice. */
  choices: ChoiceLabels;
  /** Shown when `messageIntervalMs` is below what is advised. */
  shortIntervalAdvice: string;
}

/** Everything that the operator reads in one language. */
export interface OperatorWords {
  form: FormWords;
  configuration: ConfigurationMessages;
}
