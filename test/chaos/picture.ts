import { createHash } from "node:crypto";
import type { Conversation, Id } from "../../src/host/events.js";

const signature = "\x89PNG\r\n\x1a\n";
const SMALLEST = 200;
const LARGEST_SMALL = 20_000;
/** One in eight is of more bytes than are kept in memory. */
const LARGEST_PICTURE = 300_000;

/**
 * What the host has of a message's picture: the same bytes each time, and others than of any other message. Three in four
 * are whole, and go along with their texts.
 */
export function pictureOf({ tenantId, id }: Pick<Conversation, "tenantId" | "id">, messageId: Id): Buffer {
  const seed = createHash("sha256").update(`${tenantId}/${id}/${messageId}`).digest();
  const isLarge = seed.readUInt8(0) % 8 === 0;
  const size = isLarge ? LARGEST_PICTURE : SMALLEST + (seed.readUInt16BE(1) % (LARGEST_SMALL - SMALLEST));
  const bytes = Buffer.alloc(size, seed);
  bytes.write(signature, "latin1");
  if (seed.readUInt8(3) % 4 === 0) return bytes;
  bytes.write("\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0", signature.length, "latin1");
  // One chunk up to the last, of twelve bytes each beside what is in it.
  const began = signature.length + 25;
  bytes.writeUInt32BE(size - began - 24, began);
  bytes.write("IDAT", began + 4, "latin1");
  bytes.write("\0\0\0\0IEND", size - 12, "latin1");
  return bytes;
}

/** What it is called. */
export function pictureName(messageId: Id): string {
  return `${messageId}.png`;
}
