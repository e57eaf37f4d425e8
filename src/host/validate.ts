import { z } from "zod";
import { GlpiIntegrationError } from "../glpi/errors.js";

/**
 * What the host says, as far as we rely on it; whatever else is in it is kept. Databases and webhooks write `null` for
 * what is missing.
 */
const id = z.union([z.string().min(1), z.number().int()]);
const optionalText = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);
const fields = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((values) => {
    const texts = Object.entries(values ?? {}).filter(([, value]) => value !== null && typeof value !== "object");
    return Object.fromEntries(texts.map(([key, value]) => [key, String(value)]));
  });

const contact = z.looseObject({
  id,
  name: optionalText,
  phoneNumber: z
    .union([z.string(), z.number()])
    .nullish()
    .transform((value) => (value === null || value === undefined ? undefined : String(value))),
  email: optionalText,
  lid: optionalText,
  fields,
});

const conversation = z.looseObject({
  id,
  tenantId: id,
  protocol: optionalText,
  channel: optionalText,
  isGroup: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
  queue: z
    .looseObject({ id, name: optionalText })
    .nullish()
    .transform((value) => value ?? undefined),
  contact,
  fields,
});

const message = z.looseObject({
  id,
  text: z
    .string()
    .nullish()
    .transform((value) => value ?? ""),
  sentAt: z.union([z.date(), z.number().finite()]).transform((value) => Number(value)),
  fromMe: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
  author: contact.nullish().transform((value) => value ?? undefined),
  media: z
    .looseObject({ type: optionalText, fileName: optionalText })
    .nullish()
    .transform((value) => value ?? undefined),
});

const lastMessage = message.nullish().transform((value) => value ?? undefined);

export const transferEvent = z.looseObject({ conversation, integrationId: id, lastMessage });
export const messageEvent = z.looseObject({ conversation, integrationId: id, message });
export const messageEditedEvent = z.looseObject({ conversation, message });
export const messageDeletedEvent = z.looseObject({ conversation, messageId: id });
export const conversationEvent = z.looseObject({ conversation });
export const createTicketRequest = z.looseObject({
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
