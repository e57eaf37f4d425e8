import { handleConsult, waitsForList } from "../consult/handle-consult.js";
import { customerText } from "../locales/customer-text.js";
import { conversationKey } from "../store/keys.js";
import type { Alarm, TakenAlarm, ToSay } from "../store/store.js";
import { askWhich } from "../ticket/choice.js";
import { askCompanyAgain } from "../ticket/company-choice.js";
import { handleSilence } from "../ticket/handle-silence.js";
import type { HandlerContext } from "../work/context.js";
import { pauseMs } from "../work/retry.js";

const MINUTE_MS = 60_000;

/** What the customer is asked. */
export type Question = Exclude<ToSay, "consult">;

/** Does what is due for a conversation: what is to be said, or that the customer is silent. */
export async function handleAlarm(context: HandlerContext, alarm: TakenAlarm): Promise<void> {
  const { conversation, integrationId, about } = alarm;
  if (about === "description") await handleSilence(context, alarm);
  else if (about === "consult") await consult(context, alarm);
  else {
    await say(context, { conversation, integrationId, about });
    const isOurs = await context.store.finishAlarm(alarm);
    if (isOurs && about === "ask") await expectAnswer(context, alarm);
  }
}

/** The list, and again after a pause where that failed, as long as the conversation is where it asked for it. */
async function consult(context: HandlerContext, alarm: TakenAlarm): Promise<void> {
  const { store, retry, consultations } = context;
  const { conversation, integrationId, failures = 0 } = alarm;
  const fetch = () => handleConsult(context, alarm);
  const again = await consultations.run(conversationKey(conversation), String(integrationId), fetch);
  const waits = again && (await waitsForList(context, conversation, integrationId));
  // Where another process has it by now, or something else is due for the conversation, that stands.
  if (!(await store.finishAlarm(alarm)) || !waits) return;
  await store.setAlarm(
    { conversation, integrationId, about: "consult", failures: failures + 1 },
    pauseMs(retry, failures),
  );
}

/** What is to be said of a conversation, as it is now. */
export async function say(
  context: HandlerContext,
  { conversation, integrationId, about }: Pick<Alarm, "conversation" | "integrationId"> & { about: Question },
): Promise<void> {
  const integration = await context.integrations.find(integrationId, conversation.tenantId);
  if (integration?.type !== "glpi-create-ticket") return;
  if (about === "ask") {
    await context.host.say(
      conversation,
      customerText(integration.askDescriptionText, conversation, integration),
      integration,
    );
    return;
  }
  const state = await context.store.loadState(conversation);
  if (state.phase !== "gathering") return;
  const { choosing, choosingCompany } = state;
  if (about === "askAgain" && choosing) await askWhich(context, conversation, integrationId, choosing.ticketIds);
  if (about === "askCompanyAgain" && choosingCompany) {
    await askCompanyAgain(context, conversation, integrationId, choosingCompany.companies);
  }
}

/** Who was asked for a description is waited for, if the operator wants that, from now on. */
export async function expectAnswer(
  { store, integrations }: HandlerContext,
  { conversation, integrationId }: Pick<Alarm, "conversation" | "integrationId">,
): Promise<void> {
  const integration = await integrations.find(integrationId, conversation.tenantId);
  if (integration?.type !== "glpi-create-ticket" || integration.noAnswerMinutes === 0) return;
  await store.setAlarm({ conversation, integrationId, about: "description" }, integration.noAnswerMinutes * MINUTE_MS);
}
