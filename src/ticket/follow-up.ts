import type { CreateTicketIntegration } from "../config/integration.js";
import type { Batch } from "../conversation/batch.js";
import { describesTrouble } from "../conversation/description.js";
import type { AddedFollowUp } from "../events.js";
import type { GlpiClient } from "../glpi/client.js";
import { GlpiIntegrationError } from "../glpi/errors.js";
import { addFollowUp, findFollowUp, type NewFollowUp } from "../glpi/follow-ups.js";
import { lookAtTicket, type TicketStatus, ticketUrl } from "../glpi/tickets.js";
import type { TicketLink } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";
import { postOnce } from "../work/post-once.js";
import { composeFollowUp } from "./compose-ticket.js";
import { serverOf } from "./same-server.js";

/** What rests until the customer answers, or rested because it seemed done. */
const goesOn: ReadonlySet<TicketStatus> = new Set(["pending", "solved"]);
/** GLPI's right to update tickets, without which it changes no status and says nothing. */
const UPDATE = 2;

/**
 * Adds a batch to its ticket, once, in the requester's name. A description takes up a ticket that waits for the
 * customer or is solved; thanks, and that it works now, do not. Rejects with `GlpiIntegrationError`.
 */
export async function followUp(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  batch: Batch,
  journal: Journal,
  { link, status }: { link: TicketLink; status: TicketStatus },
): Promise<{ followUp: AddedFollowUp; reopened: boolean }> {
  const client = context.clients.for(integration);
  const { ticketId, requesterId, title } = link;
  const wanted = goesOn.has(status) && describesTrouble(batch.messages, integration);
  const reopen = wanted && (await mayUpdate(client));
  const followUpId = await postFollowUp(client, journal, integration, { ...link, status }, batch.id, {
    ticketId,
    content: composeFollowUp(integration, batch),
    userId: requesterId,
    requestSourceId: integration.requestSourceId,
    reopen,
  });
  const now = reopen ? await statusOf(client, ticketId) : status;
  const left = wanted && now === status;
  if (left) context.emit("warning", { error: notReopened(ticketId, status), conversation: batch.conversation });
  return {
    followUp: { followUpId, ticketId, title, url: ticketUrl(integration.url, ticketId), requesterId },
    reopened: status === "solved" && !left && reopen,
  };
}

async function postFollowUp(
  client: GlpiClient,
  journal: Journal,
  integration: CreateTicketIntegration,
  about: TicketLink,
  mark: string,
  followUp: NewFollowUp,
): Promise<number> {
  const { followUpId } = journal.progress;
  if (followUpId !== undefined) return followUpId;
  const { id } = await postOnce(journal, {
    item: "followUp",
    noted: { ...serverOf(integration), about },
    made: (made) => ({ followUpId: made }),
    post: (beforeSend) => addFollowUp(client, followUp, beforeSend),
    find: () => findFollowUp(client, followUp.ticketId, mark),
  });
  return id;
}

async function mayUpdate(client: GlpiClient): Promise<boolean> {
  const { rights } = await client.session();
  return rights === undefined || (rights.ticket & UPDATE) !== 0;
}

/** What GLPI made of it; undefined where the ticket has gone since. */
async function statusOf(client: GlpiClient, ticketId: number): Promise<TicketStatus | undefined> {
  const look = await lookAtTicket(client, ticketId);
  return look.is === "gone" ? undefined : look.status;
}

function notReopened(ticketId: number, status: TicketStatus): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "RIGHT_MISSING",
    `The follow-up to ticket ${ticketId} was added, and the ticket is still ${status}: GLPI lets the API user change no status. Give its profile the right to update tickets (ticket 1031, followup 4101), in Administration > Profiles.`,
  );
}
