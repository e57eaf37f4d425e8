import { checkIntegration } from "../check/check-integration.js";
import type { Finding } from "../check/finding.js";
import type { CheckOptions } from "../check/options.js";
import type { CreateTicketIntegration, Integration, IntegrationType } from "../config/integration.js";
import { parseIntegration } from "../config/parse-integration.js";
import { consultTickets } from "../consult/consult-tickets.js";
import { type Batch, toBatch } from "../conversation/batch.js";
import { cutLongText } from "../conversation/long-text.js";
import type { CreatedTicket, OpenTickets } from "../events.js";
import { GlpiIntegrationError, toIntegrationError } from "../glpi/errors.js";
import type { Conversation, Message } from "../host/events.js";
import * as valid from "../host/validate.js";
import { locales } from "../locales/locales.js";
import { attachFiles, giveUpFiles } from "../ticket/attach.js";
import { openTicket } from "../ticket/deliver.js";
import { settleRequester } from "../ticket/settle-requester.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";
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
    const open = () =>
      breaker.run(async () => {
        const made = await openTicket(context, integration, batch, journal);
        await settleRequester(context, integration, batch, journal.progress);
        return made;
      });
    // One that is there is told again, also while a file of it is on its way.
    const isThere = journal.progress.ticketId !== undefined;
    const opened = await (isThere ? open() : whenNothingIsOpen(journal, open));
    context.files.goOn(journal, () => attachNow(context, integration, batch, journal));
    return opened;
  });
  context.emit("ticketCreated", { batch, ticket });
  return ticket;
}

/** Its files, of which the store knows nothing: once more after a lost answer, and then they are named. */
async function attachNow(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  batch: Batch,
  journal: Journal,
): Promise<void> {
  try {
    try {
      await attachFiles(context, integration, batch, journal, true);
    } catch {
      await waitFor(journal.openPostMs, context.files.closing);
      await attachFiles(context, integration, batch, journal, true);
    }
  } catch (failure) {
    context.emit("warning", { error: toIntegrationError(failure), conversation: batch.conversation });
    await giveUpFiles(context, integration, batch, journal).catch(() => undefined);
  }
}

/** Until then, or until this process ends. */
async function waitFor(ms: number, ends: AbortSignal): Promise<void> {
  if (ms <= 0) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms).unref();
    ends.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
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

/** Looks at a configuration now. */
export function checkNow({ context, fetch }: Parts, raw: unknown, options: CheckOptions): Promise<Finding[]> {
  const { addresses, store } = context;
  return checkIntegration(raw, { ...options, addresses, store, fetch });
}

function ofType<T extends IntegrationType>(integration: Integration, type: T): Extract<Integration, { type: T }> {
  if (integration.type === type) return integration as Extract<Integration, { type: T }>;
  throw new GlpiIntegrationError(
    "CONFIGURATION_INVALID",
    `integration.type must be "${type}", not "${integration.type}".`,
  );
}
