import { decode } from "html-entities";
import { decodeGlpiText } from "../glpi/rich-text.js";

/** A ticket's content as a technician reads it: a line for each paragraph and each `<br>`, and no markup. */
export function readableText(content: string): string {
  const lines = decodeGlpiText(content).replace(/<\/p>\s*|<br\s*\/?>/g, "\n");
  return decode(lines.replace(/<[^>]*>/g, "")).trim();
}
