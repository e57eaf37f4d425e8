import { type Batch, batchId } from "../conversation/batch.js";
import { cutTitle } from "../conversation/title.js";
import { cleanFileName } from "../files/file-name.js";
import { GlpiIntegrationError, isGlpiIntegrationError } from "../glpi/errors.js";
import { addFollowUp, findFollowUp } from "../glpi/follow-ups.js";
import { textToHtml } from "../glpi/rich-text.js";
import { customerText } from "../locales/customer-text.js";
import { locales } from "../locales/locales.js";
import type { BatchProgress, FileProgress } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";
import { postOnce } from "../work/post-once.js";
import type { FilesTicket } from "./file-progress.js";
import type { FileRules } from "./file-sources.js";
import { mediaLabel, mediaLine } from "./media-line.js";

/** The customer reads of so many files by name. */
const MOST_NAMED = 10;
/** Of a name so much is shown. */
const LONGEST_NAME = 60;

/**
 * Tells the technician, by a follow-up, and then the customer which files are not in the ticket and why; each once.
 * Rejects with `FILE_FAILED` where the host could not tell the customer, who is told later.
 */
export async function tellMissing(
  context: HandlerContext,
  integration: FileRules,
  batch: Batch,
  journal: Journal,
  ticket: FilesTicket,
  ask: (<T>(task: () => Promise<T>) => Promise<T>) | undefined,
): Promise<void> {
  const missing = missingOf(integration, batch, journal);
  const toNote = missing.filter(({ noted, problem }) => !noted && problem !== "ticketGone");
  if (ask !== undefined && toNote.length > 0) {
    await ask(() => noteMissing(context, integration, batch, journal, ticket, toNote));
  }
  const toTell = missing.filter(({ told }) => !told);
  if (toTell.length === 0) return;
  // Noted first: better not told than told twice.
  await journal.save(marked(journal, toTell, { told: true }));
  const files = toTell.map(({ name, why, advice }) => ({ name, reason: `${why}; ${advice}` }));
  const more = Math.max(0, files.length - MOST_NAMED);
  const ours = { ticketNumber: String(ticket.ticketId), files: files.slice(0, MOST_NAMED), more };
  const text = customerText(integration.filesFailedText, batch.conversation, integration, ours);
  if (await context.host.say(batch.conversation, text, integration, { keep: false })) return;
  await journal.save(marked(journal, toTell, { told: false }));
  const message = `Conversation ${batch.conversation.id} could not be told which files are not in ticket ${ticket.ticketId}.`;
  throw new GlpiIntegrationError("FILE_FAILED", message, { retryable: true });
}

type Missing = ReturnType<typeof missingOf>[number];

function missingOf({ locale }: FileRules, { messages }: Batch, { progress }: Journal) {
  const words = locales[locale];
  const states = new Map((progress.files ?? []).map((state) => [state.messageId, state]));
  return messages.flatMap(({ id, media }) => {
    const { problem, ...state } = states.get(String(id)) ?? { messageId: "" };
    if (problem === undefined || media === undefined) return [];
    const fileName = media.fileName && cutTitle(cleanFileName(media, undefined, ""), LONGEST_NAME);
    const shown = { ...media, fileName };
    const line = mediaLine(shown, words, locale);
    return [{ ...state, problem, name: mediaLabel(shown, words), line, ...words.fileProblems[problem] }];
  });
}

/** The progress with something more known of these. */
function marked({ progress }: Journal, some: readonly Missing[], more: Partial<FileProgress>): BatchProgress {
  const ids = new Set(some.map(({ messageId }) => messageId));
  const files = (progress.files ?? []).map((file) => (ids.has(file.messageId) ? { ...file, ...more } : file));
  return { ...progress, files };
}

async function noteMissing(
  context: HandlerContext,
  integration: FileRules,
  batch: Batch,
  journal: Journal,
  { ticketId, requesterId: userId }: FilesTicket,
  toNote: readonly Missing[],
): Promise<void> {
  const client = context.clients.for(integration);
  const mark = batchId(batch.conversation, [
    { id: `files of ${batch.id}` },
    ...toNote.map(({ messageId: id }) => ({ id })),
  ]);
  const { filesMissing } = locales[integration.locale].ticketContent;
  const lines = toNote.map(({ line, why }) => `${line}: ${why}`);
  const content = textToHtml([filesMissing, ...lines].join("\n"), mark);
  try {
    await postOnce(journal, {
      item: "filesNote",
      noted: {},
      made: () => marked(journal, toNote, { noted: true }),
      post: (beforeSend) => addFollowUp(client, { ticketId, content, userId }, beforeSend),
      find: () => findFollowUp(client, ticketId, mark),
    });
  } catch (error) {
    // A ticket that was closed meanwhile takes none.
    if (!isGlpiIntegrationError(error) || error.retryable || error.code === "ANSWER_LOST") throw error;
    context.emit("warning", { error: notNoted(ticketId, error), conversation: batch.conversation });
    await journal.save(marked(journal, toNote, { noted: true }));
  }
}

function notNoted(ticketId: number, cause: GlpiIntegrationError): GlpiIntegrationError {
  const message = `Ticket ${ticketId} does not say which files are missing: see cause.`;
  return new GlpiIntegrationError("FILE_FAILED", message, { cause, retryable: false });
}
