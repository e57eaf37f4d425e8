import type { Batch } from "../conversation/batch.js";
import { waitingNoMore } from "../conversation/questions.js";
import type { ConversationState } from "../conversation/state.js";
import type { BatchProgress, Classified, Picked } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";

/**
 * A batch that asked goes on: what was answered is kept in it, and an answer is waited for no more. What the customer
 * writes from now on is a message like any other.
 */
export async function keepAnswers({ store }: HandlerContext, { conversation }: Batch, journal: Journal): Promise<void> {
  const { progress } = journal;
  if (!hasAsked(progress) || progress.ticketId !== undefined || progress.followUpId !== undefined) return;
  const state = await store.loadState(conversation);
  const classified = progress.classified && withAnswer(progress.classified, state);
  if (classified !== undefined && classified !== progress.classified) await journal.save({ ...progress, classified });
  const next = waitingNoMore(state);
  if (next !== state) await store.saveState(conversation, next);
}

function hasAsked({ choice, askedCompany, classified }: BatchProgress): boolean {
  return choice !== undefined || askedCompany === true || classified !== undefined;
}

/** The same one where nothing was asked. */
function withAnswer(classified: Classified, state: ConversationState): Classified {
  const about = (["category", "location"] as const).find((each) => classified[each]?.is === "asked");
  const picked = about && classified[about];
  if (about === undefined || picked === undefined) return classified;
  const question = state.phase === "gathering" ? state.choosingOption : undefined;
  const answer = question?.about === about ? question.answer : undefined;
  if (answer === undefined) return { ...classified, [about]: { ...picked, is: "done" }, silent: true };
  const option = question?.options.find(({ id }) => id === answer);
  const next: Picked = option === undefined ? { ...picked, is: "done" } : { ...picked, ...option, is: "answered" };
  return { ...classified, [about]: next };
}
