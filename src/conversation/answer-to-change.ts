import type { Message } from "../host/events.js";
import type { DescriptionRules } from "./description.js";
import type { Errand, Sent } from "./errand.js";
import { readOurChoice, readRating, readVerdict } from "./verdict.js";

/** What the customer was told of a ticket, as far as an answer goes by it. */
export interface ToldOf {
  readonly ticketId: number;
  /** What they were asked last. */
  readonly asked?: "verdict" | "rating" | undefined;
  /** They were asked in this conversation. */
  readonly isHere: boolean;
  /** The message quotes what told it. */
  readonly isQuoted: boolean;
}

/** A message as it goes into its ticket: what for, and whether a technician has to read it. */
export interface Answer {
  readonly ticketId: number;
  readonly message: Sent;
  /** It needs no more words: the batch is due now. */
  readonly isWhole: boolean;
}

/** Words that answer nothing by themselves are no longer looked up. */
const LONGEST_ANSWER = 200;

/**
 * Whether a message may answer what was told, by what it says alone: a choice of ours, a quotation, a yes or no, a
 * number. What else the customer writes in the conversation of a ticket goes into it anyway.
 */
export function mayAnswer(message: Message, rules: DescriptionRules): boolean {
  if (message.repliesTo !== undefined || readOurChoice(message) !== undefined) return true;
  if (message.text.length > LONGEST_ANSWER) return false;
  const said = readVerdict(message, rules);
  return said === "yes" || said === "no" || readRating(message.text) !== undefined;
}

/**
 * What a message answers of what was told, the newest first; undefined where it answers nothing. A button says which
 * ticket it is about, whenever it is tapped; words answer what was asked in the same conversation, or what they quote.
 * `anywhere`: the conversation is in no queue of ours, and what describes something is an answer too. Pure.
 */
export function answerTo(
  message: Message,
  told: readonly ToldOf[],
  rules: DescriptionRules,
  anywhere: boolean,
): Answer | undefined {
  const choice = readOurChoice(message);
  if (choice !== undefined) {
    if (!told.some(({ ticketId }) => ticketId === choice.ticketId)) return undefined;
    return "score" in choice ? rating(message, choice.ticketId, choice.score, true) : verdict(message, choice);
  }
  const about =
    told.find(({ isQuoted }) => isQuoted) ?? told.find(({ asked, isHere }) => isHere && asked !== undefined);
  if (about === undefined) return undefined;
  const { ticketId, asked, isQuoted } = about;
  if (asked === "rating") {
    const rated = readRating(message.text);
    if (rated !== undefined) return rating(message, ticketId, rated.score, rated.words === "");
  }
  if (asked === "verdict") {
    const said = readVerdict(message, rules);
    if (said === "yes" || said === "no") return verdict(message, { ticketId, verdict: said });
    if (said === "trouble" && (anywhere || isQuoted)) return whole(message, { do: "reopen", ticketId });
  }
  const adds = isQuoted || (anywhere && asked !== "rating" && readVerdict(message, rules) === "trouble");
  return adds ? whole(message, { do: "add", ticketId }) : undefined;
}

function verdict(message: Message, { ticketId, verdict }: { ticketId: number; verdict: "yes" | "no" }): Answer {
  const errand: Errand = { do: verdict === "yes" ? "approve" : "reopen", ticketId };
  return { ticketId, message: { ...message, errand, isAnswer: true }, isWhole: true };
}

function rating(message: Message, ticketId: number, score: number, isAnswer: boolean): Answer {
  const errand: Errand = { do: "rate", ticketId, score };
  return { ticketId, message: { ...message, errand, ...(isAnswer && { isAnswer }) }, isWhole: true };
}

/** It is gathered as usual: more may follow. */
function whole(message: Message, errand: Errand): Answer {
  const { ticketId } = errand as Extract<Errand, { ticketId: number }>;
  return { ticketId, message: { ...message, errand }, isWhole: false };
}
