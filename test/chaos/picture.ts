import { createHash } from "node:crypto";
import type { Conversation, Id } from "../../src/host/events.js";

const signature = "\x89PNG\r\n\x1a\n";
const SMALLEST = 200;
const LARGEST_SMALL = 20_000;
/** One in eight is of more bytes than are kept in memory. */
export const LARGEST_PICTURE = 300_000;

/** What the host has of a message's picture: the same bytes each time, and others than of any other message. */
export function pictureOf({ tenantId, id }: Pick<Conversation, "tenantId" | "id">, messageId: Id): Buffer {
  const seed = createHash("sha256").update(`${tenantId}/${id}/${messageId}`).digest();
  const isLarge = seed.readUInt8(0) % 8 === 0;
  const size = isLarge ? LARGEST_PICTURE : SMALLEST + (seed.readUInt16BE(1) % (LARGEST_SMALL - SMALLEST));
  const bytes = Buffer.alloc(size, seed);
  bytes.write(signature, "latin1");
  return bytes;
}

/** What it is called. */
export function pictureName(messageId: Id): string {
  return `${messageId}.png`;
}
