import type {
  ConversationEvent,
  ConversationFact,
  LeaveEvent,
  MessageDeletedEvent,
  MessageEditedEvent,
  MessageEvent,
  TransferEvent,
} from "../host/events.js";
import * as valid from "../host/validate.js";
import type { Parts } from "./assemble.js";

// Each event as the host tells it: read, and handed on. All reject with `EVENT_INVALID`.

export async function transferred({ events }: Parts, event: TransferEvent): Promise<void> {
  const { conversation, integrationId, lastMessage } = valid.validate("onTransfer", valid.transferEvent, event);
  await events.enter("transfer", { conversation, integrationId, message: lastMessage });
}

export async function written({ events }: Parts, event: MessageEvent): Promise<void> {
  const entry = valid.validate("onMessage", valid.messageEvent, event);
  const { conversation, message } = entry;
  if (!message.isDeleted) await events.enter("message", entry);
  else if (!message.fromMe) await events.change(conversation, { type: "messageDeleted", messageId: message.id });
}

export async function edited({ events }: Parts, event: MessageEditedEvent): Promise<void> {
  const { conversation, message } = valid.validate("onMessageEdited", valid.messageEditedEvent, event);
  if (!message.fromMe) await events.edit(conversation, message);
}

export async function deleted({ events }: Parts, event: MessageDeletedEvent): Promise<void> {
  const { conversation, messageId } = valid.validate("onMessageDeleted", valid.messageDeletedEvent, event);
  await events.change(conversation, { type: "messageDeleted", messageId });
}

export async function left({ events }: Parts, event: LeaveEvent): Promise<void> {
  const { conversation, integrationId } = valid.validate("onLeave", valid.leaveEvent, event);
  await events.change(conversation, { type: "leave", integrationId });
}

export async function closed({ events }: Parts, event: ConversationEvent): Promise<void> {
  const { conversation } = valid.validate("onClose", valid.conversationEvent, event);
  await events.change(conversation, { type: "leave" });
}

export async function isNow({ events }: Parts, event: ConversationFact): Promise<void> {
  await events.be(valid.validate("onConversation", valid.conversationFact, event));
}
