/** The digits of one number as somebody wrote it. */
export interface WrittenNumber {
  /** ASCII digits; without the `+` or `00`. */
  digits: string;
  /** It began with `+` or `00`: country code first. */
  international: boolean;
  /** Digits alone, as WhatsApp writes whole numbers: no mask that people of one country use. */
  bare: boolean;
}

/** GLPI's `phone`, `phone2` and `mobile` are varchar(255). */
const LONGEST_TEXT = 255;
/** Fewer digits than this are an extension, a line of a switchboard, a house number: no telephone by themselves. */
const FEWEST_DIGITS = 7;

/** Bidi and zero-width marks (pasted along from contact cards), and what turns a digit into an emoji. */
const invisible = /[\p{Cf}\p{Mn}\p{Me}]/gu;
const dashes = /\p{Pd}/gu;
/** `0xx31`, `0**31`: the place of the carrier code. */
const carrierPlaceholder = /(?<!\d)0\s?(?:xx|\*\*)\s?(?=\d)/gi;
/** `Tel 1:` and `cel2:`. */
const numberedLabel = /(?<!\p{L})(?:tel|telefone|fone|cel|celular|whats|whatsapp)\.?\s?\d\s?:/giu;
/** Blanks of a mask, hidden digits, addresses: what is left is not all of the number. */
const incomplete = /[@*#_?]|\dx|(?<!\p{L})x\d/iu;
/** `119.876.543-21`: Brazil's tax number of a person. */
const cpf = /(?<!\d)\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)/;
const foreignDigit = /(?!\d)\p{N}/u;
const separators = /[,;/|\n\r]|(?<!\p{L})(?:ou|e|or|and|o|y)(?!\p{L})/giu;
const run = /[+(\s]*\d(?:[\s().-]*\d)*/g;
/** `3333-4444 12` and `1) 98765-4321`: a whole subscriber number, and digits that are no area code beside it. */
const strayDigits = /(?<!\d)\d{4,5}-\d{4}[\s.-]+\d{1,3}$|^\D*\d[\s.)-]+\d{5}-\d{4}$/;

/**
 * The telephone numbers in a field that people fill in by hand: any mask, words around, several numbers
 * (`/ ; , |`, "ou", or a parenthesis or `+` that opens the next).
 *
 * Digits that are no number of their own (an extension, however it is called; the second half of `3333-4444/4445`)
 * belong to a neighbour in a way that cannot be known, so that neighbour is left out: it is not the same telephone,
 * or not all of it. Text over 255 characters holds none.
 */
export function findWrittenNumbers(text: string): WrittenNumber[] {
  if (text.length > LONGEST_TEXT) return [];
  const plain = text
    .normalize("NFKC")
    .replace(invisible, "")
    .replace(dashes, "-")
    .replace(carrierPlaceholder, "0")
    .replace(numberedLabel, " ");
  if (incomplete.test(plain) || foreignDigit.test(plain) || cpf.test(plain)) return [];

  const parts = plain
    .split(separators)
    .map(findRuns)
    .filter((runs) => runs.length > 0);
  const isFragment = (index: number) => parts[index]?.every((text) => countDigits(text) < FEWEST_DIGITS) ?? false;
  return parts.flatMap((runs, index) => {
    const belongsToNeighbour = runs.some((text) => countDigits(text) < FEWEST_DIGITS || strayDigits.test(text));
    return belongsToNeighbour || isFragment(index - 1) || isFragment(index + 1) ? [] : runs.map(read);
  });
}

/** Runs of digits that only a mask holds together. */
function findRuns(part: string): string[] {
  return [...part.matchAll(run)].flatMap(([text]) => {
    const numbers: string[] = [];
    for (const group of text.split(/(?=\()/)) {
      const before = numbers.at(-1);
      if (before === undefined || countDigits(before) >= FEWEST_DIGITS - 1) numbers.push(group);
      else numbers[numbers.length - 1] = before + group;
    }
    return numbers;
  });
}

function countDigits(text: string): number {
  return text.replace(/\D/g, "").length;
}

function read(text: string): WrittenNumber {
  const digits = text.replace(/\D/g, "");
  if (text.includes("+")) return { digits, international: true, bare: false };
  if (digits.startsWith("00")) return { digits: digits.slice(2), international: true, bare: false };
  return { digits, international: false, bare: digits === text.trim() };
}
