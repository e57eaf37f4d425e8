import type { Contact, Id } from "../host/events.js";
import { telephoneOf } from "./contact-telephone.js";

/**
 * The GLPI login of a contact who has to be created: `whatsapp-5531987654321`, the ninth digit always there; without
 * a telephone `whazing-<tenant>-<contact id>`. The same contact always gets the same one, so that two processes cannot
 * make two users: GLPI keeps logins unique.
 */
export function requesterLogin(tenantId: Id, contact: Contact, countryCode: string): string {
  const phone = telephoneOf(contact, countryCode)?.digits;
  return phone === undefined ? `whazing-${loginPart(tenantId)}-${loginPart(contact.id)}` : `whatsapp-${phone}`;
}

/**
 * The login when that one is taken by a user whom this API user does not see: one in the bin, or one whom another
 * tenant made in a company of its own on the same GLPI.
 */
export function secondLogin(login: string, tenantId: Id): string {
  return `${login}-${loginPart(tenantId)}`;
}

/** GLPI allows letters, digits and `'@.-_ ` and does not tell upper from lower case; two ids must not become one. */
function loginPart(id: Id): string {
  return String(id).replace(/[^a-z0-9]/gu, (character) => `_${character.codePointAt(0)?.toString(16)}_`);
}
