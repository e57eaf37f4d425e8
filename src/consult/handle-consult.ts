import type { Integration } from "../config/integration.js";
import { toIntegrationError } from "../glpi/errors.js";
import type { Conversation, Id } from "../host/events.js";
import type { Alarm } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import { tellFailure } from "../work/tell-failure.js";
import { consultTickets } from "./consult-tickets.js";

/** So often a list is asked for, with the pauses of `retry`: customers wait for it. */
const MOST_TRIES = 5;

/** Whether the conversation is where its list was asked for. */
export async function waitsForList(
  { store }: HandlerContext,
  conversation: Conversation,
  integrationId: Id,
): Promise<boolean> {
  const state = await store.loadState(conversation);
  return state.phase === "consulting" && String(state.integrationId) === String(integrationId);
}

/**
 * Tells the customer about their open tickets. Resolves to whether it is to be tried again, after so many tries that
 * failed; the first failure is a `warning`, and so is the last one, of which the customer reads. Never rejects.
 */
export async function handleConsult(
  context: HandlerContext,
  { conversation, integrationId, failures = 0 }: Pick<Alarm, "conversation" | "integrationId" | "failures">,
): Promise<boolean> {
  let integration: Integration | undefined;
  // Who had to wait may have left meanwhile.
  const isWanted = async () => failures === 0 || waitsForList(context, conversation, integrationId);
  try {
    if (!(await isWanted())) return false;
    integration = await context.integrations.find(integrationId, conversation.tenantId);
    if (integration?.type !== "glpi-consult-tickets") return false;
    const consult = integration;
    const breaker = context.breakers.for(integration.url, conversation.tenantId);
    const open = await breaker.run(() => consultTickets(context, consult, conversation));
    if (!(await isWanted())) return false;
    await context.host.say(conversation, open.text);
    context.emit("ticketsConsulted", { conversation, ...open });
    return false;
  } catch (failure) {
    const error = toIntegrationError(failure);
    // The process ends: another one goes on.
    if (error.code === "CLOSED") return true;
    const again = error.retryable && failures + 1 < MOST_TRIES;
    if (!(await isWanted().catch(() => false))) return false;
    if (!again) await tellFailure(context, conversation, integration);
    if (!again || failures === 0) context.emit("warning", { error, conversation });
    return again;
  }
}
