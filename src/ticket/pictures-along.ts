import { buffer } from "node:stream/consumers";
import pLimit from "p-limit";
import type { Batch } from "../conversation/batch.js";
import { endingIn } from "../files/file-name.js";
import { FileFailure } from "../files/file-problem.js";
import { typeOf } from "../files/file-type.js";
import { openFile } from "../files/open-file.js";
import type { SpooledFile } from "../files/spool.js";
import { isPictureType, isWholePicture } from "../files/whole-picture.js";
import type { DocumentRules } from "../glpi/document-rules.js";
import { isGlpiIntegrationError } from "../glpi/errors.js";
import type { UploadFile } from "../glpi/upload.js";
import type { HandlerContext } from "../work/context.js";
import { inTime } from "../work/in-time.js";
import { type FileMessage, type FileRules, filesIn, sourcesOf } from "./file-sources.js";
import { uploadOf } from "./post-file.js";

const MB = 1024 * 1024;
/** PHP's own limits, which no API tells: what is beyond the first is left out without a word, beyond others all is refused. */
const MOST_FILES = 20;
const MOST_FILE_BYTES = 2 * MB;
const MOST_BYTES = 8 * MB;
/** What stands around the files and the text of a request. */
const AROUND_BYTES = 64 * 1024;
/** So long a text waits for its pictures. */
const LONGEST_MS = 5_000;
const READ_AT_A_TIME = 4;
/** After a source that was too slow no other text waits for so long. */
const SLOW_REST_MS = 60_000;
/** The right bit that making a document needs. */
const CREATE = 4;

/** A picture that is here, whole, and sure to pass. */
export interface Picture {
  file: FileMessage;
  upload: UploadFile;
  sha1: string;
  dispose(): Promise<void>;
}

/** What may be a picture, as far as the host tells. */
export function maybePictures(context: HandlerContext, integration: FileRules, batch: Batch): FileMessage[] {
  const looksSo = ({ message: { media } }: FileMessage) =>
    media.type === "image" ||
    /^image\//i.test(media.mimeType ?? "") ||
    /\.(?:jpe?g|png|gif|webp)$/i.test(media.fileName ?? "");
  return filesIn(context, integration, batch).filter(looksSo).slice(0, MOST_FILES);
}

/**
 * Those of these files that can go along with a text of so many bytes, in order: each is read, and what cannot be had soon,
 * is none, or is not sure to pass is left for later. Never rejects with what is against a file, or what GLPI does not tell.
 */
export async function readPictures(
  context: HandlerContext,
  integration: FileRules,
  batch: Batch,
  files: readonly FileMessage[],
  textBytes: number,
): Promise<Picture[]> {
  const ending = new AbortController();
  const signal = AbortSignal.any([ending.signal, context.files.closing]);
  const limit = pLimit(READ_AT_A_TIME);
  const rules = rulesOf(context, integration);
  const read = async (file: FileMessage) => {
    const known = await rules;
    if (known === undefined || signal.aborted) return undefined;
    return readPicture(context, integration, batch, file, known, signal);
  };
  const readInTime = (file: FileMessage) =>
    inTime(
      () => limit(() => read(file)),
      LONGEST_MS,
      (late) => void late?.dispose(),
    ).catch(() => {
      context.files.along.rest(integration.url, SLOW_REST_MS);
      return undefined;
    });
  const found = await Promise.all(files.map(readInTime));
  ending.abort();
  // In JSON each sign of the text may take two bytes.
  return fitting(found, MOST_BYTES - AROUND_BYTES - 2 * textBytes);
}

/** What this GLPI takes; undefined where the API user may add no files, or GLPI does not say. */
async function rulesOf(context: HandlerContext, integration: FileRules): Promise<DocumentRules | undefined> {
  const client = context.clients.for(integration);
  try {
    const { rights } = await client.session();
    if (rights !== undefined && (rights.document & CREATE) === 0) return undefined;
    return await context.files.rules.of(client);
  } catch (error) {
    if (!isGlpiIntegrationError(error)) throw error;
    return undefined;
  }
}

async function readPicture(
  context: HandlerContext,
  integration: FileRules,
  batch: Batch,
  file: FileMessage,
  rules: DocumentRules,
  signal: AbortSignal,
): Promise<Picture | undefined> {
  const maxBytes = Math.min(rules.maxBytes, integration.maxFileMb * MB, MOST_FILE_BYTES);
  let spooled: SpooledFile | undefined;
  try {
    const sources = sourcesOf(context, integration, batch.conversation, file);
    spooled = await openFile(batch.conversation, file.message, sources, maxBytes, signal);
    const upload = await pictureOf(integration, file, spooled, rules);
    if (upload !== undefined) return { file, upload, sha1: spooled.sha1, dispose: spooled.dispose };
  } catch (error) {
    if (!FileFailure.is(error)) throw error;
  }
  await spooled?.dispose();
  return undefined;
}

/** Looked into whole: GLPI goes by the name's ending, and fails at a picture that is cut. */
async function pictureOf(
  integration: FileRules,
  file: FileMessage,
  spooled: SpooledFile,
  rules: DocumentRules,
): Promise<UploadFile | undefined> {
  const upload = uploadOf(integration, file, spooled, rules);
  const type = typeOf(spooled.head);
  const named = endingIn(upload.name);
  if (!isPictureType(type) || (named === "jpeg" ? "jpg" : named) !== type) return undefined;
  const content = spooled.content();
  const bytes = content instanceof Uint8Array ? content : await buffer(content);
  return isWholePicture(type, bytes) ? { ...upload, mimeType: `image/${type === "jpg" ? "jpeg" : type}` } : undefined;
}

/** As many as there is room for. Of two with the same bytes GLPI would make one document: the second comes later. */
function fitting(found: readonly (Picture | undefined)[], room: number): Picture[] {
  const fit: Picture[] = [];
  let left = room;
  for (const picture of found) {
    if (picture === undefined) continue;
    if (picture.upload.size > left || fit.some(({ sha1 }) => sha1 === picture.sha1)) {
      void picture.dispose();
      continue;
    }
    left -= picture.upload.size;
    fit.push(picture);
  }
  return fit;
}
