/** WhatsApp's own longest text is 65,536 characters; what is longer came by another way. */
const MOST_BYTES = 65_536;

/** A text as it is taken in: one of more than 64 kB is cut, and `notice` says so in a line of its own. */
export function cutLongText(text: string, notice: string): string {
  // A character is at most three bytes for each of its units.
  if (text.length * 3 <= MOST_BYTES || Buffer.byteLength(text) <= MOST_BYTES) return text;
  const cut = Buffer.from(text).subarray(0, MOST_BYTES).toString();
  // What was cut in two reads as U+FFFD.
  return `${cut.replace(/\ufffd$/, "")}\n${notice}`;
}
