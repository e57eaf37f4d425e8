import type * as z from "zod";
import type { Locale } from "../locales/locale.js";
import { locales } from "../locales/locales.js";
import { type FieldItemtype, type FieldKind, fieldMeta } from "./fields.js";
import { places, usual } from "./form-places.js";
import type { FieldKey, IntegrationType } from "./integration.js";
import { integrationJsonSchema } from "./json-schema.js";
import { integrationFields } from "./schema.js";
import { operatorWords } from "./words/index.js";
import type { FieldGroup, StepKey } from "./words/operator-words.js";

/** One field, as a front end draws it. */
export interface FormField {
  key: FieldKey;
  /**
   * `duration` is a whole number of milliseconds; `template` a text with mustache `{{variables}}`; `lines` one text a
   * line, or a list of texts; `choices` a list of some of the values of `options`; `queue` and `integration` the id of one
   * of the host's; `glpi-id` the id of an `itemtype` in GLPI.
   */
  kind: FieldKind;
  /** The group of the configuration step that the field belongs to. */
  group?: FieldGroup;
  /** Most people leave it as it is: to be shown folded away. */
  advanced?: true;
  /** Of a `glpi-id`: what it is the id of, as GLPI's API calls it, so that a front end may offer a choice. */
  itemtype?: FieldItemtype;
  label: string;
  help: string;
  placeholder?: string;
  /** What applies when the field is not set. A customer's text follows the configuration's own `locale`. */
  default?: string | number | boolean | readonly string[];
  required: boolean;
  min?: number;
  max?: number;
  /** In characters; of `lines`, those of each line. */
  maxLength?: number;
  /** Of `lines`: how many there may be. */
  maxLines?: number;
  /** An empty text is a value of its own: nothing is said. Only `null`, or no value at all, means "not set". */
  mayBeEmpty?: true;
  /** Of `choice` one, of `choices` any number of them. */
  options?: FormOption[];
  /** Warn, without refusing, while the value is below `below`. */
  advice?: { below: number; text: string };
  /** Show neither what is typed nor what is stored. */
  secret?: true;
  /** The variables of a template. */
  variables?: readonly string[];
  /** The variables of each entry of a template's lists, by the list's name: `{{#tickets}}…{{/tickets}}`. */
  lists?: Readonly<Record<string, readonly string[]>>;
}

export interface FormOption {
  value: string | number;
  label: string;
}

/** A step of Whazing's wizard. The review step has no fields of its own: it shows those that `reviews` names. */
export interface FormStep {
  key: StepKey;
  title: string;
  fields: FormField[];
  groups?: { key: FieldGroup; title: string }[];
  reviews?: FieldKey[];
}

export interface IntegrationForm {
  type: IntegrationType;
  title: string;
  description: string;
  steps: FormStep[];
}

/**
 * The form of a type of integration in a language: plain JSON that a front end can draw without knowing zod. Kinds,
 * limits, defaults and choices come from the schema, the words from the language.
 */
export function integrationForm(type: IntegrationType, locale: Locale): IntegrationForm {
  const { types, steps, groups } = operatorWords[locale].form;
  const read = fieldReader(type, locale);
  const keys = (Object.keys(places) as FieldKey[]).filter((key) => Object.hasOwn(integrationFields[type].shape, key));
  const configured = keys.filter((key) => places[key] !== "name").map(read);
  const usedGroups = [...new Set(configured.flatMap(({ group }) => group ?? []))];

  return {
    type,
    ...types[type],
    steps: [
      { key: "name", title: steps.name, fields: keys.filter((key) => places[key] === "name").map(read) },
      {
        key: "configuration",
        title: steps.configuration,
        groups: usedGroups.map((key) => ({ key, title: groups[key] })),
        fields: configured,
      },
      { key: "review", title: steps.review, fields: [], reviews: keys },
    ],
  };
}

function fieldReader(type: IntegrationType, locale: Locale): (key: FieldKey) => FormField {
  const { form } = operatorWords[locale];
  const { texts } = locales[locale];
  const { properties = {}, required = [] } = integrationJsonSchema(type);
  const shape: Record<string, z.ZodType> = integrationFields[type].shape;
  const textDefaults: Record<string, string> = texts[type];
  const choices: Record<string, Record<string, string>> = form.choices;

  return (key) => {
    const schema = shape[key];
    const meta = schema && fieldMeta.get(schema);
    const limits = properties[key];
    if (!meta || typeof limits !== "object") throw new Error(`the field ${key} is not built by fields.ts`);
    const place = places[key];
    // Of lines, the limit of each.
    const items = typeof limits.items === "object" && !Array.isArray(limits.items) ? limits.items : limits;
    const { maxLength, enum: values } = items;
    const fallback = limits.default ?? textDefaults[key];
    return {
      key,
      kind: meta.kind,
      ...(place !== "name" && { group: place }),
      ...(!usual.has(key) && { advanced: true as const }),
      ...(meta.itemtype && { itemtype: meta.itemtype }),
      ...form.fields[key],
      ...(isShown(fallback) && { default: fallback }),
      required: required.includes(key),
      ...(limits.minimum !== undefined && { min: limits.minimum }),
      ...(limits.maximum !== undefined && { max: limits.maximum }),
      ...(maxLength !== undefined && { maxLength }),
      ...(limits.maxItems !== undefined && { maxLines: limits.maxItems }),
      ...(meta.mayBeEmpty && { mayBeEmpty: meta.mayBeEmpty }),
      ...(values && { options: (values as (string | number)[]).map((value) => option(key, value)) }),
      ...(meta.adviceBelow !== undefined && { advice: { below: meta.adviceBelow, text: form.shortIntervalAdvice } }),
      ...(meta.kind === "secret" && { secret: true as const }),
      ...(meta.variables && { variables: meta.variables }),
      ...(meta.lists && { lists: meta.lists }),
    };
  };

  function option(key: FieldKey, value: string | number): FormOption {
    return { value, label: choices[key]?.[value] ?? String(value) };
  }
}

/** No lines is no default to be shown. */
function isShown(fallback: unknown): fallback is NonNullable<FormField["default"]> {
  return fallback !== undefined && !(Array.isArray(fallback) && fallback.length === 0);
}
