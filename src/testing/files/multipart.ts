import { isRecord, parseJson } from "../json.js";
import type { IncomingRequest } from "../transport.js";

/** A file as a request sends it. */
export interface SentFile {
  /** The name of its part, index and all: `filename[0]`, `file1`. */
  readonly field: string;
  /** As PHP reads it: the last part of a path. */
  readonly name: string;
  /** Without parameters: `audio/ogg` of `audio/ogg; codecs=opus`. */
  readonly type: string;
  /** A view of the request's body. */
  readonly bytes: Uint8Array;
}

export interface Multipart {
  /** The part `uploadManifest`; `undefined` when it is missing, sent as a file, or not a JSON object. */
  readonly manifest: Readonly<Record<string, unknown>> | undefined;
  readonly files: readonly SentFile[];
  /** The parts that are no files. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The parts of a request that has any. */
export function multipartOf({ headers, body }: IncomingRequest): Multipart | undefined {
  const contentType = headers["content-type"] ?? "";
  return contentType.startsWith("multipart/form-data") ? readMultipart(body, contentType) : undefined;
}

/** Reads `multipart/form-data` as PHP does, without a copy of the files; what is not well formed has no parts. */
function readMultipart(body: Uint8Array, contentType: string): Multipart {
  const [, quoted, bare] = /boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType) ?? [];
  const files: SentFile[] = [];
  const fields: Record<string, string> = {};
  let manifest: unknown;
  for (const { head, content } of parts(Buffer.from(body.buffer, body.byteOffset, body.length), quoted ?? bare)) {
    const field = attribute(head, "name");
    const path = attribute(head, "filename");
    if (path === undefined) {
      // What has a file's name is a file to PHP, and no manifest.
      if (field === "uploadManifest") manifest = parseJson(content.toString());
      if (field !== undefined) fields[field] = content.toString();
    } else if (field !== undefined && path !== "") {
      const type = /^content-type: *([^;\r\n]*)/im.exec(head)?.[1]?.trim() ?? "";
      const bytes = new Uint8Array(content.buffer, content.byteOffset, content.length);
      files.push({ field, name: path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1), type, bytes });
    }
  }
  return { manifest: isRecord(manifest) ? manifest : undefined, files, fields };
}

function* parts(body: Buffer, boundary: string | undefined): Generator<{ head: string; content: Buffer }> {
  if (boundary === undefined) return;
  const delimiter = `\r\n--${boundary}`;
  let start = body.indexOf(delimiter.slice(2));
  if (start === -1) return;
  start += delimiter.length - 2;
  for (;;) {
    const headEnd = body.indexOf("\r\n\r\n", start);
    const end = headEnd === -1 ? -1 : body.indexOf(delimiter, headEnd + 2);
    if (end === -1) return;
    yield { head: body.toString("utf8", start, headEnd), content: body.subarray(Math.min(headEnd + 4, end), end) };
    start = end + delimiter.length;
  }
}

/** `name="…"`; a quote inside is written `\"`, and `%22` stays as it is. */
function attribute(head: string, name: string): string | undefined {
  return new RegExp(`; *${name}="((?:\\\\"|[^"])*)"`, "i").exec(head)?.[1]?.replace(/\\([\\"])/g, "$1");
}
