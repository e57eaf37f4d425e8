import type { Message } from "../host/events.js";
import {
  besideNegation,
  contentPhrases,
  emptyPhrases,
  longestPhrase,
  negations,
  numbering,
  spellings,
  tellingPhrases,
} from "./empty-words.js";

/** What the operator says about it. */
export interface DescriptionRules {
  /** Whole messages that say nothing, compared without case, accents and punctuation. */
  readonly ignoredTexts: readonly string[];
  /** Off: whatever a customer writes is a description. */
  readonly needsDescription: boolean;
}

/** Kinds that are told like messages and are none of the customer's. */
const notWritten: ReadonlySet<Message["kind"]> = new Set(["call", "reaction", "system"]);
/** What shows: no zero-width letters, soft hyphens, fillers, marks of direction, variation selectors, blank braille. */
const visible = /[^\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}\s\u2800]/u;
/** Types that hosts give to what is a text alone: an answer to buttons or a list too. */
const textTypes = /^(?:chat|conversation|(?:extended)?text(?:message)?|\w*(?:response|reply)(?:message)?)$/i;

/** What a host puts in the place of a message that it cannot read yet: the message itself may follow. */
const hostNotice =
  /^\s*(?:\[(?:undecryptable|ciphertext|unsupported|unknown|not supported)(?: message)?\]|waiting for this message\b.*|aguardando (?:esta )?mensagem\b.*)\s*$/i;

/** Whether the customer wrote something at all: not for calls, reactions, notices, and what shows nothing. */
export function isWritten(message: Message): boolean {
  if (notWritten.has(message.kind) || isOf(message, /reaction/i)) return false;
  if (!isFile(message) && hostNotice.test(message.text)) return false;
  return isFile(message) || visible.test(message.text);
}

/**
 * Whether a message tells a technician something. A file does, a sticker does not. A text does if anything is left
 * after taking away greetings, courtesies, choices (digits, letters, a menu's titles), emoji and punctuation.
 */
export function isDescription(message: Message, { ignoredTexts, needsDescription }: DescriptionRules): boolean {
  if (!isWritten(message)) return false;
  if (!needsDescription || showsSomething(message)) return true;
  return tells(message.text, emptyPhrases) && !isIgnored(message.text, ignoredTexts);
}

/** Whether one of the messages tells a technician something. */
export function describes(messages: readonly Message[], rules: DescriptionRules): boolean {
  return messages.some((message) => isDescription(message, rules));
}

/** Whether one of the messages tells more than that all is well now: "resolvido, obrigado" tells no more. */
export function describesTrouble(messages: readonly Message[], rules: DescriptionRules): boolean {
  return messages.some(
    (message) => isDescription(message, rules) && (showsSomething(message) || tells(message.text, contentPhrases)),
  );
}

function showsSomething(message: Message): boolean {
  return isFile(message) && !isOf(message, /sticker/i);
}

/**
 * Whether something came with the text. Some hosts give texts a type too; `text` is also what is before the slash of a
 * text file's.
 */
export function isFile({ kind, media }: Pick<Message, "kind" | "media">): boolean {
  if (kind === "media") return true;
  if (kind === "text" || media === undefined) return false;
  return Boolean(media.fileName) || !textTypes.test(media.type ?? "");
}

function isOf({ media }: Message, type: RegExp): boolean {
  return media?.type !== undefined && type.test(media.type);
}

/** Nobody greets in more words than this. */
const MOST_EMPTY_WORDS = 60;
/** No line of the operator's has more. */
const MOST_WORDS = 100;
/** Nothing in a list is longer; what is may grow only little when it is normalized. */
const LONGEST_WORD = 100;

