import type { Batch } from "../conversation/batch.js";
import type { Contact } from "../host/events.js";

/** Who wrote a batch: the contact, in a group the author of its first message. */
export function writerOf({ conversation, messages }: Batch): Contact {
  return messages[0]?.author ?? conversation.contact;
}
