/** How a piece of a text is set, as bits that may be joined. */
export const BOLD = 1;
export const ITALIC = 2;
export const STRUCK = 4;

/** A piece of a text that is set in one way. */
export interface Piece {
  text: string;
  marks: number;
}

const signs: readonly (readonly [bit: number, sign: string])[] = [
  [BOLD, "*"],
  [ITALIC, "_"],
  [STRUCK, "~"],
];

/** Next to these WhatsApp takes a sign for itself. */
const holdsSigns = /[\p{L}\p{N}*_~]/u;

/**
 * Pieces as WhatsApp sets them: `*bold*`, `_italic_`, `~struck~`. A sign works at the edge of a word and not within one,
 * not beside a space, and not where the text has that sign already: what would show its signs in place of what they mean
 * is left plain. No piece that is marked may have a line break.
 */
export function withMarks(pieces: readonly Piece[]): string {
  return render(pieces, 0, "", "");
}

/** By the signs from `level` on; `before` and `after` are the characters beside. */
function render(pieces: readonly Piece[], level: number, before: string, after: string): string {
  const [bit, sign] = signs[level] ?? [];
  if (bit === undefined || sign === undefined) return plain(pieces);
  const runs = runsOf(pieces, bit);
  let text = "";
  for (const [index, run] of runs.entries()) {
    const previous = text.at(-1) ?? before;
    const next = runs[index + 1]?.[0]?.text[0] ?? after;
    const inner = render(run, level + 1, previous, next);
    text += isMarked(run[0], bit) ? signed(inner, sign, plain(run), previous, next) : inner;
  }
  return text;
}

function signed(inner: string, sign: string, said: string, previous: string, next: string): string {
  const body = inner.trim();
  const from = inner.length - inner.trimStart().length;
  const lead = inner.slice(0, from);
  const tail = inner.slice(from + body.length);
  const works =
    body !== "" &&
    !said.includes(sign) &&
    (lead !== "" || !holdsSigns.test(previous)) &&
    (tail !== "" || !holdsSigns.test(next));
  return works ? `${lead}${sign}${body}${sign}${tail}` : inner;
}

/** Cut wherever the bit changes. */
function runsOf(pieces: readonly Piece[], bit: number): Piece[][] {
  const runs: Piece[][] = [];
  for (const piece of pieces) {
    if (piece.text === "") continue;
    const last = runs.at(-1);
    if (last !== undefined && isMarked(last[0], bit) === isMarked(piece, bit)) last.push(piece);
    else runs.push([piece]);
  }
  return runs;
}

function isMarked(piece: Piece | undefined, bit: number): boolean {
  return piece !== undefined && (piece.marks & bit) !== 0;
}

function plain(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join("");
}
