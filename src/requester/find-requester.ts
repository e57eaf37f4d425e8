import { accountOf } from "../glpi/account.js";
import {
  type GlpiUser,
  searchByEmail,
  searchByLogin,
  searchByPhone,
  searchByRegistrationNumber,
} from "../glpi/requesters.js";
import type { Contact } from "../host/events.js";
import { comparePhoneField, phoneSearchPattern } from "../phone-number/phone-number.js";
import type { KnownRequester } from "../store/store.js";
import { chooseRequester as choose } from "./choose-requester.js";
import { confirmRequester } from "./confirm-requester.js";
import { telephoneOf } from "./contact-telephone.js";
import { contactNames, isKeptUnderAll, recall } from "./known-requesters.js";
import type { RequesterContext, RequesterQuestion } from "./question.js";
import { readRegistrationNumber, registrationNumberOf, registrationNumberPattern } from "./registration-number.js";
import { requesterLogin } from "./requester-login.js";

/** So long a change that a technician makes to a person in GLPI can go unnoticed. */
const BELIEVED_MS = 60 * 60 * 1_000;

/** Whom a contact is in GLPI. */
export interface FoundRequester {
  requester: KnownRequester;
  /** Known from before. */
  fromStore: boolean;
  /** There is something to remember. */
  isNew: boolean;
}

/**
 * Finds the GLPI user of a contact: by telephone, by its other names in the store, by the number in the field that the
 * operator vouches for, by e-mail where the host does, and a contact without a telephone by the login it would be
 * created with. The store is asked before GLPI. Nobody is created, and nothing is remembered. Rejects with
 * `SeveralCompanies` where the customer is to be asked, and with `AmbiguousRequester` where nobody can be chosen.
 */
export async function findRequester(
  context: RequesterContext,
  question: RequesterQuestion,
): Promise<FoundRequester | undefined> {
  const { telephone, others } = contactNames(question);
  // Whom GLPI does not confirm under one name it does not under another.
  const refused = new Set<number>();
  const known = telephone === undefined ? undefined : await fromStore(context, question, telephone, refused);
  if (known !== undefined) return known;
  const byPhone = await findByPhone(context, question);
  if (byPhone !== undefined) return { requester: byPhone, fromStore: false, isNew: true };
  // What a contact was known as without this telephone counts for less than the telephone.
  for (const name of others) {
    const otherwise = await fromStore(context, question, name, refused);
    if (otherwise !== undefined) return otherwise;
  }
  const requester =
    (await findByRegistrationNumber(context, question)) ??
    (await findByEmail(context, question)) ??
    (await findByLogin(context, question));
  return requester && { requester, fromStore: false, isNew: true };
}

/**
 * Whom the store knows; confirmed by GLPI unless it was lately, or what is known by a lesser name has a telephone now.
 * Whoever is shown tickets is confirmed each time.
 */
async function fromStore(
  context: RequesterContext,
  question: RequesterQuestion,
  name: string,
  refused: Set<number>,
): Promise<FoundRequester | undefined> {
  const known = await recall(context, question, name);
  if (known === undefined || refused.has(known.id)) return undefined;
  const { telephone } = contactNames(question);
  const sameAccount = known.account === accountOf(question.integration);
  const mayBelieve = sameAccount && question.integration.type === "glpi-create-ticket";
  const age = Date.now() - (known.confirmedAt ?? 0);
  // By a clock that is set, it may be confirmed in the future.
  const isRecent = age >= 0 && age < BELIEVED_MS;
  if (mayBelieve && isRecent && (telephone === undefined || telephone === name)) {
    return { requester: known, fromStore: true, isNew: !isKeptUnderAll(question, known) };
  }
  const confirmed = await confirmRequester(context, question, known, !mayBelieve);
  if (confirmed !== undefined) return { requester: confirmed, fromStore: true, isNew: true };
  refused.add(known.id);
  return undefined;
}

async function findByPhone(
  context: RequesterContext,
  question: RequesterQuestion,
): Promise<KnownRequester | undefined> {
  const { integration, contact } = question;
  const { countryCode, matchWithoutAreaCode } = integration;
  const number = telephoneOf(contact, countryCode);
  const pattern = number && phoneSearchPattern(number);
  if (pattern === undefined) return undefined;

  const same: GlpiUser[] = [];
  const withoutAreaCode: GlpiUser[] = [];
  for (const user of await searchByPhone(context.clients.for(integration), pattern)) {
    const likeness = user.phones.map((field) => comparePhoneField(contact.phoneNumber ?? "", field, countryCode));
    if (likeness.includes("same")) same.push(user);
    else if (likeness.includes("withoutAreaCode")) withoutAreaCode.push(user);
  }
  if (same.length > 1) {
    const numbered = new Set((await withRegistrationNumber(context, question)).map(({ id }) => id));
    const narrowed = same.filter(({ id }) => numbered.has(id));
    return choose(context, question, narrowed.length > 0 ? narrowed : same, "phone");
  }
  if (same.length > 0) return choose(context, question, same, "phone");
  return matchWithoutAreaCode ? choose(context, question, withoutAreaCode, "phoneWithoutAreaCode") : undefined;
}

async function findByRegistrationNumber(
  context: RequesterContext,
  question: RequesterQuestion,
): Promise<KnownRequester | undefined> {
  return choose(context, question, await withRegistrationNumber(context, question), "registrationNumber");
}

/** The people who have the contact's own number, in any mask; nobody where it has none. */
async function withRegistrationNumber(
  context: RequesterContext,
  { integration, contact }: RequesterQuestion,
): Promise<GlpiUser[]> {
  const { personField, countryCode } = integration;
  const number = registrationNumberOf(contact, personField, countryCode);
  if (number === undefined) return [];
  const users = await searchByRegistrationNumber(context.clients.for(integration), registrationNumberPattern(number));
  return users.filter((user) => readRegistrationNumber(user.registrationNumber, countryCode) === number);
}

/** What GLPI's search would read as part of a pattern, and what no e-mail address in use has. */
const email = /^[^\s@%^$<>&"]+@[^\s@%^$<>&"]+$/;

/** A contact's e-mail, as far as it can be searched for. */
export function emailOf({ email: written }: Contact): string | undefined {
  const address = written?.trim();
  return address !== undefined && email.test(address) ? address : undefined;
}

async function findByEmail(
  context: RequesterContext,
  question: RequesterQuestion,
): Promise<KnownRequester | undefined> {
  const { integration, contact } = question;
  const address = emailOf(contact);
  if (!integration.trustContactEmail || address === undefined) return undefined;
  return choose(context, question, await searchByEmail(context.clients.for(integration), address), "email");
}

async function findByLogin(
  context: RequesterContext,
  question: RequesterQuestion,
): Promise<KnownRequester | undefined> {
  const { integration, conversation, contact } = question;
  // Whoever was created with a telephone is found by it.
  if (telephoneOf(contact, integration.countryCode)?.digits !== undefined) return undefined;
  const login = requesterLogin(conversation.tenantId, contact, integration.countryCode);
  return choose(context, question, await searchByLogin(context.clients.for(integration), login), "login");
}
