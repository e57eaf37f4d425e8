import type { Contact } from "../host/events.js";

const BRAZIL = "55";
/** Spreadsheets drop leading zeros: a CPF has 11 digits, and may be written with 9. */
const cpfDigits = { fewest: 9, whole: 11 };
const cnpjCharacters = { fewest: 12, whole: 14 };
/** Other numbers, such as an employee's: fewer digits are filler, more are several numbers. */
const otherDigits = { fewest: 4, most: 20 };

/**
 * A number by which the operator tells people or companies apart, in the form in which two of them are compared;
 * `undefined` when the text is none.
 *
 * In Brazil a CPF (11 digits) or a CNPJ (14 characters, since 2026 also with letters) in any mask, its check digits
 * right; 4 to 8 digits are a number of the operator's own. Elsewhere any 4 to 20 letters and digits with 4 digits among
 * them. Leading zeros may be missing.
 *
 * @param countryCode calling code, digits
 */
export function readRegistrationNumber(text: string, countryCode: string): string | undefined {
  const compact = text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/^\s*(?:CPF|CNPJ)\b/, "")
    .replace(/[\s.:/\\-]/g, "");
  if (!/^[A-Z0-9]+$/.test(compact)) return undefined;
  const digits = compact.replace(/\D/g, "").length;
  if (countryCode !== BRAZIL || compact.length < cpfDigits.fewest) {
    const wrong = digits < otherDigits.fewest || compact.length > otherDigits.most;
    return wrong ? undefined : compact.replace(/^0+(?=.)/, "");
  }
  if (compact.length <= cpfDigits.whole) {
    const cpf = compact.padStart(cpfDigits.whole, "0");
    return isCpf(cpf) ? cpf : undefined;
  }
  if (compact.length < cnpjCharacters.fewest || compact.length > cnpjCharacters.whole) return undefined;
  const cnpj = compact.padStart(cnpjCharacters.whole, "0");
  return isCnpj(cnpj) ? cnpj : undefined;
}

/** The number in an extra field of a contact, the field's name without case and blanks around it. */
export function registrationNumberOf(
  { fields = {} }: Contact,
  field: string | undefined,
  countryCode: string,
): string | undefined {
  if (field === undefined) return undefined;
  const text = Object.entries(fields).find(([name]) => sameName(name, field))?.[1];
  return text === undefined ? undefined : readRegistrationNumber(text, countryCode);
}

/**
 * The value for GLPI's search `contains`: the characters with its wildcard between. It finds the number in any mask and
 * with or without leading zeros, and others too: compare what it finds.
 */
export function registrationNumberPattern(number: string): string {
  return [...number.replace(/^0+/, "")].join("%");
}

function sameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function isCpf(cpf: string): boolean {
  return /^(?!(\d)\1{10})\d{11}$/.test(cpf) && endsInCheckDigits(cpf, 11);
}

function isCnpj(cnpj: string): boolean {
  return /^(?!(\d)\1{13})[A-Z0-9]{12}\d{2}$/.test(cnpj) && endsInCheckDigits(cnpj, 9);
}

/** Modulo 11 over all that stands before each of the last two, weighted 2, 3, … `highest`, 2, … from the right. */
function endsInCheckDigits(number: string, highest: number): boolean {
  return [number.length - 2, number.length - 1].every((place) => {
    const sum = [...number.slice(0, place)].reverse().reduce((total, character, index) => {
      const weight = 2 + (index % (highest - 1));
      // A letter counts as its place in ASCII, from that of 0 on.
      return total + weight * (character.charCodeAt(0) - "0".charCodeAt(0));
    }, 0);
    const rest = sum % 11;
    return number[place] === String(rest < 2 ? 0 : 11 - rest);
  });
}
