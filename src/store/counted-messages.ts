import { LRUCache } from "lru-cache";
import type { Conversation, Id, Message } from "../host/events.js";
import { atMost, cacheClock } from "./cache-clock.js";
import { conversationKey } from "./keys.js";

/** In which conversation of a contact a message was counted, and when it was sent. */
interface Counted {
  where: string;
  second: number;
}

const MAX_MESSAGES = 100_000;
const KEPT_MS = 24 * 60 * 60 * 1_000;

/** Notices a message that a host tells in two conversations of one contact. */
export class CountedMessages {
  readonly #counted = new LRUCache<string, Counted>({ ...atMost(MAX_MESSAGES), ttl: KEPT_MS, ...cacheClock });

  isElsewhere(conversation: Conversation, message: Message): boolean {
    const counted = this.#counted.get(keyOf(conversation, message.id));
    return counted?.second === secondOf(message) && counted.where !== conversationKey(conversation);
  }

  count(conversation: Conversation, message: Message): void {
    const counted = { where: conversationKey(conversation), second: secondOf(message) };
    this.#counted.set(keyOf(conversation, message.id), counted);
  }

  forget(conversation: Conversation, messageId: Id): void {
    this.#counted.delete(keyOf(conversation, messageId));
  }
}

/** When it was sent, in whole seconds since 1970: some events tell no more of it. */
export function secondOf({ sentAt }: Message): number {
  return Math.floor(Number(sentAt) / 1_000);
}

function keyOf({ tenantId, contact }: Conversation, messageId: Id): string {
  return JSON.stringify([String(tenantId), String(contact.id), String(messageId)]);
}
