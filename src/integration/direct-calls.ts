import type { Integration, IntegrationType } from "../config/integration.js";
import { parseIntegration } from "../config/parse-integration.js";
import { consultTickets } from "../consult/consult-tickets.js";
import { toBatch } from "../conversation/batch.js";
import { cutLongText } from "../conversation/long-text.js";
import type { CreatedTicket, OpenTickets } from "../events.js";
import { GlpiIntegrationError, toIntegrationError } from "../glpi/errors.js";
import type { Conversation, Message } from "../host/events.js";
import * as valid from "../host/validate.js";
import { locales } from "../locales/locales.js";
import { attachFiles } from "../ticket/attach.js";
import { openTicket } from "../ticket/deliver.js";
import { settleRequester } from "../ticket/settle-requester.js";
import { whenNothingIsOpen } from "../work/post-once.js";
import type { Parts } from "./assemble.js";

/** What `GlpiIntegration.createTicket()` is given. */
export interface CreateTicketRequest {
  /** A configuration, raw or parsed. */
  integration: unknown;
  conversation: Conversation;
  messages: readonly Message[];
}

/** What `GlpiIntegration.consultTickets()` is given. */
export interface ConsultTicketsRequest {
  /** A configuration, raw or parsed. */
  integration: unknown;
  conversation: Conversation;
}

/** Opens a ticket now. */
export async function createTicketNow({ context }: Parts, request: CreateTicketRequest): Promise<CreatedTicket> {
  const { conversation, messages } = valid.validate("createTicket", valid.createTicketRequest, request);
  const integration = ofType(parseIntegration(request.integration, context), "glpi-create-ticket");
  const { textCut } = locales[integration.locale].ticketContent;
  const cut = messages.map((message) => ({ ...message, text: cutLongText(message.text, textCut) }));
  const batch = toBatch(conversation, undefined, cut);
  const breaker = context.breakers.for(integration.url, conversation.tenantId);
  const ticket = await context.journals.run(integration.url, batch.id, async (journal) => {
    const opened = await whenNothingIsOpen(journal, () =>
      breaker.run(async () => {
        const made = await openTicket(context, integration, batch, journal);
        await settleRequester(context, integration, batch, journal.progress);
        return made;
      }),
    );
    // The ticket is there, whatever becomes of its files.
    await attachFiles(context, integration, batch, journal, true).catch((failure: unknown) =>
      context.emit("warning", { error: toIntegrationError(failure), conversation }),
    );
    return opened;
  });
  context.emit("ticketCreated", { batch, ticket });
  return ticket;
}

/** Looks up the open tickets now. */
export async function consultTicketsNow({ context }: Parts, request: ConsultTicketsRequest): Promise<OpenTickets> {
  const { conversation } = valid.validate("consultTickets", valid.conversationEvent, request);
  const integration = ofType(parseIntegration(request.integration, context), "glpi-consult-tickets");
  const breaker = context.breakers.for(integration.url, conversation.tenantId);
  const open = await breaker.run(() => consultTickets(context, integration, conversation));
  context.emit("ticketsConsulted", { conversation, ...open });
  return open;
}

function ofType<T extends IntegrationType>(integration: Integration, type: T): Extract<Integration, { type: T }> {
  if (integration.type === type) return integration as Extract<Integration, { type: T }>;
  throw new GlpiIntegrationError(
    "CONFIGURATION_INVALID",
    `integration.type must be "${type}", not "${integration.type}".`,
  );
}
