import type { Integration } from "../config/integration.js";
import { isGlpiIntegrationError, toIntegrationError } from "../glpi/errors.js";
import { entityOf, type GlpiUser, getUser, searchByEmail, searchByPhone } from "../glpi/requesters.js";
import type { Conversation } from "../host/events.js";
import { comparePhoneField, phoneSearchPattern } from "../phone-number/phone-number.js";
import { AmbiguousRequester, SeveralCompanies } from "../requester/choose-requester.js";
import { telephoneOf } from "../requester/contact-telephone.js";
import { findCompany } from "../requester/find-company.js";
import { emailOf, type FoundRequester, findRequester } from "../requester/find-requester.js";
import type { RequesterContext, RequesterQuestion, TicketQuestion } from "../requester/question.js";
import { requesterLogin } from "../requester/requester-login.js";
import { MemoryStore } from "../store/memory.js";
import { type Finding, listIn } from "./finding.js";
import { readable } from "./full-session.js";
import { checkKept } from "./kept-requester.js";
import { entitiesOf, entityName, reaches, type Scene } from "./scene.js";
import { checkWords } from "./words/index.js";

/** Who a contact would be in GLPI, in which entity, why, and who else fits. Nothing is written, there or in the store. */
export async function checkPerson(scene: Scene): Promise<Finding[]> {
  const { contact } = scene.options;
  if (contact === undefined) return [];
  const question = questionOf(scene, contact);
  const { say, integration, options } = scene;
  const isAlone = contact.lid !== undefined && [contact.phone, contact.email, contact.fields].every((each) => !each);
  // The store knows lids by their tenant's.
  const storeTells = options.store !== undefined && options.tenantId !== undefined;
  if (isAlone && !storeTells) return [say("person", "skipped", "lidAlone")];
  const unreadable =
    contact.phone !== undefined && telephoneOf(question.contact, integration.countryCode) === undefined;
  const findings = unreadable ? [say("person.phone", "warning", "phoneUnreadable")] : [];
  const candidates: number[] = [];
  try {
    const found = await findRequester(contextOf(scene, candidates), question);
    const own = found === undefined ? await whoElse(scene, question) : await theOne(scene, found);
    findings.push(...own);
    return [...findings, ...(await others(scene, question, found?.requester.id, candidates))];
  } catch (error) {
    if (SeveralCompanies.is(error)) {
      const companies = listIn(
        scene.locale,
        error.companies.map(({ name }) => name),
      );
      return [...findings, say("person", "ok", "personAsked", { companies })];
    }
    if (!AmbiguousRequester.is(error)) throw error;
    const names = await namesOf(scene, candidates);
    return [...findings, say("person", "warning", "personAmbiguous", { names })];
  }
}

function questionOf(
  { integration, options }: Scene,
  { phone, email, lid, fields }: NonNullable<Scene["options"]["contact"]>,
): RequesterQuestion {
  const contact = {
    id: options.contactId ?? "",
    ...(phone && { phoneNumber: phone }),
    ...(email && { email }),
    ...(lid && { lid }),
    ...(fields && { fields }),
  };
  const conversation: Conversation = { id: "", tenantId: options.tenantId ?? "", contact };
  const asks = integration.type === "glpi-create-ticket" && integration.askWhenAmbiguous;
  return { integration, conversation, contact, ...(asks && { whom: "ask" as const }), onlyLook: true };
}

/** A contact that nobody named by its tenant and its id is one that the store does not know. */
function contextOf({ clients, options }: Scene, candidates: number[]): RequesterContext {
  const { store, tenantId } = options;
  return {
    clients,
    store: store === undefined || tenantId === undefined ? new MemoryStore() : store,
    emit: (name, event) => {
      if (name === "requesterAmbiguous" && "candidates" in event) candidates.push(...event.candidates);
    },
  };
}

