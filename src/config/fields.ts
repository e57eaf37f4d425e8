import { getCountries, getCountryCallingCode } from "libphonenumber-js";
import * as z from "zod";
import { readApiUrl } from "./api-url.js";
import type { ConfigurationMessages } from "./words/messages.js";

/**
 * How a front end draws a field. A duration is in milliseconds; a template is text with `{{variables}}`; lines are
 * several texts, one a line; choices are several of a few values; `queue` and `integration` are ids of the host's,
 * `glpi-id` that of something in GLPI.
 */
export type FieldKind =
  | "text"
  | "lines"
  | "url"
  | "secret"
  | "duration"
  | "number"
  | "switch"
  | "choice"
  | "choices"
  | "template"
  | "queue"
  | "integration"
  | "glpi-id";

/** What a `glpi-id` is the id of, as GLPI's API calls it. */
export type FieldItemtype = "Entity" | "Group" | "ITILCategory" | "Location" | "Profile" | "RequestType" | "User";

/** What the form has to know of a field beyond its schema. */
export interface FieldMeta {
  kind: FieldKind;
  itemtype?: FieldItemtype;
  /** Below this value the form warns. */
  adviceBelow?: number;
  /** The `{{variables}}` of a template, beyond the contact's and the conversation's extra fields. */
  variables?: readonly string[];
  /** The variables of each entry of a template's `{{#lists}}`. */
  lists?: Readonly<Record<string, readonly string[]>>;
  /** An empty text is a value of its own, and not the default. */
  mayBeEmpty?: true;
}

/** The metadata of every field, by its schema. */
export const fieldMeta = z.registry<FieldMeta>();

/** The params of a custom issue: the key of its message and what the message shows. */
export interface IssueParams {
  problem: keyof ConfigurationMessages;
  values?: Readonly<Record<string, string | number | undefined>>;
}

export function issueParams(problem: IssueParams["problem"], values: IssueParams["values"] = {}) {
  return { params: { problem, values } satisfies IssueParams };
}

/** Forms and database rows write "not set" as null or as an empty text. */
export function given(value: unknown): unknown {
  if (value === null) return undefined;
  return typeof value === "string" ? value.trim() || undefined : value;
}

function givenNumber(value: unknown): unknown {
  const known = given(value);
  return typeof known === "string" && /^-?\d+(\.\d+)?$/.test(known) ? Number(known) : known;
}

function givenSwitch(value: unknown): unknown {
  const known = given(value);
  return known === "true" ? true : known === "false" ? false : known;
}

/** A field: what the form has to know of it, its schema, and how a raw value is read before that. */
export function field<Schema extends z.ZodType>(meta: FieldMeta, schema: Schema, read = given) {
  const lenient = z.preprocess(read, schema);
  fieldMeta.add(lenient, meta);
  return lenient;
}

/** A required text. */
export function text(maxLength: number) {
  return field({ kind: "text" }, z.string().min(1).max(maxLength));
}

/** A text that may be left out. */
export function optionalText(maxLength: number) {
  return field({ kind: "text" }, z.string().max(maxLength).optional());
}

/** The address of GLPI's REST API. */
export function apiUrl() {
  return field(
    { kind: "url" },
    z
      .string()
      .max(2_000, { abort: true })
      .transform((raw, context) => {
        const reading = readApiUrl(raw);
        if ("url" in reading) return reading.url;
        context.addIssue({ code: "custom", ...issueParams(reading.problem, { suggestion: reading.suggestion }) });
        return z.NEVER;
      })
      .meta({ format: "uri" }),
  );
}

/**
 * A token of GLPI. It is opaque (GLPI 10's user tokens have 40 characters), and travels in an HTTP header: visible
 * ASCII only, at most 512.
 */
export function secret() {
  return field(
    { kind: "secret" },
    z
      .string()
      .max(512)
      .refine((token) => /^[\x21-\x7e]*$/.test(token), issueParams("tokenCharacters"))
      .meta({ format: "password", writeOnly: true }),
  );
}

/** One of a few values. */
export function choice<const Values extends readonly [string, ...string[]]>(values: Values, fallback: Values[number]) {
  return field(
    { kind: "choice" },
    z.enum(values).default(() => fallback),
  );
}

