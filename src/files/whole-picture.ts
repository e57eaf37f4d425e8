/** The kinds of pictures that GLPI shows in a text. */
export type PictureType = "jpg" | "png" | "gif" | "webp";

const types: ReadonlySet<string> = new Set<PictureType>(["jpg", "png", "gif", "webp"]);

export function isPictureType(type: string | undefined): type is PictureType {
  return type !== undefined && types.has(type);
}

/**
 * Whether a picture is there from its first byte to its last, as its own format says, and has a width: GLPI 11 fails at
 * one that is cut. What a camera wrote behind its end is no harm; what cannot be told is `false`.
 */
export function isWholePicture(type: PictureType, bytes: Uint8Array): boolean {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return whole[type](data);
}

const whole: Readonly<Record<PictureType, (data: Buffer) => boolean>> = {
  jpg: isWholeJpeg,
  png: isWholePng,
  gif: (data) => data.length > 13 && data.readUInt16LE(6) > 0 && data.readUInt16LE(8) > 0 && data.at(-1) === 0x3b,
  // What follows the four letters and the length.
  webp: (data) => data.length > 30 && data.readUInt32LE(4) + 8 <= data.length,
};

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);

/** Its segments up to the picture's own bytes, in which no end mark can be, and an end mark behind them. */
function isWholeJpeg(data: Buffer): boolean {
  let hasFrame = false;
  for (let at = 2; at + 9 <= data.length; at += 2 + data.readUInt16BE(at + 2)) {
    if (data[at] !== 0xff) return false;
    const marker = data[at + 1] ?? 0;
    if (marker === START_OF_SCAN) return hasFrame && data.lastIndexOf(END_OF_IMAGE) > at;
    // SOF0 to SOF15; C4, C8 and CC are no frames.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) hasFrame = data.readUInt16BE(at + 5) > 0 && data.readUInt16BE(at + 7) > 0;
  }
  return false;
}

/** Chunk by chunk to the last one, each with its length in front and four bytes behind. */
function isWholePng(data: Buffer): boolean {
  if (data.length < 33 || data.readUInt32BE(16) === 0 || data.readUInt32BE(20) === 0) return false;
  for (let at = 8; at + 12 <= data.length; ) {
    const type = data.toString("latin1", at + 4, at + 8);
    at += 12 + data.readUInt32BE(at);
    if (at > data.length) return false;
    if (type === "IEND") return true;
  }
  return false;
}
