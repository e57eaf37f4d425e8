import type { CreateTicketIntegration } from "../config/schema.js";
import { batchId } from "../conversation/batch.js";
import { GlpiIntegrationError } from "../glpi/errors.js";
import { addFollowUp, findFollowUp } from "../glpi/follow-ups.js";
import { textToHtml } from "../glpi/rich-text.js";
import type { Conversation, Id } from "../host/events.js";
import { locales } from "../locales/locales.js";
import type { TicketLink } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import { postOnce, whenNothingIsOpen } from "../work/post-once.js";

/** An edit or a deletion of a message that is in a ticket, or a follow-up, already. */
export type LateChange = { what: "edited"; messageId: Id; text: string } | { what: "deleted"; messageId: Id };

/** The technician reads of it in a private follow-up, where the operator wants that; else it is a `warning`. */
export async function handleLateChange(
  context: HandlerContext,
  conversation: Conversation,
  change: LateChange,
): Promise<void> {
  const link = await context.store.findLink(conversation);
  const integration =
    link?.integrationId === undefined
      ? undefined
      : await context.integrations.load(link.integrationId, conversation.tenantId);
  if (link === undefined || integration?.type !== "glpi-create-ticket" || integration.lateEdits !== "note") {
    context.emit("warning", { error: tooLate(conversation, change), conversation });
    return;
  }
  await addNote(context, integration, conversation, link, change);
}

async function addNote(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  conversation: Conversation,
  { ticketId, requesterId }: TicketLink,
  change: LateChange,
): Promise<void> {
  const client = context.clients.for(integration);
  const breaker = context.breakers.for(integration.url, conversation.tenantId);
  // The same change told again is the same note.
  const mark = batchId(conversation, [{ id: JSON.stringify(change) }]);
  const { editedNote, deletedNote } = locales[integration.locale].ticketContent;
  const text = change.what === "edited" ? `${editedNote}\n${change.text}` : deletedNote;
  const content = textToHtml(text, mark);
  await context.journals.run(integration.url, mark, (journal) =>
    whenNothingIsOpen(journal, () =>
      breaker.run(async () => {
        // A webhook tells the same change again minutes later, perhaps to another process.
        if ((await findFollowUp(client, ticketId, mark)) !== undefined) return;
        await postOnce(journal, {
          item: "followUp",
          noted: { url: integration.url },
          made: (followUpId) => ({ followUpId }),
          post: (beforeSend) =>
            addFollowUp(client, { ticketId, content, userId: requesterId, isPrivate: true }, beforeSend),
          find: () => findFollowUp(client, ticketId, mark),
        });
      }),
    ),
  );
}

function tooLate({ id }: Conversation, { what }: LateChange): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "TOO_LATE",
    `A message of conversation ${id} was ${what} after it went into a ticket: the ticket still says what it said before.`,
  );
}
