import type { Conversation } from "../../src/host/events.js";
import type { TicketLink } from "../../src/store/store.js";

/** A GLPI, and the API account that looks into it. */
export const account = { url: "https://glpi.example/apirest.php", account: "a" };

/** That a ticket belongs to a conversation, which hears of what happens to it. */
export function linkTo(where: Conversation, ticketId: number): TicketLink {
  return {
    ...account,
    ticketId,
    tenantId: where.tenantId,
    conversationId: where.id,
    contactId: where.contact.id,
    integrationId: 1,
    requesterId: 7,
    entityId: 1,
    title: `Ticket ${ticketId}`,
    openedAt: Date.now(),
    status: "new",
    conversation: where,
  };
}
