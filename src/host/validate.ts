import { z } from "zod";
import { GlpiIntegrationError } from "../glpi/errors.js";
import { cleanName } from "./clean-name.js";
import type { Media } from "./events.js";
import { readBytes } from "./file-bytes.js";
import { readLid } from "./lid.js";
import { readMediaType } from "./media-type.js";
import { readableMessage } from "./message-text.js";
import { readMoment } from "./moment.js";
import { asContact, asConversation, asMessage } from "./whazing-shapes.js";

/**
 * What the host says, as far as we know it. What else is in it (tokens of the channel, files in base64) is left out: it
 * would be kept with the batch. Databases and webhooks write `null` for what is missing.
 */
/** An id is a key of the store's: PostgreSQL takes no longer ones. In bytes of UTF-8. */
const LONGEST_ID = 500;
export const id = z.union([
  z
    .string()
    .min(1)
    .refine((text) => Buffer.byteLength(text) <= LONGEST_ID, `an id has ${LONGEST_ID} bytes at most`),
  z.number().int(),
]);
/** A number is a text too; what is neither is as good as missing: it must not cost the customer's message. */
const anyText = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);
/** Of a name, a number or an address no more is looked at. */
const LONGEST_FIELD = 1_000;
const optionalText = anyText.transform((text) => text?.slice(0, LONGEST_FIELD));
const LONGEST_URL = 4_000;
/** Of a card that was sent, each. */
const LONGEST_CARD_FIELD = 200;
/** Of a message: with a contact's card or a place it may hold a picture, which goes nowhere. */
const LONGEST_TEXT = 1_000_000;
/** Of a button WhatsApp takes no longer id. */
const LONGEST_CHOICE = 256;
const optionalFlag = z
  .union([z.boolean(), z.literal(["true", "1", 1]).transform(() => true)])
  .catch(false)
  .default(false);
/** A flag that is there or not. */
const mark = optionalFlag.transform((value) => value || undefined).optional();
/** Some hosts keep there what it said before. */
const editMark = z
  .unknown()
  .transform((value) => (typeof value === "string" ? !/^(?:false|0|\s*)$/i.test(value) : value === true || value === 1))
  .transform((value) => value || undefined)
  .optional();
const fields = z
  .record(z.string(), z.unknown())
  .catch({})
  .transform((values) => {
    const texts = Object.entries(values).filter(([, value]) => value !== null && typeof value !== "object");
    return Object.fromEntries(texts.map(([key, value]) => [key, String(value).slice(0, LONGEST_FIELD)]));
  });

/** When a message was sent; what cannot be read was sent when it came. */
const moment = z.unknown().transform((value) => readMoment(value) ?? Date.now());
const name = optionalText.transform(cleanName);

const contactFields = z.object({
  id,
  name,
  phoneNumber: optionalText,
  email: optionalText,
  lid: optionalText.transform(readLid),
  fields,
});

export const contact = z.preprocess(asContact, contactFields);

const conversationFields = z.object({
  id,
  tenantId: id,
  protocol: optionalText,
  channel: optionalText,
  isGroup: optionalFlag,
  queue: z.object({ id, name: optionalText }).optional().catch(undefined),
  contact: contactFields.extend({ isGroup: optionalFlag }),
  fields,
});

/** Some hosts say of the contact alone that it is a group. A group's id is in the place of a telephone, and is none. */
export const conversation = z.preprocess(asConversation, conversationFields).transform((read) => {
  const { isGroup: isContactGroup, ...contact } = read.contact;
  const isGroup = read.isGroup || isContactGroup;
  return {
    ...read,
    isGroup,
    contact: isGroup ? { ...contact, phoneNumber: undefined, lid: undefined } : contact,
  };
});

const coordinate = (most: number) => z.number().min(-most).max(most).optional().catch(undefined);
const shortText = anyText.transform((text) => text?.slice(0, LONGEST_CARD_FIELD));
/** The rows that can be read, at most so many. */
const listOf = <T extends z.ZodType>(row: T, most: number) =>
  z
    .array(z.unknown())
    .transform((rows) => rows.slice(0, most).flatMap((each) => row.safeParse(each).data ?? []))
    .optional()
    .catch(undefined);