/** Several of a few values: a list, or a text with commas or line breaks between them. */
export function choices<const Values extends readonly [string, ...string[]]>(
  values: Values,
  fallback: readonly Values[number][],
) {
  const schema = z.array(z.enum(values)).default(() => [...fallback]);
  return field({ kind: "choices" }, schema, (value) => givenChoices(value, values));
}

function givenChoices(value: unknown, values: readonly unknown[]): unknown {
  const known = given(value);
  if (known === undefined) return undefined;
  const chosen = typeof known === "string" ? known.split(/[,;\s]+/) : known;
  // What is no list is no choice either, and is told so.
  const each = [...new Set(Array.isArray(chosen) ? chosen : [chosen])].filter((one) => one !== "");
  // One message, however many are none of them.
  const wrong = each.find((one) => !values.includes(one));
  return wrong === undefined ? each : [wrong];
}

/** GLPI's urgency, from 1 (very low) to 5 (very high). */
export function urgency() {
  return field({ kind: "choice" }, z.literal([1, 2, 3, 4, 5]).optional(), givenNumber);
}

/** On or off. */
export function toggle(fallback: boolean) {
  return field({ kind: "switch" }, z.boolean().default(fallback), givenSwitch);
}

// One message a number: the limits first, and no more once they are broken.
function integer(minimum: number, maximum: number) {
  return z.number().min(minimum, { abort: true }).max(maximum, { abort: true }).int();
}

/** A whole number with a default. */
export function wholeNumber(minimum: number, maximum: number, fallback: number) {
  return field({ kind: "number" }, integer(minimum, maximum).default(fallback), givenNumber);
}

interface DurationOptions {
  minimum: number;
  maximum: number;
}

/** Milliseconds, with a default, and a warning in the form below `adviceBelow`. */
export function duration(options: DurationOptions & { fallback: number; adviceBelow: number }) {
  const schema = integer(options.minimum, options.maximum).default(options.fallback);
  return field({ kind: "duration", adviceBelow: options.adviceBelow }, schema, givenNumber);
}

/** Milliseconds that may be left out; `usually` is what the form shows as the default. */
export function optionalDuration(options: DurationOptions & { usually: number }) {
  const schema = integer(options.minimum, options.maximum).optional().meta({ default: options.usually });
  return field({ kind: "duration" }, schema, givenNumber);
}

// GLPI's ids are unsigned 32-bit integers.
const highestId = 4_294_967_295;

/** The root entity is the only thing in GLPI whose id is 0. */
const lowestId = (itemtype: FieldItemtype) => (itemtype === "Entity" ? 0 : 1);

/** The id of something in GLPI. */
export function glpiId(itemtype: FieldItemtype) {
  return field({ kind: "glpi-id", itemtype }, integer(lowestId(itemtype), highestId).optional(), givenNumber);
}

export function glpiIdWithDefault(itemtype: FieldItemtype, fallback: number) {
  return field({ kind: "glpi-id", itemtype }, integer(lowestId(itemtype), highestId).default(fallback), givenNumber);
}

/** The id of one of the host's queues or integrations. */
export function hostId(kind: "queue" | "integration") {
  return field({ kind }, z.union([z.string().max(100), integer(1, Number.MAX_SAFE_INTEGER)]).optional());
}

/** IANA name of a time zone that this Node.js knows. */
export function timeZone(fallback: string) {
  return field({ kind: "text" }, z.string().refine(isTimeZone, issueParams("unknownTimeZone")).default(fallback));
}

function isTimeZone(name: string): boolean {
  // Node takes offsets (+03:00) too; they know no daylight saving.
  if (!/^[a-z]/i.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const callingCodes: ReadonlySet<string> = new Set(getCountries().map((country) => getCountryCallingCode(country)));

/** A country's calling code, in digits. */
export function callingCode(fallback: string) {
  const schema = z
    .string()
    .overwrite((code) => code.replace(/^\+/, ""))
    .refine((code) => callingCodes.has(code), issueParams("unknownCountryCode"))
    .default(fallback);
  return field({ kind: "text" }, schema, (value) => (typeof value === "number" ? String(value) : given(value)));
}
