import { isWritten } from "../conversation/description.js";
import type { Conversation, Message } from "../host/events.js";

/** A message of ours, a call or a notice is none, and neither is one that the customer took back. */
export function writtenByCustomer(message: Message | undefined): Message | undefined {
  if (message === undefined || message.fromMe || message.isDeleted || !isWritten(message)) return undefined;
  return message;
}

/** WhatsApp's status and channels: nobody who writes there waits for an answer. */
export function isNobodys({ id, contact }: Conversation): boolean {
  const ids = [id, contact.id, contact.phoneNumber, contact.lid].map(String);
  return ids.some((each) => /@(?:broadcast|newsletter)$/.test(each));
}
