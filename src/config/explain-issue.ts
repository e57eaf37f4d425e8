import type * as z from "zod";
import type { Locale } from "../locales/locale.js";
import { renderTemplate } from "../locales/render.js";
import type { IssueParams } from "./fields.js";
import { integrationFields } from "./schema.js";
import { operatorWords } from "./words/index.js";
import type { ConfigurationMessages } from "./words/messages.js";

type RawIssue = z.core.$ZodRawIssue;

/**
 * zod's error map in the operator's language: what is wrong, which field (its label in the form and its key), and how
 * to mend it. No value of a field is ever shown.
 */
export function explainIssues(locale: Locale): (issue: RawIssue) => string {
  const { configuration, form } = operatorWords[locale];
  const labels: Record<string, { label: string }> = form.fields;

  return (issue) => {
    const { problem, values } = problemOf(issue);
    const message = renderTemplate(configuration[problem], values);
    const key = String(issue.path?.[0] ?? "");
    const field = Object.hasOwn(labels, key) ? labels[key] : undefined;
    return field ? renderTemplate(configuration.aboutField, { label: field.label, key, message }) : message;
  };
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
