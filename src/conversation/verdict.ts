import type { Message } from "../host/events.js";
import { type DescriptionRules, describesTrouble, isDescription } from "./description.js";
import { plainText } from "./menu.js";

/** What a customer says of a solution: it helped; it did not; it did not, and why. */
export type VerdictSaid = "yes" | "no" | "trouble";

/** What a button or a row says, whichever conversation it is tapped in. */
export type ChoiceSaid = { ticketId: number; verdict: "yes" | "no" } | { ticketId: number; score: number };

const yes = new Set([
  ...["1", "1️⃣", "sim", "s", "si", "yes", "y", "yep", "claro", "com certeza", "resolveu", "resolvido", "resolveu sim"],
  ...["sim resolveu", "sim resolvido", "si se resolvio", "se resolvio", "resuelto", "si resuelto", "solved"],
  ...[
    "yes it did",
    "it did",
    "yes solved",
    "sim obrigado",
    "sim obrigada",
    "si gracias",
    "yes thanks",
    "yes thank you",
  ],
]);
const no = new Set([
  ...[
    "2",
    "2️⃣",
    "nao",
    "n",
    "no",
    "not",
    "nope",
    "ainda nao",
    "nao resolveu",
    "ainda nao resolveu",
    "nao esta resolvido",
  ],
  ...[
    "todavia no",
    "aun no",
    "no se resolvio",
    "no esta resuelto",
    "not yet",
    "no it did not",
    "it did not",
    "not solved",
  ],
]);
/** An answer that goes on: "não, continua caindo". */
const beginsWithNo = /^(?:nao|no|ainda nao|todavia no|aun no|not yet|nope)(?:\s|$)/;
/** A thumb or a tick, and nothing else. */
const thumb = /^(?:\s|👍|👌|✅|☑|✔|\p{Emoji_Modifier}|\uFE0F)*$/u;

/** What a text, or a file, says of a solution; undefined where it says nothing of it, as thanks do. */
export function readVerdict(message: Message, rules: DescriptionRules): VerdictSaid | undefined {
  const plain = plainText(message.text);
  if (isThumb(message.text) || yes.has(plain)) return "yes";
  if (no.has(plain)) return "no";
  if (beginsWithNo.test(plain) || describesTrouble([message], rules)) return "trouble";
  // It tells that all is well, and no more.
  return isDescription(message, rules) ? "yes" : undefined;
}

function isThumb(text: string): boolean {
  return text.trim() !== "" && thumb.test(text);
}

const rated =
  /^(?:nota|note|score|dou|doy)?\s*([1-5])\s*(?:estrelas?|estrellas?|stars?|\/\s*5)?(?:[\s.,;:!–-]+(.*))?$/isu;
const starred = /^\s*((?:⭐|★|🌟)\uFE0F?(?:\s*(?:⭐|★|🌟)\uFE0F?){0,4})\s*(.*)$/su;

/** A rating from 1 to 5, and the words that came with it; undefined where a text is none. */
export function readRating(text: string): { score: number; words: string } | undefined {
  const stars = starred.exec(text);
  if (stars !== null) {
    return {
      score: [...(stars[1] ?? "")].filter((each) => /[⭐★🌟]/u.test(each)).length,
      words: (stars[2] ?? "").trim(),
    };
  }
  const [, score, words = ""] = rated.exec(text.trim()) ?? [];
  // "2 computadores pararam" rates nothing.
  if (score === undefined || (/^\s*\p{L}/u.test(words) && words.trim().split(/\s+/).length > MOST_WORDS))
    return undefined;
  return { score: Number(score), words: words.trim() };
}

/** More words behind a number are a sentence that begins with one. */
const MOST_WORDS = 6;

export function verdictChoiceId(ticketId: number, verdict: "yes" | "no"): string {
  return `wz-verdict-${ticketId}-${verdict}`;
}

export function ratingChoiceId(ticketId: number, score: number): string {
  return `wz-rating-${ticketId}-${score}`;
}

/** What a choice of ours says; undefined of any other. Some hosts give it as the text. */
export function readOurChoice({ choice, text }: Pick<Message, "choice" | "text">): ChoiceSaid | undefined {
  const [, what, id, said] = /^wz-(verdict|rating)-(\d{1,10})-(yes|no|[1-5])$/.exec((choice ?? text).trim()) ?? [];
  if (what === undefined || said === undefined) return undefined;
  const ticketId = Number(id);
  if (what === "rating") return /\d/.test(said) ? { ticketId, score: Number(said) } : undefined;
  return said === "yes" || said === "no" ? { ticketId, verdict: said } : undefined;
}
