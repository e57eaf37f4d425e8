import { cutTitle } from "../conversation/title.js";
import { GlpiIntegrationError, isGlpiIntegrationError } from "../glpi/errors.js";
import { needReach } from "../glpi/reach.js";
import { addRequester, type NewRequester, searchByLogin } from "../glpi/requesters.js";
import { formatPhoneNumber } from "../phone-number/phone-number.js";
import type { KnownRequester } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import { postUnique } from "../work/post-once.js";
import { telephoneOf } from "./contact-telephone.js";
import { findCompany } from "./find-company.js";
import type { TicketQuestion } from "./question.js";
import { registrationNumberOf } from "./registration-number.js";
import { requesterLogin, secondLogin } from "./requester-login.js";

/**
 * Creates the GLPI user of a contact whom nobody in GLPI is. When the login is taken, another process (or an earlier
 * try) was faster, and that user is the one.
 */
export async function createRequester(context: HandlerContext, question: TicketQuestion): Promise<KnownRequester> {
  const { integration, conversation, contact } = question;
  const login = requesterLogin(conversation.tenantId, contact, integration.countryCode);
  const phone = telephoneOf(contact, integration.countryCode);
  const entityId = (await findCompany(context, question)) ?? integration.newRequesterEntityId;
  await needReach(context.clients.for(integration), entityId, `The user "${login}"`);
  return addOrFind(context, question, login, {
    ...splitName(contact.name ?? (phone && formatPhoneNumber(phone)) ?? login),
    mobile: phone && formatPhoneNumber(phone),
    email: integration.trustContactEmail ? contact.email : undefined,
    registrationNumber: registrationNumberOf(contact, integration.personField, integration.countryCode),
    entityId,
    profileId: integration.newRequesterProfileId,
  });
}

async function addOrFind(
  context: HandlerContext,
  { integration, conversation }: TicketQuestion,
  firstLogin: string,
  person: Omit<NewRequester, "login">,
): Promise<KnownRequester> {
  const client = context.clients.for(integration);
  let refusal: unknown;
  for (const login of [firstLogin, secondLogin(firstLogin, conversation.tenantId)]) {
    try {
      const { id, found } = await postUnique({
        post: () => addRequester(client, { login, ...person }),
        find: async () => (await searchByLogin(client, login))[0]?.id,
      });
      const confirmedAt = Date.now();
      // Whoever has the login already has an entity of their own, which is not known yet.
      if (found) return { id, entityId: undefined, foundBy: "login", settled: false, confirmedAt };
      context.emit("requesterCreated", { conversation, requesterId: id, login });
      return { id, entityId: person.entityId, foundBy: "created", settled: false, confirmedAt };
    } catch (error) {
      // What may pass does not say that the login is taken.
      if (!isGlpiIntegrationError(error) || error.code !== "REFUSED" || error.retryable) throw error;
      refusal = error;
    }
  }
  throw cannotCreate(refusal, firstLogin);
}

/** WhatsApp gives one free text; GLPI wants a first and a last name, of 255 characters each. */
function splitName(name: string): { firstName: string; lastName: string } {
  const [firstName = "", ...lastName] = cutTitle(name).split(" ");
  return { firstName, lastName: lastName.join(" ") };
}

function cannotCreate(refusal: unknown, login: string): GlpiIntegrationError {
  const cause = isGlpiIntegrationError(refusal) ? refusal : undefined;
  return new GlpiIntegrationError(
    "REFUSED",
    `${cause?.message ?? ""} The user "${login}" cannot be created: does newRequesterEntityId name a company within the API user's reach, and newRequesterProfileId a profile?`,
    { cause, status: cause?.status, glpiCode: cause?.glpiCode },
  );
}
