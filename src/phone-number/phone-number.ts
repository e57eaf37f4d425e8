import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import {
  type PhoneNumber,
  readInternationalWithoutPrefix,
  readPossible,
  readWrittenNumber,
} from "./numbering-plans.js";
import { findWrittenNumbers } from "./written-numbers.js";

export type { PhoneNumber };

/**
 * - `same`: whole numbers, equal.
 * - `withoutAreaCode`: equal as far as they go, but one is a Brazilian number written without its area code.
 * - `different`: all else, also when one of the two is no telephone number.
 */
export type PhoneComparison = "same" | "withoutAreaCode" | "different";

const DEFAULT_COUNTRY = "55";
/** WhatsApp's own id of a person, perhaps with the number of a device. Groups and lids end differently. */
const whatsAppId = /^(\d+)(?::\d+)?@(?:s\.whatsapp\.net|c\.us)$/;
/** WhatsApp's lids have 14 digits or more, as next to no telephone has: one in 400 would be read as somebody's. */
const lid = /^[1-9]\d{13,}$/;
/** The digits of a telephone that GLPI is searched for. */
const SEARCHED_DIGITS = 8;
const FEWEST_SEARCHED_DIGITS = 6;

/**
 * A contact's telephone number in its canonical form; `undefined` when `text` is none, or more than one.
 *
 * Bare digits are read as WhatsApp writes them, country code first (`51987654321` is in Peru), and only then as a
 * number of `country`. Anything with a mask is read as people write in `country`. A WhatsApp id is read whole
 * (`5531987654321:12@s.whatsapp.net`, `…@c.us`); a lid (14 bare digits or more) or a group is no telephone, nor are
 * service numbers
 * (0800, 4004, 190) and numbers with an extension.
 *
 * @param country calling code, digits
 */
export function parsePhoneNumber(text: string, country: string = DEFAULT_COUNTRY): PhoneNumber | undefined {
  const trimmed = text.trim();
  const [, digitsOfId] = whatsAppId.exec(trimmed) ?? [];
  if (digitsOfId !== undefined) return readInternationalWithoutPrefix(digitsOfId) ?? readPossible(digitsOfId);
  if (lid.test(trimmed)) return undefined;
  const asWhatsApp = /^[1-9]\d*$/.test(trimmed) ? readInternationalWithoutPrefix(trimmed) : undefined;
  if (asWhatsApp) return asWhatsApp;
  const numbers = readPhoneField(trimmed, country);
  if (numbers.length > 0) return numbers.length === 1 ? numbers[0] : undefined;
  return /^[1-9]\d*$/.test(trimmed) ? readPossible(trimmed) : undefined;
}

/**
 * Whether `contact` (read by `parsePhoneNumber`) is a telephone that the text `field` holds. `field` is what people
 * typed into GLPI: any mask, words around, perhaps several numbers, of which the best match counts. A number in it
 * without a country code is one of `country`, so a contact from elsewhere matches only where the code is written.
 *
 * A false match would show one person's tickets to another, so all doubt is "different". Numbers all of whose last
 * eight digits are the same (`99999-9999`) fill mandatory fields and match nobody.
 *
 * @param country calling code, digits
 */
export function comparePhoneField(contact: string, field: string, country: string = DEFAULT_COUNTRY): PhoneComparison {
  const number = parsePhoneNumber(contact, country);
  if (!number) return "different";
  const comparisons = readPhoneField(field, country).map((other) => compare(number, other));
  return comparisons.find((c) => c === "same") ?? comparisons.find((c) => c === "withoutAreaCode") ?? "different";
}

/**
 * The value for GLPI's search `contains` on `phone`, `phone2` and `mobile`: the last eight digits with its wildcard
 * between (`8%7%6%5%4%3%2%1`). It finds the number however it is written, with and without the ninth digit, and
 * others too: compare what it finds. `undefined` for numbers under six digits, which would find too many.
 */
export function phoneSearchPattern(number: PhoneNumber): string | undefined {
  const digits = number.subscriber.slice(-SEARCHED_DIGITS);
  return digits.length < FEWEST_SEARCHED_DIGITS ? undefined : [...digits].join("%");
}

/** The number as people read it: `+55 31 98765-4321`, `+351 912 345 678`. `parsePhoneNumber` reads it back. */
export function formatPhoneNumber({ countryCode, areaCode, subscriber, digits }: PhoneNumber): string {
  const local = `${subscriber.slice(0, -4)}-${subscriber.slice(-4)}`;
  if (digits === undefined) return `+${countryCode} ${local}`;
  if (areaCode !== undefined) return `+${countryCode} ${areaCode} ${local}`;
  return parsePhoneNumberFromString(`+${digits}`)?.formatInternational() ?? `+${digits}`;
}

function readPhoneField(field: string, country: string): PhoneNumber[] {
  return findWrittenNumbers(field)
    .map((written) => readWrittenNumber(written, country))
    .filter((number) => number !== undefined)
    .filter(({ subscriber }) => !/(\d)\1{7}$/.test(subscriber));
}

function compare(a: PhoneNumber, b: PhoneNumber): PhoneComparison {
  if (a.countryCode !== b.countryCode) return "different";
  if (a.digits === undefined || b.digits === undefined) {
    return a.subscriber === b.subscriber ? "withoutAreaCode" : "different";
  }
  return withoutMobileMark(a.digits) === withoutMobileMark(b.digits) ? "same" : "different";
}

/** In Argentina the 9 after 54 says how to dial, not which telephone: area code and number are of one telephone only. */
function withoutMobileMark(digits: string): string {
  return digits.replace(/^549(?=\d{10}$)/, "54");
}
