import type { Batch } from "../conversation/batch.js";
import { isFile } from "../conversation/description.js";
import { FileFailure } from "../files/file-problem.js";
import { isReachable } from "../files/open-file.js";
import { filesOfTicket, type TicketDocument } from "../glpi/documents.js";
import { GlpiIntegrationError } from "../glpi/errors.js";
import type { BatchProgress } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";
import { whenNothingIsOpen } from "../work/post-once.js";
import { type FilesTicket, isSettled, stateOf, tagOf, ticketOfFiles, withFile } from "./file-progress.js";
import { type FileMessage, type FileRules, sourcesOf } from "./file-sources.js";
import { tellMissing } from "./missing-files.js";
import { postFile } from "./post-file.js";

/** What came with the messages of a batch and can be had, as far as anybody knows. */
function filesIn(context: HandlerContext, integration: FileRules, batch: Batch): FileMessage[] {
  return batch.messages.flatMap((message, place) => {
    const { media } = message;
    if (media === undefined || !isFile(message) || /sticker/i.test(media.type ?? "")) return [];
    const file = { place, message: { ...message, media } };
    return isReachable(media, sourcesOf(context, integration, batch.conversation, file)) ? [file] : [];
  });
}

/** Whether something is left to be done about its files. */
export function hasFilesLeft(
  context: HandlerContext,
  integration: FileRules,
  batch: Batch,
  progress: BatchProgress,
): boolean {
  if (ticketOfFiles(progress) === undefined) return false;
  const { files = [], toldFiles } = progress;
  if (files.some(({ problem }) => problem !== undefined) && !toldFiles) return true;
  return filesIn(context, integration, batch).some((file) => !isSettled(stateOf(progress, file)));
}

/**
 * Puts the files of a batch into its ticket, in order and each once: after a crash or a lost answer those that are there
 * are known by their marks. One that cannot be had fails nothing else; the ticket, the customer and an event name it.
 * Rejects with `GlpiIntegrationError` where some are left that may be had later.
 *
 * @param lastTry nothing is left for later
 */
export async function attachFiles(
  context: HandlerContext,
  integration: FileRules,
  batch: Batch,
  journal: Journal,
  lastTry: boolean,
): Promise<void> {
  const ticket = ticketOfFiles(journal.progress);
  if (ticket === undefined) return;
  const left = filesIn(context, integration, batch).filter((file) => !isSettled(stateOf(journal.progress, file)));
  const breaker = context.breakers.for(integration.url, batch.conversation.tenantId);
  const ask = <T>(task: () => Promise<T>) => whenNothingIsOpen(journal, () => breaker.run(task));
  if (left.length > 0) {
    const client = context.clients.for(integration);
    const look = await ask(() => filesOfTicket(client, ticket.ticketId));
    const documents = look.is === "here" ? look.documents : [];
    for (const file of left) await adopt(journal, batch, file, documents);
    if (journal.isOpen("document")) await journal.save({ ...journal.progress, posting: false });
    let later: FileFailure | undefined;
    for (const file of left.filter((each) => !isSettled(stateOf(journal.progress, each)))) {
      try {
        if (look.is === "gone") throw new FileFailure("ticketGone", `ticket ${ticket.ticketId} is not there any more`);
        // Where it is now: whoever adds to a ticket that they looked up may be of another company.
        const place = { ...ticket, entityId: look.entityId ?? ticket.entityId };
        await postFile(context, integration, batch, journal, { file, ticket: place, status: look.status, ask });
      } catch (error) {
        if (!FileFailure.is(error)) throw error;
        if (error.passes && !lastTry) later ??= error;
        else await fail(context, batch, journal, file, ticket, error);
      }
    }
    if (later !== undefined) throw failure(batch, later);
  }
  await tellMissing(context, integration, batch, journal, ticket, ask);
}

/** Nothing is left for later, and GLPI is asked for nothing more: what is not there is named to the customer alone. */
export async function giveUpFiles(
  context: HandlerContext,
  integration: FileRules,
  batch: Batch,
  journal: Journal,
): Promise<void> {
  const ticket = ticketOfFiles(journal.progress);
  if (ticket === undefined) return;
  const left = filesIn(context, integration, batch).filter((file) => !isSettled(stateOf(journal.progress, file)));
  const late = new FileFailure("unreachable", "it could not be put there in time");
  for (const file of left) await fail(context, batch, journal, file, ticket, late);
  await tellMissing(context, integration, batch, journal, ticket, undefined);
}

/** What an earlier try put there. */
async function adopt(journal: Journal, batch: Batch, file: FileMessage, documents: TicketDocument[]): Promise<void> {
  const { sha1 } = stateOf(journal.progress, file);
  const known = new Set((journal.progress.files ?? []).map(({ documentId }) => documentId));
  const tag = tagOf(batch, file);
  const found = documents.find((each) => each.tag === tag || (each.sha1 === sha1 && !known.has(each.id)));
  if (found !== undefined) await journal.save(withFile(journal.progress, file, { documentId: found.id }));
}

async function fail(
  { emit }: HandlerContext,
  batch: Batch,
  journal: Journal,
  file: FileMessage,
  { ticketId }: FilesTicket,
  cause: FileFailure,
): Promise<void> {
  const { problem } = cause;
  await journal.save(withFile(journal.progress, file, { problem }));
  const { conversation } = batch;
  const { id: messageId, media } = file.message;
  const fileName = stateOf(journal.progress, file).name ?? media.fileName ?? "";
  emit("fileFailed", { conversation, ticketId, messageId, fileName, problem, error: failure(batch, cause) });
}

function failure({ conversation }: Batch, cause: FileFailure): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "FILE_FAILED",
    `A file of conversation ${conversation.id} is not in its ticket (${cause.problem}): ${cause.message}.`,
    { cause, retryable: cause.passes },
  );
}
