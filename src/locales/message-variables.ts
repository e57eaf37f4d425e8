import type { Conversation } from "../host/events.js";
import { formatDate, formatTime } from "./date-time.js";
import type { Locale } from "./locale.js";
import { locales } from "./locales.js";

export interface MessageVariablesInput {
  conversation: Conversation;
  now: Date;
  /** IANA name: `America/Sao_Paulo`. */
  timeZone: string;
  locale: Locale;
}

/**
 * Whazing's variables for a text to this contact: `firstName`, `name`, `phoneNumber`, `email`, `greting` (Whazing's
 * spelling), `ticket_id` (the conversation's id), `protocol`, `hour` (`HH:mm`), `date` (`dd/mm/yyyy`), `fila` (the
 * queue's name), and every extra field of the conversation (`user`, `userEmail`, …) and of the contact. What has no
 * value is left out. Where names collide, the variables above win, then the conversation's fields.
 */
export function messageVariables({
  conversation,
  now,
  timeZone,
  locale,
}: MessageVariablesInput): Record<string, string> {
  const { contact, protocol, queue, isGroup } = conversation;
  const hour = formatTime(now, timeZone);
  const builtIn = {
    firstName: isGroup ? undefined : contact.name?.trim().split(/\s+/)[0],
    name: contact.name?.trim(),
    phoneNumber: contact.phoneNumber,
    email: contact.email,
    greting: greeting(Number(hour.slice(0, 2)), locale),
    ticket_id: String(conversation.id),
    protocol,
    hour,
    date: formatDate(now, timeZone),
    fila: queue?.name,
  };
  const known = Object.entries(builtIn).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return { ...contact.fields, ...conversation.fields, ...Object.fromEntries(known) };
}

function greeting(hour: number, locale: Locale): string {
  const { morning, afternoon, evening } = locales[locale].greetings;
  if (hour >= 5 && hour < 12) return morning;
  return hour >= 12 && hour < 18 ? afternoon : evening;
}
