import type { ConsultTicketsIntegration } from "../config/integration.js";
import { detailChoices, leavingChoices } from "../consult/consult-choices.js";
import { ownTicket } from "../consult/own-ticket.js";
import { choicesText, join, say, statusFor, statusText } from "../consult/replies.js";
import type { Batch } from "../conversation/batch.js";
import { describes } from "../conversation/description.js";
import { type Errand, errandOf, withoutAnswers } from "../conversation/errand.js";
import { GlpiIntegrationError } from "../glpi/errors.js";
import { readGlpiTime } from "../glpi/glpi-time.js";
import type { TicketStatus } from "../glpi/tickets.js";
import type { TicketLink } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";
import { whenNothingIsOpen } from "../work/post-once.js";
import { type FollowUpRules, followUp } from "./follow-up.js";
import { moveToServer, serverOf } from "./same-server.js";

/** What is about one ticket. */
type AboutTicket = Extract<Errand, { do: "add" | "reopen" | "approve" }>;

/** A courtesy is none, whatever the operator wants of a ticket that is opened. */
const rules = { ignoredTexts: [], needsDescription: true };

/**
 * Carries out what somebody who looked up their tickets wants done with what they wrote, once, and tells them. What is
 * for no ticket is only told to the listeners. Rejects with `GlpiIntegrationError`.
 */
export async function carryOut(
  context: HandlerContext,
  integration: ConsultTicketsIntegration,
  batch: Batch,
  journal: Journal,
): Promise<void> {
  const { conversation } = batch;
  const errand = errandOf(batch.messages) ?? { do: "leave" };
  const messages = withoutAnswers(batch.messages);
  const isAbout = errand.do === "add" || errand.do === "reopen" || errand.do === "approve";
  const isCourtesy = errand.do === "add" && !describes(messages, rules);
  if (!isAbout || isCourtesy) {
    if (messages.length > 0) context.emit("nothingDescribed", { conversation, messages });
    return;
  }
  const breaker = context.breakers.for(integration.url, conversation.tenantId);
  await whenNothingIsOpen(journal, () =>
    breaker.run(async () => {
      await moveToServer(context, integration, batch, journal);
      await addTo(context, integration, batch, journal, errand);
    }),
  );
}

async function addTo(
  context: HandlerContext,
  integration: ConsultTicketsIntegration,
  batch: Batch,
  journal: Journal,
  errand: AboutTicket,
): Promise<void> {
  const { conversation } = batch;
  const asked = { integration, conversation };
  const { ticketId } = errand;
  const about = await aboutTicket(context, integration, batch, journal, ticketId);
  if (
    errand.do === "approve" &&
    about.status !== "solved" &&
    journal.progress.followUpId === undefined &&
    !journal.isOpen("followUp")
  ) {
    await told(context, asked, ticketId, about.status, statusText(asked, ticketId, about.status));
    return;
  }
  const verdict = errand.do === "add" ? undefined : errand.do;
  const followUpRules: FollowUpRules = { ...integration, ...rules };
  const done = await followUp(context, followUpRules, batch, journal, { ...about, verdict });
  context.emit("followUpAdded", { batch, followUp: done.followUp });
  if (done.reopened) context.emit("ticketReopened", { batch, followUp: done.followUp });
  const now = done.now ?? about.status;
  if (errand.do === "approve") {
    const text = say(asked, now === "closed" ? "approved" : "notApproved", { number: ticketId });
    await told(context, asked, ticketId, "closed", text);
  } else if (errand.do === "reopen" && statusFor(about.status) !== "open") {
    const text = say(asked, done.reopened ? "reopened" : "notReopened", { number: ticketId });
    await context.host.say(conversation, text);
  } else {
    const text = say(asked, done.reopened ? "reopened" : "added", { number: ticketId });
    await context.host.offer(conversation, text, done.reopened ? undefined : leavingChoices(integration), integration);
  }
}

/** What was done, and what can be done now. */
async function told(
  { host }: HandlerContext,
  asked: Parameters<typeof say>[0],
  ticketId: number,
  status: TicketStatus,
  text: string,
): Promise<void> {
  const place = { at: "detail", ticketId, status: statusFor(status) } as const;
  const { integration, conversation } = asked;
  await host.offer(conversation, join(text, choicesText(asked, place)), detailChoices(integration, place), integration);
}

/** The ticket, if it is theirs now; of what was posted already, as it was then. */
async function aboutTicket(
  context: HandlerContext,
  integration: ConsultTicketsIntegration,
  { conversation, integrationId }: Batch,
  journal: Journal,
  ticketId: number,
): Promise<{ link: TicketLink; status: TicketStatus }> {
  const { progress } = journal;
  if (progress.about !== undefined && (progress.followUpId !== undefined || journal.isOpen("followUp"))) {
    return { link: progress.about, status: progress.about.status };
  }
  const owned = await ownTicket(context, integration, conversation, ticketId);
  if (owned === undefined) throw notTheirs(ticketId);
  const { ticket, requester } = owned;
  const { zoneOffsetMs = 0 } = await context.clients.for(integration).session();
  const link: TicketLink = {
    ...serverOf(integration),
    ticketId,
    tenantId: conversation.tenantId,
    conversationId: conversation.id,
    contactId: conversation.contact.id,
    integrationId,
    requesterId: requester.id,
    entityId: requester.entityId ?? 0,
    title: ticket.title,
    openedAt: Number(readGlpiTime(ticket.openedAt, zoneOffsetMs) ?? Date.now()),
    status: ticket.status,
  };
  return { link, status: ticket.status };
}

function notTheirs(ticketId: number): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "NOT_FOUND",
    `What a customer wrote for ticket ${ticketId} was not added: it is theirs no more, or gone from GLPI. See in GLPI where it went, and add what the dead letter holds by hand.`,
  );
}
