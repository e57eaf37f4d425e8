import { type Batch, batchId, toBatch } from "../../conversation/batch.js";
import type { Message } from "../../host/events.js";

/** A batch as the database gives it. */
export interface BatchJson extends Omit<Batch, "id" | "messages"> {
  messages: Message[];
  /** Why the database could not read it: SQLSTATE. */
  unreadable?: string;
}

/** A batch, or what is known of one that cannot be read, under a name that tells it from others. */
export function readBatch(
  { conversation, integrationId, messages, unreadable }: BatchJson,
  name: string,
): { batch: Batch; unreadable?: string } {
  try {
    if (unreadable !== undefined) throw new Error(`PostgreSQL says ${unreadable}`);
    return { batch: toBatch(conversation, integrationId, messages) };
  } catch (cause) {
    const id = batchId({ ...conversation, id: conversation?.id ?? "" }, [{ id: name }]);
    const why = unreadable === undefined ? "what is kept is no batch" : String((cause as Error).message);
    return { batch: { id, conversation, integrationId, messages: [] }, unreadable: why };
  }
}
