const controlCharacters = /(?![\t\n\v\f\r\u0085])\p{Cc}/gu;
const lineBreaks = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/g;
/** Half of a character: neither JSON nor MySQL's utf8mb4 can carry it. */
const loneSurrogates = /\p{Surrogate}/gu;

/** PHP's `html_entity_decode`, by which GLPI makes its plain-text mails, does not know `&apos;`. */
const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * A message as HTML for GLPI's `content`: one paragraph, all of it escaped, each line break a `<br>`. Control
 * characters are left out, halves of characters become U+FFFD.
 *
 * The paragraph is what GLPI 10 needs: text with `&lt;` but no real tag it takes for encoded already, and shows it
 * as markup.
 *
 * @param mark a class of the paragraph: GLPI keeps it, shows it nowhere, and finds it. Letters, digits and `-`.
 */
export function textToHtml(text: string, mark?: string): string {
  const html = text
    .replace(controlCharacters, "")
    .replace(loneSurrogates, "\uFFFD")
    .replace(/[&<>"']/g, (character) => entities[character] ?? character)
    .replace(lineBreaks, "<br>");
  return `<p${mark === undefined ? "" : ` class="${mark}"`}>${html}</p>`;
}

/** Where a text shows the picture that goes along with it under this tag. */
export function pictureHtml(tag: string): string {
  return `<p><img id="${tag}" src=""></p>`;
}

const encodedByGlpi10 = /&#(60|62|38);/g;

/**
 * What a text of GLPI says, whichever version answers: a title is plain text then, a content HTML, perhaps unsafe.
 * `null`, GLPI's empty text, is `""`.
 *
 * GLPI 10 writes `<`, `>` and `&` as `&#60;`, `&#62;` and `&#38;`; GLPI 11 writes them raw, but may hold rows that
 * GLPI 10 wrote. So a text with no `<` and no `>` has them decoded, once; a title on GLPI 11 that is about
 * `&#60;` itself cannot be told from those and is decoded too.
 */
export function decodeGlpiText(value: string | null): string {
  if (value === null || /[<>]/.test(value)) return value ?? "";
  return value.replace(encodedByGlpi10, (_entity, code: string) => String.fromCharCode(Number(code)));
}
