/** What a file's first bytes say that it is, by the name ending of that kind; undefined for all else. */
export type KnownType = "jpg" | "png" | "gif" | "webp" | "pdf" | "ogg" | "html";

/** So many of its first bytes tell. */
export const HEAD_BYTES = 512;

const signatures: readonly (readonly [KnownType, number, string])[] = [
  ["jpg", 0, "\xff\xd8\xff"],
  ["png", 0, "\x89PNG\r\n\x1a\n"],
  ["gif", 0, "GIF8"],
  ["webp", 8, "WEBP"],
  ["pdf", 0, "%PDF-"],
  ["ogg", 0, "OggS"],
];

/** What a web server answers in place of a file begins so. */
const page = /^(?:\ufeff)?\s*(?:<!doctype html|<html|<head|<body)/i;

/** Looks at the first bytes of a file, `HEAD_BYTES` of them. */
export function typeOf(head: Uint8Array): KnownType | undefined {
  const text = Buffer.from(head.subarray(0, HEAD_BYTES)).toString("latin1");
  const found = signatures.find(([, at, signature]) => text.startsWith(signature, at));
  if (found !== undefined) return found[0] === "webp" && !text.startsWith("RIFF") ? undefined : found[0];
  return page.test(Buffer.from(head).toString("utf8")) ? "html" : undefined;
}

const endings = new Map<string, string>([
  ["image/jpeg", "jpg"],
  ["image/png", "png"],
  ["image/gif", "gif"],
  ["image/webp", "webp"],
  ["image/heic", "heic"],
  ["audio/ogg", "ogg"],
  ["audio/opus", "opus"],
  ["audio/mpeg", "mp3"],
  ["audio/mp4", "m4a"],
  ["audio/aac", "aac"],
  ["audio/amr", "amr"],
  ["audio/wav", "wav"],
  ["video/mp4", "mp4"],
  ["video/3gpp", "3gp"],
  ["video/quicktime", "mov"],
  ["application/pdf", "pdf"],
  ["application/msword", "doc"],
  ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"],
  ["application/vnd.ms-excel", "xls"],
  ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"],
  ["application/vnd.ms-powerpoint", "ppt"],
  ["application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"],
  ["application/zip", "zip"],
  ["text/plain", "txt"],
  ["text/csv", "csv"],
  ["text/xml", "xml"],
  ["text/vcard", "vcf"],
  ["text/x-vcard", "vcf"],
]);

/** The name ending that files of a mime type have; undefined where none is usual. */
export function endingOf(mimeType: string | undefined): string | undefined {
  const [plain = ""] = (mimeType ?? "").toLowerCase().split(";");
  return endings.get(plain.trim());
}
