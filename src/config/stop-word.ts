import * as z from "zod";
import { readCommand } from "../conversation/consult-menu.js";
import { plainText } from "../conversation/menu.js";
import { readVerdict } from "../conversation/verdict.js";
import { field, issueParams } from "./fields.js";

const rules = { ignoredTexts: [], needsDescription: true };

/** A word, or a few, that customers write for nothing else: no choice, yes, no, greeting or command of ours. */
export function stopWord() {
  const schema = z.string().max(40, { abort: true }).refine(isFree, issueParams("notStopWord"));
  return field({ kind: "text" }, schema.optional());
}

function isFree(text: string): boolean {
  if (!/\p{L}.*\p{L}/u.test(plainText(text)) || readCommand({ text, choice: undefined }) !== undefined) return false;
  return readVerdict({ id: "", text, sentAt: 0 }, rules) === "trouble";
}
