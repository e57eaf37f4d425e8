import type { ConsultTicketsIntegration } from "../config/integration.js";
import { findOwnTicket, type OwnTicket } from "../glpi/own-tickets.js";
import type { Conversation } from "../host/events.js";
import type { KnownRequester } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import { ownRequester } from "./own-requester.js";

/** A ticket of the contact's, and who they are in GLPI. */
export interface Owned {
  ticket: OwnTicket;
  requester: KnownRequester;
}

/**
 * A ticket, if GLPI says now that it is the contact's; undefined where it is another's, or none, or nobody knows whose.
 * Rejects with `GlpiIntegrationError`.
 */
export async function ownTicket(
  context: HandlerContext,
  integration: ConsultTicketsIntegration,
  conversation: Conversation,
  ticketId: number,
): Promise<Owned | undefined> {
  const owner = await ownRequester(context, integration, conversation);
  if (owner.is !== "found") return undefined;
  const { requester } = owner;
  const ticket = await findOwnTicket(context.clients.for(integration), requester.id, ticketId);
  return ticket && { ticket, requester };
}
