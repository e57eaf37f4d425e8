import type { CreateTicketIntegration } from "../config/integration.js";
import type { Batch } from "../conversation/batch.js";
import type { AddedFollowUp, CreatedTicket } from "../events.js";
import { isGlpiIntegrationError, toIntegrationError } from "../glpi/errors.js";
import { linkTickets, type TicketStatus } from "../glpi/tickets.js";
import { SeveralCompanies } from "../requester/choose-requester.js";
import type { TicketLink } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";
import { whenNothingIsOpen } from "../work/post-once.js";
import { askForChoice } from "./choice.js";
import { OptionsToChoose } from "./classify.js";
import { askForCompany } from "./company-choice.js";
import { createTicket } from "./create-ticket.js";
import type { Destination } from "./destination.js";
import { followUp, type Verdict } from "./follow-up.js";
import { keepAnswers } from "./keep-answers.js";
import { askForOption } from "./option-choice.js";
import { rate } from "./rate.js";
import { moveToServer, serverOf } from "./same-server.js";
import { stopOrResume } from "./stop-or-resume.js";
import { whereTo } from "./where-to.js";

/** What became of a batch. */
export type Delivered =
  | { as: "ticket"; ticket: CreatedTicket }
  | {
      as: "followUp";
      followUp: AddedFollowUp;
      reopened: boolean;
      link: TicketLink;
      verdict?: Verdict | undefined;
      now?: TicketStatus | undefined;
    }
  /** The customer's own words changed nothing: they hear how it is. */
  | { as: "status"; ticketId: number; status: TicketStatus }
  | { as: "rating"; ticketId: number }
  /** The customer hears of no changes any more, or of all again. */
  | { as: "stopped" | "resumed"; word: string }
  /** Nobody knows yet: the customer was asked, and is waited for so long. */
  | { as: "question"; waitMs: number }
  | { as: "nothing" | "nowhere" };

/**
 * Puts a batch where it belongs, once: into a ticket of its own, or into the one that its conversation has; behind the
 * breaker of its GLPI. Rejects with `GlpiIntegrationError`; `ANSWER_LOST` says that it may be there, and its
 * `retryAfterMs` when it can be looked for.
 */
export async function deliver(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  batch: Batch,
  journal: Journal,
): Promise<Delivered> {
  const stopped = await stopOrResume(context, integration, batch);
  if (stopped !== undefined) return stopped;
  await keepAnswers(context, batch, journal);
  const breaker = context.breakers.for(integration.url, batch.conversation.tenantId);
  return whenNothingIsOpen(journal, () =>
    breaker.run(async () => {
      await moveToServer(context, integration, batch, journal);
      const destination = await whereTo(context, integration, batch, journal);
      try {
        return await put(context, integration, batch, journal, destination);
      } catch (error) {
        // The ticket may have been closed between the look and the post: a refusal proves that nothing was made.
        const refused = isGlpiIntegrationError(error) && error.code === "REFUSED";
        if (!refused || destination.to !== "followUp") throw error;
        return await put(context, integration, batch, journal, await whereTo(context, integration, batch, journal));
      }
    }),
  );
}

async function put(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  batch: Batch,
  journal: Journal,
  destination: Destination,
): Promise<Delivered> {
  switch (destination.to) {
    case "followUp": {
      const { link } = destination;
      await adopt(context, integration, batch, link);
      const done = await followUp(context, integration, batch, journal, destination);
      return { as: "followUp", link, verdict: destination.verdict, ...done };
    }
    case "rating":
      await rate(context, integration, batch, journal, destination);
      return { as: "rating", ticketId: destination.link.ticketId };
    case "tellStatus":
      return { as: "status", ticketId: destination.ticketId, status: destination.status };
    case "newTicket":
      return openOrAsk(context, integration, batch, journal, destination);
    case "choice":
      return { as: "question", waitMs: await askForChoice(context, integration, batch, journal, destination.links) };
    default:
      return { as: destination.to };
  }
}

async function openOrAsk(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  batch: Batch,
  journal: Journal,
  destination: Extract<Destination, { to: "newTicket" }>,
): Promise<Delivered> {
  try {
    return { as: "ticket", ticket: await openTicket(context, integration, batch, journal, destination) };
  } catch (error) {
    if (SeveralCompanies.is(error)) {
      return { as: "question", waitMs: await askForCompany(context, integration, batch, journal, error.companies) };
    }
    if (!OptionsToChoose.is(error)) throw error;
    return { as: "question", waitMs: await askForOption(context, integration, batch, journal, error) };
  }
}

/** A ticket, from now on the one of its conversation; linked in GLPI to the one that it follows. */
export async function openTicket(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  batch: Batch,
  journal: Journal,
  { after, linked }: { after?: TicketLink | undefined; linked: boolean } = { linked: false },
): Promise<CreatedTicket> {
  const ticket = await createTicket(context, integration, batch, journal, after);
  if (after !== undefined && linked) await linkInGlpi(context, integration, batch, journal, ticket.ticketId, after);
  const { conversation, integrationId } = batch;
  await context.store.saveLink({
    ...serverOf(integration),
    ticketId: ticket.ticketId,
    tenantId: conversation.tenantId,
    conversationId: conversation.id,
    contactId: conversation.contact.id,
    integrationId,
    requesterId: ticket.requester.id,
    entityId: ticket.entityId,
    title: ticket.title,
    openedAt: Date.now(),
    status: "new",
    ...(integration.tellChanges && { conversation }),
  });
  return after === undefined ? ticket : { ...ticket, linkedTo: after.ticketId };
}

/** The ticket of another conversation of the contact is this one's too from now on. */
async function adopt(
  { store }: HandlerContext,
  { tellChanges }: CreateTicketIntegration,
  { conversation }: Batch,
  link: TicketLink,
): Promise<void> {
  if (String(link.conversationId) === String(conversation.id)) return;
  const isWatched = tellChanges && link.conversation !== undefined;
  await store.saveLink({ ...link, conversationId: conversation.id, ...(isWatched && { conversation }) });
}

/** A link that GLPI refuses costs nobody anything: the ticket names the other one. */
async function linkInGlpi(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  { conversation }: Batch,
  journal: Journal,
  ticketId: number,
  after: TicketLink,
): Promise<void> {
  if (journal.progress.linked) return;
  // Noted first: one that is missing after a crash is better than two.
  await journal.save({ ...journal.progress, linked: true });
  try {
    await linkTickets(context.clients.for(integration), ticketId, after.ticketId);
  } catch (error) {
    if (!isGlpiIntegrationError(error)) throw error;
    context.emit("warning", { error: toIntegrationError(error), conversation });
  }
}
