import type { NextLook, TakenTicket } from "../store/changes.js";
import type { HandlerContext } from "../work/context.js";

const MINUTE_MS = 60_000;

/**
 * What becomes of a ticket whose customer wrote the stop word: it rests, or, while the word waits behind what they wrote
 * before it, is looked at again; undefined where they hear of it.
 */
export async function whenStopped(
  { store }: HandlerContext,
  { tenantId, conversation: { contact } }: TakenTicket,
): Promise<NextLook | undefined> {
  if (await store.isStopping?.(tenantId, contact.id)) return { inMs: MINUTE_MS };
  return (await store.changes?.isStopped?.(tenantId, contact.id)) ? "rest" : undefined;
}
