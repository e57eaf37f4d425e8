import { moveState } from "../consult/move-state.js";
import { waitsForAnswer } from "../conversation/consult-flow.js";
import type { Conversation } from "../host/events.js";
import { customerText } from "../locales/customer-text.js";
import type { TakenAlarm } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import { pauseMs } from "../work/retry.js";

const MINUTE_MS = 60_000;

/**
 * The customer was asked and did not answer: a text, then the conversation goes where the operator wants it. After a
 * crash it is done again: a conversation that nobody takes care of is worse than a text twice.
 */
export async function handleSilence(context: HandlerContext, alarm: TakenAlarm): Promise<void> {
  const { store, host, integrations } = context;
  const { conversation, integrationId } = alarm;
  const integration = await integrations.find(integrationId, conversation.tenantId);
  const state = await store.loadState(conversation);
  const isConsulting = state.phase === "consulting" && integration?.type === "glpi-consult-tickets";
  const waits = isConsulting ? waitsForAnswer(state) : state.phase === "gathering" && state.asked === true;
  const isWanted = integration !== undefined && integration.noAnswerMinutes > 0;
  const since = alarm.since ?? Date.now() - (isWanted ? integration.noAnswerMinutes : 0) * MINUTE_MS;
  if (waits && isWanted && (isConsulting || !(await hasTicketSince(context, conversation, since)))) {
    const talkative = integration.type === "glpi-create-ticket" ? integration : {};
    const { noAnswerText, noAnswerAction, noAnswerQueueId } = integration;
    const text = customerText(noAnswerText, conversation, integration);
    const said = await host.attempt(conversation, text, undefined, { ...talkative, sendButtons: false });
    const waitedMs = Date.now() - since - integration.noAnswerMinutes * MINUTE_MS;
    if (said === "later" && waitedMs < context.tellForMs) {
      const { failures = 0 } = alarm;
      const again = { conversation, integrationId, about: "description", since, failures: failures + 1 } as const;
      await store.setAlarm(again, pauseMs(context.retry, failures));
      return;
    }
    if (noAnswerAction === "close") await host.close(conversation, { silent: true });
    if (noAnswerAction === "transfer" && noAnswerQueueId !== undefined) {
      await host.transfer(conversation, noAnswerQueueId, { silent: true });
    }
    if (isConsulting) {
      // What waits for an answer that does not come goes on its way.
      await store.flush(conversation);
      await moveState(store, conversation, state, { ...state, place: { at: "ended" } });
    }
  }
  await store.finishAlarm(alarm);
}

/** A message that was only completed later describes something, and nobody is told so: the ticket shows it. */
async function hasTicketSince({ store }: HandlerContext, conversation: Conversation, since: number): Promise<boolean> {
  const link = await store.findLink(conversation);
  return link !== undefined && link.openedAt >= since;
}
