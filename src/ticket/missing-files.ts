import { type Batch, batchId } from "../conversation/batch.js";
import { GlpiIntegrationError, isGlpiIntegrationError } from "../glpi/errors.js";
import { addFollowUp, findFollowUp } from "../glpi/follow-ups.js";
import { textToHtml } from "../glpi/rich-text.js";
import { customerText } from "../locales/customer-text.js";
import { locales } from "../locales/locales.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";
import { postOnce } from "../work/post-once.js";
import type { FilesTicket } from "./file-progress.js";
import type { FileRules } from "./file-sources.js";
import { mediaLabel, mediaLine } from "./media-line.js";

/** The customer reads of so many files by name. */
const MOST_NAMED = 10;

/** Tells the technician, by a follow-up, and then the customer which files are not in the ticket and why; each once. */
export async function tellMissing(
  context: HandlerContext,
  integration: FileRules,
  batch: Batch,
  journal: Journal,
  ticket: FilesTicket,
  ask: (<T>(task: () => Promise<T>) => Promise<T>) | undefined,
): Promise<void> {
  const missing = missingOf(integration, batch, journal);
  if (missing.length === 0) return;
  const lines = missing.map(({ line, why }) => `${line}: ${why}`);
  const isThere = !missing.every(({ problem }) => problem === "ticketGone");
  if (ask !== undefined && isThere) await ask(() => noteMissing(context, integration, batch, journal, ticket, lines));
  if (journal.progress.toldFiles) return;
  // Noted first: better not told than told twice.
  await journal.save({ ...journal.progress, toldFiles: true });
  const files = missing.map(({ name, why, advice }) => ({ name, reason: `${why}; ${advice}` }));
  const more = Math.max(0, files.length - MOST_NAMED);
  const ours = { ticketNumber: String(ticket.ticketId), files: files.slice(0, MOST_NAMED), more };
  const text = customerText(integration.filesFailedText, batch.conversation, integration, ours);
  await context.host.say(batch.conversation, text, integration);
}

function missingOf({ locale }: FileRules, { messages }: Batch, { progress }: Journal) {
  const words = locales[locale];
  const problems = new Map((progress.files ?? []).map(({ messageId, problem }) => [messageId, problem]));
  return messages.flatMap(({ id, media }) => {
    const problem = problems.get(String(id));
    if (problem === undefined || media === undefined) return [];
    return [
      {
        problem,
        name: mediaLabel(media, words),
        line: mediaLine(media, words, locale),
        ...words.fileProblems[problem],
      },
    ];
  });
}

async function noteMissing(
  context: HandlerContext,
  integration: FileRules,
  batch: Batch,
  journal: Journal,
  { ticketId, requesterId: userId }: FilesTicket,
  lines: readonly string[],
): Promise<void> {
  if (journal.progress.filesNoteId !== undefined) return;
  const client = context.clients.for(integration);
  const mark = batchId(batch.conversation, [{ id: `files of ${batch.id}` }]);
  const { filesMissing } = locales[integration.locale].ticketContent;
  const content = textToHtml([filesMissing, ...lines].join("\n"), mark);
  try {
    await postOnce(journal, {
      item: "filesNote",
      noted: {},
      made: (filesNoteId) => ({ filesNoteId }),
      post: (beforeSend) => addFollowUp(client, { ticketId, content, userId }, beforeSend),
      find: () => findFollowUp(client, ticketId, mark),
    });
  } catch (error) {
    // A ticket that was closed meanwhile takes none.
    if (!isGlpiIntegrationError(error) || error.retryable || error.code === "ANSWER_LOST") throw error;
    context.emit("warning", { error: notNoted(ticketId, error), conversation: batch.conversation });
  }
}

function notNoted(ticketId: number, cause: GlpiIntegrationError): GlpiIntegrationError {
  const message = `Ticket ${ticketId} does not say which files are missing: see cause.`;
  return new GlpiIntegrationError("FILE_FAILED", message, { cause, retryable: false });
}
