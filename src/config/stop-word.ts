import * as z from "zod";
import { plainText } from "../conversation/menu.js";
import { field, issueParams } from "./fields.js";

/** A word, or a few, that customers write for nothing else: with two letters, so that it is no choice of a menu. */
export function stopWord() {
  const isWord = (text: string) => /\p{L}.*\p{L}/u.test(plainText(text));
  return field(
    { kind: "text" },
    z.string().max(40, { abort: true }).refine(isWord, issueParams("notStopWord")).optional(),
  );
}
