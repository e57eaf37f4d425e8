import type { Contact } from "../host/events.js";
import { type PhoneNumber, parsePhoneNumber } from "../phone-number/phone-number.js";

/** The contact's telephone; a lid in its place is none. */
export function telephoneOf({ phoneNumber, lid }: Contact, countryCode: string): PhoneNumber | undefined {
  const digits = phoneNumber?.replace(/\D/g, "");
  if (!phoneNumber || digits === lid?.replace(/\D/g, "")) return undefined;
  return parsePhoneNumber(phoneNumber, countryCode);
}
