import { createHash } from "node:crypto";
import type { Conversation, Id, Message } from "../host/events.js";

/** The messages of one conversation that become one ticket. */
export interface Batch {
  /**
   * Follows from the conversation and the ids of its messages alone, so that the same batch has the same id wherever
   * and however often it is made: `wz-` and 20 letters and digits. It is the mark by which its ticket is found again.
   */
  readonly id: string;
  readonly conversation: Conversation;
  /** Undefined for `createTicket()`, which is given a configuration and no id. */
  readonly integrationId: Id | undefined;
  /** At least one, in the order of their own times. */
  readonly messages: readonly Message[];
}

/** What became of a message id; `edited`: an edit came before its message; `taken`: what a batch has of it. */
type Fate = "waiting" | "deleted" | { readonly taken: string } | { readonly edited: Message };

/** What one conversation's inbox holds. Functions on it are pure. */
export interface Inbox {
  /** Not yet in a batch, in the order they came. */
  readonly waiting: readonly Message[];
  /** By message id: each id counts once, however late it comes again. */
  readonly fates: ReadonlyMap<string, Fate>;
}

export const emptyInbox: Inbox = { waiting: [], fates: new Map() };

/** Whazing repeats a webhook for at most 9 minutes; older ids of a conversation need not be remembered beyond this. */
const MAX_FATES = 1_000;

/**
 * Adds a message that was not counted before; `added` tells whether it was. One that comes again with more in it (a text
 * over none, a file) completes the one that waits; `fuller`: that is in a batch already.
 */
export function addMessage(inbox: Inbox, message: Message): { inbox: Inbox; added: boolean; fuller?: true } {
  const fate = inbox.fates.get(String(message.id));
  if (inbox.waiting.some(({ id }) => sameId(id, message.id))) {
    const waiting = inbox.waiting.map((kept) => (sameId(kept.id, message.id) ? completed(kept, message) : kept));
    return { inbox: { ...inbox, waiting }, added: false };
  }
  if (isTaken(fate)) {
    const all = [...new Set([...fate.taken, ...partsOf(message)])].join("");
    if (all.length === fate.taken.length) return { inbox, added: false };
    return {
      inbox: { ...inbox, fates: withFate(inbox.fates, message.id, { taken: all }) },
      added: false,
      fuller: true,
    };
  }
  if (typeof fate === "string") return { inbox, added: false };
  const added = fate === undefined ? message : withEdit(message, fate.edited);
  return {
    inbox: { waiting: [...inbox.waiting, added], fates: withFate(inbox.fates, message.id, "waiting") },
    added: true,
  };
}

/** What there is of a message, a letter for each: `t`, a text; `m`, a file. */
export function partsOf({ text, media }: Message): string {
  return `${text.trim() === "" ? "" : "t"}${media === undefined ? "" : "m"}`;
}

function completed(kept: Message, { text, media }: Message): Message {
  return {
    ...kept,
    text: kept.text.trim() === "" ? text : kept.text,
    ...(kept.media === undefined && media && { media }),
  };
}

function isTaken(fate: Fate | undefined): fate is Extract<Fate, { taken: string }> {
  return typeof fate === "object" && "taken" in fate;
}

/**
 * Replaces what a waiting message says; it keeps its place and time. An edit that overtook its message waits for it.
 * `tooLate`: the message is in a batch already.
 */
export function editMessage(inbox: Inbox, edit: Message): { inbox: Inbox; tooLate: boolean } {
  const fate = inbox.fates.get(String(edit.id));
  if (isTaken(fate) || fate === "deleted") return { inbox, tooLate: isTaken(fate) };
  if (inbox.waiting.some((message) => sameId(message.id, edit.id))) {
    const waiting = inbox.waiting.map((message) => (sameId(message.id, edit.id) ? withEdit(message, edit) : message));
    return { inbox: { ...inbox, waiting }, tooLate: false };
  }
  return { inbox: { ...inbox, fates: withFate(inbox.fates, edit.id, { edited: edit }) }, tooLate: false };
}

/**
 * Removes a waiting message. A deletion that overtook its message is remembered. `tooLate`: the message is in a batch
 * already.
 */
export function deleteMessage(inbox: Inbox, id: Id): { inbox: Inbox; tooLate: boolean } {
  if (isTaken(inbox.fates.get(String(id)))) return { inbox, tooLate: true };
  return {
    inbox: {
      waiting: inbox.waiting.filter((message) => !sameId(message.id, id)),
      fates: withFate(inbox.fates, id, "deleted"),
    },
    tooLate: false,
  };
}

/** Takes all that waits, in order; the inbox keeps only that they were counted. */
export function takeMessages(inbox: Inbox): { inbox: Inbox; messages: readonly Message[] } {
  const fates = new Map(inbox.fates);
  for (const message of inbox.waiting) fates.set(String(message.id), { taken: partsOf(message) });
  return { inbox: { waiting: [], fates }, messages: inOrder(inbox.waiting) };
}

/**
 * By the messages' own time; those of one instant as they came. In a second of which one message tells no part, so do
 * all of it: some hosts have whole seconds.
 */
function inOrder(messages: readonly Message[]): Message[] {
  const seconds = new Set(messages.map(({ sentAt }) => Number(sentAt)).filter((ms) => ms % 1_000 === 0));
  const place = ({ sentAt }: Message) => {
    const second = Math.floor(Number(sentAt) / 1_000) * 1_000;
    return seconds.has(second) ? second : Number(sentAt);
  };
  return [...messages].sort((one, other) => place(one) - place(other));
}

/** The id of the batch that holds these messages. */
export function batchId({ tenantId, id }: Conversation, messages: readonly Pick<Message, "id">[]): string {
  const what = [
    tenantId,
    id,
    ...messages
      .map((message) => message.id)
      .map(String)
      .sort(),
  ].map(String);
  const digest = createHash("sha256").update(JSON.stringify(what)).digest();
  return `wz-${BigInt(`0x${digest.toString("hex")}`)
    .toString(36)
    .padStart(50, "0")
    .slice(-20)}`;
}

/** Messages as one batch: in order, and each id once. */
export function toBatch(
  conversation: Conversation,
  integrationId: Id | undefined,
  messages: readonly Message[],
): Batch {
  const all = messages.reduce((inbox, message) => addMessage(inbox, message).inbox, emptyInbox);
  const { messages: once } = takeMessages(all);
  return { id: batchId(conversation, once), conversation, integrationId, messages: once };
}

/** An edit without a text (of a picture's caption, say) leaves the text as it was. */
function withEdit(message: Message, { text, media }: Message): Message {
  return { ...message, text: text || message.text, ...(media === undefined ? {} : { media }) };
}

function withFate(fates: Inbox["fates"], id: Id, fate: Fate): Inbox["fates"] {
  const next = new Map(fates).set(String(id), fate);
  if (next.size <= MAX_FATES) return next;
  for (const [oldId, oldFate] of next) {
    if (oldFate === "waiting") continue;
    next.delete(oldId);
    break;
  }
  return next;
}

function sameId(one: Id, other: Id): boolean {
  return String(one) === String(other);
}
