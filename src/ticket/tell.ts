import type { CreateTicketIntegration } from "../config/integration.js";
import type { Batch } from "../conversation/batch.js";
import { withoutAnswers } from "../conversation/errand.js";
import type { AddedFollowUp } from "../events.js";
import type { Conversation } from "../host/events.js";
import { customerText } from "../locales/customer-text.js";
import type { LocaleWords } from "../locales/locale.js";
import { locales } from "../locales/locales.js";
import type { TicketLink } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import type { Delivered } from "./deliver.js";

/** Of what they add, the customer reads at most once in so long that it was added. */
const TOLD_AGAIN_AFTER_MS = 10 * 60_000;

/**
 * Tells the customer, and on the first try the listeners, what became of a batch. Resolves to whether what the customer
 * must read was told.
 */
export async function tell(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  batch: Batch,
  delivered: Exclude<Delivered, { as: "question" }>,
  firstTry: boolean,
): Promise<boolean> {
  const { emit, host } = context;
  const { conversation, messages } = batch;
  switch (delivered.as) {
    case "ticket": {
      const { ticketId, title, url } = delivered.ticket;
      const canAdd = await goesIntoTicket(context, integration, conversation);
      const told = await host.say(
        conversation,
        aboutTicket(integration.ticketCreatedText, batch, integration, { ticketId, title, url, canAdd }),
        integration,
        { again: !firstTry, keep: false },
      );
      if (firstTry) emit("ticketCreated", { batch, ticket: delivered.ticket });
      if (told) await afterCreated(context, integration, batch);
      return told;
    }
    case "followUp":
      if (delivered.reopened) emit("ticketReopened", { batch, followUp: delivered.followUp });
      emit("followUpAdded", { batch, followUp: delivered.followUp });
      if (delivered.verdict === undefined) await tellAdded(context, integration, batch, delivered);
      else await host.say(conversation, verdictText(integration, batch, delivered), integration);
      return true;
    case "rating":
      await host.say(conversation, words(integration, batch, "ratingThanks", delivered.ticketId), integration);
      return true;
    case "status": {
      const { ticketId, status } = delivered;
      const said = status === "closed" ? "alreadyClosed" : "statusNow";
      await host.say(
        conversation,
        words(integration, batch, said, ticketId, locales[integration.locale].statuses[status]),
        integration,
      );
      return true;
    }
    case "stopped":
    case "resumed": {
      const text = locales[integration.locale].changes.said[delivered.as];
      await host.say(
        conversation,
        customerText(text, conversation, integration, { word: delivered.word }),
        integration,
      );
      return true;
    }
    case "nothing":
      emit("nothingDescribed", { conversation, messages });
      return true;
    case "nowhere":
      return true;
  }
}

/** What came of a yes or a no to a solution; who gave no reason is asked for one. */
function verdictText(
  integration: CreateTicketIntegration,
  batch: Batch,
  { verdict, now, reopened, followUp }: Extract<Delivered, { as: "followUp" }>,
): string {
  const { ticketId } = followUp;
  if (verdict === "approve") return words(integration, batch, now === "closed" ? "approved" : "notApproved", ticketId);
  const moved = reopened
    ? aboutTicket(integration.ticketReopenedText, batch, integration, followUp)
    : words(integration, batch, "notReopened", ticketId);
  const isBare = withoutAnswers(batch.messages).length === 0;
  return isBare ? `${moved}\n\n${words(integration, batch, "askWhy", ticketId)}` : moved;
}

function words(
  integration: CreateTicketIntegration,
  { conversation }: Batch,
  said: keyof LocaleWords["changes"]["said"],
  number: number,
  status?: string,
): string {
  return customerText(locales[integration.locale].changes.said[said], conversation, integration, { number, status });
}

/** Whether what the customer writes next goes into the ticket: the operator may not want it, and the conversation may be elsewhere. */
async function goesIntoTicket(
  { store }: HandlerContext,
  { afterTicket, afterCreated }: CreateTicketIntegration,
  conversation: Conversation,
): Promise<boolean> {
  if (afterTicket !== "followUp" || afterCreated !== "stay") return false;
  const state = await store.loadState(conversation);
  return state.phase === "gathering" || (state.phase === "consulting" && state.place?.at === "opened");
}

/** Noted first: better not told than told twice. */
async function tellAdded(
  { store, host }: HandlerContext,
  integration: CreateTicketIntegration,
  batch: Batch,
  { followUp, reopened, link }: { followUp: AddedFollowUp; reopened: boolean; link: TicketLink },
): Promise<void> {
  const template = reopened ? integration.ticketReopenedText : integration.followUpAddedText;
  if (template.trim() === "") return;
  // Another conversation's link is this one's too by now, and a note may have been added meanwhile. What quotes a ticket
  // elsewhere does not make it that conversation's.
  const own = await store.findLink(batch.conversation);
  if (own?.ticketId === link.ticketId) {
    const toldLately = own.toldAt !== undefined && Date.now() - own.toldAt < TOLD_AGAIN_AFTER_MS;
    if (toldLately && !reopened) return;
    await store.saveLink({ ...own, toldAt: Date.now() });
  }
  await host.say(batch.conversation, aboutTicket(template, batch, integration, followUp), integration);
}

function aboutTicket(
  template: string,
  { conversation }: Batch,
  integration: CreateTicketIntegration,
  { ticketId, title, url, canAdd }: { ticketId: number; title: string; url: string; canAdd?: boolean },
): string {
  const ours = { ticketNumber: String(ticketId), ticketTitle: title, ticketUrl: url, canAdd };
  return customerText(template, conversation, integration, ours);
}

/** Where the conversation goes once it has its ticket. */
async function afterCreated(
  { host }: HandlerContext,
  { afterCreated, afterCreatedQueueId }: CreateTicketIntegration,
  { conversation }: Batch,
): Promise<void> {
  if (afterCreated === "close") await host.close(conversation);
  if (afterCreated === "transfer" && afterCreatedQueueId !== undefined) {
    await host.transfer(conversation, afterCreatedQueueId);
  }
}
