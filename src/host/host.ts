import type { Conversation, Id } from "./events.js";

/** A button under a text. Channels that do not support buttons do not deliver the message. */
export interface Button {
  id: string;
  title: string;
}

export interface OutgoingMessage {
  text: string;
  buttons?: readonly Button[] | undefined;
}

/**
 * What the integration needs from the host. Whatever one of these throws is caught, logged and emitted as a `warning`.
 */
export interface Host {
  /** Sends a text to the contact. */
  sendMessage(conversation: Conversation, message: OutgoingMessage): unknown;
  /** Moves the conversation to another queue (the configured error queue). */
  transferToQueue(conversation: Conversation, queueId: Id): unknown;
  closeConversation?(conversation: Conversation): unknown;
  /**
   * The stored configuration of an integration, as the form gave it; it is validated here. Its answer is kept for a
   * minute.
   */
  loadIntegration(integrationId: Id, tenantId: Id): unknown;
}
