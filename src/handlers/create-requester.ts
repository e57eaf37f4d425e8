import type { CreateTicketIntegration } from "../config/schema.js";
import { cutTitle } from "../conversation/title.js";
import { GlpiIntegrationError, isGlpiIntegrationError } from "../glpi/errors.js";
import { addRequester, searchByLogin } from "../glpi/requesters.js";
import { formatPhoneNumber, parsePhoneNumber } from "../phone-number.js";
import type { KnownRequester } from "../store/store.js";
import type { HandlerContext } from "./context.js";
import { type RequesterQuestion, remember } from "./find-requester.js";
import { requesterLogin } from "./requester-login.js";

/**
 * Creates the GLPI user of a contact whom nobody in GLPI is. When the login is taken, another process (or an earlier
 * try) was faster, and that user is the one.
 */
export async function createRequester(
  context: HandlerContext,
  question: RequesterQuestion & { integration: CreateTicketIntegration },
): Promise<KnownRequester> {
  const { integration, conversation, contact } = question;
  const client = context.clients.for(integration);
  const login = requesterLogin(conversation.tenantId, contact, integration.countryCode);
  const phone = parsePhoneNumber(contact.phoneNumber ?? "", integration.countryCode);
  const entityId = integration.newRequesterEntityId;
  let requester: KnownRequester;
  try {
    const id = await addRequester(client, {
      login,
      ...splitName(contact.name ?? ""),
      mobile: phone && formatPhoneNumber(phone),
      email: integration.trustContactEmail ? contact.email : undefined,
      entityId,
      profileId: integration.newRequesterProfileId,
    });
    requester = { id, entityId, foundBy: "created", settled: false };
    context.emit("requesterCreated", { conversation, requesterId: id, login });
  } catch (error) {
    if (!isGlpiIntegrationError(error) || error.code !== "REFUSED") throw error;
    const [taken] = await searchByLogin(client, login);
    if (taken === undefined) throw cannotCreate(error, login);
    requester = { id: taken.id, entityId: undefined, foundBy: "login", settled: false };
  }
  await remember(context, question, requester);
  return requester;
}

/** WhatsApp gives one free text; GLPI wants a first and a last name, of 255 characters each. */
function splitName(name: string): { firstName: string; lastName: string } {
  const [firstName = "", ...lastName] = cutTitle(name).split(" ");
  return { firstName, lastName: lastName.join(" ") };
}

function cannotCreate(cause: GlpiIntegrationError, login: string): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "REFUSED",
    `${cause.message} The user "${login}" cannot be created: the login may belong to a deleted user or to one the API user does not see, or newRequesterEntityId or newRequesterProfileId does not fit.`,
    { cause, status: cause.status, glpiCode: cause.glpiCode },
  );
}
