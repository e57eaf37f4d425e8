import type { ConsultTicketsIntegration } from "../config/integration.js";
import type { OpenTickets } from "../events.js";
import type { GlpiClient } from "../glpi/client.js";
import { isGlpiIntegrationError } from "../glpi/errors.js";
import { searchTickets } from "../glpi/own-tickets.js";
import { type TicketSummary, ticketUrl } from "../glpi/tickets.js";
import type { Conversation } from "../host/events.js";
import { customerText } from "../locales/customer-text.js";
import { timesOf } from "../locales/glpi-times.js";
import { locales } from "../locales/locales.js";
import type { HandlerContext } from "../work/context.js";
import { ownRequester } from "./own-requester.js";

/** A page of the list. */
export interface TicketPage extends OpenTickets {
  /** How many tickets come before it. */
  from: number;
  /** How many come after it. */
  more: number;
}

/**
 * Lists the open tickets of a contact; of nobody else, and nobody is created. `from`: behind so many, or from the first
 * one on where there are no more. Rejects with `GlpiIntegrationError`.
 */
export async function consultTickets(
  context: HandlerContext,
  integration: ConsultTicketsIntegration,
  conversation: Conversation,
  from = 0,
): Promise<TicketPage> {
  const owner = await ownRequester(context, integration, conversation);
  const none = (template: string): TicketPage => ({
    ...{ tickets: [], total: 0, from: 0, more: 0 },
    text: customerText(template, conversation, integration),
  });
  if (owner.is !== "found") {
    return none(owner.is === "ambiguous" ? integration.ambiguousText : integration.noTicketsText);
  }
  const client = context.clients.for(integration);
  const page = await pageFrom(client, integration, owner.requester.id, from);
  if (page.tickets.length === 0) return { ...none(integration.noTicketsText), total: page.total };
  const more = Math.max(0, page.total - page.from - page.tickets.length);
  return { ...page, more, text: await tell(client, integration, conversation, { ...page, more }) };
}

async function pageFrom(
  client: GlpiClient,
  { ticketStatuses, solvedDays, maxTickets }: ConsultTicketsIntegration,
  requesterId: number,
  from: number,
): Promise<Omit<TicketPage, "text" | "more">> {
  const status = ticketStatuses === "notSolved" ? "notold" : "notclosed";
  const page = (behind: number) =>
    searchTickets(client, { requesterId, status, solvedDays, limit: maxTickets, from: behind });
  if (from > 0) {
    const found = await page(from).catch((error: unknown) => {
      if (isGlpiIntegrationError(error) && error.glpiCode === "ERROR_RANGE_EXCEED_TOTAL") return undefined;
      throw error;
    });
    // There were more of them when they were offered.
    if (found !== undefined && found.tickets.length > 0) return { ...found, from };
  }
  return { ...(await page(0)), from: 0 };
}

async function tell(
  client: GlpiClient,
  integration: ConsultTicketsIntegration,
  conversation: Conversation,
  { tickets, total, more }: { tickets: readonly TicketSummary[]; total: number; more: number },
): Promise<string> {
  const { locale, url, openTicketsText } = integration;
  const shown = await timesOf(client, integration);
  return customerText(openTicketsText, conversation, integration, {
    tickets: tickets.map((ticket, index) => ({
      ...ticket,
      position: index + 1,
      number: ticket.id,
      status: locales[locale].statuses[ticket.status],
      solved: ticket.status === "solved",
      openedAt: shown(ticket.openedAt),
      updatedAt: shown(ticket.updatedAt),
      url: ticketUrl(url, ticket.id),
    })),
    total,
    shown: tickets.length,
    more,
  });
}
