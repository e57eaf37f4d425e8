/** Marks of direction and letters without width; the joiner of emoji stays. */
const invisible = /[\p{Cc}\u00AD\u061C\u180E\u200B\u200C\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu;
/** What a name is made of. */
const usable = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/** A name as people read it; undefined where nothing is left that names anybody. */
export function cleanName(name: string | undefined): string | undefined {
  const clean = name
    ?.replace(/[\n\r\t]+/g, " ")
    .replace(invisible, "")
    .replace(/\s+/g, " ")
    .trim();
  return clean !== undefined && usable.test(clean) ? clean : undefined;
}
