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
  const plain = text
    .normalize("NFD")
    .replace(/\p{M}|\p{Emoji_Presentation}/gu, "")
    .replace(/[.,;:!?*"'-]+/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
  const [, digits] = numbered.exec(plain) ?? [];
  if (digits !== undefined) {
    const choice = Number(digits);
    return choice >= 1 && choice <= count ? choice : undefined;
  }
  if (another.has(plain)) return count;
  return count === 2 && yes.has(plain) ? 1 : undefined;
}
