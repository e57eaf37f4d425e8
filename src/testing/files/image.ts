export type ImageType = "gif" | "jpeg" | "png" | "webp";

/** What an image's first bytes say that it is. */
export function imageType(bytes: Uint8Array): ImageType | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 12)).toString("latin1");
  if (head.startsWith("GIF8")) return "gif";
  if (head.startsWith("\xff\xd8\xff")) return "jpeg";
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  return head.startsWith("RIFF") && head.endsWith("WEBP") ? "webp" : undefined;
}

/** In pixels; `undefined` where the bytes end before they tell, and for other types than GIF, JPEG and PNG. */
export function imageWidth(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const type = imageType(bytes);
  if (type === "png" && bytes.length >= 20) return view.getUint32(16);
  if (type === "gif" && bytes.length >= 8) return view.getUint16(6, true);
  return type === "jpeg" ? jpegWidth(view) : undefined;
}

/** In the first frame's header (SOF0 to SOF15; C4, C8 and CC are no frames). */
function jpegWidth(view: DataView): number | undefined {
  for (let at = 2; at + 9 <= view.byteLength; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1);
    if (view.getUint8(at) !== 0xff) return undefined;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return view.getUint16(at + 7);
  }
  return undefined;
}
