import { randomUUID } from "node:crypto";
import type { Emit } from "../events.js";
import { GlpiIntegrationError } from "../glpi/errors.js";
import type { Conversation } from "../host/events.js";
import type { Outgoing, Store, TakenAlarm } from "../store/store.js";
import { storeFailed } from "../store/store-failed.js";
import type { HandlerContext } from "./context.js";
import type { KeepForLater } from "./host-calls.js";
import { postpone } from "./postpone.js";
import { pauseMs, type RetrySchedule } from "./retry.js";

/** What waits for something said before it looks so soon again, in milliseconds. */
const MOST_BEHIND_MS = 30_000;

/** Keeps what the host cannot do now among the store's alarms, each under an id of its own: a later one has a greater one. */
export function outbox({ store, emit, retry }: { store: Store; emit: Emit; retry: RetrySchedule }): KeepForLater {
  let last = 0;
  return async (conversation, outgoing) => {
    const { id: conversationId } = conversation;
    // In milliseconds, and one more for each of the same.
    last = Math.max(last + 1, Date.now());
    const own = { ...conversation, id: `${conversationId} ${String(last).padStart(15, "0")} ${randomUUID()}` };
    const alarm = { conversation: own, conversationId, integrationId: "", about: "outgoing", outgoing } as const;
    try {
      await store.setAlarm({ ...alarm, since: Date.now() }, pauseMs(retry, 0));
      return true;
    } catch (cause) {
      emit("warning", { error: storeFailed(cause), conversation });
      return false;
    }
  };
}

/**
 * Hands over what was kept; again after a pause where the host still cannot, for `tellForHours`. What was kept for a
 * conversation comes in the order in which it was.
 */
export async function handOver(
  context: Pick<HandlerContext, "host" | "store" | "retry" | "tellForMs" | "emit">,
  taken: TakenAlarm,
): Promise<void> {
  const { host, store, retry, tellForMs, emit } = context;
  const { lease: _lease, ...alarm } = taken;
  const { outgoing, conversationId = alarm.conversation.id, since = 0, failures = 0 } = alarm;
  const conversation = { ...alarm.conversation, id: conversationId };
  const again = { ...alarm, failures: failures + 1 };
  if (await store.isBehind?.(taken)) {
    await postpone(store, taken, again, Math.min(MOST_BEHIND_MS, pauseMs(retry, failures + 1)));
    return;
  }
  const isWanted = outgoing !== undefined && (await isStillWanted(context, conversation, outgoing));
  const became = isWanted ? await host.handOver(conversation, outgoing) : "taken";
  if (became === "later" && Date.now() - since < tellForMs) {
    await postpone(store, taken, again, pauseMs(retry, failures + 1));
    return;
  }
  await store.finishAlarm(taken);
  if (became !== "taken" && outgoing !== undefined) {
    emit("warning", { error: neverDone(conversation, outgoing), conversation });
  }
}

/**
 * A conversation that was closed, or is with somebody else by now, stays where it is; so does one whose customer has
 * answered, where an earlier version kept that it is moved or closed because they had not.
 */
async function isStillWanted(
  { store }: Pick<HandlerContext, "store">,
  conversation: Conversation,
  outgoing: Outgoing,
): Promise<boolean> {
  if (outgoing.do === "say") return true;
  const state = await store.loadState(conversation);
  if (outgoing.silent && state.phase === "gathering") return state.asked === true;
  if (outgoing.silent && state.phase === "consulting") return state.place?.at === "ended";
  return state.phase !== "away";
}

const what: Readonly<Record<Outgoing["do"], string>> = {
  say: "was not told something",
  transfer: "was not moved",
  close: "was not closed",
};

/** Of what was kept, and is tried no more. */
export function neverDone({ id }: Conversation, outgoing: Outgoing): GlpiIntegrationError {
  const message = `Conversation ${id} ${what[outgoing.do]} that was kept for it: the host could not, and it is tried no more (tellForHours). See to the customer by hand.`;
  return new GlpiIntegrationError("HOST_FAILED", message, { retryable: false });
}
