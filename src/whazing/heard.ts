import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Conversation, ConversationFact, Id, Message } from "../host/events.js";
import { readMoment } from "../host/moment.js";
import { cacheClock } from "../store/cache-clock.js";
import { conversationKey } from "../store/keys.js";
import type { FoundMessage } from "./found-message.js";

const MOST_CONVERSATIONS = 10_000;
/** An agent may transfer a conversation in which nobody wrote since yesterday. */
const REMEMBERED_MS = 36 * 3_600_000;
/** Whazing sends its last repetition after six minutes. */
const NAMELESS_MS = 15 * 60_000;
/** What comes again comes within so long. */
const REPEATED_MS = 6.5 * 60_000;
/** What happened before a close comes so long after it, where it comes for the first time. */
const OVERTAKEN_MS = 10_000;
/** Of what our own side wrote, and of transfers, per conversation. */
const MOST_OF_EACH = 5;

interface Conversing {
  /** What the customer wrote last, in whatever queue, without its bytes. */
  last?: { message: Message; body: string };
  /** A last message that came without an id, and the message that it turned out to be. */
  nameless?: { id: string; body: string; at: number; is?: Id };
  /** Digests of what our own side wrote, the newest last. */
  ours?: string[];
  /** When the conversation came into a queue of ours. */
  cameAt?: number;
  /** When it left the queues of ours, if it did not come back. */
  leftAt?: number;
  /** When it was closed, if nothing happened since. */
  closedAt?: number;
  /** The last transfers, and when each was heard first. */
  transfers?: { digest: string; at: number }[];
}

/**
 * What this process heard lately of each conversation: webhooks come three seconds late, in any order, and a transfer
 * has the last message without its id.
 */
