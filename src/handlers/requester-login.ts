import type { Contact, Id } from "../host/events.js";
import { parsePhoneNumber } from "../phone-number.js";

/**
 * The GLPI login of a contact who has to be created: `whatsapp-5531987654321`, the ninth digit always there; without
 * a telephone `whazing-<tenant>-<contact id>`. The same contact always gets the same one, so that two processes cannot
 * make two users: GLPI keeps logins unique.
 */
export function requesterLogin(tenantId: Id, contact: Contact, countryCode: string): string {
  const phone = parsePhoneNumber(contact.phoneNumber ?? "", countryCode)?.digits;
  return phone === undefined ? `whazing-${loginPart(tenantId)}-${loginPart(contact.id)}` : `whatsapp-${phone}`;
}

/** GLPI allows letters, digits and `'@.-_ ` and does not tell upper from lower case; two ids must not become one. */
function loginPart(id: Id): string {
  return String(id).replace(/[^a-z0-9]/gu, (character) => `_${character.codePointAt(0)?.toString(16)}_`);
}