const media = z
  .object({
    type: optionalText.transform(readMediaType),
    mimeType: optionalText,
    fileName: optionalText,
    size: z.number().int().min(0).optional().catch(undefined),
    url: z
      .string()
      .max(LONGEST_URL)
      .regex(/^https?:\/\//i)
      .optional()
      .catch(undefined),
    data: z.unknown().optional().transform(readBytes),
    open: z
      .custom<Media["open"]>((value) => typeof value === "function")
      .optional()
      .catch(undefined),
    caption: anyText.transform((text) => text?.slice(0, LONGEST_TEXT)),
    latitude: coordinate(90),
    longitude: coordinate(180),
    name: optionalText.transform(cleanName),
    address: optionalText.transform(cleanName),
    contacts: listOf(z.object({ name: shortText.transform(cleanName), telephones: listOf(shortText, 10) }), 20),
  })
  .transform(({ type, data, ...read }) => {
    const bytes = data instanceof Uint8Array ? data : undefined;
    return {
      type: type ?? kindOf(read),
      ...read,
      ...(bytes && { data: bytes, size: bytes.length }),
      ...(typeof data === "string" && { dataIs: data }),
    };
  });

/** What it is, where the host does not say. */
function kindOf(media: {
  contacts?: unknown[] | undefined;
  latitude?: number | undefined;
  mimeType?: string | undefined;
}) {
  if (media.contacts?.length) return "contactCard";
  if (media.latitude !== undefined) return "location";
  return media.mimeType && (/^(?:image|audio|video)(?=\/)/.exec(media.mimeType)?.[0] ?? "document");
}

const messageFields = z.object({
  id,
  text: anyText.transform((text) => (text ?? "").slice(0, LONGEST_TEXT)),
  sentAt: moment,
  fromMe: optionalFlag,
  author: contact.optional().catch(undefined),
  repliesTo: id.optional().catch(undefined),
  media: media.optional().catch(undefined),
  choice: anyText.transform((text) => text?.trim().slice(0, LONGEST_CHOICE) || undefined),
  kind: z.enum(["text", "media", "call", "reaction", "system"]).optional().catch(undefined),
  edited: editMark,
  isDeleted: mark,
});

/** A contact's card is one, also where a host has it in the text alone. */
export const message = z.preprocess(asMessage, messageFields).transform((read) => {
  const { caption, ...media } = read.media ?? { type: undefined };
  const { text, isCard } = readableMessage(read.text.trim() === "" ? (caption ?? read.choice ?? "") : read.text);
  if (isCard) return { ...read, text, media: { ...media, type: "contactCard" } };
  return { ...read, text, ...(read.media && { media }) };
});

const lastMessage = message.nullish().transform((value) => value ?? undefined);

const maybeId = id.nullish().transform((value) => value ?? undefined);

export const transferEvent = z.object({ conversation, integrationId: maybeId, lastMessage });
export const messageEvent = z.object({ conversation, integrationId: maybeId, message });
export const messageEditedEvent = z.object({ conversation, message });
export const messageDeletedEvent = z.object({ conversation, messageId: id });
export const conversationEvent = z.object({ conversation });
export const leaveEvent = z.object({ conversation, integrationId: maybeId });

/** What a fact says of the conversation beside who and where. */
const asHostsKeepIt = z.object({
  conversation: z.object({ status: z.unknown().optional(), updatedAt: z.unknown().optional() }),
});

export const conversationFact = z
  .unknown()
  .transform((event) => {
    const { status, updatedAt } = asHostsKeepIt.safeParse(event).data?.conversation ?? {};
    return typeof event === "object" && event !== null
      ? { closed: status === "closed", asOf: updatedAt, ...withoutMissing(event) }
      : event;
  })
  .pipe(
    z.object({
      conversation,
      // Null is an answer: no integration.
      integrationId: id.nullish(),
      closed: optionalFlag,
      lastMessage,
      lastMessageOnEntry: optionalFlag,
      asOf: z.unknown().transform(readMoment),
    }),
  );

function withoutMissing(event: object): object {
  const isSaid = ([key, value]: [string, unknown]) =>
    value !== undefined && (value !== null || key === "integrationId");
  return Object.fromEntries(Object.entries(event).filter(isSaid));
}

/** What `Host.integrationOfQueue` answers. */
export const queueAnswer = z
  .object({
    id,
    startOnTransfer: z
      .boolean()
      .nullish()
      .transform((value) => value ?? true),
  })
  .nullish();
export const createTicketRequest = z.object({
  conversation,
  messages: z
    .array(message)
    .transform((messages) => messages.filter(({ fromMe }) => !fromMe))
    .refine((messages) => messages.length > 0, "at least one message of the customer is needed"),
});

/**
 * What the host gave to `method`, checked. Throws `EVENT_INVALID`, which names each field and never what is in it.
 */
export function validate<T extends z.ZodType>(method: string, schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join(".") || "the argument"}: ${issue.message}`);
  throw new GlpiIntegrationError("EVENT_INVALID", `${method}: ${problems.join("; ")}. See docs/host-integration.md.`);
}
