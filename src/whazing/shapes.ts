import type { Conversation, Id, Message } from "../host/events.js";
import * as valid from "../host/validate.js";
import { asContact, asConversation, asMessage } from "../host/whazing-shapes.js";

type Maybe<T> = T | null | undefined;

/** Whazing's contact, as its database and its webhooks have it. */
export interface WhazingContact {
  id: Id;
  name?: Maybe<string>;
  pushname?: Maybe<string>;
  /** Its database calls it `number`, its webhooks `phoneNumber`. */
  number?: Maybe<string>;
  phoneNumber?: Maybe<string>;
  email?: Maybe<string>;
  lid?: Maybe<string>;
  isGroup?: Maybe<boolean>;
  /** The extra fields. */
  extraInfo?: Maybe<readonly { name: string; value: string }[]>;
}

/** Whazing's ticket: a conversation. */
export interface WhazingTicket {
  id: Id;
  /** Its webhooks do not have it. */
  tenantId?: Maybe<Id>;
  protocol?: Maybe<string | number>;
  channel?: Maybe<string>;
  isGroup?: Maybe<boolean>;
  queueId?: Maybe<Id>;
  queue?: Maybe<{ id?: Maybe<Id>; name?: Maybe<string>; queue?: Maybe<string> }>;
  /** Its webhooks have it beside the ticket. */
  contact?: Maybe<WhazingContact>;
  status?: Maybe<string>;
  updatedAt?: Maybe<Date | number | string>;
}

/** Whazing's message, as its database and its webhooks have it. */
export interface WhazingMessage {
  /** The channel's; `id` where there is none. */
  messageId?: Maybe<Id>;
  id?: Maybe<Id>;
  body?: Maybe<string>;
  messageBody?: Maybe<string>;
  timestamp?: Maybe<Date | number | string>;
  createdAt?: Maybe<Date | number | string>;
  fromMe?: Maybe<boolean>;
  mediaType?: Maybe<string>;
  mediaUrl?: Maybe<string>;
  mediaBase64?: Maybe<string>;
  mediaName?: Maybe<string>;
  edited?: Maybe<boolean | string>;
  isDeleted?: Maybe<boolean>;
  /** The id of the message that it quotes. */
  quotedMsgId?: Maybe<Id>;
  /** Who wrote it, in a group. */
  contactmessage?: Maybe<WhazingContact>;
}

/**
 * The conversation of a Whazing ticket, a row of its database or a webhook's. `more`: what the ticket does not have
 * itself. Throws `EVENT_INVALID`, which names what is missing.
 *
 * | ours | Whazing's |
 * | --- | --- |
 * | `queue` | `queue`, or `queueId` |
 * | `contact.phoneNumber` | `phoneNumber`, or `number`; none of a group |
 * | `contact.name` | `name`, or `pushname` |
 * | `contact.fields` | `extraInfo`: `{ CPF: "…" }` |
 */
export function conversationOf(
  ticket: WhazingTicket,
  more: {
    tenantId?: Maybe<Id>;
    channel?: Maybe<string>;
    contact?: Maybe<WhazingContact>;
    fields?: Maybe<Readonly<Record<string, string>>>;
  } = {},
): Conversation & Pick<WhazingTicket, "status" | "updatedAt"> {
  const { contact, ...others } = more;
  const given = Object.entries({ ...others, contact: asContact(contact) }).filter(
    ([, value]) => value !== undefined && value !== null,
  );
  const read = { ...(asConversation(ticket) as object), ...Object.fromEntries(given) };
  // For `onConversation()`, which reads them.
  const { status, updatedAt } = ticket;
  return { ...valid.validate("conversationOf", valid.conversation, read), status, updatedAt };
}

/**
 * The message of a row of Whazing's database, or of a webhook. Throws `EVENT_INVALID`, which names what is missing.
 *
 * | ours | Whazing's |
 * | --- | --- |
 * | `id` | `messageId`, or `id` |
 * | `text` | `body`, or `messageBody`; none where it is the file's name |
 * | `sentAt` | `timestamp`, or `createdAt` |
 * | `media` | `mediaType`, `mediaBase64`, `mediaUrl`, and `mediaName` or the end of that; none of a text |
 * | `repliesTo` | `quotedMsgId` |
 * | `kind` | `call` and `reaction` by `mediaType` |
 */
export function messageOf(message: WhazingMessage): Message {
  return valid.validate("messageOf", valid.message, asMessage(message));
}
