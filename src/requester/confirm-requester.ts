import { GlpiIntegrationError, isGlpiIntegrationError } from "../glpi/errors.js";
import { entityOfUser, type FullUser, getUser, updateRequester } from "../glpi/requesters.js";
import { comparePhoneField, formatPhoneNumber, parsePhoneNumber } from "../phone-number/phone-number.js";
import type { KnownRequester } from "../store/store.js";
import { telephoneOf } from "./contact-telephone.js";
import type { RequesterContext, RequesterQuestion } from "./question.js";
import { requesterLogin, secondLogin } from "./requester-login.js";

/** GLPI's right to update users. */
const UPDATE = 2;

/**
 * Asks GLPI whether a person that is remembered is still the contact, and where they are now; undefined when they are
 * gone or deleted, or have another telephone than the contact. One whom this package created without a telephone gets
 * the contact's, where the API user may update users.
 *
 * @param byProof only when GLPI has the contact's telephone of them, or one it was known by, or the login it is created
 * with: that nothing speaks against them is not enough
 */
export async function confirmRequester(
  context: RequesterContext,
  question: RequesterQuestion,
  known: KnownRequester,
  byProof: boolean,
): Promise<KnownRequester | undefined> {
  const client = context.clients.for(question.integration);
  const user = await getUser(client, known.id);
  if (user === undefined || user.isDeleted || hasAnotherTelephone(question, known, user)) return undefined;
  if (byProof && !isProven(question, known, user)) return undefined;
  await fillTelephone(context, question, known, user);
  const entityId = await currentEntity(context, question, known, user);
  const settled = known.settled && entityId === known.entityId;
  return { ...known, entityId, settled, confirmedAt: Date.now() };
}

/** Who was found by something else is so whatever telephones GLPI has of them. */
function hasAnotherTelephone(
  { integration, contact }: RequesterQuestion,
  { foundBy }: KnownRequester,
  { phones }: FullUser,
): boolean {
  const { countryCode, matchWithoutAreaCode } = integration;
  if (foundBy === "email" || foundBy === "registrationNumber") return false;
  if (telephoneOf(contact, countryCode) === undefined) return false;
  const likeness = phones.map((field) => comparePhoneField(contact.phoneNumber ?? "", field, countryCode));
  if (likeness.includes("same") || (matchWithoutAreaCode && likeness.includes("withoutAreaCode"))) return false;
  return phones.some((field) => parsePhoneNumber(field, countryCode) !== undefined);
}

/** Whether what GLPI has of the person is the contact's. */
function isProven(
  { integration, conversation, contact }: RequesterQuestion,
  { names = [] }: KnownRequester,
  { phones, login }: FullUser,
): boolean {
  const { countryCode, matchWithoutAreaCode } = integration;
  const first = requesterLogin(conversation.tenantId, contact, countryCode);
  if ([first, secondLogin(first, conversation.tenantId)].includes(login)) return true;
  const own = telephoneOf(contact, countryCode) === undefined ? [] : [contact.phoneNumber ?? ""];
  const known = names.flatMap((name) => (name.startsWith("tel:") ? `+${name.slice("tel:".length)}` : []));
  return phones.some((field) =>
    (own.length > 0 ? own : known).some((number) => {
      const likeness = comparePhoneField(number, field, countryCode);
      return likeness === "same" || (matchWithoutAreaCode && likeness === "withoutAreaCode");
    }),
  );
}

/** A consultation wants no entity. */
async function currentEntity(
  { clients }: RequesterContext,
  { integration }: RequesterQuestion,
  known: KnownRequester,
  user: FullUser,
): Promise<number | undefined> {
  if (integration.type === "glpi-consult-tickets") return user.entityId > 0 ? user.entityId : known.entityId;
  return (await entityOfUser(clients.for(integration), user)) ?? integration.fallbackEntityId ?? 0;
}

async function fillTelephone(
  { clients, emit }: RequesterContext,
  { integration, conversation, contact, onlyLook }: RequesterQuestion,
  { id, foundBy }: KnownRequester,
  { phones }: FullUser,
): Promise<void> {
  const phone = telephoneOf(contact, integration.countryCode);
  const isOurs = foundBy === "created" || foundBy === "login";
  if (onlyLook || phone === undefined || !isOurs || phones.length > 0) return;
  const client = clients.for(integration);
  const { rights } = await client.session();
  if (rights === undefined || (rights.user & UPDATE) === 0) return;
  try {
    await updateRequester(client, id, { mobile: formatPhoneNumber(phone) });
  } catch (error) {
    if (!isGlpiIntegrationError(error)) throw error;
    const message = `GLPI user ${id} did not get the telephone that is known by now: add it in GLPI.`;
    emit("warning", { error: new GlpiIntegrationError(error.code, message, { cause: error }), conversation });
  }
}
