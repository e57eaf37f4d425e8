/** A text as MySQL's `utf8mb4_unicode_ci` compares it: without case and accents. */
export function fold(text: string): string {
  // Normalizing is slow, and most texts of a search through thousands of users are plain ASCII.
  if (/^[ -~]*$/.test(text)) return text.toLowerCase();
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * The test that GLPI's `contains` makes: `^` anchors the start, `$` the end, `%` stands for anything, `_` for itself;
 * `NULL` finds what is empty, `^` alone what is not, and `^$` what is empty too. A column that was never filled (`null`)
 * matches only the two for empty.
 */
export function containsPattern(value: string): (text: string | null) => boolean {
  const pattern = value.trim();
  if (pattern === "NULL" || pattern === "null" || pattern === "^$") return (text) => text === null || text === "";
  if (pattern === "^") return (text) => text !== null;
  if (pattern === "" || pattern === "$") return (text) => text === "";
  const anchoredStart = pattern.startsWith("^");
  const anchoredEnd = pattern.endsWith("$");
  const parts = fold(pattern.slice(anchoredStart ? 1 : 0, anchoredEnd ? -1 : undefined)).split("%");
  if (!anchoredStart) parts.unshift("");
  if (!anchoredEnd) parts.push("");
  const first = parts[0] ?? "";
  const last = parts[parts.length - 1] ?? "";
  const middle = parts.slice(1, -1).filter((part) => part !== "");
  if (parts.length === 1) return (text) => text !== null && fold(text) === first;
  return (text) => text !== null && matches(fold(text), first, middle, last);
}

function matches(text: string, first: string, middle: readonly string[], last: string): boolean {
  if (!text.startsWith(first)) return false;
  let position = first.length;
  for (const part of middle) {
    const found = text.indexOf(part, position);
    if (found === -1) return false;
    position = found + part.length;
  }
  return text.length - last.length >= position && text.endsWith(last);
}
