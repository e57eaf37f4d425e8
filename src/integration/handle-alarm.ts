import { handleConsult } from "../consult/handle-consult.js";
import { customerText } from "../locales/customer-text.js";
import type { Alarm, TakenAlarm, ToSay } from "../store/store.js";
import { askWhich } from "../ticket/choice.js";
import { askCompanyAgain } from "../ticket/company-choice.js";
import { handleSilence } from "../ticket/handle-silence.js";
import type { HandlerContext } from "../work/context.js";

const MINUTE_MS = 60_000;

/** Does what is due for a conversation: what a process that does not work had to say, or that the customer is silent. */
export async function handleAlarm(context: HandlerContext, alarm: TakenAlarm): Promise<void> {
  const { conversation, integrationId, about } = alarm;
  if (about === "description") {
    await handleSilence(context, alarm);
    return;
  }
  await say(context, { conversation, integrationId, about });
  if (about === "ask") await expectAnswer(context, alarm);
  await context.store.finishAlarm(alarm);
}

/** What is to be said of a conversation, as it is now. */
export async function say(
  context: HandlerContext,
  { conversation, integrationId, about }: Pick<Alarm, "conversation" | "integrationId"> & { about: ToSay },
): Promise<void> {
  if (about === "consult") {
    await handleConsult(context, conversation, integrationId);
    return;
  }
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
