import type { CreateTicketIntegration } from "../config/integration.js";
import type { Batch } from "../conversation/batch.js";
import { waitsForAnswer } from "../conversation/questions.js";
import type { Gathering } from "../conversation/state.js";
import type { BatchProgress } from "../store/store.js";
import type { HandlerContext } from "../work/context.js";
import type { Journal } from "../work/journal.js";

/** Where the operator set no `noAnswerMinutes`. */
const USUAL_WAIT_MINUTES = 10;
const MINUTE_MS = 60_000;

/** A question that a batch waits for. */
interface CustomerQuestion {
  /** That it was asked. */
  noted: Partial<BatchProgress>;
  /** What the conversation's next message answers. */
  asked(state: Gathering): Partial<Gathering>;
  /** Resolves to whether the host took it. */
  say(): Promise<boolean>;
}

/**
 * Asks the customer, once for a batch; resolves to how long the answer is waited for, in milliseconds: 0 where it is there
 * already, or nobody can be asked.
 */
export async function askCustomer(
  { store }: HandlerContext,
  { noAnswerMinutes }: CreateTicketIntegration,
  { conversation, integrationId = "" }: Batch,
  journal: Journal,
  { noted, asked, say }: CustomerQuestion,
): Promise<number> {
  const state = await store.loadState(conversation);
  const gathers = state.phase === "gathering";
  // First for the conversation: after a crash it is asked again, and no earlier answer is taken for this one's.
  if (gathers) await store.saveState(conversation, { ...state, integrationId, ...asked(state) });
  await journal.save({ ...journal.progress, ...noted });
  // A conversation that has left answers no more: the batch finds no answer, and goes on without.
  if (!gathers || !(await say()) || !waitsForAnswer(await store.loadState(conversation))) return 0;
  return (noAnswerMinutes || USUAL_WAIT_MINUTES) * MINUTE_MS;
}
