import { type Choices, LONGEST_TEXT, withChoices } from "./choices.js";
import { cutAtWord } from "./cut-text.js";
import type { NoticeAnswer, OutgoingMessage } from "./host.js";

/** What the host said of a notice. */
export interface NoticeOutcome {
  answer: NoticeAnswer;
  messageId: string | undefined;
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
