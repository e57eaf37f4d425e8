/** More bytes than these are taken at no door. */
const MOST_BYTES = 64 * 1024 * 1024;

/** So many characters tell whether a text is base64. */
const LOOKED_AT = 4_096;

/**
 * A copy of the bytes that a host gave: of an array of bytes, of base64 (of a data address too), or of a `Buffer` that
 * went through JSON. `tooLarge` and `unreadable` say why there are none; undefined where none were given.
 */
export function readBytes(value: unknown): Uint8Array | "tooLarge" | "unreadable" | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "string") return decoded(value);
  const bytes = bytesOf(value);
  if (bytes === undefined) return "unreadable";
  return bytes.length > MOST_BYTES ? "tooLarge" : Uint8Array.from(bytes);
}

function bytesOf(value: unknown): Uint8Array | readonly number[] | undefined {
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  const { type, data } = value as { type?: unknown; data?: unknown };
  return type === "Buffer" && Array.isArray(data) ? (data as number[]) : undefined;
}

function decoded(text: string): Uint8Array | "tooLarge" | "unreadable" {
  if (text.length > 1.4 * MOST_BYTES) return "tooLarge";
  const written = text.startsWith("data:") ? text.slice(text.indexOf(",") + 1) : text;
  // A path, or words, are none.
  if (!/^[A-Za-z0-9+/_\s-]*[=\s]*$/.test(written.slice(0, LOOKED_AT))) return "unreadable";
  return new Uint8Array(Buffer.from(written, "base64"));
}
