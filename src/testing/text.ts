import type { GlpiVersion } from "./rows.js";

const encoded: Readonly<Record<string, string>> = { "&": "&#38;", "<": "&#60;", ">": "&#62;" };

/** GLPI 10's way to write `&`, `<` and `>`, in the database and in answers. */
export function encodeSpecialCharacters(text: string): string {
  return text.replace(/[&<>]/g, (character) => encoded[character] ?? character);
}

/**
 * A text as GLPI stores it: 11 raw; 10 encoded, except what it takes for encoded already: a text without `<`, `>` or a
 * bare `&` that has one of `&#38; &#60; &#62; &lt; &gt;` (which is why `&lt;` without a real tag later shows as markup).
 */
export function storedText(version: GlpiVersion, text: string): string {
  if (version === 11) return text;
  const taken = !/[<>]|&(?!#?[a-z0-9]+;)/i.test(text) && /&#38;|&#60;|&#62;|&lt;|&gt;/.test(text);
  return taken ? text : encodeSpecialCharacters(text);
}

/** A title inside the message of an answer: 10 says it as stored, 11 escapes it for HTML. */
export function messageText(version: GlpiVersion, stored: string): string {
  if (version === 10) return stored;
  return stored
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#039;");
}

/** The length of a text as the database counts it: in code points. */
export function characterCount(text: string): number {
  return [...text].length;
}

/** At most `length` code points of a text. */
export function cut(text: string, length: number): string {
  return [...text].slice(0, length).join("");
}

/** `YYYY-MM-DD HH:MM:SS` in UTC, the simulated server's time zone. */
export function glpiDate(date: Date): string {
  return date.toISOString().slice(0, 19).replace("T", " ");
}

/**
 * A date of a search as GLPI writes dates: `2026-11-24 10:00:00`, with a `T`, without a time, or counted from now:
 * `-5MINUTE` to the second, `-7DAY` from that day's beginning.
 */
export function readDate(value: string, now: Date): string {
  const [, amount, unit] = /^(-?\d+)(MINUTE|HOUR|DAY|WEEK|MONTH|YEAR)$/.exec(value) ?? [];
  const date = amount === undefined ? value.replace("T", " ") : glpiDate(shifted(now, Number(amount), unit ?? ""));
  return unit === "DAY" || date.length === 10 ? `${date.slice(0, 10)} 00:00:00` : date;
}

function shifted(now: Date, amount: number, unit: string): Date {
  const date = new Date(now);
  if (unit === "MINUTE") date.setUTCMinutes(date.getUTCMinutes() + amount);
  if (unit === "HOUR") date.setUTCHours(date.getUTCHours() + amount);
  if (unit === "DAY") date.setUTCDate(date.getUTCDate() + amount);
  if (unit === "WEEK") date.setUTCDate(date.getUTCDate() + 7 * amount);
  if (unit === "MONTH") date.setUTCMonth(date.getUTCMonth() + amount);
  if (unit === "YEAR") date.setUTCFullYear(date.getUTCFullYear() + amount);
  return date;
}
