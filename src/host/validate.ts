import { z } from "zod";
import { GlpiIntegrationError } from "../glpi/errors.js";

/**
 * What the host says, as far as we know it. What else is in it (tokens of the channel, files in base64) is left out: it
 * would be kept with the batch. Databases and webhooks write `null` for what is missing.
 */
const id = z.union([z.string().min(1), z.number().int()]);
/** A number is a text too; what is neither is as good as missing: it must not cost the customer's message. */
const optionalText = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);
const optionalFlag = z
  .union([z.boolean(), z.literal(["true", "1", 1]).transform(() => true)])
  .catch(false)
  .default(false);
/** A flag that is there or not. */
const mark = optionalFlag.transform((value) => value || undefined).optional();
const fields = z
  .record(z.string(), z.unknown())
  .catch({})
  .transform((values) => {
    const texts = Object.entries(values).filter(([, value]) => value !== null && typeof value !== "object");
    return Object.fromEntries(texts.map(([key, value]) => [key, String(value)]));
  });

/** The years 1973 to 5138, in milliseconds. */
const FIRST_MS = 1e11;
const LAST_MS = 1e14;

/** When a message was sent, in milliseconds since 1970. */
const moment = z
  .union([z.date().transform(Number), z.number().transform(fromSeconds), z.string().transform(readMoment)])
  .refine((ms) => ms >= FIRST_MS && ms < LAST_MS, "must be a time: a Date, ISO text, or milliseconds since 1970");

/** Whazing's webhooks have seconds; those from 1973 on are below any such milliseconds. */
function fromSeconds(value: number): number {
  return value < FIRST_MS ? value * 1_000 : value;
}

function readMoment(text: string): number {
  return /^\d+(?:\.\d+)?$/.test(text) ? fromSeconds(Number(text)) : Date.parse(text);
}

const contact = z.object({
  id,
  name: optionalText,
  phoneNumber: optionalText,
  email: optionalText,
  lid: optionalText,
  fields,
});

const conversation = z.object({
  id,
  tenantId: id,
  protocol: optionalText,
  channel: optionalText,
  isGroup: optionalFlag,
  queue: z.object({ id, name: optionalText }).optional().catch(undefined),
  contact,
  fields,
});

const message = z.object({
  id,
  text: optionalText.transform((text) => text ?? ""),
  sentAt: moment,
  fromMe: optionalFlag,
  author: contact.optional().catch(undefined),
  media: z.object({ type: optionalText, fileName: optionalText }).optional().catch(undefined),
  kind: z.enum(["text", "media", "call", "reaction", "system"]).optional().catch(undefined),
  edited: mark,
  isDeleted: mark,
});

const lastMessage = message.nullish().transform((value) => value ?? undefined);

export const transferEvent = z.object({ conversation, integrationId: id, lastMessage });
export const messageEvent = z.object({ conversation, integrationId: id, message });
export const messageEditedEvent = z.object({ conversation, message });
export const messageDeletedEvent = z.object({ conversation, messageId: id });
export const conversationEvent = z.object({ conversation });
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
