import type { CreateTicketIntegration, Integration } from "../config/schema.js";
import type { Batch } from "../conversation/batch.js";
import { GlpiIntegrationError, toIntegrationError } from "../glpi/errors.js";
import { messageVariables } from "../locales/message-variables.js";
import { renderTemplate } from "../locales/render.js";
import type { HandlerContext } from "./context.js";
import { type CreatedTicket, createTicket } from "./create-ticket.js";
import { tellFailure } from "./tell-failure.js";

/** Makes the ticket of a batch that is due, and tells the customer its number. Never rejects. */
export async function handleBatch(context: HandlerContext, batch: Batch): Promise<void> {
  const { conversation, integrationId } = batch;
  let integration: Integration | undefined;
  try {
    if (integrationId !== undefined)
      integration = await context.integrations.load(integrationId, conversation.tenantId);
    if (integration?.type !== "glpi-create-ticket") throw otherType(batch);
    const ticket = await createTicket(context, integration, batch);
    await tellNumber(context, integration, batch, ticket);
    context.emit("ticketCreated", { batch, ticket });
  } catch (error) {
    await tellFailure(context, conversation, integration);
    context.emit("ticketFailed", { batch, error: toIntegrationError(error) });
  }
}

async function tellNumber(
  { host }: HandlerContext,
  { ticketCreatedText, timeZone, locale }: CreateTicketIntegration,
  { conversation }: Batch,
  { ticketId, title, url }: CreatedTicket,
): Promise<void> {
  const variables = messageVariables({ conversation, now: new Date(), timeZone, locale });
  const ours = { ticketNumber: String(ticketId), ticketTitle: title, ticketUrl: url };
  await host.say(conversation, renderTemplate(ticketCreatedText, { ...variables, ...ours }));
}

function otherType({ integrationId }: Batch): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "CONFIGURATION_INVALID",
    `Integration ${integrationId} no longer creates tickets: what waited for it is in this event. Change its type back and open the ticket with createTicket().`,
  );
}
