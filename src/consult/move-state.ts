import { isDeepStrictEqual } from "node:util";
import type { ConversationState } from "../conversation/state.js";
import type { Conversation } from "../host/events.js";
import type { Store } from "../store/store.js";

/** Puts a conversation into a state, if it is still in this one; resolves to whether it was. */
export async function moveState(
  store: Store,
  conversation: Conversation,
  before: ConversationState,
  after: ConversationState,
): Promise<boolean> {
  if (store.moveInState !== undefined) return (await store.moveInState(conversation, [before, after])) === true;
  if (!isDeepStrictEqual(asJson(await store.loadState(conversation)), asJson(before))) return false;
  await store.saveState(conversation, after);
  return true;
}

/** Without what is undefined. */
function asJson(state: ConversationState): unknown {
  return JSON.parse(JSON.stringify(state));
}
