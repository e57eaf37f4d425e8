import { cutText } from "../glpi/answer-text.js";
import type { Conversation } from "../host/events.js";
import type { Listeners } from "./listeners.js";

/** Where the integration writes what happened; `console` fits. It is given ids and codes, never what a customer wrote. */
export interface Logger {
  info(message: string, details?: Readonly<Record<string, unknown>>): void;
  warn(message: string, details?: Readonly<Record<string, unknown>>): void;
  error(message: string, details?: Readonly<Record<string, unknown>>): void;
}

const LONGEST_IDS = 200;

/** Writes every event to the log: a line that tells by itself whom it is about, and the same as details. */
export function logEvents(listeners: Listeners, logger: Logger): void {
  listeners.on("ticketCreated", ({ batch, ticket }) => {
    const { ticketId, entityId, requester } = ticket;
    const details = { ticketId, entityId, requesterId: requester.id, matchedBy: requester.matchedBy };
    logger.info(`GLPI ticket ${ticketId} created for user ${requester.id}${about(batch.conversation)}`, {
      ...where(batch.conversation),
      ...details,
      messages: batch.messages.length,
    });
  });
  listeners.on("followUpAdded", ({ batch, followUp }) => {
    const { followUpId, ticketId } = followUp;
    logger.info(`GLPI follow-up ${followUpId} added to ticket ${ticketId}${about(batch.conversation)}`, {
      ...where(batch.conversation),
      ticketId,
      followUpId,
      messages: batch.messages.length,
    });
  });
  listeners.on("ticketReopened", ({ batch, followUp: { ticketId } }) => {
    logger.info(`GLPI ticket ${ticketId} reopened${about(batch.conversation)}`, {
      ...where(batch.conversation),
      ticketId,
    });
  });
  listeners.on("nothingDescribed", ({ conversation, messages }) => {
    const details = { ...where(conversation), messages: messages.length };
    logger.info(`Nothing was described in ${messages.length} messages${about(conversation)}`, details);
  });
  listeners.on("ticketFailed", ({ batch, error, ticketMayExist }) => {
    const details = { ...where(batch.conversation), batchId: batch.id, ticketMayExist, error };
    logger.error(`GLPI ticket of batch ${batch.id} failed with ${error.code}${about(batch.conversation)}`, details);
  });
  listeners.on("fileFailed", ({ conversation, ticketId, messageId, problem, error }) => {
    const details = { ...where(conversation), ticketId, messageId, problem, error };
    logger.warn(`A file is not in GLPI ticket ${ticketId}: ${problem}${about(conversation)}`, details);
  });
  listeners.on("ticketsConsulted", ({ conversation, total }) => {
    logger.info(`${total} open GLPI tickets listed${about(conversation)}`, { ...where(conversation), total });
  });
  listeners.on("requesterCreated", ({ conversation, requesterId }) => {
    // The login has the telephone in it.
    logger.info(`GLPI user ${requesterId} created${about(conversation)}`, { ...where(conversation), requesterId });
  });
  listeners.on("requesterAmbiguous", ({ conversation, candidates, chosen }) => {
    const details = { ...where(conversation), candidates, chosen };
    const who = `Several GLPI users (${candidates.join(", ")}) are this contact`;
    logger.warn(`${who}, ${chosen === undefined ? "none" : `user ${chosen}`} was taken${about(conversation)}`, details);
  });
  listeners.on("warning", ({ error, conversation }) => {
    logger.warn(`${error.code}: ${error.message}${conversation ? about(conversation) : ""}`, {
      ...(conversation && where(conversation)),
      error,
    });
  });
}

function where({ tenantId, id }: Conversation) {
  return { tenantId, conversationId: id };
}

function about({ tenantId, id }: Conversation): string {
  // A host's own ids: one line, whatever they are.
  return cutText(` (tenant ${tenantId}, conversation ${id})`.slice(0, LONGEST_IDS));
}
