import { GlpiIntegrationError, isGlpiIntegrationError } from "../glpi/errors.js";
import type { BatchProgress, PostedItem } from "../store/store.js";
import type { Journal } from "./journal.js";
import { tooEarlyToLook } from "./lost-answer.js";

/** Something that is made in GLPI once, and how it is told from everything else there. */
export interface OnceOnly {
  item: PostedItem;
  /** What is noted with the POST: a repetition after a lost answer goes by it. A refusal forgets it. */
  noted: Partial<BatchProgress>;
  /** What is noted when it is there. */
  made(id: number): Partial<BatchProgress>;
  /** Sends the POST; `beforeSend` runs each time it is about to go out. */
  post(beforeSend: () => Promise<void>): Promise<number>;
  /** So much longer than others may its POST take. */
  moreMs?: number;
  /** Looks, by its mark, for what an earlier POST made. */
  find(): Promise<number | undefined>;
}

/**
 * Makes one item in GLPI, whatever fails or dies in between: notes that the POST goes out, posts, notes what it made.
 * After a lost answer it is looked for by its mark before it is posted again, and not before that POST must have ended:
 * `whenNothingIsOpen` sees to that. Any other failure proves that nothing was made, and the note goes. Resolves to
 * GLPI's id of it, and whether it was there already.
 */
export async function postOnce(
  journal: Journal,
  { item, noted, made, post, find, moreMs }: OnceOnly,
): Promise<{ id: number; found: boolean }> {
  const foundId = await findPosted(journal, item, find);
  const id = foundId ?? (await postNoted(journal, item, noted, post, moreMs));
  await journal.save({ ...journal.progress, ...noted, ...made(id), posting: false });
  return { id, found: foundId !== undefined };
}

/** What an earlier POST made whose answer was lost. */
async function findPosted(journal: Journal, item: PostedItem, find: OnceOnly["find"]): Promise<number | undefined> {
  if (!journal.isOpen(item)) return undefined;
  const found = await find();
  // The next POST is another one, with a time of its own.
  if (found === undefined) {
    await journal.save({ ...journal.progress, posting: false });
    refuseAfterPages(journal);
    if (journal.progress.lastLook) throw notThere();
  }
  return found;
}

/** So often what stands before GLPI may answer in its place: then it refuses this text. */
const MOST_PAGES = 3;

/** Whether it was refused so often by what stands before GLPI that posting it again is no use. */
export function isRefusedByPages({ progress }: Journal): boolean {
  return (progress.pages?.count ?? 0) >= MOST_PAGES;
}

function refuseAfterPages(journal: Journal): void {
  if (!isRefusedByPages(journal)) return;
  throw new GlpiIntegrationError(
    "REFUSED",
    `It was not made in ${journal.progress.pages?.count} tries, for something in front of GLPI refuses it: ${journal.progress.pages?.last} See the rules of its firewall, and replay the dead letter.`,
  );
}

function notThere(): GlpiIntegrationError {
  const message =
    "The answers to all tries were lost, and GLPI did not make it: when GLPI works, replay the dead letter.";
  return new GlpiIntegrationError("UNAVAILABLE", message, { retryable: false });
}

async function postNoted(
  journal: Journal,
  item: PostedItem,
  noted: Partial<BatchProgress>,
  post: OnceOnly["post"],
  moreMs?: number,
): Promise<number> {
  const goesOut = async () => {
    // Sent again after a lost session, which proves that nothing was made: the time of this POST counts.
    if (journal.progress.posting) await journal.save({ ...journal.progress, posting: false });
    await journal.save({ ...journal.progress, ...noted, item, posting: true }, moreMs);
  };
  try {
    return await post(goesOut);
  } catch (error) {
    if (journal.isOpen(item) && provesNothingWasMade(error)) await journal.save(without(journal.progress, noted));
    throw error;
  }
}

/** Only a lost answer leaves it open; what is no error of ours is a lease that was lost, or a store that failed. */
function provesNothingWasMade(error: unknown): boolean {
  return isGlpiIntegrationError(error) && error.code !== "ANSWER_LOST" && error.code !== "STORE_FAILED";
}

function without(progress: BatchProgress, noted: Partial<BatchProgress>): BatchProgress {
  const { postMs: _postMs, ...others } = progress;
  const kept = Object.entries(others).filter(([key]) => !Object.hasOwn(noted, key));
  return { ...Object.fromEntries(kept), posting: false };
}

/**
 * Makes one item of which GLPI itself allows no second (a login): nothing is noted or waited for, and what GLPI refuses
 * is looked for. Rejects with the refusal when there is none.
 */
export async function postUnique({
  post,
  find,
}: {
  post(): Promise<number>;
  find(): Promise<number | undefined>;
}): Promise<{ id: number; found: boolean }> {
  try {
    return { id: await post(), found: false };
  } catch (error) {
    if (!isGlpiIntegrationError(error) || error.code !== "REFUSED") throw error;
    const id = await find();
    if (id === undefined) throw error;
    return { id, found: true };
  }
}

/** Runs a task that posts. While an earlier POST may be under way it rejects with `ANSWER_LOST` instead, which says when to come again. */
export async function whenNothingIsOpen<T>(journal: Journal, task: () => Promise<T>): Promise<T> {
  if (journal.openPostMs > 0) throw tooEarlyToLook(journal.openPostMs);
  try {
    return await task();
  } catch (error) {
    if (isGlpiIntegrationError(error) && journal.openPostMs > 0) throw tooEarlyToLook(journal.openPostMs, error);
    throw error;
  }
}
