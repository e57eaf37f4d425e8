/** A part of a name that is shorter is none. */
const SHORTEST_PART = 3;

/** What people write for a number of a menu: `2`, `2.`, `(2)`, `2️⃣`, `opção 2`, `número 2`. */
const numbered = /^(?:opcao|opcion|option|numero|number|n|nº|a|o|la|el|the)?\s*#?\(?(\d{1,2})\)?$/;

const yes = new Set([
  "sim",
  "s",
  "si",
  "yes",
  "y",
  "isso",
  "esse",
  "este",
  "esse mesmo",
  "e esse",
  "e sobre esse",
  "ese",
]);
const another = new Set([
  ...["nao", "n", "no", "outro", "outra", "otro", "otra", "another", "other", "novo", "nuevo", "new"],
  ...["e outro", "outro problema", "outra coisa", "novo problema", "otro problema", "another problem", "a new one"],
]);

/**
 * The choice that a text makes among `count` numbered ones, from 1, the last of which is "another"; undefined when it
 * makes none that is clear. Where there are only two, "yes" is the first.
 */
export function readChoice(text: string, count: number): number | undefined {
  const plain = plainText(text);
  const number = readNumber(plain, count);
  if (number !== "none") return number;
  if (another.has(plain)) return count;
  return count === 2 && yes.has(plain) ? 1 : undefined;
}

/** The choice among things that have names, from 1: its number, its name, or a part of one name only. */
export function readNamedChoice(text: string, names: readonly string[]): number | undefined {
  const plain = plainText(text);
  const number = readNumber(plain, names.length);
  if (number !== "none") return number;
  const plainNames = names.map(plainText);
  const whole = plainNames.indexOf(plain);
  if (whole !== -1) return whole + 1;
  if (plain.length < SHORTEST_PART) return undefined;
  const [part, ...others] = plainNames.flatMap((name, index) => (name.includes(plain) ? [index + 1] : []));
  return others.length === 0 ? part : undefined;
}

/** The choice among things that have names, from 1, as `readNamedChoice`; one more is "other". */
export function readChoiceOrOther(text: string, names: readonly string[]): number | undefined {
  const other = names.length + 1;
  const plain = plainText(text);
  if (readNumber(plain, other) === other) return other;
  return readNamedChoice(text, names) ?? (another.has(plain) ? other : undefined);
}

/** `none`: the text is no number at all; undefined: one that is not offered. */
function readNumber(plain: string, count: number): number | "none" | undefined {
  const [, digits] = numbered.exec(plain) ?? [];
  if (digits === undefined) return "none";
  const choice = Number(digits);
  return choice >= 1 && choice <= count ? choice : undefined;
}

export function plainText(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}|\p{Cf}|\p{Emoji_Presentation}/gu, "")
    .replace(/[.,;:!?¡¿…*_~"'“”‘’«»–—-]+/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}
