import type { CreateTicketIntegration } from "../config/schema.js";
import type { Batch } from "../conversation/batch.js";
import { GlpiIntegrationError, isGlpiIntegrationError } from "../glpi/errors.js";
import { entityOf } from "../glpi/requesters.js";
import { addTicket, keepRequester, ticketUrl } from "../glpi/tickets.js";
import type { KnownRequester } from "../store/store.js";
import type { HandlerContext } from "./context.js";
import { createRequester } from "./create-requester.js";
import { findRequester, forget, type RequesterQuestion, remember } from "./find-requester.js";
import { composeTicket } from "./ticket-content.js";

/** A ticket in GLPI, and for whom it was opened. */
export interface CreatedTicket {
  ticketId: number;
  title: string;
  /** Where a technician sees it. */
  url: string;
  entityId: number;
  requester: {
    /** GLPI user id. */
    id: number;
    /** `fallback`: nobody was found and the configuration says not to create, or GLPI refused to. */
    matchedBy: "phone" | "email" | "login" | "store" | "created" | "fallback";
  };
}

type Question = RequesterQuestion & { integration: CreateTicketIntegration };
type Requester = KnownRequester & { entityId: number; matchedBy: CreatedTicket["requester"]["matchedBy"] };

/**
 * Makes the ticket of a batch: requester, entity, ticket. Rejects with `GlpiIntegrationError`; `ANSWER_LOST` says
 * that the ticket may exist.
 */
export async function createTicket(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  batch: Batch,
): Promise<CreatedTicket> {
  const { conversation, messages } = batch;
  const question: Question = { integration, conversation, contact: messages[0]?.author ?? conversation.contact };
  const { title, content } = composeTicket(integration, batch);
  const client = context.clients.for(integration);
  const post = ({ id, entityId }: Requester) =>
    addTicket(client, {
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
    });

  let requester = await resolveRequester(context, question);
  let ticketId: number;
  try {
    ticketId = await post(requester);
  } catch (error) {
    const stale = requester.matchedBy === "store" && isGlpiIntegrationError(error) && error.code === "REFUSED";
    if (!stale) throw error;
    // The person or the entity may have gone since; a refusal proves that nothing was made.
    await forget(context, question);
    requester = await resolveRequester(context, question);
    ticketId = await post(requester);
  }
  await settle(context, question, requester, ticketId);
  const { id, matchedBy, entityId } = requester;
  return { ticketId, title, url: ticketUrl(integration.url, ticketId), entityId, requester: { id, matchedBy } };
}

async function resolveRequester(context: HandlerContext, question: Question): Promise<Requester> {
  const found = await findRequester(context, question);
  if (found !== undefined) {
    const { foundBy } = found.requester;
    const matchedBy = found.fromStore ? "store" : foundBy === "phoneWithoutAreaCode" ? "phone" : foundBy;
    return withEntity(context, question, { ...found.requester, matchedBy });
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
