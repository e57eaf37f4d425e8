import type { CreateTicketIntegration } from "../config/integration.js";
import { batchId } from "../conversation/batch.js";
import { GlpiIntegrationError, toIntegrationError } from "../glpi/errors.js";
import { addFollowUp } from "../glpi/follow-ups.js";
import { textToHtml } from "../glpi/rich-text.js";
import type { Conversation, Id, Media } from "../host/events.js";
import { locales } from "../locales/locales.js";
import type { TicketLink } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import { composeText } from "./compose-ticket.js";
import { linkHere } from "./same-server.js";

/** Older ones are not told again. */
const MOST_NOTED = 100;

/** An edit or a deletion of a message that is in a ticket, or a follow-up, already. */
export type LateChange =
  | { what: "edited"; messageId: Id; text: string; media?: Media }
  | { what: "deleted"; messageId: Id };

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
  const noting =
    integration?.type === "glpi-create-ticket" && integration.lateEdits === "note" ? integration : undefined;
  // One that works on nothing posts nothing.
  const here = context.work && link && noting && (await linkHere(context, noting, link));
  if (here && noting) await addNote(context, noting, conversation, here, change);
  else context.emit("warning", { error: tooLate(conversation, change), conversation });
}

/**
 * Once, by what the store knows: GLPI shows a private note to nobody without a right of its own, its author included, so
 * that it cannot be looked for.
 */
async function addNote(
  context: HandlerContext,
  integration: CreateTicketIntegration,
  conversation: Conversation,
  link: TicketLink,
  change: LateChange,
): Promise<void> {
  // The same change told again is the same note.
  const mark = batchId(conversation, [{ id: JSON.stringify(change) }]);
  const noted = link.noted ?? [];
  if (noted.includes(mark)) return;
  const { editedNote, deletedNote } = locales[integration.locale].ticketContent;
  const text = change.what === "edited" ? `${editedNote}\n${composeText(integration, change)}` : deletedNote;
  const { ticketId, requesterId: userId } = link;
  const note = { ticketId, content: textToHtml(text, mark), userId, isPrivate: true };
  const client = context.clients.for(integration);
  // Kept first: better no note than two.
  await context.store.saveLink({ ...link, noted: [...noted, mark].slice(-MOST_NOTED) });
  try {
    await context.breakers.for(integration.url, conversation.tenantId).run(() => addFollowUp(client, note));
  } catch (error) {
    const failure = toIntegrationError(error);
    if (failure.code !== "ANSWER_LOST") await context.store.saveLink(link);
    context.emit("warning", { error: failure, conversation });
  }
}

function tooLate({ id }: Conversation, { what }: LateChange): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "TOO_LATE",
    `A message of conversation ${id} was ${what} after it went into a ticket: the ticket still says what it said before.`,
  );
}
