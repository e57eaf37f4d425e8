import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";

/** A file that goes along with a request. */
export interface UploadFile {
  /** As GLPI shows it; without quotes and line breaks. */
  name: string;
  mimeType: string;
  size: number;
  /** Its bytes, each time anew. */
  content(): Uint8Array | Readable;
}

/** A file, and the field of a request that it goes in: `filename[0]` of a document. */
export interface UploadPart extends UploadFile {
  field: string;
}

/**
 * A request's body of `multipart/form-data` as GLPI reads it, streamed: a `FormData` wants its files in memory, or as
 * `Blob`s, and says of a stream no length, which PHP's servers want.
 */
export class Upload {
  readonly contentType: string;
  readonly length: number;
  readonly #manifest: Buffer;
  readonly #files: readonly { head: Buffer; content: UploadFile["content"] }[];
  readonly #tail: Buffer;

  /** @param input its `_filename` says how the files are called, if it says so */
  constructor(input: { _filename?: readonly string[] }, files: readonly UploadPart[]) {
    const boundary = `wz${randomUUID().replaceAll("-", "")}`;
    const part = (name: string, more: string, type: string) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\nContent-Type: ${type}\r\n\r\n`;
    this.#manifest = Buffer.from(`${part("uploadManifest", "", "application/json")}${JSON.stringify({ input })}`);
    this.#files = files.map(({ field, name, mimeType, content }, index) => ({
      head: Buffer.from(
        `\r\n${part(field, `; filename="${quoted(input._filename?.[index] ?? name)}"`, quoted(mimeType))}`,
      ),
      content,
    }));
    this.#tail = Buffer.from(`\r\n--${boundary}--\r\n`);
    this.contentType = `multipart/form-data; boundary=${boundary}`;
    const sizes = files.map(({ size }, index) => size + (this.#files[index]?.head.length ?? 0));
    this.length = sizes.reduce((sum, size) => sum + size, this.#manifest.length + this.#tail.length);
  }

  /** The body, each time anew: small ones whole, others as they are read. */
  body(): Uint8Array | ReadableStream<Uint8Array> {
    const files = this.#files.map(({ head, content }) => ({ head, content: content() }));
    const pieces = files.flatMap(({ head, content }) => (content instanceof Uint8Array ? [head, content] : []));
    if (pieces.length === 2 * files.length) return Buffer.concat([this.#manifest, ...pieces, this.#tail]);
    return Readable.toWeb(Readable.from(this.#parts(files))) as ReadableStream<Uint8Array>;
  }

  async *#parts(files: readonly { head: Buffer; content: Uint8Array | Readable }[]): AsyncGenerator<Uint8Array> {
    yield this.#manifest;
    for (const { head, content } of files) {
      yield head;
      if (content instanceof Uint8Array) yield content;
      else yield* content;
    }
    yield this.#tail;
  }
}

/** Within the quotes of a header. */
function quoted(text: string): string {
  return text.replace(/["\r\n]/g, " ");
}
