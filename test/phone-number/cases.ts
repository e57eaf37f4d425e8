import type { PhoneComparison } from "../../src/phone-number/phone-number.js";

/** What the case is, the contact, what GLPI holds, and the country where it is not Brazil. */
type Case = readonly [name: string, contact: string, field: string, country?: string];

export interface Cases {
  readonly group: string;
  readonly expected: PhoneComparison;
  readonly cases: readonly Case[];
}

export const MOBILE = "5531987654321";
export const OLD_MOBILE = "553187654321";
export const LANDLINE = "553133334444";
