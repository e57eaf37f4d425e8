import type { CreateTicketIntegration } from "../config/integration.js";
import type { Batch } from "../conversation/batch.js";
import type { CreatedTicket } from "../events.js";
import { isGlpiIntegrationError } from "../glpi/errors.js";
import { needReach } from "../glpi/reach.js";
import { addTicket, addTicketWithFiles, findTicket, type NewTicket, ticketUrl } from "../glpi/tickets.js";
import { forget } from "../requester/known-requesters.js";
import { questionName, type TicketQuestion } from "../requester/question.js";
import { resolveRequester } from "../requester/resolve-requester.js";
import type { TicketLink, TicketRequester } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";
import { classify } from "./classify.js";
import { companyAnswer } from "./company-choice.js";
import { composeTicket, type ShownPictures } from "./compose-ticket.js";
import { postWithPictures } from "./post-with-pictures.js";
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
  const compose = (shown?: ShownPictures) => composeTicket(integration, batch, after?.ticketId, shown);
  const { title } = compose();
  const post = async (whom: TicketRequester) => {
    const classified = await classify(context, integration, batch, journal, whom.entityId);
    return postTicket(context, integration, batch, journal, { compose, ...classified, whom, after });
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
  return { ticketId, title, url: ticketUrl(integration.url, ticketId), entityId, requester: { id, matchedBy } };
}

/** One ticket, as it is posted. */
interface Posting {
  compose(shown?: ShownPictures): { title: string; content: string };
  whom: TicketRequester;
  after: TicketLink | undefined;
  categoryId: number | undefined;
  locationId: number | undefined;
}

async function postTicket(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  batch: Batch,
  journal: Journal,
  { compose, whom, after, categoryId, locationId }: Posting,
): Promise<number> {
  const { ticketId } = journal.progress;
  if (ticketId !== undefined) return ticketId;
  const mark = batch.id;
  const client = context.clients.for(integration);
  if (!journal.isOpen("ticket")) await needReach(client, whom.entityId, "The ticket");
  const ticket: NewTicket = {
    ...compose(),
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
  return postWithPictures(context, integration, batch, journal, {
    item: "ticket",
    noted: { ...serverOf(integration), requester: whom, ...(after && { about: after }) },
    made: (made) => ({ ticketId: made }),
    textBytes: Buffer.byteLength(ticket.content),
    post: (beforeSend) => addTicket(client, ticket, beforeSend),
    postWith: (files, shown, beforeSend) =>
      addTicketWithFiles(client, { ...ticket, ...compose(shown) }, files, beforeSend),
    find: () => findTicket(client, mark, journal.postedMsAgo),
  });
}

const outdated: ReadonlySet<string> = new Set(["REFUSED", "RIGHT_MISSING"]);

/** The person or the entity may have gone since they were remembered; a refusal proves that nothing was made. */
function mayBeOutdated({ matchedBy }: TicketRequester, error: unknown): boolean {
  return matchedBy === "store" && isGlpiIntegrationError(error) && outdated.has(error.code);
}
