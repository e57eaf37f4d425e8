/**
 * The bytes of a body, however long it says it is; `"tooLarge"` as soon as it is larger than `maxBytes`. The rest is
 * left unread: to cancel it would break the connection before the answer is sent. Rejects when it is cut off.
 */
export async function boundedBody(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<Uint8Array | "tooLarge"> {
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks, size);
    size += value.byteLength;
    if (size > maxBytes) return "tooLarge";
    chunks.push(value);
  }
}