export class Heard {
  readonly #conversations = new LRUCache<string, Conversing>({
    max: MOST_CONVERSATIONS,
    ttl: REMEMBERED_MS,
    ...cacheClock,
  });
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** The message, by the id that it was told under, where that was by a transfer; remembered as the last one. */
  message(conversation: Conversation, message: Message, body: string): Message {
    const known = this.#of(conversation);
    if (known.closedAt !== undefined && (readMoment(message.sentAt) ?? 0) >= known.closedAt) delete known.closedAt;
    const nameless = this.#namelessOf(known);
    if (nameless !== undefined && nameless.is === undefined && nameless.body === body) nameless.is = message.id;
    if (nameless !== undefined && nameless.is === message.id) {
      return { ...message, id: nameless.id };
    }
    const isWritten = message.kind === undefined || message.kind === "text" || message.kind === "media";
    if (isWritten && !message.edited && !message.isDeleted) known.last = { message: withoutBytes(message), body };
    return message;
  }

  /**
   * Our own side wrote this: it is nobody's last message. Gives the message that a transfer was told with, where that
   * turns out to be it.
   */
  ours(conversation: Conversation, message: Message, body: string): Message | undefined {
    const known = this.#of(conversation);
    const digest = digestOf(body);
    known.ours = [...(known.ours ?? []).filter((each) => each !== digest), digest].slice(-MOST_OF_EACH);
    const nameless = this.#namelessOf(known);
    if (nameless?.body !== body || nameless.is !== undefined || !this.isOfBefore(conversation, message)) {
      return undefined;
    }
    delete known.nameless;
    return { ...message, id: nameless.id, fromMe: false, isDeleted: true };
  }

  /** Whether a message with these words was heard lately, whoever wrote it. */
  knows(conversation: Conversation, body: string): boolean {
    const known = this.#known(conversation);
    return known?.last?.body === body || known?.ours?.includes(digestOf(body)) === true;
  }

  /**
   * What the customer wrote last before the transfer whose webhook says so; that may be of our own side instead. `found`:
   * what Whazing says of it.
   */
  lastMessage(
    conversation: Conversation,
    body: string,
    found?: FoundMessage,
  ): Pick<ConversationFact, "lastMessage" | "lastMessageOnEntry"> {
    const known = this.#of(conversation);
    const { last } = known;
    if (last !== undefined && (last.body === body || body === "")) return { lastMessage: last.message };
    const digest = digestOf(body);
    if (found?.fromMe || known.ours?.includes(digest)) return { lastMessage: last?.message };
    if (body.trim() === "") return { lastMessage: undefined };
    const id = found?.id?.toString() ?? `last-${conversation.id}-${digest}`;
    if (this.#namelessOf(known)?.id !== id) known.nameless = { id, body, at: this.#now() };
    return { lastMessage: { id, text: body, sentAt: this.#now() }, lastMessageOnEntry: true };
  }

  /** The conversation is in a queue of ours now, or in none. */
  moved(conversation: Conversation, isOurs: boolean): void {
    const known = this.#of(conversation);
    if (isOurs) {
      delete known.leftAt;
      known.cameAt ??= this.#now();
    } else {
      delete known.cameAt;
      known.leftAt = this.#now();
    }
  }

  closed(conversation: Conversation): void {
    this.moved(conversation, false);
    this.#of(conversation).closedAt = this.#now();
  }

  /** Whether this transfer was before the close: it came with that, or was heard before it. Else it is one more. */
  isOver(conversation: Conversation, body: string): boolean {
    const known = this.#known(conversation);
    if (known?.closedAt === undefined) return false;
    return this.#now() - known.closedAt < OVERTAKEN_MS || this.#transfersOf(known).some(isSameAs(conversation, body));
  }

  /** A transfer was heard: the conversation is open. */
  transferred(conversation: Conversation, body: string): void {
    const known = this.#of(conversation);
    delete known.closedAt;
    const before = this.#transfersOf(known);
    if (before.some(isSameAs(conversation, body))) return;
    const heard = { digest: transferDigest(conversation, body), at: this.#now() };
    known.transfers = [...before, heard].slice(-MOST_OF_EACH);
  }

  /** A conversation began: what was closed is another one. */
  began(conversation: Conversation): void {
    const known = this.#known(conversation);
    delete known?.closedAt;
    delete known?.leftAt;
  }

  /** Whether it was written before the conversation came to us, and so says nothing of where that is now. */
  isOfBefore(conversation: Conversation, { sentAt }: Message): boolean {
    const cameAt = this.#known(conversation)?.cameAt;
    const writtenAt = readMoment(sentAt);
    return cameAt !== undefined && writtenAt !== undefined && writtenAt < cameAt;
  }

  /** Unless what it turns out to be would have come long ago. */
  #namelessOf({ nameless }: Conversing) {
    return nameless !== undefined && this.#now() - nameless.at < NAMELESS_MS ? nameless : undefined;
  }

  /** Whether it was written before the conversation left us: in the queue that its webhook names, and is in no longer. */
  hasLeftSince(conversation: Conversation, { sentAt }: Message): boolean {
    const leftAt = this.#known(conversation)?.leftAt;
    const writtenAt = readMoment(sentAt);
    return leftAt !== undefined && writtenAt !== undefined && writtenAt < leftAt;
  }

  /** Those that may come again. */
  #transfersOf({ transfers = [] }: Conversing) {
    return transfers.filter(({ at }) => this.#now() - at < REPEATED_MS);
  }

  /** What is known of it, which is remembered no longer for that. */
  #known(conversation: Conversation): Conversing | undefined {
    return this.#conversations.get(conversationKey(conversation));
  }

  /** Something is heard of it. */
  #of(conversation: Conversation): Conversing {
    const known = this.#known(conversation) ?? {};
    this.#conversations.set(conversationKey(conversation), known);
    return known;
  }
}

function transferDigest({ queue }: Conversation, body: string): string {
  return digestOf(JSON.stringify([String(queue?.id), body]));
}

function isSameAs(conversation: Conversation, body: string): (transfer: { digest: string }) => boolean {
  const own = transferDigest(conversation, body);
  return ({ digest }) => digest === own;
}

function digestOf(body: string): string {
  return createHash("sha256").update(body).digest("hex").slice(0, 24);
}

function withoutBytes({ media, ...message }: Message): Message {
  if (media === undefined) return message;
  const { data: _data, dataIs: _dataIs, ...others } = media;
  return { ...message, media: others };
}
