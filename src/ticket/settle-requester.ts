import { GlpiIntegrationError, isGlpiIntegrationError } from "../glpi/errors.js";
import { keepRequester } from "../glpi/tickets.js";
import { remember } from "../requester/known-requesters.js";
import type { RequesterQuestion } from "../requester/question.js";
import type { TicketRequester } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";

/** GLPI 11 may have dropped the requester without a word: looked at once for each person and entity. */
export async function settleRequester(
  context: HandlerContext,
  question: RequesterQuestion,
  requester: TicketRequester,
  ticketId: number,
): Promise<void> {
  if (requester.settled) return;
  const { matchedBy, ...known } = requester;
  const { id } = known;
  try {
    const client = context.clients.for(question.integration);
    const { version } = await client.session();
    if (version >= 11) await keepRequester(client, ticketId, id);
    if (matchedBy !== "fallback") await remember(context, question, { ...known, settled: true });
  } catch (error) {
    context.emit("warning", { error: notSettled(error, ticketId, id), conversation: question.conversation });
  }
}

function notSettled(cause: unknown, ticketId: number, requesterId: number): GlpiIntegrationError {
  return new GlpiIntegrationError(
    isGlpiIntegrationError(cause) ? cause.code : "UNAVAILABLE",
    `Ticket ${ticketId} was created, but it could not be made sure that GLPI kept user ${requesterId} as its requester: look at it in GLPI, and give the API user's profile the right to update tickets (1031).`,
    { cause },
  );
}
