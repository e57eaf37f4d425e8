import type { CreateTicketIntegration } from "../config/integration.js";
import type { Batch } from "../conversation/batch.js";
import { describes } from "../conversation/description.js";
import { type Errand, errandOf } from "../conversation/errand.js";
import { lookAtTicket } from "../glpi/tickets.js";
import type { TicketLink, WatchedTicket } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import type { Destination } from "./destination.js";
import { isOfSameServer } from "./same-server.js";

type AboutTicket = Extract<Errand, { ticketId: number }>;

/** Where what the customer answers to what they were told goes; undefined where the batch is no such answer. */
export async function answeredTicket(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  batch: Batch,
): Promise<Destination | undefined> {
  const errand = errandOf(batch.messages);
  if (errand === undefined || !("ticketId" in errand)) return undefined;
  const link = await linkOf(context, integration, batch, errand);
  if (link === undefined) return undefined;
  if (errand.do === "rate") return { to: "rating", link, score: errand.score };
  const { ticketId } = link;
  const ticket = await lookAtTicket(context.clients.for(integration), ticketId);
  const described = describes(batch.messages, integration);
  if (ticket.is !== "here")
    return described ? { to: "newTicket", after: link, linked: ticket.is !== "gone" } : { to: "nowhere" };
  const { status } = ticket;
  if (errand.do === "approve") {
    return status === "solved"
      ? { to: "followUp", link, status, verdict: "approve" }
      : { to: "tellStatus", ticketId, status };
  }
  if (status === "closed") {
    return described ? { to: "newTicket", after: link, linked: true } : { to: "tellStatus", ticketId, status };
  }
  return { to: "followUp", link, status, ...(errand.do === "reopen" && { verdict: "reopen" as const }) };
}

/** The ticket is the contact's: its own link, or one of those that they are told of. */
async function linkOf(
  { store }: HandlerContext,
  integration: CreateTicketIntegration,
  { conversation, integrationId }: Batch,
  { ticketId }: AboutTicket,
): Promise<TicketLink | undefined> {
  const own = await store.findLink(conversation);
  if (own?.ticketId === ticketId && isOfSameServer(own, integration)) return own;
  const watched = (await store.changes?.findWatched(conversation.tenantId, conversation.contact.id)) ?? [];
  const found = watched.find((each) => each.ticketId === ticketId && isOfSameServer(each, integration));
  return found && asLink(found, conversation, integrationId);
}

function asLink(
  { url, account, ticketId, tenantId, requesterId, title, known }: WatchedTicket,
  conversation: Batch["conversation"],
  integrationId: Batch["integrationId"],
): TicketLink {
  return {
    ...{ url, account, ticketId, tenantId, conversationId: conversation.id, contactId: conversation.contact.id },
    // Where its files go GLPI says itself.
    ...{ integrationId, requesterId, entityId: 0, title, openedAt: Date.now(), status: known.status ?? "new" },
  };
}
