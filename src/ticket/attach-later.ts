import type { Batch } from "../conversation/batch.js";
import type { GlpiIntegrationError } from "../glpi/errors.js";
import { laneOf } from "../store/keys.js";
import type { Outcome } from "../work/batch-worker.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";
import { pauseMs } from "../work/retry.js";
import { attachFiles, giveUpFiles, hasFilesLeft } from "./attach.js";
import type { FileRules } from "./file-sources.js";

const DAY_MS = 24 * 60 * 60_000;
/** Too many others are at theirs. */
const BUSY_MS = 2_000;

/** The last step of a batch: its files, of which nothing else of the conversation waits for. */
export async function attach(
  context: HandlerContext,
  integration: FileRules,
  batch: Batch,
  journal: Journal,
): Promise<Outcome> {
  if (!hasFilesLeft(context, integration, batch, journal.progress)) return { result: "done" };
  if (!journal.progress.told) await journal.save({ ...asTold(journal), told: true });
  const lastTry = isLate(context, journal);
  const task = async () => {
    await attachFiles(context, integration, batch, journal, lastTry);
    return true;
  };
  if (await context.files.run(laneOf(batch), task)) return { result: "done" };
  return { result: "retry", inMs: BUSY_MS, failed: false };
}

/** Some could not be had, or GLPI does not work: tried again for a day, or for as long as a ticket, if that is less. */
export async function filesLater(
  context: HandlerContext,
  integration: FileRules,
  batch: Batch,
  journal: Journal,
  failures: number,
  error: GlpiIntegrationError,
): Promise<Outcome> {
  if (isLate(context, journal) && journal.openPostMs === 0) {
    await giveUpFiles(context, integration, batch, journal);
    return { result: "done" };
  }
  const { filesSince } = journal.progress;
  if (filesSince === undefined) context.emit("warning", { error, conversation: batch.conversation });
  await journal.save({ ...asTold(journal), filesSince: filesSince ?? Date.now() });
  return { result: "retry", inMs: Math.max(pauseMs(context.retry, failures), journal.openPostMs), failed: true };
}

function isLate({ retry }: HandlerContext, { progress: { filesSince } }: Journal): boolean {
  return filesSince !== undefined && Date.now() - filesSince >= Math.min(retry.giveUpAfterMs, DAY_MS);
}

/** Nothing of the conversation waits for what has been told. */
function asTold({ progress }: Journal) {
  return { ...progress, untold: progress.untold ?? 0 };
}