async function theOne(scene: Scene, found: FoundRequester): Promise<Finding[]> {
  const { client, locale, say, integration } = scene;
  const { id, foundBy } = found.requester;
  const login = readable((await getUser(client, id))?.login ?? "");
  const { foundBy: words } = checkWords[locale];
  const by = found.fromStore ? words.store : words[foundBy];
  const person = say("person", "ok", "personFound", { id, login, by });
  if (integration.type !== "glpi-create-ticket") return [person];
  const entityId = (await entityOf(client, id)) ?? integration.fallbackEntityId ?? 0;
  return [person, await entity(scene, entityId), ...(await checkKept(scene, id, entityId))];
}

/** Nobody is found: who is created, or stands in for them. */
async function whoElse(scene: Scene, question: RequesterQuestion): Promise<Finding[]> {
  const { client, say } = scene;
  const { integration, conversation, contact } = question;
  if (!opensTickets(integration)) return [say("person", "warning", "personNone")];
  if (integration.createRequester) {
    // Without a telephone it follows from the host's own ids.
    const isKnown = contact.id !== "" || telephoneOf(contact, integration.countryCode) !== undefined;
    const login = isKnown ? requesterLogin(conversation.tenantId, contact, integration.countryCode) : undefined;
    const ticketQuestion: TicketQuestion = { ...question, integration };
    const entityId = (await findCompany(contextOf(scene, []), ticketQuestion)) ?? integration.newRequesterEntityId;
    return [say("person", "ok", "personCreated", { login }), await entity(scene, entityId)];
  }
  const id = integration.fallbackRequesterId;
  if (id === undefined) return [say("person", "failed", "personNobody")];
  const fallback = say("person", "ok", "personFallback", { id });
  try {
    const entityId = (await entityOf(client, id)) ?? integration.fallbackEntityId ?? 0;
    return [fallback, await entity(scene, entityId), ...(await checkKept(scene, id, entityId))];
  } catch (error) {
    // That they are not there is said of the configuration.
    if (isGlpiIntegrationError(error) && ["NOT_FOUND", "RIGHT_MISSING"].includes(error.code)) return [fallback];
    throw toIntegrationError(error);
  }
}

function opensTickets(integration: Integration): integration is TicketQuestion["integration"] {
  return integration.type === "glpi-create-ticket";
}

async function entity(scene: Scene, entityId: number): Promise<Finding> {
  const entity = entityName(await entitiesOf(scene), entityId);
  return reaches(scene, entityId)
    ? scene.say("person.entity", "ok", "personEntityOk", { entity })
    : scene.say("person.entity", "failed", "personEntityOut", { entity });
}

/** All who have the telephone, with or without its area code, or the e-mail, but for the one. */
async function others(
  scene: Scene,
  { contact }: RequesterQuestion,
  chosen: number | undefined,
  candidates: readonly number[],
): Promise<Finding[]> {
  const { client, integration, say } = scene;
  const { countryCode } = integration;
  const number = telephoneOf(contact, countryCode);
  const pattern = number && phoneSearchPattern(number);
  const byPhone = pattern === undefined ? [] : await searchByPhone(client, pattern);
  const fits = ({ phones }: GlpiUser) =>
    phones.some((field) => comparePhoneField(contact.phoneNumber ?? "", field, countryCode) !== "different");
  const email = emailOf(contact);
  const byEmail = email === undefined ? [] : await searchByEmail(client, email);
  const ids = new Set([...candidates, ...[...byPhone.filter(fits), ...byEmail].map(({ id }) => id)]);
  if (chosen !== undefined) ids.delete(chosen);
  if (ids.size === 0) return [say("person.others", "ok", "othersNone")];
  return [say("person.others", "warning", "others", { names: await namesOf(scene, [...ids]) })];
}

/** So many are named. */
const MOST_NAMED = 10;

async function namesOf({ client, locale }: Scene, ids: readonly number[]): Promise<string> {
  const users = await Promise.all(ids.slice(0, MOST_NAMED).map((id) => getUser(client, id)));
  const names = users.flatMap((user) => (user === undefined ? [] : [`${readable(user.login)} (${user.id})`]));
  return listIn(locale, ids.length > MOST_NAMED ? [...names, "…"] : names);
}
