import type { CreateTicketIntegration } from "../config/integration.js";
import { GlpiIntegrationError } from "../glpi/errors.js";
import type { TicketStatus } from "../glpi/tickets.js";
import { readTimeline } from "../glpi/timeline.js";
import type { Conversation, Id } from "../host/events.js";
import { AmbiguousRequester } from "../requester/choose-requester.js";
import { findRequester } from "../requester/find-requester.js";
import type { HandlerContext } from "../work/context.js";
import { watchedBy } from "./telling.js";
import { whatsNew } from "./whats-new.js";

/** What `GlpiIntegration.linkTicket()` is given. */
export interface LinkTicketRequest {
  integrationId: Id;
  conversation: Conversation;
  /** GLPI's number of the ticket. */
  ticketId: number;
}

/** A ticket that a conversation has from now on. */
export interface LinkedTicket {
  ticketId: number;
  title: string;
  status: TicketStatus;
  /** GLPI user id. */
  requesterId: number;
}

/**
 * The ticket is the conversation's from now on, and its contact hears of what happens to it; what there is now counts as
 * known. The contact has to be its requester. Rejects with
 * `GlpiIntegrationError`: `NOT_FOUND` where there is no such ticket of theirs.
 */
export async function linkTicket(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  { integrationId, conversation, ticketId }: LinkTicketRequest,
): Promise<LinkedTicket> {
  const { url, account } = watchedBy(integration);
  const breaker = context.breakers.for(url, conversation.tenantId);
  return breaker.run(async () => {
    const timeline = await readTimeline(context.clients.for(integration), ticketId, { solutions: true, people: true });
    const requesterId = timeline && (await requesterOf(context, integration, conversation, timeline.requesterIds));
    if (timeline === undefined || timeline.isDeleted || requesterId === undefined)
      throw notTheirs(ticketId, conversation);
    const { title, status } = timeline;
    const { tenantId, id: conversationId, contact } = conversation;
    const about = { url, account, ticketId, tenantId, integrationId, requesterId, title, conversation };
    const openedAt = Date.now();
    const { entityId } = timeline;
    // Watched first: a link makes all that there is something new.
    const { known } = whatsNew(timeline, {}, { requesterId }, integration);
    await context.store.changes?.watchTicket({ ...about, known });
    await context.store.saveLink({ ...about, conversationId, contactId: contact.id, entityId, openedAt, status });
    return { ticketId, title, status, requesterId };
  });
}

/** Which of the ticket's requesters the contact is. */
async function requesterOf(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  conversation: Conversation,
  requesterIds: readonly number[],
): Promise<number | undefined> {
  try {
    const found = await findRequester(context, { integration, conversation, contact: conversation.contact });
    if (found !== undefined) return requesterIds.find((id) => id === found.requester.id);
  } catch (error) {
    // Several people have the telephone: whoever of them it is, is not known.
    if (!AmbiguousRequester.is(error)) throw error;
  }
  return undefined;
}

function notTheirs(ticketId: number, { id }: Conversation): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "NOT_FOUND",
    `Ticket ${ticketId} was not linked to conversation ${id}: there is none that the API user sees, or its requester in GLPI is not the conversation's contact.`,
  );
}
