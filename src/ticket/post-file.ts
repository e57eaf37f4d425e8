import type { Batch } from "../conversation/batch.js";
import { cleanFileName } from "../files/file-name.js";
import { FileFailure } from "../files/file-problem.js";
import { typeOf } from "../files/file-type.js";
import { fittingName } from "../files/fitting-name.js";
import { openFile } from "../files/open-file.js";
import type { SpooledFile } from "../files/spool.js";
import { isServersOwnPage } from "../glpi/answer-errors.js";
import type { DocumentRules } from "../glpi/document-rules.js";
import { addDocument, filesOfTicket } from "../glpi/documents.js";
import { isGlpiIntegrationError } from "../glpi/errors.js";
import { uploadMs } from "../glpi/exchange.js";
import { addFollowUpWithFiles } from "../glpi/follow-ups.js";
import { textToHtml } from "../glpi/rich-text.js";
import type { TicketStatus } from "../glpi/tickets.js";
import type { UploadFile } from "../glpi/upload.js";
import { locales } from "../locales/locales.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";
import { postOnce } from "../work/post-once.js";
import { type FilesTicket, stateOf, tagOf, withFile } from "./file-progress.js";
import { type FileMessage, type FileRules, sourcesOf } from "./file-sources.js";
import { mediaLabel } from "./media-line.js";

const MB = 1024 * 1024;
/** So often a page may come in place of an answer: GLPI 11 fails at some files and says no more, and firewalls refuse some. */
const MOST_PAGES = 3;

/** A file, and the ticket that it goes to. */
export interface Posting {
  file: FileMessage;
  ticket: FilesTicket;
  status: TicketStatus;
  /** Asks GLPI where nothing is open. */
  ask<T>(task: () => Promise<T>): Promise<T>;
}

/** Puts one file into the ticket. Rejects with `FileFailure`, and with `GlpiIntegrationError` where GLPI does not work. */
export async function postFile(
  context: HandlerContext,
  integration: FileRules,
  batch: Batch,
  journal: Journal,
  posting: Posting,
): Promise<void> {
  const { file, ask } = posting;
  if ((stateOf(journal.progress, file).lost ?? 0) >= MOST_PAGES) {
    throw new FileFailure("refused", `a page came in place of GLPI's answer ${MOST_PAGES} times`);
  }
  const rules = await ask(() => context.files.rules.of(context.clients.for(integration)));
  const maxBytes = Math.min(rules.maxBytes, integration.maxFileMb * MB);
  const sources = sourcesOf(context, integration, batch.conversation, file);
  const spooled = await openFile(batch.conversation, file.message, sources, maxBytes, context.files.closing);
  try {
    const upload = uploadOf(integration, file, spooled, rules);
    await post(context, integration, batch, journal, posting, { upload, sha1: spooled.sha1 });
  } finally {
    await spooled.dispose();
  }
}

/** The file as GLPI is to have it; throws where GLPI takes none such. */
export function uploadOf(
  { locale, renameRefused }: Pick<FileRules, "locale" | "renameRefused">,
  { message: { media } }: FileMessage,
  { head, size, content }: SpooledFile,
  { endings }: DocumentRules,
): UploadFile {
  const known = typeOf(head);
  const isPage = /html/i.test(media.mimeType ?? "") || /\.html?$/i.test(media.fileName ?? "");
  if (known === "html" && !isPage) throw new FileFailure("noFile", "a web page came in its place");
  const called = cleanFileName(media, known, mediaLabel({ ...media, fileName: undefined }, locales[locale]));
  const name = fittingName(called, known, endings, renameRefused);
  if (name === undefined) throw new FileFailure("typeRefused", "GLPI takes no files of this kind");
  return { name, size, content, mimeType: plainType(media.mimeType) };
}

function plainType(mimeType = ""): string {
  return /^[\w.+-]+\/[\w.+-]+/.exec(mimeType)?.[0] ?? "application/octet-stream";
}

async function post(
  context: HandlerContext,
  integration: FileRules,
  batch: Batch,
  journal: Journal,
  { file, ticket, status, ask }: Posting,
  { upload, sha1 }: { upload: UploadFile; sha1: string },
): Promise<void> {
  const client = context.clients.for(integration);
  const tag = tagOf(batch, file);
  const { ticketId, entityId, requesterId: userId } = ticket;
  const { version } = await ask(() => client.session());
  // GLPI 11 links nothing to a closed ticket, and takes a follow-up.
  const asFollowUp = version === 11 && status === "closed";
  if (asFollowUp) await journal.save(withFile(journal.progress, file, { sha1 }));
  const add = async (beforeSend: () => Promise<void>) => {
    if (!asFollowUp) return addDocument(client, { ticketId, entityId, tag, file: upload }, beforeSend);
    const content = textToHtml(`📎 ${upload.name}`);
    return (await addFollowUpWithFiles(client, { ticketId, userId, content, entityId }, [{ file: upload }], beforeSend))
      .id;
  };
  try {
    const { files } = context;
    await files.upload(integration.url, () =>
      ask(() =>
        postOnce(journal, {
          item: "document",
          noted: {},
          moreMs: uploadMs(upload.size),
          made: (documentId) => withFile(journal.progress, file, { documentId, name: upload.name }),
          post: add,
          find: async () => {
            const look = await filesOfTicket(client, ticketId);
            return look.is === "here" ? look.documents.find((each) => each.tag === tag)?.id : undefined;
          },
        }),
      ),
    );
  } catch (error) {
    if (!isGlpiIntegrationError(error)) throw error;
    // One that is down, or breaks off, says nothing against the file.
    if (isServersOwnPage(error)) {
      const lost = (stateOf(journal.progress, file).lost ?? 0) + 1;
      await journal.save(withFile(journal.progress, file, { lost }));
    }
    throw asFileFailure(error) ?? error;
  }
}

/** What GLPI says against a file alone. */
function asFileFailure(error: unknown): FileFailure | undefined {
  if (!isGlpiIntegrationError(error) || error.retryable) return undefined;
  // Somebody may grant it within the day.
  if (error.code === "RIGHT_MISSING") return new FileFailure("refused", error.message, true, { cause: error });
  if (error.code !== "REFUSED") return undefined;
  const tooLarge = error.status === 413 || error.glpiCode === "ERROR_UPLOAD_FILE_TOO_BIG_POST_MAX_SIZE";
  return new FileFailure(tooLarge ? "tooLarge" : "refused", error.message, false, { cause: error });
}
