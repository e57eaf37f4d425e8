import type { CreateTicketIntegration } from "../config/integration.js";
import type { Batch } from "../conversation/batch.js";
import type { ChoosingOption } from "../conversation/state.js";
import { cutTitle } from "../conversation/title.js";
import type { Conversation } from "../host/events.js";
import { customerText } from "../locales/customer-text.js";
import { locales } from "../locales/locales.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";
import { askCustomer } from "./ask-customer.js";
import { classifiedHere, type OptionsToChoose } from "./classify.js";

/** In characters: ten of them have to fit into one text. */
const LONGEST_NAME = 100;
/** Of the batch's messages that may be told again. */
const MOST_BEFORE = 100;

/** Asks what it is, or where; resolves to how long the answer is waited for. */
export async function askForOption(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  batch: Batch,
  journal: Journal,
  { about, options }: OptionsToChoose,
): Promise<number> {
  const classified = classifiedHere(journal, integration);
  const picked = classified[about];
  const level = (picked?.level ?? 0) + 1;
  const question: ChoosingOption = {
    about,
    within: picked?.name,
    options: options.map(({ id, name }) => ({ id, name: cutTitle(name, LONGEST_NAME) })),
    unclear: 0,
    before: batch.messages.slice(-MOST_BEFORE).map(({ id }) => String(id)),
  };
  return askCustomer(context, integration, batch, journal, {
    noted: { classified: { ...classified, [about]: { ...picked, level, is: "asked" } } },
    asked: ({ choosingOption }) => ({ choosingOption: { ...question, answeredBy: choosingOption?.answeredBy } }),
    say: () => sayOptions(context, integration, batch.conversation, question),
  });
}

/** Not counted among the texts of an hour: each ticket has so many at most. */
export async function sayOptions(
  { host }: HandlerContext,
  integration: CreateTicketIntegration,
  conversation: Conversation,
  { about, within = "", options }: ChoosingOption,
): Promise<boolean> {
  const isCategory = about === "category";
  const template = isCategory ? integration.askCategoryText : integration.askLocationText;
  const rows = options.map(({ name }, index) => ({ position: index + 1, name }));
  const other = options.length + 1;
  const text = customerText(template, conversation, integration, {
    [isCategory ? "categories" : "locations"]: rows,
    other,
    within,
  });
  const { otherCategory, otherLocation, button, prompt } = locales[integration.locale].choices;
  const named = rows.map(({ position, name }) => ({ id: String(position), title: name, description: name }));
  const others = { id: String(other), title: isCategory ? otherCategory : otherLocation };
  const { sendButtons } = integration;
  const choices = { options: [...named, others], button, prompt };
  return host.offer(conversation, text, choices, { sendButtons }, { keep: false });
}
