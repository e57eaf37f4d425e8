import type { Batch } from "../conversation/batch.js";
import { cleanFileName } from "../files/file-name.js";
import { FileFailure } from "../files/file-problem.js";
import { filesOfTicket, type TicketDocument } from "../glpi/documents.js";
import { GlpiIntegrationError } from "../glpi/errors.js";
import type { TicketStatus } from "../glpi/tickets.js";
import type { BatchProgress } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";
import { whenNothingIsOpen } from "../work/post-once.js";
import { type FilesTicket, isSettled, stateOf, tagOf, ticketOfFiles, withFile } from "./file-progress.js";
import { type FileMessage, type FileRules, filesIn } from "./file-sources.js";
import { tellMissing } from "./missing-files.js";
import { type Posting, postFile } from "./post-file.js";
import { moveToServer } from "./same-server.js";

/** Those of which it is not known yet what becomes of them. */
function filesLeft(
  context: HandlerContext,
  rules: Pick<FileRules, "allowMediaFrom">,
  batch: Batch,
  progress: BatchProgress,
): FileMessage[] {
  return filesIn(context, rules, batch).filter((file) => !isSettled(stateOf(progress, file)));
}

/** Whether something is left to be done about its files. */
export function hasFilesLeft(
  context: HandlerContext,
  integration: FileRules,
  batch: Batch,
  progress: BatchProgress,
): boolean {
  if (ticketOfFiles(progress) === undefined) return false;
  if (progress.files?.some(({ problem, told }) => problem !== undefined && !told)) return true;
  return filesLeft(context, integration, batch, progress).length > 0;
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
  const told = ticketOfFiles(journal.progress);
  if (told === undefined) return;
  const breaker = context.breakers.for(integration.url, batch.conversation.tenantId);
  const ask = <T>(task: () => Promise<T>) => whenNothingIsOpen(journal, () => breaker.run(task));
  const left = () => filesLeft(context, integration, batch, journal.progress);
  const missing = (ticket: FilesTicket, notes: typeof ask | undefined) =>
    tellMissing(context, integration, batch, journal, ticket, notes);
  await ask(() => moveToServer(context, integration, batch, journal));
  const ticket = ticketOfFiles(journal.progress);
  if (ticket === undefined) {
    // In another GLPI a ticket of this number is somebody else's.
    const gone = new FileFailure("ticketGone", `ticket ${told.ticketId} is not in this GLPI`);
    for (const file of left()) await fail(context, batch, journal, file, told, gone);
    return missing(told, undefined);
  }
  // Those of the note that is open.
  if (journal.isOpen("filesNote")) await missing(ticket, ask);
  let later: FileFailure | undefined;
  if (left().length > 0) {
    const client = context.clients.for(integration);
    const look = await ask(() => filesOfTicket(client, ticket.ticketId));
    let status = look.is === "here" ? look.status : "closed";
    const documents = look.is === "here" ? look.documents : [];
    for (const file of left()) await adopt(journal, batch, file, documents);
    if (journal.isOpen("document")) await journal.save({ ...journal.progress, posting: false });
    for (const file of left()) {
      try {
        if (look.is === "gone") throw new FileFailure("ticketGone", `ticket ${ticket.ticketId} is not there any more`);
        // Where it is now: whoever adds to a ticket that they looked up may be of another company.
        const place = { ...ticket, entityId: look.entityId ?? ticket.entityId };
        const posting = { file, ticket: place, status, ask };
        status = await postWhereItIs(context, integration, batch, journal, posting);
        context.files.forget(batch.conversation, file.message.id);
      } catch (error) {
        if (!FileFailure.is(error)) throw error;
        if (!error.passes || lastTry) await fail(context, batch, journal, file, ticket, error);
        else later ??= error;
        // Others wait for their turn: the next try goes on.
        if (error.isSlow && !lastTry) break;
      }
    }
  }
  await missing(ticket, ask);
  if (later !== undefined) throw failure(batch, later);
}

/** Puts a file into its ticket, as one takes it that was closed since it was looked at, too. Resolves to its status. */
async function postWhereItIs(
  context: HandlerContext,
  integration: FileRules,
  batch: Batch,
  journal: Journal,
  posting: Posting,
): Promise<TicketStatus> {
  const { ticket, status, ask } = posting;
  try {
    await postFile(context, integration, batch, journal, posting);
    return status;
  } catch (error) {
    if (!FileFailure.is(error) || error.problem !== "refused") throw error;
    const now = await ask(() => filesOfTicket(context.clients.for(integration), ticket.ticketId));
    if (now.is === "gone" || now.status === status) throw error;
    await postFile(context, integration, batch, journal, { ...posting, status: now.status });
    return now.status;
  }
}

/**
 * Nothing is left for later, and GLPI is asked for nothing more: what is not there is named to the customer alone, and by
 * events; without an integration that makes tickets by events alone.
 */
export async function giveUpFiles(
  context: HandlerContext,
  integration: FileRules | undefined,
  batch: Batch,
  journal: Journal,
): Promise<void> {
  const ticket = ticketOfFiles(journal.progress);
  if (ticket === undefined) return;
  const files = filesLeft(context, integration ?? { allowMediaFrom: [] }, batch, journal.progress);
  const late = new FileFailure("unreachable", "it could not be put there in time");
  for (const file of files) await fail(context, batch, journal, file, ticket, late);
  if (integration !== undefined) await tellMissing(context, integration, batch, journal, ticket, undefined);
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
  { emit, files }: HandlerContext,
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
  const fileName = stateOf(journal.progress, file).name ?? cleanFileName(media, undefined, media.type ?? "");
  files.forget(conversation, messageId);
  emit("fileFailed", { conversation, ticketId, messageId, fileName, problem, error: failure(batch, cause) });
}

function failure({ conversation }: Batch, cause: FileFailure): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "FILE_FAILED",
    `A file of conversation ${conversation.id} is not in its ticket (${cause.problem}): ${cause.message}.`,
    { cause, retryable: cause.passes },
  );
}
