import type { CreateTicketIntegration } from "../config/integration.js";
import type { Batch } from "../conversation/batch.js";
import type { CreatedTicket } from "../events.js";
import { isGlpiIntegrationError } from "../glpi/errors.js";
import { needReach } from "../glpi/reach.js";
import { addTicket, findTicket, type NewTicket, ticketUrl } from "../glpi/tickets.js";
import { forget } from "../requester/known-requesters.js";
import { questionName, type TicketQuestion } from "../requester/question.js";
import { resolveRequester } from "../requester/resolve-requester.js";
import type { TicketLink, TicketRequester } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";
import { postOnce } from "../work/post-once.js";
import { classify } from "./classify.js";
import { companyAnswer } from "./company-choice.js";
import { composeTicket } from "./compose-ticket.js";
import { serverOf } from "./same-server.js";
import { writerOf } from "./writer.js";

/**
 * Makes the ticket of a batch, once; `after` is the ticket that it follows. Rejects with `GlpiIntegrationError`;
 * `ANSWER_LOST` says that the ticket may exist, `SeveralCompanies` and `OptionsToChoose` that the customer has to be
 * asked first.
 */
export async function createTicket(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  batch: Batch,
  journal: Journal,
  after?: TicketLink,
): Promise<CreatedTicket> {
  const { conversation } = batch;
  const whom = await companyAnswer(context, integration, batch, journal);
  const question: TicketQuestion = { integration, conversation, contact: writerOf(batch), whom };
  const composed = composeTicket(integration, batch, after?.ticketId);
  const post = async (whom: TicketRequester) => {
    const classified = await classify(context, integration, batch, journal, whom.entityId);
    return postTicket(context, integration, journal, { ...composed, ...classified, whom, after, mark: batch.id });
  };

  // A repetition is for the same person as the first POST.
  let requester =
    journal.progress.requester ??
    (await context.earlyRequesters.take(conversation, questionName(question))) ??
    (await resolveRequester(context, question));
  let ticketId: number;
  try {
    ticketId = await post(requester);
  } catch (error) {
    if (!mayBeOutdated(requester, error)) throw error;
    await forget(context, question);
    requester = await resolveRequester(context, question);
    ticketId = await post(requester);
  }

  const { id, entityId, matchedBy } = requester;
  const { title } = composed;
  return { ticketId, title, url: ticketUrl(integration.url, ticketId), entityId, requester: { id, matchedBy } };
}

/** One ticket, as it is posted. */
interface Posting {
  title: string;
  content: string;
  whom: TicketRequester;
  after: TicketLink | undefined;
  mark: string;
  categoryId: number | undefined;
  locationId: number | undefined;
}

async function postTicket(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  journal: Journal,
  { title, content, whom, mark, after, categoryId, locationId }: Posting,
): Promise<number> {
  const { ticketId } = journal.progress;
  if (ticketId !== undefined) return ticketId;
  const client = context.clients.for(integration);
  if (!journal.isOpen("ticket")) await needReach(client, whom.entityId, "The ticket");
  const ticket: NewTicket = {
    title,
    content,
    entityId: whom.entityId,
    requesterId: whom.id,
    externalId: mark,
    type: integration.ticketType === "incident" ? 1 : 2,
    categoryId,
    urgency: integration.urgency,
    requestSourceId: integration.requestSourceId,
    locationId,
    assignedGroupId: integration.assignedGroupId,
  };
  const { id } = await postOnce(journal, {
    item: "ticket",
    noted: { ...serverOf(integration), requester: whom, ...(after && { about: after }) },
    made: (made) => ({ ticketId: made }),
    post: (beforeSend) => addTicket(client, ticket, beforeSend),
    find: () => findTicket(client, mark, journal.postedMsAgo),
  });
  return id;
}

const outdated: ReadonlySet<string> = new Set(["REFUSED", "RIGHT_MISSING"]);

/** The person or the entity may have gone since they were remembered; a refusal proves that nothing was made. */
function mayBeOutdated({ matchedBy }: TicketRequester, error: unknown): boolean {
  return matchedBy === "store" && isGlpiIntegrationError(error) && outdated.has(error.code);
}
