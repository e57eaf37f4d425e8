import { searchEntities } from "../glpi/entities.js";
import { GlpiIntegrationError, isGlpiIntegrationError } from "../glpi/errors.js";
import type { RequesterContext, TicketQuestion } from "./question.js";
import { readRegistrationNumber, registrationNumberOf, registrationNumberPattern } from "./registration-number.js";

/**
 * The entity whose administrative number is in the contact's field that the operator names; of several the one with
 * the lowest id. A right that is missing costs a `warning`, and no ticket.
 */
export async function findCompany(
  { clients, emit }: RequesterContext,
  { integration, conversation, contact }: TicketQuestion,
): Promise<number | undefined> {
  const { companyField, countryCode } = integration;
  const number = registrationNumberOf(contact, companyField, countryCode);
  if (number === undefined) return undefined;
  try {
    const entities = await searchEntities(clients.for(integration), registrationNumberPattern(number));
    const [company, ...others] = entities.filter(
      ({ registrationNumber }) => readRegistrationNumber(registrationNumber, countryCode) === number,
    );
    if (company !== undefined && others.length > 0) {
      const ids = [company, ...others].map(({ id }) => id);
      emit("warning", { error: ambiguous(ids), conversation });
    }
    return company?.id;
  } catch (error) {
    if (!isGlpiIntegrationError(error) || error.code !== "RIGHT_MISSING") throw error;
    emit("warning", { error: mayNotRead(error), conversation });
    return undefined;
  }
}

function ambiguous(ids: readonly number[]): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "COMPANY_AMBIGUOUS",
    `The entities ${ids.join(", ")} have the same administrative number: ${ids[0]} was taken. Leave the number in one of them.`,
  );
}

function mayNotRead(cause: GlpiIntegrationError): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "RIGHT_MISSING",
    "companyField: the API user may not look for entities, so the new user went into newRequesterEntityId. Give its profile the right to read entities (entity 1), in Administration > Profiles.",
    { cause, status: cause.status, glpiCode: cause.glpiCode },
  );
}
