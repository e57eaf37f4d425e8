import type { CreateTicketIntegration } from "../config/schema.js";
import type { Batch } from "../conversation/batch.js";
import type { CreatedTicket } from "../events.js";
import { GlpiIntegrationError, isGlpiIntegrationError } from "../glpi/errors.js";
import { entityOf } from "../glpi/requesters.js";
import { addTicket, findTicket, keepRequester, type NewTicket, ticketUrl } from "../glpi/tickets.js";
import { createRequester } from "../requester/create-requester.js";
import { findRequester, forget, type RequesterQuestion, remember } from "../requester/find-requester.js";
import type { BatchProgress, KnownRequester } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";
import { composeTicket } from "./compose-ticket.js";

type Question = RequesterQuestion & { integration: CreateTicketIntegration };
type Requester = NonNullable<BatchProgress["requester"]>;

/**
 * Makes the ticket of a batch, once: requester, entity, ticket, each noted in the journal before the next. A ticket
 * whose answer was lost is looked for by its mark before it is posted again; `postIsOpen(journal)` tells whether it is
 * too early for that. Rejects with `GlpiIntegrationError`; `ANSWER_LOST` says that the ticket may exist.
 */
export async function createTicket(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  batch: Batch,
  journal: Journal,
): Promise<CreatedTicket> {
  const { conversation, messages } = batch;
  const question: Question = { integration, conversation, contact: messages[0]?.author ?? conversation.contact };
  const { title, content } = composeTicket(integration, batch);
  const client = context.clients.for(integration);

  const { url } = journal.progress;
  // Another GLPI by now: neither the person nor the ticket of the one before is there.
  if (url !== undefined && url !== integration.url) await journal.save(withoutPost(journal.progress));
  // A repetition is for the same person as the first POST.
  let requester = journal.progress.requester ?? (await resolveRequester(context, question));
  const post = async (): Promise<number> => {
    const { id, entityId } = requester;
    const ticket: NewTicket = {
      title,
      content,
      entityId,
      requesterId: id,
      externalId: batch.id,
      type: integration.ticketType === "incident" ? 1 : 2,
      categoryId: integration.categoryId,
      urgency: integration.urgency,
      requestSourceId: integration.requestSourceId,
      locationId: integration.locationId,
      assignedGroupId: integration.assignedGroupId,
    };
    const begun: BatchProgress = { ...journal.progress, url: integration.url, requester };
    const noteThatItGoesOut = async () => {
      // Sent again after a lost session, which proves that nothing was made: the time of this POST counts.
      if (journal.progress.posting) await journal.save({ ...begun, posting: false });
      await journal.save({ ...begun, posting: true });
    };
    try {
      return await addTicket(client, ticket, noteThatItGoesOut);
    } catch (error) {
      // Only a lost answer leaves open whether the ticket exists.
      const open = !isGlpiIntegrationError(error) || error.code === "ANSWER_LOST";
      if (journal.progress.posting && !open) await journal.save(withoutPost(journal.progress));
      throw error;
    }
  };

  let { ticketId } = journal.progress;
  if (ticketId === undefined && journal.progress.posting) {
    ticketId = await findTicket(client, batch.id, requester.id);
    // The next POST is another one, with a time of its own.
    if (ticketId === undefined) await journal.save({ ...journal.progress, posting: false });
  }
  if (ticketId === undefined) {
    try {
      ticketId = await post();
    } catch (error) {
      const stale = requester.matchedBy === "store" && isGlpiIntegrationError(error) && error.code === "REFUSED";
      if (!stale) throw error;
      // The person or the entity may have gone since; a refusal proves that nothing was made.
      await forget(context, question);
      requester = await resolveRequester(context, question);
      ticketId = await post();
    }
  }
  const { id, entityId, matchedBy } = requester;
  if (journal.progress.ticketId === undefined) {
    await journal.save({ ...journal.progress, requester, posting: false, ticketId });
  }
  await settle(context, question, requester, ticketId);
  return { ticketId, title, url: ticketUrl(integration.url, ticketId), entityId, requester: { id, matchedBy } };
}

