import type { Integration } from "../config/integration.js";
import type { Offers } from "../conversation/consult-flow.js";
import type { Consulting } from "../conversation/state.js";
import { toIntegrationError } from "../glpi/errors.js";
import type { Conversation, Id } from "../host/events.js";
import type { Alarm } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import type { Taken } from "../work/host-calls.js";
import { tellFailure } from "../work/tell-failure.js";
import { moveState } from "./move-state.js";
import { asksGlpi, type Reply, replyTo } from "./replies.js";

/** So often a reply is tried, with the pauses of `retry`: customers wait for it. Longer where the host says that it helps. */
const MOST_TRIES = 5;

/** The conversation as it looks up tickets by this integration; undefined where it does not. */
export async function consultingHere(
  { store }: HandlerContext,
  conversation: Conversation,
  integrationId: Id,
): Promise<Consulting | undefined> {
  const state = await store.loadState(conversation);
  return state.phase === "consulting" && String(state.integrationId) === String(integrationId) ? state : undefined;
}

/** What an integration offers for words that belong to no ticket, where the conversation is. */
export function offersOf(
  { host }: Pick<HandlerContext, "host">,
  integration: Integration | undefined,
  conversation: Conversation,
): Offers {
  if (integration?.type !== "glpi-consult-tickets") return { ticket: false, team: false };
  return {
    ticket: integration.createIntegrationId !== undefined,
    team: host.hasErrorQueue(conversation, integration),
  };
}

/**
 * Says what is to be said to somebody who looks up tickets: the list, one of them, or a question. Resolves to whether it
 * is to be tried again, after so many tries that failed; the first failure is a `warning`, and so is the last one, of
 * which the customer reads. Never rejects.
 */
export async function handleConsult(
  context: HandlerContext,
  {
    conversation,
    integrationId,
    failures = 0,
    since = Date.now(),
  }: Pick<Alarm, "conversation" | "integrationId" | "failures" | "since">,
): Promise<boolean> {
  let integration: Integration | undefined;
  const here = () => consultingHere(context, conversation, integrationId);
  try {
    const before = await here();
    // Who had to wait may have left meanwhile.
    if (before === undefined && failures > 0) return false;
    integration = await context.integrations.find(integrationId, conversation.tenantId);
    if (integration?.type !== "glpi-consult-tickets") return false;
    const asked = { context, integration, conversation, offers: offersOf(context, integration, conversation) };
    const state: Consulting = before ?? { phase: "consulting", integrationId };
    const breaker = context.breakers.for(integration.url, conversation.tenantId);
    // What asks GLPI for nothing says nothing of how it does.
    const reply = await (asksGlpi(state) ? breaker.run(() => replyTo(asked, state)) : replyTo(asked, state));
    // It may have been kept only now that it does.
    const now = before ?? (await here());
    const moved =
      now === undefined || (await moveState(context.store, conversation, now, { ...now, ...reply.changes }));
    // What was written meanwhile has an answer of its own. Who has just left reads the list that they asked for.
    const leftWithList = !moved && failures === 0 && reply.listed !== undefined && (await here()) === undefined;
    if (!moved && !leftWithList) return false;
    const said = await give(context, integration, conversation, reply);
    if (said === "later") return Date.now() - since < context.tellForMs;
    return said === "failed" && failures + 1 < MOST_TRIES;
  } catch (failure) {
    const error = toIntegrationError(failure);
    // The process ends: another one goes on.
    if (error.code === "CLOSED") return true;
    const again = error.retryable && failures + 1 < MOST_TRIES;
    const isWanted = failures === 0 || (await here().catch(() => undefined)) !== undefined;
    if (!isWanted) return false;
    if (!again) await tellFailure(context, conversation, integration);
    if (!again || failures === 0) context.emit("warning", { error, conversation });
    return again;
  }
}

/** Resolves to what became of it; where the conversation goes on, what the host takes later is kept. */
async function give(
  { host, emit }: HandlerContext,
  integration: Extract<Integration, { type: "glpi-consult-tickets" }>,
  conversation: Conversation,
  { text, choices, listed, next }: Reply,
): Promise<Taken> {
  if (next === undefined) {
    const said = await host.attempt(conversation, text, choices, integration);
    if (listed !== undefined && said === "taken") emit("ticketsConsulted", { conversation, ...listed });
    return said;
  }
  await host.offer(conversation, text, choices, integration);
  if (next === "team") await host.transferToErrorQueue(conversation, integration);
  else await host.closeIfPossible(conversation);
  return "taken";
}
