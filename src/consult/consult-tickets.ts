import type { ConsultTicketsIntegration } from "../config/schema.js";
import type { OpenTickets } from "../events.js";
import { searchTickets, type TicketSummary, ticketUrl } from "../glpi/tickets.js";
import type { Conversation } from "../host/events.js";
import { customerText } from "../locales/customer-text.js";
import { locales } from "../locales/locales.js";
import { findRequester } from "../requester/find-requester.js";
import type { HandlerContext } from "../work/context.js";

/** Lists the open tickets of a contact; of nobody else, and nobody is created. Rejects with `GlpiIntegrationError`. */
export async function consultTickets(
  context: HandlerContext,
  integration: ConsultTicketsIntegration,
  conversation: Conversation,
): Promise<OpenTickets> {
  const found = await findRequester(context, { integration, conversation, contact: conversation.contact });
  if (found === undefined) return { tickets: [], total: 0, text: tell(integration, conversation, [], 0) };
  const { tickets, total } = await searchTickets(context.clients.for(integration), {
    requesterId: found.requester.id,
    status: integration.ticketStatuses === "notSolved" ? "notold" : "notclosed",
    limit: integration.maxTickets,
  });
  return { tickets, total, text: tell(integration, conversation, tickets, total) };
}

function tell(
  integration: ConsultTicketsIntegration,
  conversation: Conversation,
  tickets: readonly TicketSummary[],
  total: number,
): string {
  const { locale, url, openTicketsText, noTicketsText } = integration;
  const more = Math.max(0, total - tickets.length);
  const template = tickets.length === 0 ? noTicketsText : openTicketsText;
  return customerText(template, conversation, integration, {
    tickets: tickets.map((ticket) => ({
      ...ticket,
      number: ticket.id,
      status: locales[locale].statuses[ticket.status],
      url: ticketUrl(url, ticket.id),
    })),
    total,
    shown: tickets.length,
    more,
  });
}
