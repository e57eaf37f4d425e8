/** How a channel of Whazing's reaches people: see `WhazingChannel.kind`. */
export type WhazingChannelKind = "official" | "plus" | "other";

export interface WhazingChannelRow {
  /** `whatsapp.id` in the webhooks. */
  readonly id: number;
  readonly name: string;
  readonly kind: WhazingChannelKind;
  /** Of its external API. */
  readonly token: string;
  readonly uuid: string;
  /** The queue that a new conversation is in. */
  readonly queueId: number | null;
  /** Whether its webhooks hold a file in base64. */
  readonly sendsBase64: boolean;
  /** Where its webhooks go, and their `X-N8N-API-KEY`. */
  webhook: { readonly url: string; readonly token?: string | undefined } | undefined;
}

export interface WhazingContactRow {
  readonly id: number;
  readonly name: string;
  /** Digits; of a group its id. */
  readonly number: string | null;
  readonly lid: string | null;
  readonly isGroup: boolean;
}

export interface WhazingConversationRow {
  readonly id: number;
  readonly channelId: number;
  readonly contactId: number;
  readonly protocol: string;
  status: "open" | "pending" | "closed";
  queueId: number | null;
}

export interface WhazingMessageRow {
  /** The channel's id. */
  readonly messageId: string;
  readonly conversationId: number;
  readonly fromMe: boolean;
  body: string;
  readonly mediaType: string;
  /** Under `/public`. */
  readonly fileName: string | null;
  readonly buttons: readonly string[];
  readonly rows: readonly string[];
  readonly template: string | null;
  readonly externalKey: string | null;
  /** In a group, who wrote. */
  readonly authorId: number | null;
  readonly at: Date;
  edited: boolean;
  isDeleted: boolean;
  /** Whether it arrived: what is too long, or outside the official API's window, never does. */
  readonly arrives: boolean;
}

/** What a webhook sent, or has to send. */
export interface WhazingWebhookRow {
  readonly channelId: number;
  readonly body: string;
  dueAt: Date;
  tries: number;
  /** The status of the last answer; 0: there was none. */
  lastStatus: number | undefined;
}

/** What a customer read: a text, choices, a file. */
export interface WhazingReading {
  readonly text: string;
  readonly buttons?: readonly string[];
  readonly rows?: readonly string[];
  readonly fileName?: string;
  readonly template?: string;
}
