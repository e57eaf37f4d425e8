import type { Integration } from "../config/integration.js";
import type { Batch } from "../conversation/batch.js";
import { isServersOwnPage } from "../glpi/answer-errors.js";
import { GlpiIntegrationError, toIntegrationError } from "../glpi/errors.js";
import { customerText } from "../locales/customer-text.js";
import { isLeaseLost, type TakenBatch } from "../store/store.js";
import type { Outcome } from "../work/batch-worker.js";
import type { HandlerContext } from "../work/context.js";
import { isSwitchedOff } from "../work/integrations.js";
import { type Journal, StoreJournal } from "../work/journal.js";
import { isRefusedByPages } from "../work/post-once.js";
import { pauseMs, type RetrySchedule } from "../work/retry.js";
import { tellFailure } from "../work/tell-failure.js";
import { attach, filesLater } from "./attach-later.js";
import { carryOut } from "./carry-out.js";
import { deliver } from "./deliver.js";
import { settleRequester } from "./settle-requester.js";
import { tell } from "./tell.js";
import { whoseBatch } from "./whose-batch.js";

/** So long a configuration may be missing, or another version's, while the host is updated. */
const CONFIGURATION_MS = 60 * 60_000;
/** So long GLPI may refuse to add anything: it says the same when its own database fails for a moment. */
const REFUSED_MS = 5 * 60_000;

/** Puts a batch that is due where it belongs, and tells the customer. Rejects when the store fails. */
export async function handleBatch(context: HandlerContext, taken: TakenBatch): Promise<Outcome> {
  const journal = new StoreJournal(context.store, taken, context.requestTimeoutMs);
  let integration: Integration | undefined;
  try {
    const whose = await whoseBatch(context, taken);
    const { batch } = whose;
    integration = whose.integration;
    if (taken.unreadable !== undefined) throw cannotBeRead(batch, taken.unreadable);
    if (journal.progress.told) return await attach(context, integration, batch, journal);
    if (whose.integration.type === "glpi-consult-tickets") {
      await carryOut(context, whose.integration, batch, journal);
      return await attach(context, whose.integration, batch, journal);
    }
    const delivered = await deliver(context, whose.integration, batch, journal);
    if (delivered.as === "question") return { result: "retry", inMs: delivered.waitMs, failed: false };
    const { untold = 0, untoldSince = Date.now() } = journal.progress;
    // The number comes at once; that GLPI keeps the requester is seen to meanwhile.
    const [told] = await Promise.all([
      tell(context, whose.integration, batch, delivered, untold === 0),
      untold === 0 && settleRequester(context, whose.integration, batch, journal.progress),
    ]);
    if (told || Date.now() - untoldSince >= context.tellForMs) {
      if (!told) warnNeverTold(context, batch, journal);
      return await attach(context, integration, batch, journal);
    }
    await journal.save({ ...journal.progress, untold: untold + 1, untoldSince });
    return { result: "retry", inMs: pauseMs(context.retry, untold), failed: false };
  } catch (error) {
    if (isLeaseLost(error)) return { result: "leaseLost" };
    return await failed(context, taken, journal, integration, toIntegrationError(error));
  }
}

