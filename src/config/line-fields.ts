import * as z from "zod";
import { readMediaHost } from "../files/media-hosts.js";
import { field, issueParams } from "./fields.js";

const mostLines = 200;
const longestLine = 200;

/** Several short texts: a list of them, or one text with line breaks. Blank ones and repeated ones are left out. */
export function lines() {
  // The length is checked for all of them at once: one message, however many are too long.
  const schema = z
    .array(z.string().meta({ maxLength: longestLine }))
    .max(mostLines, { abort: true })
    .refine(
      (texts) => texts.every(({ length }) => length <= longestLine),
      issueParams("lineTooLong", { maximum: longestLine }),
    )
    .default([]);
  return field({ kind: "lines" }, schema, givenLines);
}

/** Servers, one a line. */
export function mediaHosts() {
  const schema = z
    .array(z.string().meta({ maxLength: longestLine }))
    .max(mostLines, { abort: true })
    .superRefine((hosts, context) => {
      const host = hosts.find((each) => each.length > longestLine || readMediaHost(each) === undefined);
      if (host !== undefined)
        context.addIssue({ code: "custom", ...issueParams("noServer", { host: host.slice(0, 50) }) });
    })
    .default([]);
  return field({ kind: "lines" }, schema, givenLines);
}

function givenLines(value: unknown): unknown {
  if (value === null) return undefined;
  const texts = typeof value === "string" ? value.split(/\r?\n/) : value;
  if (!Array.isArray(texts)) return texts;
  const trimmed = texts.map((text) => (typeof text === "string" ? text.trim() : text));
  return [...new Set(trimmed)].filter((text) => text !== "");
}
