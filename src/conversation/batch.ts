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

/** What became of a message id; `edited`: an edit came before its message. */
type Fate = "waiting" | "taken" | "deleted" | { readonly edited: Message };

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

/** Adds a message that was not counted before; `added` tells whether it was. */
export function addMessage(inbox: Inbox, message: Message): { inbox: Inbox; added: boolean } {
  const fate = inbox.fates.get(String(message.id));
  const waits = inbox.waiting.some(({ id }) => sameId(id, message.id));
  if (waits || typeof fate === "string") return { inbox, added: false };
  const added = fate === undefined ? message : withEdit(message, fate.edited);
  return {
    inbox: { waiting: [...inbox.waiting, added], fates: withFate(inbox.fates, message.id, "waiting") },
    added: true,
  };
}

/**
 * Replaces what a waiting message says; it keeps its place and time. An edit that overtook its message waits for it.
 * `tooLate`: the message is in a batch already.
 */
export function editMessage(inbox: Inbox, edit: Message): { inbox: Inbox; tooLate: boolean } {
  const fate = inbox.fates.get(String(edit.id));
  if (fate === "taken" || fate === "deleted") return { inbox, tooLate: fate === "taken" };
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
  if (inbox.fates.get(String(id)) === "taken") return { inbox, tooLate: true };
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
  for (const { id } of inbox.waiting) fates.set(String(id), "taken");
  return { inbox: { waiting: [], fates }, messages: inOrder(inbox.waiting) };
}

/** By the messages' own time; those of one instant as they came. */
function inOrder(messages: readonly Message[]): Message[] {
  return [...messages].sort((one, other) => Number(one.sentAt) - Number(other.sentAt));
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
