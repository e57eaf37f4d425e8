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
  // "Não, obrigado" says nothing clear.
  if (beginsWithNo.test(plain) && isDescription({ ...message, text: plain.replace(beginsWithNo, "") }, rules))
    return "trouble";
  if (!beginsWithNo.test(plain) && describesTrouble([message], rules)) return "trouble";
  if (beginsWithNo.test(plain)) return undefined;
  // It tells that all is well, and no more.
  return isDescription(message, rules) ? "yes" : undefined;
}

function isThumb(text: string): boolean {
  return text.trim() !== "" && thumb.test(text);
}

const rated =
  /^(?:nota|note|score|dou|doy)?\s*([1-5])(?:\s*(?:estrelas?|estrellas?|stars?|\/\s*5))?([\s.,;:!–-]*)(.*)$/isu;
const starred = /^((?:⭐|★|🌟)\uFE0F?(?:\s*(?:⭐|★|🌟)\uFE0F?){0,4})([\s.,;:!–-]*)(.*)$/su;
/** What begins what is said of how it was, where nothing stands between it and the number. */
const judges =
  /^(?:mui?to|bo[mna]|bem|bueno|buena|otim|optim|excelen|exelen|perfeit|perfect|ruim|pessim|regular|rapid|lent|demor|atend|atenci|nota|obrigad|valeu|gracias|thank|muy|mal[oa]?|tard|very|good|great|bad|slow|fast|poor|ok|legal|top)/;

/** A rating from 1 to 5, and the words that came with it; undefined where a text is none: "2 computadores pararam". */
export function readRating(text: string): { score: number; words: string } | undefined {
  const plain = text.replace(/\uFE0F?\u20E3/g, "").trim();
  const stars = starred.exec(plain);
  const [, given = "", between = "", rest = ""] = stars ?? rated.exec(plain) ?? [];
  const score = stars === null ? Number(given) : (given.match(/[⭐★🌟]/gu)?.length ?? 0);
  const words = rest.trim();
  const isApart = /[.,;:!–\-\n]/.test(between);
  if (score === 0 || (words !== "" && !isApart && (between === "" || !judges.test(plainText(words))))) return undefined;
  return { score, words };
}

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