/** Nothing was made: the next try may be for another person. */
function withoutPost({
  url: _url,
  requester: _requester,
  ticketId: _ticketId,
  ...others
}: BatchProgress): BatchProgress {
  return { ...others, posting: false };
}

async function resolveRequester(context: HandlerContext, question: Question): Promise<Requester> {
  const found = await findRequester(context, question);
  if (found !== undefined) {
    const { foundBy } = found.requester;
    const matchedBy = found.fromStore ? "store" : foundBy === "phoneWithoutAreaCode" ? "phone" : foundBy;
    try {
      return await withEntity(context, question, { ...found.requester, matchedBy });
    } catch (error) {
      const gone = found.fromStore && isGlpiIntegrationError(error) && error.code === "NOT_FOUND";
      if (!gone) throw error;
      await forget(context, question);
      return resolveRequester(context, question);
    }
  }
  const { integration } = question;
  if (!integration.createRequester) return fallback(context, question, nobodyFound());
  try {
    const created = await createRequester(context, question);
    return withEntity(context, question, {
      ...created,
      matchedBy: created.foundBy === "created" ? "created" : "login",
    });
  } catch (error) {
    if (!isGlpiIntegrationError(error) || error.retryable) throw error;
    return fallback(context, question, error);
  }
}

async function withEntity(
  context: HandlerContext,
  question: Question,
  requester: Omit<Requester, "entityId"> & KnownRequester,
): Promise<Requester> {
  if (requester.entityId !== undefined) return { ...requester, entityId: requester.entityId };
  const client = context.clients.for(question.integration);
  const entityId = (await entityOf(client, requester.id)) ?? question.integration.fallbackEntityId ?? 0;
  const { id, foundBy, settled } = requester;
  await remember(context, question, { id, entityId, foundBy, settled });
  return { ...requester, entityId };
}

/** Never remembered: who is nobody today may be somebody tomorrow, and must not be shown the fallback's tickets. */
async function fallback(
  context: HandlerContext,
  { integration, conversation }: Question,
  reason: GlpiIntegrationError,
): Promise<Requester> {
  const id = integration.fallbackRequesterId;
  if (id === undefined) throw reason;
  if (integration.createRequester) context.emit("warning", { error: reason, conversation });
  const entityId = (await entityOf(context.clients.for(integration), id)) ?? integration.fallbackEntityId ?? 0;
  return { id, entityId, foundBy: "login", settled: false, matchedBy: "fallback" };
}

/** GLPI 11 may have dropped the requester without a word: looked at once for each person and entity. */
async function settle(
  context: HandlerContext,
  question: Question,
  requester: Requester,
  ticketId: number,
): Promise<void> {
  if (requester.settled) return;
  const { id, entityId, foundBy, matchedBy } = requester;
  try {
    const client = context.clients.for(question.integration);
    const { version } = await client.session();
    if (version >= 11) await keepRequester(client, ticketId, id);
    if (matchedBy !== "fallback") await remember(context, question, { id, entityId, foundBy, settled: true });
  } catch (error) {
    context.emit("warning", { error: notSettled(error, ticketId, id), conversation: question.conversation });
  }
}

function nobodyFound(): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "REQUESTER_NOT_FOUND",
    "Nobody in GLPI has this contact's telephone or e-mail: switch createRequester on, set fallbackRequesterId, or add the telephone to the person in GLPI.",
  );
}

function notSettled(cause: unknown, ticketId: number, requesterId: number): GlpiIntegrationError {
  return new GlpiIntegrationError(
    isGlpiIntegrationError(cause) ? cause.code : "UNAVAILABLE",
    `Ticket ${ticketId} was created, but it could not be made sure that GLPI kept user ${requesterId} as its requester: look at it in GLPI, and give the API user's profile the right to update tickets (1031).`,
    { cause },
  );
}
