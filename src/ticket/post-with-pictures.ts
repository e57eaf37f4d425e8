import type { Batch } from "../conversation/batch.js";
import { isServersOwnPage } from "../glpi/answer-errors.js";
import { isGlpiIntegrationError } from "../glpi/errors.js";
import { uploadMs } from "../glpi/exchange.js";
import type { FileAlong, MadeWithFiles } from "../glpi/with-files.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";
import { type OnceOnly, postOnce } from "../work/post-once.js";
import type { ShownPictures } from "./compose-ticket.js";
import { tagOf, withFile } from "./file-progress.js";
import type { FileRules } from "./file-sources.js";
import { maybePictures, type Picture, readPictures } from "./pictures-along.js";

/** After a page in place of GLPI's answer no pictures go along to that GLPI for so long: each costs its ticket a minute. */
const FAILED_REST_MS = 10 * 60_000;

/** A text that is posted once, and its pictures with it if they can. */
export interface TextOnce extends Pick<OnceOnly, "item" | "noted" | "made" | "post" | "find"> {
  /** In bytes, without pictures. */
  textBytes: number;
  /** Sends it with pictures. */
  postWith(files: readonly FileAlong[], shown: ShownPictures, beforeSend: () => Promise<void>): Promise<MadeWithFiles>;
}

/**
 * Posts a text as `postOnce` does, in one request with those of its pictures that are here and sure to pass. They go along
 * once: after a refusal the text goes at once without them, after a lost answer it is looked for as any other, and
 * `attachFiles` puts what did not get there into the ticket.
 */
export async function postWithPictures(
  context: HandlerContext,
  integration: FileRules,
  batch: Batch,
  journal: Journal,
  text: TextOnce,
): Promise<number> {
  const { along } = context.files;
  const { url } = integration;
  const files =
    journal.isOpen(text.item) || journal.progress.sentFiles ? [] : maybePictures(context, integration, batch);
  if (files.length === 0 || !along.enter(url)) return (await postOnce(journal, text)).id;
  let pictures: Picture[] = [];
  try {
    pictures = await readPictures(context, integration, batch, files, text.textBytes);
    const id = pictures.length === 0 ? undefined : await postWith(context, batch, journal, text, pictures);
    return id ?? (await postOnce(journal, text)).id;
  } catch (error) {
    if (isGlpiIntegrationError(error) && isServersOwnPage(error)) along.rest(url, FAILED_REST_MS);
    throw error;
  } finally {
    along.leave(url);
    for (const picture of pictures) await picture.dispose();
  }
}

/** Undefined where GLPI refuses it so, and made nothing. */
async function postWith(
  context: HandlerContext,
  batch: Batch,
  journal: Journal,
  { item, noted, made, find, postWith: post }: TextOnce,
  pictures: readonly Picture[],
): Promise<number | undefined> {
  const files = pictures.map(({ file, upload }) => ({ file: upload, tag: tagOf(batch, file) }));
  const shown = new Map(pictures.map(({ file }) => [String(file.message.id), tagOf(batch, file)]));
  const bytes = pictures.reduce((sum, { upload }) => sum + upload.size, 0);
  let taken = false;
  const known = (more: { taken?: boolean }) =>
    pictures.reduce(
      (progress, { file, sha1, upload: { name } }) => withFile(progress, file, { sha1, name, ...more }),
      journal.progress,
    ).files ?? [];
  try {
    const { id } = await postOnce(journal, {
      item,
      noted: { ...noted, sentFiles: true, files: known({}) },
      made: (id) => ({ ...made(id), ...(taken && { files: known({ taken }) }) }),
      post: async (beforeSend) => {
        const done = await post(files, shown, beforeSend);
        taken = done.taken;
        return done.id;
      },
      find,
      moreMs: uploadMs(bytes),
    });
    if (taken) for (const { file } of pictures) context.files.forget(batch.conversation, file.message.id);
    return id;
  } catch (error) {
    if (isGlpiIntegrationError(error) && error.code === "REFUSED") return undefined;
    throw error;
  }
}
