import * as z from "zod";
import { type FieldMeta, field, given, issueParams } from "./fields.js";
import { templateProblem } from "./template-problem.js";

// Whazing's own variables. "greting" is its spelling.
const hostVariables = [
  "firstName",
  "name",
  "phoneNumber",
  "email",
  "greting",
  "ticket_id",
  "protocol",
  "hour",
  "date",
  "fila",
  "user",
  "userEmail",
] as const;

const templateSchema = z
  .string()
  .max(4_000, { abort: true })
  .superRefine((template, context) => {
    const found = templateProblem(template);
    if (found) context.addIssue({ code: "custom", ...issueParams(found.problem, found.values) });
  });

/** A text with `{{variables}}`: Whazing's, the extra fields of contact and conversation, and `ownVariables`. */
export function template(fallback: string, ownVariables: readonly string[]) {
  const meta: FieldMeta = { kind: "template", variables: [...hostVariables, ...ownVariables] };
  return field(meta, templateSchema.default(fallback));
}

/** A text to the customer whose default depends on the language. */
export function customerText(ownVariables: readonly string[] = [], lists?: FieldMeta["lists"]) {
  const meta: FieldMeta = { kind: "template", variables: [...hostVariables, ...ownVariables], ...(lists && { lists }) };
  return field(meta, templateSchema.optional());
}

/** A text to the customer that may be empty: then nothing is said. Not set (null or left out), it is the language's. */
export function customerTextOrNone(ownVariables: readonly string[] = []) {
  const meta: FieldMeta = { kind: "template", variables: [...hostVariables, ...ownVariables], mayBeEmpty: true };
  return field(meta, templateSchema.optional(), (value) => (typeof value === "string" ? value.trim() : given(value)));
}
