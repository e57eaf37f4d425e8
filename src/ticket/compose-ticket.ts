import type { CreateTicketIntegration } from "../config/schema.js";
import type { Batch } from "../conversation/batch.js";
import { cutTitle, firstWords } from "../conversation/title.js";
import { textToHtml } from "../glpi/rich-text.js";
import type { Media, Message } from "../host/events.js";
import { formatDateTime } from "../locales/date-time.js";
import type { LocaleWords } from "../locales/locale.js";
import { locales } from "../locales/locales.js";
import { messageVariables } from "../locales/message-variables.js";
import { renderTemplate } from "../locales/render.js";

/** What a technician reads: the title and the content (HTML) of the ticket of a batch. */
export function composeTicket(integration: CreateTicketIntegration, batch: Batch): { title: string; content: string } {
  const words = locales[integration.locale];
  return {
    title: composeTitle(integration, batch, words),
    content: [...batch.messages.map((message) => line(integration, message, words)), footer(batch, words)].join("\n"),
  };
}

function composeTitle({ titleTemplate, locale, timeZone }: CreateTicketIntegration, batch: Batch, words: LocaleWords) {
  const { conversation, messages } = batch;
  const [first] = messages;
  const media = first?.media && mediaLabel(first.media, words);
  const name = conversation.contact.name ?? conversation.contact.phoneNumber ?? "";
  const ownWords = firstWords(messages) || media || [words.ticketContent.contact, name].filter(Boolean).join(": ");
  const sentAt = new Date(first?.sentAt ?? 0);
  const variables = messageVariables({ conversation, now: sentAt, timeZone, locale });
  return cutTitle(renderTemplate(titleTemplate, { ...variables, firstWords: ownWords })) || cutTitle(ownWords);
}

/** One message with its time, and in a group with who wrote it. */
function line({ timeZone }: CreateTicketIntegration, message: Message, words: LocaleWords): string {
  const when = formatDateTime(new Date(message.sentAt), timeZone);
  const author = message.author?.name ?? message.author?.phoneNumber;
  const media = message.media && `📎 ${mediaLabel(message.media, words)}`;
  const text = [message.text, media].filter(Boolean).join("\n");
  return textToHtml(`[${when}] ${author === undefined ? "" : `${author}: `}${text}`);
}

function mediaLabel({ fileName, type }: Media, words: LocaleWords): string {
  const known: Readonly<Record<string, string>> = words.media;
  return fileName || known[type ?? ""] || words.media.file;
}

/** Who wrote and how, and the mark by which the ticket can be found again. */
function footer({ id, conversation }: Batch, { ticketContent }: LocaleWords): string {
  const { contact, channel, protocol, queue, isGroup } = conversation;
  const rows = [
    [isGroup ? ticketContent.group : ticketContent.contact, contact.name],
    [ticketContent.telephone, contact.phoneNumber],
    [ticketContent.email, contact.email],
    [ticketContent.channel, channel],
    [ticketContent.queue, queue?.name],
    [ticketContent.protocol, protocol],
  ];
  const lines = rows.filter(([, value]) => value).map(([label, value]) => `${label}: ${value?.replace(/\s+/g, " ")}`);
  return textToHtml([...lines, `Ref. ${id}`].join("\n"));
}
