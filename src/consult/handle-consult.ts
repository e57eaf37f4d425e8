import type { Integration } from "../config/integration.js";
import { isGlpiIntegrationError, toIntegrationError } from "../glpi/errors.js";
import type { Conversation, Id } from "../host/events.js";
import type { HandlerContext } from "../work/context.js";
import { tellFailure } from "../work/tell-failure.js";
import { consultTickets } from "./consult-tickets.js";

/** Tells the customer about their open tickets. Never rejects. */
export async function handleConsult(
  context: HandlerContext,
  conversation: Conversation,
  integrationId: Id,
): Promise<void> {
  let integration: Integration | undefined;
  try {
    integration = await context.integrations.find(integrationId, conversation.tenantId);
    if (integration?.type !== "glpi-consult-tickets") return;
    const consult = integration;
    const breaker = context.breakers.for(integration.url, conversation.tenantId);
    const open = await breaker.run(() => consultTickets(context, consult, conversation));
    await context.host.say(conversation, open.text);
    context.emit("ticketsConsulted", { conversation, ...open });
  } catch (error) {
    // The process ends; what is told now would be told after it said it was closed.
    if (isGlpiIntegrationError(error) && error.code === "CLOSED") return;
    await tellFailure(context, conversation, integration);
    context.emit("warning", { error: toIntegrationError(error), conversation });
  }
}
