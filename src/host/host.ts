import type { Conversation, FileContent, Id, Media, Message } from "./events.js";

/** A button under a text. Channels that do not support buttons do not deliver the message. */
export interface Button {
  id: string;
  title: string;
}

export interface OutgoingMessage {
  text: string;
  buttons?: readonly Button[] | undefined;
}

/** Which integration a queue has. */
export interface QueueIntegration {
  id: Id;
  /** Whazing's *Inicia Integração ao transferir*. Without it the first message in the queue starts it. Default true. */
  startOnTransfer?: boolean | undefined;
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
   * The stored configuration of an integration, as the form gave it; it is validated here. `null`: it is switched off,
   * and nothing is gathered. Its answer is kept for a minute (`GlpiIntegration.forgetIntegration()`).
   */
  loadIntegration(integrationId: Id, tenantId: Id): unknown;
  /**
   * Which GLPI integration a queue has: a `QueueIntegration`, or null for none. With it `integrationId` may be left out
   * of events. Its answer is kept for a minute.
   */
  integrationOfQueue?(queueId: Id, tenantId: Id): unknown;
  /**
   * Gives the file of a message when it is put into the ticket, also after a restart: from the host's own storage, with
   * its own tokens. `null`: it is not there any more. What it throws is tried again, for a day at most.
   */
  openMedia?:
    | ((
        conversation: Conversation,
        media: Media,
        message: Pick<Message, "id">,
      ) => FileContent | null | undefined | Promise<FileContent | null | undefined>)
    | undefined;
}
