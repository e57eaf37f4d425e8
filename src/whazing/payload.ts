import { z } from "zod";
import type { Conversation, Id, Message } from "../host/events.js";
import { id } from "../host/validate.js";
import { conversationOf, messageOf, type WhazingContact, type WhazingMessage, type WhazingTicket } from "./shapes.js";

/** What a webhook of Whazing's tells, as far as anything is done with it. */
export type Told =
  | { is: "message"; channelId: Id | undefined; conversationFor: ForTenant; message: Message; body: string }
  | { is: "transfer"; channelId: Id | undefined; conversationFor: ForTenant; body: string }
  | { is: "beginning" | "close"; channelId: Id | undefined; conversationFor: ForTenant }
  /** Of a kind that is not ours: a test, a reaction, something that came with a new version. */
  | { is: "other" };

/** The conversation, of a tenant who is known only by the channel. Throws `EVENT_INVALID`. */
type ForTenant = (tenantId: Id) => Conversation;

const text = z.string().catch("");
const payload = z.object({
  Type: z.unknown().optional(),
  event: z.unknown().optional(),
  messageBody: text,
  mediaUrl: z.unknown().optional(),
  /** Of a message that somebody reacted to. */
  reactions: z.array(z.unknown()).catch([]),
  isDeleted: z.unknown().optional(),
  ticket: z.looseObject({}).catch({}),
  contact: z.looseObject({}).optional().catch(undefined),
  whatsapp: z.object({ id: id.optional() }).catch({}),
  user: z.object({ name: text, email: text }).optional().catch(undefined),
});

/**
 * Reads a webhook's body, and leaves what is not known. Throws `EVENT_INVALID` where a message lacks what is needed.
 * `publicUrl` is where a path of `mediaUrl` begins.
 */
export function readPayload(given: object, publicUrl: string | undefined): Told {
  const { Type, event, messageBody: body, mediaUrl, reactions, isDeleted, ...about } = payload.parse(given);
  const { ticket, contact, whatsapp, user } = about;
  const channelId = whatsapp.id;
  const fields = {
    ...(user && { user: user.name, userEmail: user.email }),
    ...(channelId !== undefined && { channelId: String(channelId) }),
  };
  const conversationFor: ForTenant = (tenantId) =>
    conversationOf(ticket as unknown as WhazingTicket, {
      tenantId,
      contact: contact as unknown as WhazingContact,
      fields,
    });
  if (Type === "TransferTicket") return { is: "transfer", channelId, conversationFor, body };
  if (Type === "NewTicket" || Type === "NewTicketUserCreate") return { is: "beginning", channelId, conversationFor };
  if (Type === "ClosedTicket") return { is: "close", channelId, conversationFor };
  if (Type !== undefined && Type !== null) return { is: "other" };
  if (event !== undefined && !("messageId" in given)) return { is: "other" };
  if (reactions.length > 0 && !isDeleted) return { is: "other" };
  const message = messageOf({ ...(given as WhazingMessage), mediaUrl: addressOf(mediaUrl, publicUrl) });
  return { is: "message", channelId, conversationFor, message, body };
}

/** Whazing may name a file by its path alone. */
function addressOf(mediaUrl: unknown, publicUrl: string | undefined): string | undefined {
  if (typeof mediaUrl !== "string" || mediaUrl === "") return undefined;
  return publicUrl !== undefined && URL.canParse(mediaUrl, publicUrl) ? new URL(mediaUrl, publicUrl).href : mediaUrl;
}
