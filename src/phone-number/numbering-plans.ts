import { type PhoneNumber as ParsedNumber, parsePhoneNumberFromString } from "libphonenumber-js/max";
import type { WrittenNumber } from "./written-numbers.js";

/** A telephone number that exists in its country's numbering plan, or may by now. */
export interface PhoneNumber {
  /** The country's calling code in digits: `55`. */
  countryCode: string;
  /** Brazil's two digits (DDD). Undefined when the text had none, and in other countries, where it is in `subscriber`. */
  areaCode: string | undefined;
  /** Brazil: 8 digits for a landline, 9 for a mobile. Elsewhere the national number, digits only. */
  subscriber: string;
  /**
   * The whole number as WhatsApp writes it: country, area and subscriber in digits, no `+`. Brazil's mobiles always
   * have the ninth digit, Argentina's keep the 9 after 54, Mexico's have no 1 after 52. Undefined when a Brazilian
   * number was written without area code.
   */
  digits: string | undefined;
}

/** More digits than most telephones have, country code included. */
const LONGEST_USUAL = 13;
/** Digits of a field that are taken for a whole number although no `+` says so. */
const FEWEST_WITH_COUNTRY = 10;
/** Fewer are a number without its country code, or a service. */
const FEWEST_USUAL = 10;
const BRAZIL = "55";
const MEXICO = "52";
/** Kinds of telephone that somebody has. Only the `max` metadata tells kinds apart (and knows Brazil's area codes). */
const geographic: ReadonlySet<string | undefined> = new Set([
  "MOBILE",
  "FIXED_LINE",
  "FIXED_LINE_OR_MOBILE",
  "VOIP",
  "PERSONAL_NUMBER",
]);
/** Trunk zero, then perhaps the two digits of a carrier, then area code and subscriber. */
const brazilianTrunk = /^0(?:[1-9]\d)?(?=[1-9]\d{9,10}$)/;

/** What `written` is in the country with the calling code `country`; `undefined` when it is no telephone number. */
export function readWrittenNumber(
  { digits, international, bare }: WrittenNumber,
  country: string,
): PhoneNumber | undefined {
  if (international) return readInternational(digits) ?? readPossible(digits);
  // With a country code in front they are the numbers of some small countries, and as they are those of large ones.
  const whole = digits.length < FEWEST_WITH_COUNTRY ? undefined : readInternationalWithoutPrefix(digits);
  const known = readNational(digits, country) ?? whole;
  return known ?? (bare ? readPossible(digits) : undefined);
}

/**
 * `digits` with the country code first that no plan carried here knows, and that are as long as telephones there are:
 * plans change every month. Not of Brazil, whose plan is known.
 */
export function readPossible(digits: string): PhoneNumber | undefined {
  if (digits.length < FEWEST_USUAL || digits.length > LONGEST_USUAL) return undefined;
  if (digits.startsWith(BRAZIL) || !/^[1-9]/.test(digits)) return undefined;
  const number = parsePhoneNumberFromString(`+${digits}`);
  // What a plan knows as no telephone of a person is none.
  if (!number?.isPossible() || number.isValid() || number.country === undefined) return undefined;
  return asForeign(number);
}

/**
 * `digits` with the country code first and nothing before it, as WhatsApp writes them: no trunk zero and no carrier,
 * which people alone write. Longer digits are a lid, WhatsApp's id of a contact whose number it hides. A Brazilian
 * number has to have its area code: `55 98765-4321` is the area 55.
 */
export function readInternationalWithoutPrefix(digits: string): PhoneNumber | undefined {
  const number = readInternational(digits);
  if (number?.digits === undefined) return undefined;
  if (digits.length > LONGEST_USUAL && !isMobile(number.digits)) return undefined;
  // What is left out or put in: Brazil's ninth digit, Mexico's old 1.
  const change = digits.length - number.digits.length;
  const allowed = number.countryCode === BRAZIL ? [0, -1] : number.countryCode === MEXICO ? [0, 1] : [0];
  return allowed.includes(change) ? number : undefined;
}

function readInternational(digits: string): PhoneNumber | undefined {
  return digits.startsWith(BRAZIL) ? readBrazilian(digits.slice(BRAZIL.length)) : readForeign(digits);
}

function readNational(digits: string, country: string): PhoneNumber | undefined {
  return country === BRAZIL ? readBrazilian(digits) : readForeign(country + digits);
}

function readBrazilian(national: string): PhoneNumber | undefined {
  const [, areaCode, written] = /^(\d\d)?(\d{8,9})$/.exec(national.replace(brazilianTrunk, "")) ?? [];
  if (written === undefined) return undefined;
  // Mobile numbers of 8 digits began with 6 to 9 before Anatel put a 9 in front of them (2012 to 2016).
  const subscriber = written.replace(/^[6-9]\d{7}$/, "9$&");
  if (!/^(?:9\d{8}|[2-5]\d{7})$/.test(subscriber)) return undefined;
  if (areaCode === undefined) {
    // Without an area code 4004-1234 and its like are a service, which libphonenumber knows.
    const isService = parsePhoneNumberFromString(`+${BRAZIL}${subscriber}`)?.isValid();
    return isService ? undefined : { countryCode: BRAZIL, areaCode, subscriber, digits: undefined };
  }
  const digits = BRAZIL + areaCode + subscriber;
  return isGeographic(parsePhoneNumberFromString(`+${digits}`))
    ? { countryCode: BRAZIL, areaCode, subscriber, digits }
    : undefined;
}

function readForeign(digits: string): PhoneNumber | undefined {
  // Mexico took the 1 for mobiles and the trunk prefixes 01, 044 and 045 away in 2019; WhatsApp still writes the 1.
  const current = digits.replace(/^52(?:1|01|044|045)(?=\d{10}$)/, "52");
  const number = parsePhoneNumberFromString(`+${current}`);
  return isGeographic(number) ? asForeign(number) : undefined;
}

function asForeign(number: ParsedNumber): PhoneNumber {
  return {
    countryCode: number.countryCallingCode,
    areaCode: undefined,
    subscriber: number.nationalNumber,
    digits: number.number.slice(1),
  };
}

/** Lids have 14 and 15 digits: where those of a telephone are as many, it is a mobile. */
function isMobile(digits: string): boolean {
  return parsePhoneNumberFromString(`+${digits}`)?.getType() === "MOBILE";
}

/** A number that is not valid has no type; the rest are telephones of a person or company, not of a service. */
function isGeographic(number: ParsedNumber | undefined): number is ParsedNumber {
  return geographic.has(number?.getType());
}
