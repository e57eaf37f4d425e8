import type { Conversation } from "../host/events.js";
import type { Listeners } from "./listeners.js";

/** Where the integration writes what happened; `console` fits. It is given ids and codes, never what a customer wrote. */
export interface Logger {
  info(message: string, details?: Readonly<Record<string, unknown>>): void;
  warn(message: string, details?: Readonly<Record<string, unknown>>): void;
  error(message: string, details?: Readonly<Record<string, unknown>>): void;
}

/** Writes every event to the log. */
export function logEvents(listeners: Listeners, logger: Logger): void {
  listeners.on("ticketCreated", ({ batch, ticket }) => {
    const { ticketId, entityId, requester } = ticket;
    const details = { ticketId, entityId, requesterId: requester.id, matchedBy: requester.matchedBy };
    logger.info("GLPI ticket created", { ...where(batch.conversation), ...details, messages: batch.messages.length });
  });
  listeners.on("followUpAdded", ({ batch, followUp }) => {
    const { followUpId, ticketId } = followUp;
    logger.info("GLPI follow-up added", {
      ...where(batch.conversation),
      ticketId,
      followUpId,
      messages: batch.messages.length,
    });
  });
  listeners.on("ticketReopened", ({ batch, followUp }) => {
    logger.info("GLPI ticket reopened", { ...where(batch.conversation), ticketId: followUp.ticketId });
  });
  listeners.on("nothingDescribed", ({ conversation, messages }) => {
    logger.info("Nothing was described", { ...where(conversation), messages: messages.length });
  });
  listeners.on("ticketFailed", ({ batch, error, ticketMayExist }) => {
    logger.error("GLPI ticket failed", { ...where(batch.conversation), batchId: batch.id, ticketMayExist, error });
  });
  listeners.on("ticketsConsulted", ({ conversation, total }) => {
    logger.info("GLPI tickets consulted", { ...where(conversation), total });
  });
  listeners.on("requesterCreated", ({ conversation, requesterId }) => {
    // The login has the telephone in it.
    logger.info("GLPI user created", { ...where(conversation), requesterId });
  });
  listeners.on("requesterAmbiguous", ({ conversation, candidates, chosen }) => {
    logger.warn("Several GLPI users are this contact", { ...where(conversation), candidates, chosen });
  });
  listeners.on("warning", ({ error, conversation }) => {
    logger.warn(error.message, { ...(conversation && where(conversation)), error });
  });
}

function where({ tenantId, id }: Conversation) {
  return { tenantId, conversationId: id };
}
