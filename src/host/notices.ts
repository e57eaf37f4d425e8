import { createHash } from "node:crypto";
import { type Choices, LONGEST_TEXT, withChoices } from "./choices.js";
import { cutAtWord } from "./cut-text.js";
import type { NoticeAnswer, OutgoingMessage } from "./host.js";

/** What the host said of a notice. */
export interface NoticeOutcome {
  answer: NoticeAnswer;
  messageId: string | undefined;
}

/** How many messages of a text the host took, and a digest of them. */
export interface SaidMessages {
  messages: number;
  sha1: string;
}

const answers: ReadonlySet<unknown> = new Set<NoticeAnswer>(["sent", "held", "later", "refused"]);

/** Reads what `contactCustomer` or `sendMessage` gave: an answer, the id of a message, both, or nothing, which is `sent`. */
export function readNotice(given: unknown): NoticeOutcome {
  if (answers.has(given)) return { answer: given as NoticeAnswer, messageId: undefined };
  if (typeof given !== "object" || given === null) return { answer: "sent", messageId: readId(given) };
  const { answer, messageId } = given as { answer?: unknown; messageId?: unknown };
  return { answer: answers.has(answer) ? (answer as NoticeAnswer) : "sent", messageId: readId(messageId) };
}

/**
 * A text as WhatsApp takes it: one that is too long in several, each ending with a word; `choices` at the last one, or
 * behind it. Nothing of it is lost.
 */
export function noticeMessages(text: string, choices: Choices | undefined): OutgoingMessage[] {
  const pieces = piecesOf(text);
  const last = pieces.pop() ?? "";
  const first = pieces.map((piece): OutgoingMessage => ({ text: piece }));
  return [...first, ...(choices ? withChoices(last, choices) : [{ text: last }])];
}

/** How many of the messages were said before: none where the text has become another since. */
export function countSaid(messages: readonly OutgoingMessage[], said: SaidMessages | undefined): number {
  if (said === undefined || said.messages >= messages.length) return 0;
  return digestOf(messages, said.messages) === said.sha1 ? said.messages : 0;
}

/** What `countSaid` tells by; undefined where nothing was said. */
export function saidMessages(messages: readonly OutgoingMessage[], count: number): SaidMessages | undefined {
  return count === 0 ? undefined : { messages: count, sha1: digestOf(messages, count) };
}

function digestOf(messages: readonly OutgoingMessage[], count: number): string {
  const texts = messages.slice(0, count).map(({ text }) => text);
  return createHash("sha1").update(JSON.stringify(texts)).digest("hex");
}

function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest.length > LONGEST_TEXT) {
    // One endless character is cut all the same.
    const cut = cutAtWord(rest, LONGEST_TEXT).slice(0, -1) || rest.slice(0, LONGEST_TEXT);
    pieces.push(cut);
    rest = rest.slice(cut.length).trimStart();
  }
  return [...pieces, rest];
}

function readId(id: unknown): string | undefined {
  return (typeof id === "string" && id !== "") || typeof id === "number" ? String(id) : undefined;
}