/** Letters and digits, without case and accents, split at all else: the first words, one more than there may be. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [written] of bare(text).matchAll(/[\p{L}\p{N}]+/gu)) {
    const form = written.length > LONGEST_WORD ? "NFD" : "NFKD";
    words.push(...(bare(written.normalize(form).toLowerCase()).match(/[\p{L}\p{N}]+/gu) ?? []));
    if (words.length > MOST_WORDS) break;
  }
  return words;
}

/**
 * Without accents and letters that show nothing, such as Hangul's filler. Before normalizing as well: that sorts the
 * marks of one letter, in the square of their number.
 */
function bare(text: string): string {
  return text.replace(/[\p{M}\p{Default_Ignorable_Code_Point}]+/gu, "");
}

const ignoredBy = new WeakMap<readonly string[], ReadonlySet<string>>();

function isIgnored(text: string, ignoredTexts: readonly string[]): boolean {
  if (ignoredTexts.length === 0) return false;
  const ignored = ignoredBy.get(ignoredTexts) ?? new Set(ignoredTexts.map((line) => wordsOf(line).join(" ")));
  ignoredBy.set(ignoredTexts, ignored);
  const words = wordsOf(text);
  return words.length <= MOST_WORDS && ignored.has(words.join(" "));
}

/** Numbers of a menu have one or two digits; of more than so many it is a list of something. */
const MOST_CHOICES = 2;
/** A time, a date, a version; an amount; a percentage or temperature. */
const figure = /\p{N}[:/.,-]\p{N}|[$€£]\s?\p{N}|\p{N}\s?[%°]/u;

/** Whether something is left of a text when these phrases are taken away. */
function tells(text: string, phrases: ReadonlySet<string>): boolean {
  const words = wordsOf(text);
  if (words.length > MOST_EMPTY_WORDS) return true;
  const spelled = words.map(spellings);
  const readings = [0, 1].map((which) => spelled.map((forms) => forms[which] ?? ""));
  let numbers = 0;
  for (let index = 0; index < words.length; ) {
    const length = emptyLength(words, readings, index, phrases);
    if (length === 0) return true;
    if (isChoiceNumber(words[index] ?? "")) numbers += 1;
    index += length;
  }
  return numbers > MOST_CHOICES || figure.test(text);
}

/** How many words from `start` on say nothing together. */
function emptyLength(
  words: readonly string[],
  readings: readonly (readonly string[])[],
  start: number,
  phrases: ReadonlySet<string>,
): number {
  const [before, word = "", next] = [words[start - 1], words[start], words[start + 1]];
  const isPhrase = (length: number) =>
    readings.some((reading) => phrases.has(reading.slice(start, start + length).join(" ")));
  for (let length = Math.min(longestPhrase, words.length - start); length > 1; length -= 1) {
    if (tellingPhrases.has(words.slice(start, start + length).join(" "))) return 0;
    if (isPhrase(length)) return length;
  }
  if (numbering.has(word) && next !== undefined && (isChoiceNumber(next) || isLetter(next))) return 1;
  if (negations.has(word)) return isBeside(before) && isBeside(next) ? 1 : 0;
  if (isPhrase(1) || isChoiceNumber(word) || isLaughter(word)) return 1;
  return isLetter(word) && (before === undefined || numbering.has(before)) ? 1 : 0;
}

function isBeside(word: string | undefined): boolean {
  return word === undefined || negations.has(word) || besideNegation.has(word);
}

function isChoiceNumber(word: string): boolean {
  return /^\p{N}{1,2}$/u.test(word);
}

function isLetter(word: string): boolean {
  return /^[a-z]$/.test(word);
}

/** `kkkk`, `rsrsrs`, `hahaha`, `jajaja`, `huehue`, `kaka`, `ksks`, `jsjs`, `lol`, `xd`. */
function isLaughter(word: string): boolean {
  return /^(?:k{2,}|(?:rs)+s?|(?:h[aeiu]+){2,}h?|(?:j[aeiou]+){2,}j?|(?:ka){2,}k?|(?:ks){2,}k?|(?:js){2,}j?|lo+l|xd+)$/.test(
    word,
  );
}
