import type { CreateTicketIntegration } from "../config/integration.js";
import type { Batch } from "../conversation/batch.js";
import { GlpiIntegrationError, isGlpiIntegrationError } from "../glpi/errors.js";
import { keepRequester } from "../glpi/tickets.js";
import { remember } from "../requester/known-requesters.js";
import type { BatchProgress } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import { writerOf } from "./writer.js";

/**
 * GLPI may have dropped the requester without a word, or a business rule named another: looked at once for each person
 * and entity. Never rejects for what GLPI does.
 */
export async function settleRequester(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  batch: Batch,
  { requester, ticketId }: BatchProgress,
): Promise<void> {
  if (requester === undefined || ticketId === undefined || requester.settled) return;
  const { matchedBy, ...known } = requester;
  const { id } = known;
  const { conversation } = batch;
  const warn = (error: GlpiIntegrationError) => context.emit("warning", { error, conversation });
  try {
    const kept = await keepRequester(context.clients.for(integration), ticketId, id);
    if (!kept) warn(replaced(ticketId, id));
    if (matchedBy === "fallback") return;
    await remember(context, { integration, conversation, contact: writerOf(batch) }, { ...known, settled: true });
  } catch (error) {
    warn(notSettled(error, ticketId, id));
  }
}

function replaced(ticketId: number, requesterId: number): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "REFUSED",
    `Ticket ${ticketId} was created, and GLPI does not keep user ${requesterId} as its requester: a business rule for tickets seems to name somebody else, in Administration > Rules.`,
  );
}

function notSettled(cause: unknown, ticketId: number, requesterId: number): GlpiIntegrationError {
  return new GlpiIntegrationError(
    isGlpiIntegrationError(cause) ? cause.code : "UNAVAILABLE",
    `Ticket ${ticketId} was created, but it could not be made sure that GLPI kept user ${requesterId} as its requester: look at it in GLPI, and give the API user's profile the right to update tickets (1031).`,
    { cause },
  );
}