/** Tries again later what trying again can mend; gives up the rest. Rejects when the store fails. */
async function failed(
  context: HandlerContext,
  { batch, failures, failingForMs }: TakenBatch,
  journal: Journal,
  integration: Integration | undefined,
  error: GlpiIntegrationError,
): Promise<Outcome> {
  const { conversation } = batch;
  if (isServersOwnPage(error)) {
    const count = (journal.progress.pages?.count ?? 0) + 1;
    await journal.save({ ...journal.progress, pages: { count, last: error.message } });
  }
  // Not the batch failed: this process ends.
  if (error.code === "CLOSED") return { result: "retry", inMs: 1_000, failed: false };
  if (journal.progress.told) {
    return filesLater(context, integration, batch, journal, failures, error);
  }
  if (isMade(journal)) return onlyToTell(context, batch, journal, failures, error);
  // One that may have been made is looked for first.
  const refused = isRefusedByPages(journal) && !journal.progress.posting;
  const inMs = Math.max(pauseMs(context.retry, failures), journal.openPostMs);
  if (!refused && failingForMs < triedForMs(error, integration, context.retry)) {
    if (failures === 0) context.emit("warning", { error, conversation });
    else await tellDelay(context, batch, journal, integration);
    return { result: "retry", inMs, failed: true };
  }
  if (journal.progress.posting && !journal.progress.lastLook) {
    await journal.save({ ...journal.progress, lastLook: true });
    return { result: "retry", inMs, failed: true };
  }
  if (!journal.progress.toldFailure && !isSwitchedOff(error)) {
    // Noted first: better not told than told twice.
    await journal.save({ ...journal.progress, toldFailure: true });
    await tellFailure(context, conversation, integration);
  }
  const ticketMayExist = journal.progress.posting ?? false;
  const buried = () => context.emit("ticketFailed", { batch, error, ticketMayExist });
  return { result: "dead", reason: { code: error.code, message: error.message, ticketMayExist }, buried };
}

/** How long after the first failure it is tried again. */
function triedForMs(
  { code, glpiCode, retryable }: GlpiIntegrationError,
  integration: Integration | undefined,
  { giveUpAfterMs }: RetrySchedule,
): number {
  if (code === "REFUSED" && glpiCode === "ERROR_GLPI_ADD") return Math.min(REFUSED_MS, giveUpAfterMs);
  if (retryable) return giveUpAfterMs;
  return integration === undefined ? CONFIGURATION_MS : 0;
}

/** What is in GLPI has not failed, whatever fails now. */
function isMade({ progress }: Journal): boolean {
  return progress.ticketId !== undefined || progress.followUpId !== undefined;
}

/** Only telling is left: tried again as long as a number that the host could not send. */
async function onlyToTell(
  context: HandlerContext,
  batch: Batch,
  journal: Journal,
  failures: number,
  error: GlpiIntegrationError,
): Promise<Outcome> {
  const { untoldSince } = journal.progress;
  if (untoldSince === undefined) {
    context.emit("warning", { error, conversation: batch.conversation });
    await journal.save({ ...journal.progress, untoldSince: Date.now() });
  } else if (Date.now() - untoldSince >= context.tellForMs) {
    warnNeverTold(context, batch, journal);
    return { result: "done" };
  }
  return { result: "retry", inMs: pauseMs(context.retry, failures), failed: true };
}

function warnNeverTold(context: HandlerContext, batch: Batch, journal: Journal): void {
  context.emit("warning", { error: neverTold(batch, journal), conversation: batch.conversation });
}

/** Tells the customer once that it takes longer; not one who has the number already, and would wait for another. */
async function tellDelay(
  { host, store }: HandlerContext,
  { conversation }: Batch,
  journal: Journal,
  integration: Integration | undefined,
): Promise<void> {
  if (integration?.type !== "glpi-create-ticket" || journal.progress.toldDelay) return;
  if ((await store.findLink(conversation)) !== undefined) return;
  await journal.save({ ...journal.progress, toldDelay: true });
  const text = customerText(integration.ticketDelayedText, conversation, integration);
  // Later the number may be there.
  await host.say(conversation, text, integration, { keep: false });
}

function neverTold({ conversation }: Batch, { progress }: Journal): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "HOST_FAILED",
    `Conversation ${conversation.id} could not be told of ticket ${progress.ticketId ?? progress.about?.ticketId}, and it is tried no more (tellForHours): tell the customer by hand.`,
  );
}

function cannotBeRead({ conversation }: Batch, why: string): GlpiIntegrationError {
  return new GlpiIntegrationError(
    "STORE_FAILED",
    `What conversation ${conversation?.id} wrote cannot be read from the store (${why}): mend it there and replay the dead letter.`,
    { retryable: false },
  );
}
