const ELLIPSIS = "…";
/** `glpi_tickets.name` is varchar(255): 255 code points. GLPI 10 cuts longer ones, GLPI 11 refuses them. */
const LONGEST_TITLE = 255;
/** Code units looked at for each character of the title: an emoji is up to about 2, and there may be white space. */
const LOOK_AHEAD = 16;

const whiteSpace = /[\s\u0085]+/gu;
const controlCharacters = /(?![\s\u0085])\p{Cc}/gu;
const loneSurrogates = /\p{Surrogate}/gu;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * The beginning of `text` as a ticket's title: one line, at most `max` characters as GLPI counts them (code points; `<`,
 * `>` and `&` are five each, for GLPI 10 stores them as `&#60;`). A longer text ends with `…` after a whole word, or,
 * where one word is longer than that, between two characters as a reader sees them: an emoji or a letter with its
 * accents is never cut in half. Control characters are left out, halves of characters become U+FFFD.
 *
 * @param max at least 1
 */
export function cutTitle(text: string, max = LONGEST_TITLE): string {
  const { head, complete } = beginning(text.trim(), max * LOOK_AHEAD);
  const line = head.replace(controlCharacters, "").replace(loneSurrogates, "\uFFFD").replace(whiteSpace, " ").trim();

  let length = 0;
  let end = 0;
  let endOfWord = 0;
  for (const { segment, index } of graphemes.segment(line)) {
    if (segment === " " && length < max) endOfWord = index;
    length += lengthInGlpi(segment);
    if (length > max) break;
    // The ellipsis needs a place too.
    if (length < max) end = index + segment.length;
  }
  if (length <= max && complete) return line;
  if (length < max) endOfWord = line.length;
  return `${line.slice(0, endOfWord || end)}${ELLIPSIS}`;
}

/** A title that says less than this goes on with what was written next: many a customer begins with "Bom dia". */
const ENOUGH_FOR_A_TITLE = 15;

/**
 * What the customer wrote first, as the beginning of a title: from the first message with a letter on (a menu choice
 * such as "2" says nothing), else the first that is not blank; empty when all are blank.
 */
export function firstWords(messages: readonly { text: string }[]): string {
  const texts = messages.map(({ text }) => text.trim()).filter(Boolean);
  const first = texts.findIndex((text) => /\p{L}/u.test(text));
  if (first < 0) return texts[0] ?? "";
  let words = "";
  for (const text of texts.slice(first)) {
    words = words === "" ? text : `${words} ${text}`;
    if (words.length >= ENOUGH_FOR_A_TITLE) break;
  }
  return words;
}

/** At most `length` code units of `text`; where it ends early, at white space if there is any. */
function beginning(text: string, length: number): { head: string; complete: boolean } {
  if (text.length <= length) return { head: text, complete: true };
  const head = text.slice(0, length);
  return { head: /^.*\s/su.exec(head)?.[0] ?? head, complete: false };
}

function lengthInGlpi(segment: string): number {
  let length = 0;
  for (const character of segment) length += "<>&".includes(character) ? "&#60;".length : 1;
  return length;
}
