import type { Integration } from "../config/integration.js";
import { consultingHere, handleConsult } from "../consult/handle-consult.js";
import { waitsForAnswer } from "../conversation/consult-flow.js";
import type { Conversation, Id } from "../host/events.js";
import { customerText } from "../locales/customer-text.js";
import { conversationKey } from "../store/keys.js";
import type { Alarm, TakenAlarm, ToSay } from "../store/store.js";
import { askWhich } from "../ticket/choice.js";
import { askCompanyAgain } from "../ticket/company-choice.js";
import { handleSilence } from "../ticket/handle-silence.js";
import { sayOptions } from "../ticket/option-choice.js";
import type { HandlerContext } from "../work/context.js";
import type { Taken } from "../work/host-calls.js";
import { handOver } from "../work/outbox.js";
import { postpone } from "../work/postpone.js";
import { pauseMs } from "../work/retry.js";

export const MINUTE_MS = 60_000;

/** So often the host is asked to send a question, where it does not say that waiting helps. */
const MOST_TRIES = 5;

/** What the customer is asked. */
export type Question = Exclude<ToSay, "consult">;

/** Does what is due for a conversation: what is to be said, or that the customer is silent. */
export async function handleAlarm(context: HandlerContext, alarm: TakenAlarm): Promise<void> {
  const { about } = alarm;
  if (about === "description") await handleSilence(context, alarm);
  else if (about === "consult") await consult(context, alarm);
  else if (about === "outgoing") await handOver(context, alarm);
  else await ask(context, { ...alarm, about });
}

/** The question, and again after a pause where the host could not send it; who was asked is waited for. */
async function ask(context: HandlerContext, alarm: TakenAlarm & { about: Question }): Promise<void> {
  const { store, retry } = context;
  const { conversation, integrationId, about, failures = 0, since = Date.now() } = alarm;
  const said = await say(context, alarm);
  const isSaid = said === "taken";
  const expecting = about === "ask" ? await expectation(context, alarm) : undefined;
  const isOver = said === "later" ? Date.now() - since >= context.tellForMs : failures + 1 >= MOST_TRIES;
  const again = { conversation, integrationId, about, since, failures: failures + 1 };
  if (isSaid && expecting !== undefined) await postpone(store, alarm, expecting.set, expecting.inMs);
  else if (isSaid || isOver) await store.finishAlarm(alarm);
  else await postpone(store, alarm, again, pauseMs(retry, failures));
}

/**
 * What is said to somebody who looks up tickets, and again after a pause where that failed, as long as the conversation
 * is where it asked for it; who was asked is waited for.
 */
async function consult(context: HandlerContext, alarm: TakenAlarm): Promise<void> {
  const { store, retry, consultations } = context;
  const { conversation, integrationId, failures = 0, since = Date.now() } = alarm;
  const fetch = () => handleConsult(context, { ...alarm, since });
  // The same is fetched once; what was answered meanwhile comes after it.
  const step = JSON.stringify([integrationId, await consultingHere(context, conversation, integrationId)]);
  const again = await consultations.run(conversationKey(conversation), step, fetch);
  const state = await consultingHere(context, conversation, integrationId);
  const expecting = again || !state || !waitsForAnswer(state) ? undefined : await expectation(context, alarm);
  // Where another process has it by now, or something else is due for the conversation, that stands.
  const next = { conversation, integrationId, about: "consult", since, failures: failures + 1 } as const;
  if (state !== undefined && again) await postpone(store, alarm, next, pauseMs(retry, failures));
  else if (state !== undefined && expecting) await postpone(store, alarm, expecting.set, expecting.inMs);
  else await store.finishAlarm(alarm);
}

/** What is to be said of a conversation, as it is now. Resolves to what became of it; nothing to be said is taken. */
export async function say(
  context: HandlerContext,
  { conversation, integrationId, about }: Pick<Alarm, "conversation" | "integrationId"> & { about: Question },
): Promise<Taken> {
  const integration = await context.integrations.find(integrationId, conversation.tenantId);
  if (integration?.type !== "glpi-create-ticket") return "taken";
  if (about === "ask") {
    const text = customerText(integration.askDescriptionText, conversation, integration);
    return context.host.attempt(conversation, text, undefined, integration);
  }
  const state = await context.store.loadState(conversation);
  if (state.phase !== "gathering") return "taken";
  const { choosing, choosingCompany, choosingOption } = state;
  if (about === "askAgain" && choosing) await askWhich(context, conversation, integrationId, choosing.ticketIds);
  if (about === "askCompanyAgain" && choosingCompany) {
    await askCompanyAgain(context, conversation, integrationId, choosingCompany.companies);
  }
  if (about === "askOptionAgain" && choosingOption && choosingOption.answer === undefined) {
    await sayOptions(context, integration, conversation, choosingOption);
  }
  return "taken";
}

/** Who was asked is waited for from now on, if the operator wants that. */
async function expectation({ integrations }: HandlerContext, { conversation, integrationId }: TakenAlarm) {
  const integration = await integrations.find(integrationId, conversation.tenantId);
  return awaited(conversation, integrationId, integration);
}

/** That a description is waited for from now on, if the operator wants that. */
export function awaited(conversation: Conversation, integrationId: Id, integration: Integration | undefined) {
  const inMs = (integration?.noAnswerMinutes ?? 0) * MINUTE_MS;
  if (inMs === 0) return undefined;
  const set: Alarm = { conversation, integrationId, about: "description", since: Date.now() };
  return { set, inMs };
}
