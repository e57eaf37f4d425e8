import type { CreateTicketIntegration } from "../config/integration.js";
import type { Batch } from "../conversation/batch.js";
import { errandOf } from "../conversation/errand.js";
import type { Conversation, Id } from "../host/events.js";
import { customerText } from "../locales/customer-text.js";
import { locales } from "../locales/locales.js";
import type { CompanyOption } from "../requester/choose-requester.js";
import type { TicketQuestion } from "../requester/question.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";
import { askCustomer } from "./ask-customer.js";

/** Whom the customer named, whether they can be asked, or neither; a group is asked nothing. */
export async function companyAnswer(
  { store }: HandlerContext,
  { askWhenAmbiguous }: CreateTicketIntegration,
  { conversation, integrationId, messages }: Batch,
  journal: Journal,
): Promise<TicketQuestion["whom"]> {
  if (!askWhenAmbiguous || integrationId === undefined || conversation.isGroup) return undefined;
  // Where tickets are looked up, the answer would be one to another question.
  if (errandOf(messages) !== undefined) return undefined;
  if (!journal.progress.askedCompany) return "ask";
  const state = await store.loadState(conversation);
  return (state.phase === "gathering" ? state.choosingCompany?.answer : undefined) ?? "unclear";
}

/** Asks; resolves to how long the answer is waited for. */
export async function askForCompany(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  batch: Batch,
  journal: Journal,
  companies: readonly CompanyOption[],
): Promise<number> {
  return askCustomer(context, integration, batch, journal, {
    noted: { askedCompany: true },
    asked: () => ({ choosingCompany: { companies, unclear: 0 } }),
    say: () => say(context, integration, batch.conversation, companies),
  });
}

/** Asks again. */
export async function askCompanyAgain(
  context: HandlerContext,
  conversation: Conversation,
  integrationId: Id,
  companies: readonly CompanyOption[],
): Promise<void> {
  const integration = await context.integrations.load(integrationId, conversation.tenantId);
  if (integration.type === "glpi-create-ticket") await say(context, integration, conversation, companies);
}

async function say(
  { host }: HandlerContext,
  integration: CreateTicketIntegration,
  conversation: Conversation,
  companies: readonly CompanyOption[],
): Promise<boolean> {
  const text = customerText(integration.askCompanyText, conversation, integration, {
    companies: companies.map(({ name }, index) => ({ position: index + 1, name })),
    total: companies.length,
  });
  const { button, prompt } = locales[integration.locale].choices;
  const options = companies.map(({ name }, index) => ({ id: String(index + 1), title: name, description: name }));
  return host.offer(conversation, text, { options, button, prompt }, integration, { keep: false });
}
