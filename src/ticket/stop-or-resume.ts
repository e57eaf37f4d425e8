import type { CreateTicketIntegration } from "../config/integration.js";
import type { Batch } from "../conversation/batch.js";
import { errandOf } from "../conversation/errand.js";
import type { HandlerContext } from "../work/context.js";

/** What the customer hears from now on, where the batch is their stop word; undefined where it is not. */
export async function stopOrResume(
  { store }: HandlerContext,
  { stopWord = "" }: CreateTicketIntegration,
  { conversation, messages }: Batch,
): Promise<{ as: "stopped" | "resumed"; word: string } | undefined> {
  const { changes } = store;
  const last = messages.at(-1);
  if (errandOf(messages)?.do !== "stop" || last === undefined) return undefined;
  const { tenantId, contact } = conversation;
  await changes?.writeStop?.(tenantId, contact.id, Number(last.sentAt));
  const isStopped = (await changes?.isStopped?.(tenantId, contact.id)) ?? false;
  return { as: isStopped ? "stopped" : "resumed", word: stopWord };
}
