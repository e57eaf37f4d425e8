const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** At most so many characters (UTF-16), none of them cut in two; what is cut ends in `…`. */
export function cutAtGrapheme(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = 0;
  // One more than fits is enough to see where to cut.
  for (const { index, segment } of graphemes.segment(text.slice(0, most + 64))) {
    if (index + segment.length > most - 1) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end).trimEnd()}…`;
}

/** At most so many characters (UTF-16), cut behind a whole word, if there is one in its last part, and ended by `…`. */
export function cutAtWord(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = cutAtGrapheme(text, most).slice(0, -1);
  if (/\s/.test(text[cut.length] ?? "")) return `${cut.trimEnd()}…`;
  const space = cut.search(/\s\S*$/);
  // Text without blanks, or one endless word at its end, is cut within it.
  return space > most / 2 ? `${cut.slice(0, space).trimEnd()}…` : `${cut}…`;
}
