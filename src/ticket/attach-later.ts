import type { Batch } from "../conversation/batch.js";
import { type GlpiIntegrationError, isGlpiIntegrationError } from "../glpi/errors.js";
import type { BatchProgress } from "../store/store.js";
import type { Outcome } from "../work/batch-worker.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";
import { pauseMs } from "../work/retry.js";
import { attachFiles, giveUpFiles, hasFilesLeft } from "./attach.js";
import type { FileRules } from "./file-sources.js";

const DAY_MS = 24 * 60 * 60_000;

/** The last step of a batch: its files, for which nothing else of the conversation waits. */
export async function attach(
  context: HandlerContext,
  integration: FileRules,
  batch: Batch,
  journal: Journal,
): Promise<Outcome> {
  if (!hasFilesLeft(context, integration, batch, journal.progress)) return { result: "done" };
  if (!journal.progress.told) {
    await journal.save(asTold(journal));
    // Taken anew, it stands aside.
    return { result: "retry", inMs: 0, failed: false };
  }
  const hasFailed = journal.progress.filesSince !== undefined;
  const attachAll = () => attachFiles(context, integration, batch, journal, isLate(context, journal));
  const inMs = await context.files.run(integration.url, batch.id, hasFailed, attachAll);
  return inMs === undefined ? { result: "done" } : { result: "retry", inMs, failed: false };
}

/**
 * Some could not be had, or GLPI or the configuration does not work: tried again for a day, or for as long as a ticket,
 * if that is less.
 */
export async function filesLater(
  context: HandlerContext,
  integration: FileRules | undefined,
  batch: Batch,
  journal: Journal,
  failures: number,
  error: GlpiIntegrationError,
): Promise<Outcome> {
  const { filesSince } = journal.progress;
  if (isLate(context, journal) && journal.openPostMs === 0) {
    // The host had its time to be told, too.
    await giveUpFiles(context, integration, batch, journal).catch((failure: unknown) => {
      if (!isGlpiIntegrationError(failure) || failure.code !== "FILE_FAILED") throw failure;
      context.emit("warning", { error: failure, conversation: batch.conversation });
    });
    return { result: "done" };
  }
  if (filesSince === undefined) context.emit("warning", { error, conversation: batch.conversation });
  await journal.save({ ...asTold(journal), filesSince: filesSince ?? Date.now() });
  return { result: "retry", inMs: Math.max(pauseMs(context.retry, failures), journal.openPostMs), failed: true };
}

function isLate({ retry }: HandlerContext, { progress: { filesSince } }: Journal): boolean {
  return filesSince !== undefined && Date.now() - filesSince >= Math.min(retry.giveUpAfterMs, DAY_MS);
}

/** Nothing of the conversation waits for what has been told. */
function asTold({ progress }: Journal): BatchProgress {
  const { untoldSince: _untoldSince, ...others } = progress;
  return { ...others, told: true, untold: progress.untold ?? 0 };
}
