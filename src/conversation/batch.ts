import { createHash } from "node:crypto";
import type { Conversation, Id, Message } from "../host/events.js";
import { Inbox } from "./inbox.js";

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
  /** At least one, in the order of their own times; none in a batch that the store could not read. */
  readonly messages: readonly Message[];
}

/** A batch has so many messages at most; the next one opens another. */
export const MOST_MESSAGES = 500;
/** A batch weighs so much at most, by `weightOf`: GLPI 10 refuses a ticket of 6.5 MB. */
export const MOST_WEIGHT = 2_000_000;
/** What a character costs that HTML or JSON writes as several. */
const ESCAPED = 5;

/** What a message costs in a ticket: its bytes, and for each character of its text that has to be escaped five more. */
export function weightOf({ text, media }: Pick<Message, "text" | "media">): number {
  let escaped = 0;
  for (const _each of text.matchAll(/[<>&"\\\n]/g)) escaped += 1;
  // A file is kept elsewhere.
  const beside = media === undefined ? 0 : Buffer.byteLength(JSON.stringify({ ...media, data: undefined }));
  return Buffer.byteLength(text) + ESCAPED * escaped + beside;
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
  const inbox = new Inbox();
  for (const message of messages) inbox.add(message);
  const once = inbox.take();
  return { id: batchId(conversation, once), conversation, integrationId, messages: once };
}
