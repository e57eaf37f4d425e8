import type { ConsultTicketsIntegration } from "../config/integration.js";
import type { OpenTickets } from "../events.js";
import { readGlpiTime } from "../glpi/glpi-time.js";
import { searchTickets, type TicketSummary, ticketUrl } from "../glpi/tickets.js";
import type { Conversation } from "../host/events.js";
import { customerText } from "../locales/customer-text.js";
import { formatDateTime } from "../locales/date-time.js";
import { locales } from "../locales/locales.js";
import { AmbiguousRequester } from "../requester/choose-requester.js";
import { type FoundRequester, findRequester } from "../requester/find-requester.js";
import { remember } from "../requester/known-requesters.js";
import type { HandlerContext } from "../work/context.js";

/** Lists the open tickets of a contact; of nobody else, and nobody is created. Rejects with `GlpiIntegrationError`. */
export async function consultTickets(
  context: HandlerContext,
  integration: ConsultTicketsIntegration,
  conversation: Conversation,
): Promise<OpenTickets> {
  const question = { integration, conversation, contact: conversation.contact };
  let found: FoundRequester | undefined;
  try {
    found = await findRequester(context, question);
  } catch (error) {
    if (!AmbiguousRequester.is(error)) throw error;
    return { tickets: [], total: 0, text: customerText(integration.ambiguousText, conversation, integration) };
  }
  if (found === undefined) return { tickets: [], total: 0, text: tell(integration, conversation, [], 0) };
  if (found.isNew) await remember(context, question, found.requester);
  const client = context.clients.for(integration);
  const { tickets, total } = await searchTickets(client, {
    requesterId: found.requester.id,
    status: integration.ticketStatuses === "notSolved" ? "notold" : "notclosed",
    limit: integration.maxTickets,
  });
  const { zoneOffsetMs } = await client.session();
  return { tickets, total, text: tell(integration, conversation, tickets, total, zoneOffsetMs) };
}

function tell(
  integration: ConsultTicketsIntegration,
  conversation: Conversation,
  tickets: readonly TicketSummary[],
  total: number,
  zoneOffsetMs = 0,
): string {
  const { locale, timeZone, url, openTicketsText, noTicketsText } = integration;
  const shown = (time: string) => {
    const moment = readGlpiTime(time, zoneOffsetMs);
    return moment === undefined ? time : formatDateTime(moment, timeZone);
  };
  const more = Math.max(0, total - tickets.length);
  const template = tickets.length === 0 ? noTicketsText : openTicketsText;
  return customerText(template, conversation, integration, {
    tickets: tickets.map((ticket) => ({
      ...ticket,
      number: ticket.id,
      status: locales[locale].statuses[ticket.status],
      openedAt: shown(ticket.openedAt),
      updatedAt: shown(ticket.updatedAt),
      url: ticketUrl(url, ticket.id),
    })),
    total,
    shown: tickets.length,
    more,
  });
}
