import type { GlpiClient } from "./client.js";
import { GlpiIntegrationError, isGlpiIntegrationError } from "./errors.js";
import { surveyAnswer } from "./wire.js";

/** GLPI's survey of a closed ticket. */
export interface Survey {
  isAnswered: boolean;
}

/** Of a ticket that has one: it needs no more than the right to read the ticket; undefined where it has none, or is gone. */
export async function surveyOf(client: GlpiClient, ticketId: number): Promise<Survey | undefined> {
  const query = new URLSearchParams({ get_hateoas: "false" });
  try {
    const survey = await client.get(`TicketSatisfaction/${ticketId}`, surveyAnswer, query);
    // The id in the address is the ticket's, not its own.
    return survey.tickets_id === ticketId ? { isAnswered: survey.date_answered !== "" } : undefined;
  } catch (error) {
    if (isGlpiIntegrationError(error) && error.code === "NOT_FOUND") return undefined;
    throw error;
  }
}

/**
 * Answers it, and once more for twelve hours. Rejects with `RIGHT_MISSING` where the API user may not: it needs the right
 * to the survey (ticket, "Reply to survey (my ticket)"), and to have opened the ticket itself; with `NOT_FOUND` where
 * there is none.
 *
 * @param score 1 to 5; GLPI itself would take any. Throws a `RangeError` for another.
 */
export async function rateTicket(client: GlpiClient, ticketId: number, score: number, comment: string): Promise<void> {
  if (!Number.isInteger(score) || score < 1 || score > 5) throw new RangeError("A score is a whole number from 1 to 5");
  const path = `TicketSatisfaction/${ticketId}`;
  try {
    await client.update(path, { tickets_id: ticketId, satisfaction: score, comment });
  } catch (error) {
    // It refuses with nothing else.
    if (!isGlpiIntegrationError(error) || error.glpiCode !== "ERROR_GLPI_UPDATE") throw error;
    throw new GlpiIntegrationError(
      "RIGHT_MISSING",
      `PUT ${path}: the API user may not answer the survey (right "ticket", Reply to survey; and only of tickets that it opened). Grant it in Administration > Profiles.`,
      { status: error.status, glpiCode: error.glpiCode },
    );
  }
}
