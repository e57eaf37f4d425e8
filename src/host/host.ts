import type { Contact, Conversation, FileContent, Id, Media, Message } from "./events.js";

/** A button under a text. Channels that do not support buttons do not deliver the message. */
export interface Button {
  id: string;
  title: string;
}

/** A row of a list; `id` comes back as `Message.choice`, or as text. */
export interface ListRow extends Button {
  /** 72 characters at most. */
  description?: string | undefined;
}

/** A list under a text: one section, 10 rows at most. */
export interface ChoiceList {
  /** What opens the list: 20 characters at most. */
  button: string;
  /** Their titles are unique and have 24 characters at most. */
  rows: readonly ListRow[];
}

export interface OutgoingMessage {
  /** 4,096 characters at most, with buttons or a list 1,024. */
  text: string;
  /** Three at most, their titles unique and of 20 characters at most. Only where the integration has `sendButtons`. */
  buttons?: readonly Button[] | undefined;
  /** In place of buttons, where there are more choices. Only where the integration has `sendButtons`. */
  list?: ChoiceList | undefined;
  /** Files of what the team answered; their names are in the text too. */
  media?: readonly OutgoingMedia[] | undefined;
}

/** A file for the customer, of an answer in GLPI. */
export interface OutgoingMedia {
  type: "image" | "video" | "audio" | "document";
  /** `image/jpeg`, … */
  mimeType: string;
  fileName: string;
  /** GLPI's number of the document; a file of the same name may be another one. */
  documentId?: number | undefined;
  /**
   * Gives the file from GLPI, as often as it is called, also after the host has answered, until `close()`. Rejects where
   * GLPI does not give it.
   */
  open(): Promise<AsyncIterable<Uint8Array>>;
}

/** What a customer is to hear of their ticket, though they may not have written for a while. */
export interface CustomerNotice extends OutgoingMessage {
  /** The contact's last conversation that is known here; it may be closed by now. */
  conversation: Conversation;
  contact: Contact;
  /** What it is about; a template can say as much. */
  reason: "answer" | "solution" | "status" | "closed" | "rating" | "reminder";
  /** GLPI's number of the ticket. */
  ticketNumber: number;
  /** When the contact wrote last, in whatever conversation; undefined where it is not known here. */
  lastWroteAt?: Date | undefined;
  /** Whether WhatsApp's official API lets a free text through now, by the integration's `windowHours`. */
  windowOpen: boolean;
}

/**
 * What became of a notice. `held`: the customer has not read it, but perhaps a template that says there is something to
 * read; it is told when they write. `later`: it is tried again. `refused`: it never will be sent.
 */
export type NoticeAnswer = "sent" | "held" | "later" | "refused";

type Awaitable<T> = T | Promise<T>;

/** Which integration a queue has. */
export interface QueueIntegration {
  id: Id;
  /** Whazing's *Inicia Integração ao transferir*. Without it the first message in the queue starts it. Default true. */
  startOnTransfer?: boolean | undefined;
}

/**
 * What the integration needs from the host. Whatever one of these throws is caught, logged and emitted as a `warning`.
 * Where what `sendMessage`, `transferToQueue` or `closeConversation` throws has `retryable: true`, nothing was done and
 * waiting helps: it is done later, for `tellForHours`.
 */
export interface Host {
  /** Sends a text to the contact, perhaps with buttons or a list, whose choices the text names too. */
  sendMessage(conversation: Conversation, message: OutgoingMessage): unknown;
  /**
   * Tells a customer what happened to their ticket, the way the host can now: in a conversation that it opens again, by a
   * template, by e-mail. Nothing counts as `sent`; what it throws, or that it does not return within 30 s, is `later`.
   * Without it `sendMessage` is used. With a `messageId`, or where `sendMessage` gives one (`{ messageId }`, or the id
   * itself), a message that quotes it goes into the ticket.
   */
  contactCustomer?:
    | ((
        notice: CustomerNotice,
      ) => Awaitable<NoticeAnswer | { answer?: NoticeAnswer | undefined; messageId?: Id | undefined } | undefined>)
    | undefined;
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
