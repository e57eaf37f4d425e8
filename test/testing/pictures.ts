/** Pictures and other files as far as GLPI looks into them. */

const pngHead = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";
const jpegHead = "\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0";
const jpegFrame = "\xff\xc0\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0";

const heads: Readonly<Record<string, string>> = {
  png: pngHead,
  jpg: jpegHead + jpegFrame,
  "cut.jpg": jpegHead,
  gif: "GIF89a\x01\0\x01\0",
  webp: "RIFF\x24\0\0\0WEBPVP8 ",
};

let count = 0;

/** So many bytes of a kind of file (`png`, `jpg`, `cut.jpg`, `gif`, `webp`; others are text); no two are the same. */
export function fileOf(kind: string, size = 90): Uint8Array<ArrayBuffer> {
  count += 1;
  const head = Object.hasOwn(heads, kind) ? (heads[kind] ?? "") : "";
  const bytes = new Uint8Array(size).fill(97);
  bytes.set(Buffer.from(`${head}${count} `.slice(0, size), "latin1"));
  return bytes;
}

/** A picture that is whole, as far as its format says; no two are the same. */
export function pictureOf(kind: "png" | "jpg" | "gif" | "webp", size = 200): Uint8Array<ArrayBuffer> {
  count += 1;
  const room = Math.max(12, size - 80);
  const filler = `${count} `.padEnd(room, "a");
  const length = (value: number) =>
    String.fromCharCode(value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255);
  const chunk = (type: string, data: string) => `${length(data.length)}${type}${data}CRC.`;
  const webp = `WEBPVP8 ${filler}`;
  const whole: Record<typeof kind, string> = {
    png: `\x89PNG\r\n\x1a\n${chunk("IHDR", "\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0")}${chunk("IDAT", filler)}${chunk("IEND", "")}`,
    jpg: `${jpegHead}${jpegFrame}\xff\xda\0\x08\x01\x01\0\0\x3f\0${filler}\xff\xd9`,
    gif: `GIF89a\x01\0\x01\0\0\0\0${filler};`,
    webp: `RIFF${[...length(webp.length)].reverse().join("")}${webp}`,
  };
  return new Uint8Array(Buffer.from(whole[kind], "latin1"));
}

/** A recorded upload, with bytes where the recording has `(92 bytes)`: of the type that was sent, or is said to have been. */
export function withBytes(text: string): Uint8Array<ArrayBuffer> | string {
  const name = /filename="([^"]*)"/.exec(text)?.[1] ?? "";
  const chunks = text.split(/\((\d+ bytes)\)(?=\r\n--)/).map((chunk) => {
    const size = /^(\d+) bytes$/.exec(chunk)?.[1];
    return size === undefined ? Buffer.from(chunk) : fileOf(kindOf(name, Number(size)), Number(size));
  });
  return chunks.length === 1 ? text : new Uint8Array(Buffer.concat(chunks));
}

/** What was sent under another type's name is known by its size. */
function kindOf(name: string, size: number): string {
  const extension = /[^.]*$/.exec(name)?.[0] ?? "";
  if (name === "foto.jpg") return size === 40 ? "cut.jpg" : "png";
  return name === "foto.png" && size === 44 ? "webp" : extension;
}
