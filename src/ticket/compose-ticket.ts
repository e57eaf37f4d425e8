import type { CreateTicketIntegration } from "../config/integration.js";
import type { Batch } from "../conversation/batch.js";
import { isDescription, isFile } from "../conversation/description.js";
import { cutTitle, firstWords } from "../conversation/title.js";
import { pictureHtml, textToHtml } from "../glpi/rich-text.js";
import type { Message } from "../host/events.js";
import { formatDateTime } from "../locales/date-time.js";
import type { Locale, LocaleWords } from "../locales/locale.js";
import { locales } from "../locales/locales.js";
import { messageVariables } from "../locales/message-variables.js";
import { renderTemplate } from "../locales/render.js";
import { telephoneOf } from "../requester/contact-telephone.js";
import { mediaLabel, mediaLine } from "./media-line.js";

/**
 * What a technician reads: the title and the content (HTML) of the ticket of a batch. Its last paragraph carries the
 * mark. `afterId` is the ticket that this one follows.
 */
export function composeTicket(
  integration: CreateTicketIntegration,
  batch: Batch,
  afterId?: number,
  shown?: ShownPictures,
): { title: string; content: string } {
  const words = locales[integration.locale];
  const seeAlso = afterId === undefined ? [] : [textToHtml(`${words.ticketContent.seeAlso} ${afterId}`)];
  return {
    title: composeTitle(integration, batch, words),
    content: [...linesOf(integration, batch, words, { shown }), ...seeAlso, footer(integration, batch, words)].join(
      "\n",
    ),
  };
}

/** The content (HTML) of the follow-up of a batch. Its first paragraph carries the mark. */
export function composeFollowUp(
  integration: Reader,
  batch: Pick<Batch, "id" | "messages">,
  shown?: ShownPictures,
): string {
  return linesOf(integration, batch, locales[integration.locale], { shown, mark: batch.id }).join("\n");
}

/** The tags of the pictures that go along with a text and are shown below their lines, by the ids of their messages. */
export type ShownPictures = ReadonlyMap<string, string>;

/** How a technician reads it. */
type Reader = Pick<CreateTicketIntegration, "locale" | "timeZone">;

/** What another message quotes of one. */
const LONGEST_QUOTE = 80;
/** No title goes on over more messages. */
const MOST_TITLE_MESSAGES = 20;

function linesOf(
  integration: Reader,
  { messages }: Pick<Batch, "messages">,
  words: LocaleWords,
  { shown, mark }: { shown: ShownPictures | undefined; mark?: string },
): string[] {
  const written = new Map(messages.map((message, index) => [String(message.id), index]));
  return messages.flatMap((message, index) => {
    // What was written just before needs no quoting.
    const quoted = message.repliesTo === undefined ? undefined : written.get(String(message.repliesTo));
    const quote = quoted === undefined || quoted >= index - 1 ? undefined : messages[quoted];
    const said = line(integration, message, words, { quote, mark: index === 0 ? mark : undefined });
    const tag = shown?.get(String(message.id));
    return tag === undefined ? [said] : [said, pictureHtml(tag)];
  });
}

function composeTitle(integration: CreateTicketIntegration, { conversation, messages }: Batch, words: LocaleWords) {
  const { titleTemplate, locale, timeZone } = integration;
  const begun = messages.findIndex((message) => isDescription(message, integration));
  const some = messages.slice(Math.max(begun, 0), begun + MOST_TITLE_MESSAGES);
  const described = some.filter((message) => isDescription(message, integration));
  const telling = described.length > 0 ? described : messages;
  const [first] = telling;
  const media = first?.media && isFile(first) && mediaLabel(first.media, words);
  const name = conversation.contact.name ?? conversation.contact.phoneNumber ?? "";
  // Whom a card is of says nothing about the problem.
  const worded = telling.filter(({ media }) => media?.type !== "contactCard");
  const ownWords = firstWords(worded) || media || [words.ticketContent.contact, name].filter(Boolean).join(": ");
  const sentAt = new Date(first?.sentAt ?? 0);
  const variables = messageVariables({ conversation, now: sentAt, timeZone, locale });
  return cutTitle(renderTemplate(titleTemplate, { ...variables, firstWords: ownWords })) || cutTitle(ownWords);
}

/** One message with its time, and in a group with who wrote it. */
function line(
  { timeZone, locale }: Reader,
  message: Message,
  words: LocaleWords,
  { quote, mark }: { quote: Message | undefined; mark: string | undefined },
): string {
  const when = formatDateTime(new Date(message.sentAt), timeZone);
  const author = message.author?.name ?? message.author?.phoneNumber;
  const quoted = quote && `↪ ${cutTitle(textOf(quote, words, locale), LONGEST_QUOTE)}`;
  const said = [quoted, textOf(message, words, locale)].filter(Boolean).join("\n");
  return textToHtml(`[${when}] ${author === undefined ? "" : `${author}: `}${said}`, mark);
}

/** What a message says, with what came with it. */
export function composeText({ locale }: CreateTicketIntegration, message: Pick<Message, "text" | "media">): string {
  return textOf(message, locales[locale], locale);
}

/** Under a voice message the host may have written what it says. */
const isVoice = /^(?:audio|voice)$/;

function textOf(message: Pick<Message, "text" | "media" | "kind">, words: LocaleWords, locale: Locale): string {
  const media = message.media && isFile(message) && mediaLine(message.media, words, locale);
  const parts = isVoice.test(message.media?.type ?? "") ? [media, message.text] : [message.text, media];
  return parts.filter(Boolean).join("\n");
}

/** Who wrote and how; the mark, by which the ticket can be found again, is a class of it. */
function footer(
  { countryCode }: CreateTicketIntegration,
  { id, conversation }: Batch,
  { ticketContent }: LocaleWords,
): string {
  const { contact, channel, protocol, queue, isGroup } = conversation;
  // What stands in its place may be a lid or a group's id.
  const isTelephone = telephoneOf(contact, countryCode) !== undefined;
  const rows = [
    [isGroup ? ticketContent.group : ticketContent.contact, contact.name],
    [ticketContent.telephone, isTelephone ? contact.phoneNumber : undefined],
    [ticketContent.email, contact.email],
    [ticketContent.channel, channel],
    [ticketContent.queue, queue?.name],
    [ticketContent.protocol, protocol],
  ];
  const lines = rows.filter(([, value]) => value).map(([label, value]) => `${label}: ${value?.replace(/\s+/g, " ")}`);
  return textToHtml(lines.join("\n"), id);
}
