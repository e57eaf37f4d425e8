import { randomBytes } from "node:crypto";
import type { WireRow } from "../answer.js";
import { type MessageKey, message } from "../messages.js";
import type { Context } from "../resources/resource.js";
import { imageType, imageWidth } from "./image.js";
import { maxFileUploads, mebibyte } from "./limits.js";
import type { SentFile } from "./multipart.js";

/** A file that arrived, and what GLPI said of it. */
export interface ReceivedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly taken: boolean;
  /** What `upload_result` says; only a file that was taken has a `url`. */
  readonly result: WireRow;
}

/** The files of one field: `filename[0]` and `filename[1]` are of one, `file1` and `file2` are not. */
export interface ReceivedField {
  readonly field: string;
  readonly files: readonly ReceivedFile[];
}

type Verdict = "taken" | "crash" | "silent" | { readonly error: string; readonly phpDropped?: boolean };

/** GLPI puts 23 characters before the name, and a file system takes 255. */
const maxNameBytes = 232;

/** Receives the files of a request by field, in order; `"crash"` where GLPI 11 answers an HTML 500 and makes nothing. */
export function receive(context: Context, files: readonly SentFile[]): ReceivedField[] | "crash" {
  const fields = new Map<string, ReceivedFile[]>();
  const prefixes = new Map<string, string>();
  for (const sent of files.slice(0, maxFileUploads)) {
    const field = sent.field.replace(/\[\w*\]$/, "");
    const prefix = prefixes.get(field) ?? newPrefix();
    prefixes.set(field, prefix);
    const verdict = judge(context, sent);
    if (verdict === "crash") return "crash";
    fields.set(field, [...(fields.get(field) ?? []), received(context, sent, field, prefix, verdict)]);
  }
  return [...fields].map(([field, ofField]) => ({ field, files: ofField }));
}

/** GLPI 10 goes on with the first file of each field only. */
export function keptFiles(version: 10 | 11, fields: readonly ReceivedField[]): ReceivedFile[] {
  return fields.flatMap(({ files }) => (version === 10 ? files.slice(0, 1) : files));
}

/** By the extension, whatever type was sent; what claims to be a picture must begin as one of that kind. */
function judge({ database: { version }, settings }: Context, { name, bytes }: SentFile): Verdict {
  const error = (key: MessageKey, phpDropped = false) => ({ error: message(version, key), phpDropped });
  if (bytes.length > settings.uploadMaxBytes) return error("fileOverPhpLimit", true);
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  if (!settings.documentTypes.has(extension)) return error("fileTypeRefused");
  if (bytes.length > settings.documentMaxSizeMb * mebibyte) return error("fileTooBig");
  if (bytes.length === 0) return "silent";
  if (Buffer.byteLength(name) > maxNameBytes) return version === 11 ? "crash" : "silent";
  const claimed = extension === "jpg" ? "jpeg" : extension;
  if (["gif", "jpeg", "png"].includes(claimed) && imageType(bytes) !== claimed) return error("fileTypeRefused");
  const isCut = claimed === "jpeg" && imageWidth(bytes) === undefined;
  return isCut && version === 11 ? "crash" : "taken";
}

function received(
  { database, base }: Context,
  sent: SentFile,
  field: string,
  prefix: string,
  verdict: Exclude<Verdict, "crash">,
): ReceivedFile {
  const phpDropped = typeof verdict === "object" && verdict.phpDropped === true;
  const type = phpDropped ? "" : sent.type;
  const size = phpDropped ? 0 : sent.bytes.length;
  const name = database.store(sent.name);
  const stored = `${prefix}${name}`;
  const server = base.slice(0, base.lastIndexOf("/api"));
  const encoded = percentEncoded(stored);
  const result = {
    name: stored,
    size,
    type,
    ...(verdict === "taken"
      ? {
          url: `${server}/files/${encoded}`,
          deleteUrl: `${server}/index.php?${field.slice(0, -1)}=${encoded}`,
          deleteType: "DELETE",
        }
      : { error: verdict === "silent" ? false : verdict.error }),
    prefix,
    display: name,
    filesize: shownSize(database.version, size),
    id: `doc${field}${randomBytes(4).readUInt32BE()}`,
  };
  return { name, type, bytes: sent.bytes, taken: verdict === "taken", result };
}

function newPrefix(): string {
  const fraction = String(randomBytes(4).readUInt32BE() % 1e8).padStart(8, "0");
  return `${randomBytes(7).toString("hex")}.${fraction}`;
}

function percentEncoded(name: string): string {
  return encodeURIComponent(name).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** `2.1 MiB`; GLPI 10 writes octets. */
function shownSize(version: 10 | 11, bytes: number): string {
  const units = ["", "Ki", "Mi", "Gi"];
  let size = bytes;
  while (size > 1024 && units.length > 1) {
    size /= 1024;
    units.shift();
  }
  return `${Math.round(size * 100) / 100} ${units[0]}${version === 10 ? "o" : "B"}`;
}
