import type { CreateTicketIntegration } from "../config/schema.js";
import type { Batch } from "../conversation/batch.js";
import type { CreatedTicket } from "../events.js";
import { isGlpiIntegrationError } from "../glpi/errors.js";
import { addTicket, findTicket, type NewTicket, ticketUrl } from "../glpi/tickets.js";
import type { TicketQuestion } from "../requester/create-requester.js";
import { forget } from "../requester/known-requesters.js";
import { resolveRequester } from "../requester/resolve-requester.js";
import type { TicketRequester } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";
import { postOnce, whenNothingIsOpen } from "../work/post-once.js";
import { composeTicket } from "./compose-ticket.js";
import { settleRequester } from "./settle-requester.js";

/**
 * Makes the ticket of a batch, once, behind the breaker of its GLPI. Rejects with `GlpiIntegrationError`; `ANSWER_LOST`
 * says that the ticket may exist, and its `retryAfterMs` when it can be looked for.
 */
export async function createTicket(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  batch: Batch,
  journal: Journal,
): Promise<CreatedTicket> {
  const breaker = context.breakers.for(integration.url, batch.conversation.tenantId);
  return whenNothingIsOpen(journal, () => breaker.run(() => create(context, integration, batch, journal)));
}

async function create(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  batch: Batch,
  journal: Journal,
): Promise<CreatedTicket> {
  const { conversation, messages } = batch;
  const contact = messages[0]?.author ?? conversation.contact;
  const question: TicketQuestion = { integration, conversation, contact };
  const composed = composeTicket(integration, batch);
  const post = (whom: TicketRequester) =>
    postTicket(context, integration, journal, { ...composed, whom, mark: batch.id });

  await leaveOtherServer(journal, integration.url);
  // A repetition is for the same person as the first POST.
  let requester = journal.progress.requester ?? (await resolveRequester(context, question));
  let ticketId: number;
  try {
    ticketId = await post(requester);
  } catch (error) {
    if (!mayBeOutdated(requester, error)) throw error;
    await forget(context, question);
    requester = await resolveRequester(context, question);
    ticketId = await post(requester);
  }
  await settleRequester(context, question, requester, ticketId);

  const { id, entityId, matchedBy } = requester;
  const { title } = composed;
  return { ticketId, title, url: ticketUrl(integration.url, ticketId), entityId, requester: { id, matchedBy } };
}

/** Another GLPI by now: neither the person nor the ticket of the one before is there. */
async function leaveOtherServer(journal: Journal, url: string): Promise<void> {
  const { url: before, requester: _requester, ticketId: _ticketId, ...others } = journal.progress;
  if (before !== undefined && before !== url) await journal.save({ ...others, posting: false });
}

async function postTicket(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  journal: Journal,
  { title, content, whom, mark }: { title: string; content: string; whom: TicketRequester; mark: string },
): Promise<number> {
  const { ticketId } = journal.progress;
  if (ticketId !== undefined) return ticketId;
  const client = context.clients.for(integration);
  const ticket: NewTicket = {
    title,
    content,
    entityId: whom.entityId,
    requesterId: whom.id,
    externalId: mark,
    type: integration.ticketType === "incident" ? 1 : 2,
    categoryId: integration.categoryId,
    urgency: integration.urgency,
    requestSourceId: integration.requestSourceId,
    locationId: integration.locationId,
    assignedGroupId: integration.assignedGroupId,
  };
  const { id } = await postOnce(journal, {
    item: "ticket",
    noted: { url: integration.url, requester: whom },
    made: (made) => ({ ticketId: made }),
    post: (beforeSend) => addTicket(client, ticket, beforeSend),
    find: () => findTicket(client, mark, whom.id),
  });
  return id;
}

/** The person or the entity may have gone since they were remembered; a refusal proves that nothing was made. */
function mayBeOutdated({ matchedBy }: TicketRequester, error: unknown): boolean {
  return matchedBy === "store" && isGlpiIntegrationError(error) && error.code === "REFUSED";
}
