import type { CreateTicketIntegration } from "../config/integration.js";
import type { Batch } from "../conversation/batch.js";
import { type DescriptionRules, describesTrouble } from "../conversation/description.js";
import { withoutAnswers } from "../conversation/errand.js";
import type { AddedFollowUp } from "../events.js";
import type { GlpiClient } from "../glpi/client.js";
import { filesOfTicket } from "../glpi/documents.js";
import { GlpiIntegrationError } from "../glpi/errors.js";
import { addFollowUp, addFollowUpWithFiles, findFollowUp, type NewFollowUp } from "../glpi/follow-ups.js";
import { textToHtml } from "../glpi/rich-text.js";
import { lookAtTicket, type TicketStatus, ticketUrl } from "../glpi/tickets.js";
import { locales } from "../locales/locales.js";
import type { TicketLink } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";
import { composeFollowUp, type ShownPictures } from "./compose-ticket.js";
import type { FileRules } from "./file-sources.js";
import { postWithPictures } from "./post-with-pictures.js";
import { serverOf } from "./same-server.js";

/** What rests until the customer answers, or rested because it seemed done. */
const goesOn: ReadonlySet<TicketStatus> = new Set(["pending", "solved"]);
/** What is open again then. */
const wasDone: ReadonlySet<TicketStatus> = new Set(["solved", "closed"]);
/** GLPI's right to update tickets, without which it changes no status and says nothing. */
const UPDATE = 2;

/** What a follow-up needs of an integration. */
export type FollowUpRules = FileRules & DescriptionRules & Partial<Pick<CreateTicketIntegration, "requestSourceId">>;

/** What the customer said of a solved ticket, whatever words they used. */
export type Verdict = "approve" | "reopen";

/**
 * Adds a batch to its ticket, once, in the requester's name. A description takes up a ticket that waits for the
 * customer or is solved; thanks, and that it works now, do not. A verdict moves a solved one in any case. `now`: as GLPI
 * has it then, where it was to move. Rejects with `GlpiIntegrationError`.
 */
export async function followUp(
  context: HandlerContext,
  integration: FollowUpRules,
  batch: Batch,
  journal: Journal,
  { link, status, verdict }: { link: TicketLink; status: TicketStatus; verdict?: Verdict | undefined },
): Promise<{ followUp: AddedFollowUp; reopened: boolean; now: TicketStatus | undefined }> {
  const client = context.clients.for(integration);
  const { ticketId, requesterId, title } = link;
  const close = verdict === "approve";
  const isRefused = verdict === "reopen" && (goesOn.has(status) || status === "closed");
  const wanted = close || isRefused || (goesOn.has(status) && describesTrouble(batch.messages, integration));
  const moves = wanted && (verdict !== undefined || (await mayUpdate(client)));
  const reopen = moves && !close;
  const followUpId = await postFollowUp(
    context,
    integration,
    batch,
    journal,
    { ...link, status },
    {
      ticketId,
      content: contentOf(integration, batch, verdict),
      userId: requesterId,
      requestSourceId: integration.requestSourceId,
      reopen,
      close,
    },
    verdict,
  );
  const now = moves ? await statusOf(client, ticketId) : status;
  const left = wanted && now === status;
  if (left) context.emit("warning", { error: notMoved(ticketId, status), conversation: batch.conversation });
  return {
    followUp: { followUpId, ticketId, title, url: ticketUrl(integration.url, ticketId), requesterId },
    reopened: wasDone.has(status) && !left && reopen,
    now,
  };
}

/** Who only chose from a menu wrote nothing. */
function contentOf(
  integration: FollowUpRules,
  { id, messages }: Batch,
  verdict: Verdict | undefined,
  shown?: ShownPictures,
): string {
  const written = withoutAnswers(messages);
  if (written.length > 0) return composeFollowUp(integration, { id, messages: written }, shown);
  const { approvedNote, notSolvedNote } = locales[integration.locale].ticketContent;
  return textToHtml(verdict === "reopen" ? notSolvedNote : approvedNote, id);
}

async function postFollowUp(
  context: HandlerContext,
  integration: FollowUpRules,
  batch: Batch,
  journal: Journal,
  about: TicketLink,
  followUp: NewFollowUp,
  verdict: Verdict | undefined,
): Promise<number> {
  const { followUpId } = journal.progress;
  if (followUpId !== undefined) return followUpId;
  const client = context.clients.for(integration);
  const { ticketId } = followUp;
  return postWithPictures(context, integration, batch, journal, {
    item: "followUp",
    noted: { ...serverOf(integration), about },
    made: (made) => ({ followUpId: made }),
    textBytes: Buffer.byteLength(followUp.content),
    post: (beforeSend) => addFollowUp(client, followUp, beforeSend),
    postWith: async (files, shown, beforeSend) => {
      const look = await filesOfTicket(client, ticketId);
      const entityId = look.is === "here" ? look.entityId : undefined;
      const content = contentOf(integration, batch, verdict, shown);
      return addFollowUpWithFiles(client, { ...followUp, content, entityId }, files, beforeSend);
    },
    find: () => findFollowUp(client, ticketId, batch.id),
  });
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

function notMoved(ticketId: number, status: TicketStatus): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "RIGHT_MISSING",
    `The follow-up to ticket ${ticketId} was added, and the ticket is still ${status}: GLPI lets the API user change no status. Give its profile the right to update tickets (ticket 1031, followup 4101), in Administration > Profiles.`,
  );
}
