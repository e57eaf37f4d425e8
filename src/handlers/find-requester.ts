import type { Integration } from "../config/schema.js";
import { type GlpiUser, searchByEmail, searchByLogin, searchByPhone } from "../glpi/requesters.js";
import type { Contact, Conversation } from "../host/events.js";
import { comparePhoneField, parsePhoneNumber, phoneSearchPattern } from "../phone-number.js";
import type { KnownRequester } from "../store/store.js";
import type { HandlerContext } from "./context.js";
import { requesterLogin } from "./requester-login.js";

/** Whom to find, and by whose rules. */
export interface RequesterQuestion {
  integration: Integration;
  conversation: Conversation;
  /** The conversation's contact, or in a group who wrote. */
  contact: Contact;
}

/**
 * Finds the GLPI user of a contact: by what the store knows, by telephone, by e-mail where the host vouches for it,
 * and a contact without a telephone by the login it would be created with. Nobody is created.
 */
export async function findRequester(
  context: HandlerContext,
  question: RequesterQuestion,
): Promise<{ requester: KnownRequester; fromStore: boolean } | undefined> {
  const known = await recall(context, question);
  if (known !== undefined) return { requester: known, fromStore: true };
  const found =
    (await findByPhone(context, question)) ??
    (await findByEmail(context, question)) ??
    (await findByLogin(context, question));
  if (found === undefined) return undefined;
  await remember(context, question, found);
  return { requester: found, fromStore: false };
}

/** Keeps who a contact is, under every name the contact has. */
export async function remember(
  { store }: HandlerContext,
  question: RequesterQuestion,
  requester: KnownRequester,
): Promise<void> {
  for (const key of contactKeys(question)) await store.saveRequester(key, requester);
}

export async function forget({ store }: HandlerContext, question: RequesterQuestion): Promise<void> {
  for (const key of contactKeys(question)) await store.forgetRequester(key);
}

async function recall({ store }: HandlerContext, question: RequesterQuestion): Promise<KnownRequester | undefined> {
  const { trustContactEmail, matchWithoutAreaCode } = question.integration;
  for (const key of contactKeys(question)) {
    const known = await store.findRequester(key);
    // Another integration of the tenant may have found this person by a rule that does not hold here.
    if (known?.foundBy === "email" && !trustContactEmail) continue;
    if (known?.foundBy === "phoneWithoutAreaCode" && !matchWithoutAreaCode) continue;
    if (known !== undefined) return known;
  }
  return undefined;
}

/**
 * The names a contact is known by, on one server and for one tenant. The host's own id names a contact only when
 * nothing better does: its telephone can be corrected later.
 */
function contactKeys({ integration, conversation, contact }: RequesterQuestion): string[] {
  const phone = parsePhoneNumber(contact.phoneNumber ?? "", integration.countryCode)?.digits;
  const names = [phone === undefined ? [] : [`tel:${phone}`], contact.lid ? [`lid:${contact.lid}`] : []].flat();
  if (names.length === 0) names.push(`id:${contact.id}`);
  return names.map((name) => JSON.stringify([integration.url, String(conversation.tenantId), name]));
}

async function findByPhone(context: HandlerContext, question: RequesterQuestion): Promise<KnownRequester | undefined> {
  const { integration, contact } = question;
  const { countryCode, matchWithoutAreaCode } = integration;
  const written = contact.phoneNumber ?? "";
  const number = parsePhoneNumber(written, countryCode);
  const pattern = number && phoneSearchPattern(number);
  if (pattern === undefined) return undefined;

  const same: GlpiUser[] = [];
  const withoutAreaCode: GlpiUser[] = [];
  for (const user of await searchByPhone(context.clients.for(integration), pattern)) {
    const likeness = user.phones.map((field) => comparePhoneField(written, field, countryCode));
    if (likeness.includes("same")) same.push(user);
    else if (likeness.includes("withoutAreaCode")) withoutAreaCode.push(user);
  }
  if (same.length > 0) return choose(context, question, same, "phone");
  return matchWithoutAreaCode ? choose(context, question, withoutAreaCode, "phoneWithoutAreaCode") : undefined;
}

/** What GLPI's search would read as part of a pattern, and what no e-mail address in use has. */
const email = /^[^\s@%^$<>&"]+@[^\s@%^$<>&"]+$/;

async function findByEmail(context: HandlerContext, question: RequesterQuestion): Promise<KnownRequester | undefined> {
  const { integration, contact } = question;
  const address = contact.email?.trim();
  if (!integration.trustContactEmail || address === undefined || !email.test(address)) return undefined;
  return choose(context, question, await searchByEmail(context.clients.for(integration), address), "email");
}

async function findByLogin(context: HandlerContext, question: RequesterQuestion): Promise<KnownRequester | undefined> {
  const { integration, conversation, contact } = question;
  // Whoever was created with a telephone is found by it.
  if (parsePhoneNumber(contact.phoneNumber ?? "", integration.countryCode)?.digits !== undefined) return undefined;
  const login = requesterLogin(conversation.tenantId, contact, integration.countryCode);
  return choose(context, question, await searchByLogin(context.clients.for(integration), login), "login");
}

/** Active before inactive, then the lowest id. */
function choose(
  { emit }: HandlerContext,
  { conversation }: RequesterQuestion,
  candidates: readonly GlpiUser[],
  foundBy: KnownRequester["foundBy"],
): KnownRequester | undefined {
  const [chosen] = [...candidates].sort((one, other) => Number(other.active) - Number(one.active) || one.id - other.id);
  if (chosen === undefined) return undefined;
  if (candidates.length > 1) {
    emit("requesterAmbiguous", { conversation, candidates: candidates.map(({ id }) => id), chosen: chosen.id });
  }
  return { id: chosen.id, entityId: undefined, foundBy, settled: false };
}
