import type { Integration } from "../config/integration.js";
import { moveState } from "../consult/move-state.js";
import { waitsForAnswer } from "../conversation/consult-flow.js";
import type { Conversation } from "../host/events.js";
import { customerText } from "../locales/customer-text.js";
import type { Outgoing, TakenAlarm } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import type { Taken } from "../work/host-calls.js";
import { neverDone } from "../work/outbox.js";
import { postpone } from "../work/postpone.js";
import { pauseMs } from "../work/retry.js";

const MINUTE_MS = 60_000;

/**
 * The customer was asked and did not answer: a text, then the conversation goes where the operator wants it. After a
 * crash it is done again: a conversation that nobody takes care of is worse than a text twice. What the host cannot do
 * now is tried again, unless the customer writes meanwhile: then they are waited for anew.
 */
export async function handleSilence(context: HandlerContext, alarm: TakenAlarm): Promise<void> {
  const { store, host, integrations, emit } = context;
  const { conversation, integrationId } = alarm;
  const integration = await integrations.find(integrationId, conversation.tenantId);
  const state = await store.loadState(conversation);
  const isConsulting = state.phase === "consulting" && integration?.type === "glpi-consult-tickets";
  const waits = isConsulting ? waitsForAnswer(state) : state.phase === "gathering" && state.asked === true;
  const isWanted = integration !== undefined && integration.noAnswerMinutes > 0;
  const since = alarm.since ?? Date.now() - (isWanted ? integration.noAnswerMinutes : 0) * MINUTE_MS;
  if (waits && isWanted && (isConsulting || !(await hasTicketSince(context, conversation, since)))) {
    const again = { conversation, integrationId, about: "description", since } as const;
    const isInTime = Date.now() - since - integration.noAnswerMinutes * MINUTE_MS < context.tellForMs;
    const { outgoing, failures = 0 } = alarm;
    const isTold = outgoing !== undefined;
    const said = isTold ? "taken" : await tell(context, conversation, integration);
    if (said === "later" && isInTime) {
      await postpone(store, alarm, { ...again, failures: failures + 1 }, pauseMs(context.retry, failures));
      return;
    }
    const action = outgoing ?? actionOf(conversation, integration);
    if (action !== undefined && (await host.handOver(conversation, action, { again: isTold })) === "later") {
      if (isInTime) {
        const tries = isTold ? failures + 1 : 0;
        await postpone(store, alarm, { ...again, outgoing: action, failures: tries }, pauseMs(context.retry, tries));
        return;
      }
      emit("warning", { error: neverDone(conversation, action), conversation });
    }
    if (isConsulting) {
      // What waits for an answer that does not come goes on its way.
      await store.flush(conversation);
      await moveState(store, conversation, state, { ...state, place: { at: "ended" } });
    }
  }
  await store.finishAlarm(alarm);
}

function tell({ host }: HandlerContext, conversation: Conversation, integration: Integration): Promise<Taken> {
  const talkative = integration.type === "glpi-create-ticket" ? integration : {};
  const text = customerText(integration.noAnswerText, conversation, integration);
  return host.attempt(conversation, text, undefined, { ...talkative, sendButtons: false });
}

/** Where the operator wants it; undefined where it stays, or is there already. */
function actionOf({ queue }: Conversation, { noAnswerAction, noAnswerQueueId }: Integration): Outgoing | undefined {
  if (noAnswerAction === "close") return { do: "close" };
  if (noAnswerAction !== "transfer" || noAnswerQueueId === undefined) return undefined;
  return String(noAnswerQueueId) === String(queue?.id) ? undefined : { do: "transfer", queueId: noAnswerQueueId };
}

/** A message that was only completed later describes something, and nobody is told so: the ticket shows it. */
async function hasTicketSince({ store }: HandlerContext, conversation: Conversation, since: number): Promise<boolean> {
  const link = await store.findLink(conversation);
  return link !== undefined && link.openedAt >= since;
}
