/** An id of the host: Whazing's are numbers, other hosts may use strings. `1` and `"1"` are the same id. */
export type Id = string | number;

/** Who writes. */
export interface Contact {
  id: Id;
  /** The name as the channel gives it; WhatsApp's is one free text. */
  name?: string | undefined;
  /** Country, area and number in digits, as WhatsApp writes it: `5531987654321`. Other channels have none. */
  phoneNumber?: string | undefined;
  email?: string | undefined;
  /** WhatsApp's id for a contact whose number it hides: 10 to 20 digits, perhaps with `@lid`. It is not a telephone number. */
  lid?: string | undefined;
  /** The contact's extra fields, usable as `{{variables}}` in texts: `{ CPF: "…" }`. */
  fields?: Readonly<Record<string, string>> | undefined;
}

/** One talk with a contact, in one queue at a time. Whazing calls it *atendimento* or *ticket*. */
export interface Conversation {
  id: Id;
  /** The host's customer. Nothing is ever shared between two tenants. */
  tenantId: Id;
  protocol?: string | undefined;
  /** How the contact writes, as the technician should read it: `WhatsApp`, `Instagram`, … */
  channel?: string | undefined;
  isGroup?: boolean | undefined;
  queue?: { id: Id; name?: string | undefined } | undefined;
  contact: Contact;
  /** More `{{variables}}` for texts, such as Whazing's `user` and `userEmail`. */
  fields?: Readonly<Record<string, string>> | undefined;
}

/** A person whose card was sent. */
export interface SharedContact {
  name?: string | undefined;
  telephones?: readonly string[] | undefined;
}

/** The bytes of a file: all of them, or one after another, as a `Readable` or a response's `body` gives them. */
export type FileContent = Uint8Array | AsyncIterable<Uint8Array>;

/** What came with a message: a file, a place, or cards of people. A file goes into the ticket where one says how to get it. */
export interface Media {
  /** Whazing's `mediaType`: `image`, `video`, `audio`, `document`, … By default what the other fields say. */
  type?: string | undefined;
  /** `image/jpeg`, … */
  mimeType?: string | undefined;
  fileName?: string | undefined;
  /** In bytes. */
  size?: number | undefined;
  /** Where the file is, by `http:` or `https:`; asked only of servers that the operator names (`allowMediaFrom`). */
  url?: string | undefined;
  /** The file itself, or its base64; copied at once. The store keeps 16 MB of what waits in a conversation. */
  data?: Uint8Array | string | undefined;
  /** Gives the file when it is needed, in this process alone: after a restart `Host.openMedia` is asked in its place. */
  open?: (() => FileContent | Promise<FileContent>) | undefined;
  /** Set here: what became of `data`, which the store keeps until the file is in its ticket, or that there was an `open`. */
  dataIs?: "kept" | "opened" | "tooLarge" | "unreadable" | undefined;
  /** What was written under it: the message's text, if that has none. */
  caption?: string | undefined;
  /** Of a place, in degrees: -90 to 90, and -180 to 180. */
  latitude?: number | undefined;
  longitude?: number | undefined;
  /** Of a place. */
  name?: string | undefined;
  address?: string | undefined;
  /** The first 20, with 10 telephones each. */
  contacts?: readonly SharedContact[] | undefined;
}

/** What was written, with its media. */
export interface Message {
  /** The channel's id of the message; the same id counts once, however often it comes. */
  id: Id;
  /** May be empty when there is media. */
  text: string;
  /**
   * When it was sent: a `Date`, its ISO text, or a time since 1970 in seconds, as Whazing's webhooks have it, or any
   * smaller unit down to nanoseconds. What cannot be read is the time at which it came.
   */
  sentAt: Date | number | string;
  /** Sent from our side (an agent, a bot): never gathered. */
  fromMe?: boolean | undefined;
  /** Who wrote it, in a group. */
  author?: Contact | undefined;
  /** The id of the message that it answers by quoting it. */
  repliesTo?: Id | undefined;
  media?: Media | undefined;
  /** The `id` of the button or the row of a list that the customer chose. */
  choice?: string | undefined;
  /**
   * What it is; by default text or media, as it holds them. A `call`, a `reaction` and a `system` notice ("message not
   * supported") are told like messages and are none: they begin, extend and fill nothing.
   */
  kind?: "text" | "media" | "call" | "reaction" | "system" | undefined;
  /** `onMessage` takes it as an edit of the message with this id; as a new one where there is none yet. */
  edited?: boolean | undefined;
  /** `onMessage` takes it as the deletion of the message with this id. */
  isDeleted?: boolean | undefined;
}

/** A conversation was transferred into a queue whose integration is GLPI and that has "start on transfer". */
export interface TransferEvent {
  conversation: Conversation;
  /** May be left out where the host has `integrationOfQueue`. */
  integrationId?: Id | undefined;
  /** The last message that the customer sent before the transfer: the first of the batch. */
  lastMessage?: Message | null | undefined;
}

/** A message came in a conversation that is in such a queue. */
export interface MessageEvent {
  conversation: Conversation;
  /** May be left out where the host has `integrationOfQueue`. */
  integrationId?: Id | undefined;
  message: Message;
}

export interface MessageEditedEvent {
  conversation: Conversation;
  message: Message;
}

export interface MessageDeletedEvent {
  conversation: Conversation;
  messageId: Id;
}

/** The conversation was transferred to another queue (leave), or closed (close). */
export interface ConversationEvent {
  conversation: Conversation;
}

/** The conversation was transferred to another queue. */
export interface LeaveEvent extends ConversationEvent {
  /** Of the queue that it left: with it, this changes nothing when another integration has the conversation by then. */
  integrationId?: Id | undefined;
}

/** Where a conversation is now: one fact, told as often as one likes, in place of transfer, leave and close. */
export interface ConversationFact {
  conversation: Conversation;
  /**
   * The GLPI integration of the queue it is in; null where that has none. May be left out where the host has
   * `integrationOfQueue`.
   */
  integrationId?: Id | null | undefined;
  /** Also where the conversation has a `status` of `closed`, as Whazing's has. */
  closed?: boolean | undefined;
  /** The last message that the customer sent. */
  lastMessage?: Message | null | undefined;
  /**
   * `lastMessage` counts only where the conversation comes into the queue by this, and not where it is in there: for a
   * message whose id the host does not know, which would count twice. Default false.
   */
  lastMessageOnEntry?: boolean | undefined;
  /**
   * When it was so, as `Message.sentAt`; by default the conversation's `updatedAt`, if it has one. What this process
   * was told of a later time stands.
   */
  asOf?: Date | number | string | undefined;
}

/** What the host's emitter tells: the argument of `GlpiIntegration.attach()`. */
export type HostEvents = {
  transfer: (event: TransferEvent) => void;
  message: (event: MessageEvent) => void;
  messageEdited: (event: MessageEditedEvent) => void;
  messageDeleted: (event: MessageDeletedEvent) => void;
  leave: (event: LeaveEvent) => void;
  close: (event: ConversationEvent) => void;
  conversation: (event: ConversationFact) => void;
};
