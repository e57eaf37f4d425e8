import * as z from "zod";
import type { ConfigurationIssue } from "../glpi/errors.js";
import type { Locale } from "../locales/locale.js";
import { renderTemplate } from "../locales/render.js";
import type { IssueParams } from "./fields.js";
import { integrationFields } from "./schema.js";
import { operatorWords } from "./words/index.js";
import type { ConfigurationMessages } from "./words/messages.js";

type RawIssue = z.core.$ZodRawIssue;

/** zod's error map in the operator's language: what is wrong and how to mend it. No value of a field is ever shown. */
export function explainIssues(locale: Locale): (issue: RawIssue) => string {
  const { configuration } = operatorWords[locale];
  return (issue) => {
    const { problem, values } = problemOf(issue);
    return renderTemplate(configuration[problem], values);
  };
}

/** What is wrong, field by field, as a form marks it. */
export function issuesOf(error: z.ZodError): ConfigurationIssue[] {
  return error.issues.flatMap((issue) => {
    const { message } = issue;
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => ({ key, message }));
    return [{ key: String(issue.path[0] ?? ""), message }];
  });
}

/** All of it as one text: which fields (their labels in the form and their keys), and how to mend them. */
export function explain(error: z.ZodError, locale: Locale): string {
  const { configuration, form } = operatorWords[locale];
  const labels: Record<string, { label: string }> = form.fields;
  const issues = error.issues.map(({ path, message }) => {
    const key = String(path[0] ?? "");
    const field = Object.hasOwn(labels, key) ? labels[key] : undefined;
    const about = field && renderTemplate(configuration.aboutField, { label: field.label, key, message });
    return { path, message: about ?? message };
  });
  return z.prettifyError({ issues });
}

interface Explanation {
  problem: keyof ConfigurationMessages;
  values: Record<string, unknown>;
}

const tooMuch: Readonly<Record<string, keyof ConfigurationMessages>> = { string: "tooLong", array: "tooManyLines" };

function problemOf(issue: RawIssue): Explanation {
  const explain = (problem: keyof ConfigurationMessages, values: Record<string, unknown> = {}) => ({ problem, values });
  switch (issue.code) {
    case "custom": {
      const { problem, values } = issue.params as IssueParams;
      return explain(problem, values);
    }
    case "unrecognized_keys":
      return explain("unknownKeys", { keys: issue.keys.map(readableKey).join(", ") });
    case "invalid_union":
      return issue.discriminator === "type"
        ? explain("unknownType", { types: Object.keys(integrationFields).join(", ") })
        : explain("notQueueId");
    case "invalid_value":
      return explain("notChoice", { choices: issue.values.map(String).join(", ") });
    case "too_small":
      return explain("tooSmall", { minimum: String(issue.minimum) });
    case "too_big":
      return explain(tooMuch[issue.origin] ?? "tooBig", { maximum: String(issue.maximum) });
    default:
      return explain(typeProblem(issue));
  }
}

function typeProblem(issue: RawIssue): keyof ConfigurationMessages {
  if (!issue.path?.length) return "notAnObject";
  if (issue.input === undefined) return "required";
  const expected = issue.code === "invalid_type" ? issue.expected : undefined;
  if (expected === "boolean") return "notSwitch";
  if (expected === "array") return "notLines";
  return expected === "string" ? "notText" : "notWholeNumber";
}

// A key is the sender's text: quoted, so that it cannot pass for a part of the message, and short.
function readableKey(key: string): string {
  return JSON.stringify(key.length > 60 ? `${key.slice(0, 60)}…` : key);
}
