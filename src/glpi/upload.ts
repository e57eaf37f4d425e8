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

/**
 * A request's body of `multipart/form-data` as GLPI reads it, streamed: a `FormData` wants its files in memory, or as
 * `Blob`s, and says of a stream no length, which PHP's servers want.
 */
export class Upload {
  readonly contentType: string;
  readonly length: number;
  readonly #head: Buffer;
  readonly #tail: Buffer;
  readonly #file: UploadFile;

  /** @param field the field of the file: `filename[0]` of a document */
  constructor(input: unknown, field: string, file: UploadFile) {
    const boundary = `wz${randomUUID().replaceAll("-", "")}`;
    const part = (name: string, more: string, type: string) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\nContent-Type: ${type}\r\n\r\n`;
    const manifest = `${part("uploadManifest", "", "application/json")}${JSON.stringify({ input })}\r\n`;
    this.#head = Buffer.from(manifest + part(field, `; filename="${quoted(file.name)}"`, quoted(file.mimeType)));
    this.#tail = Buffer.from(`\r\n--${boundary}--\r\n`);
    this.#file = file;
    this.contentType = `multipart/form-data; boundary=${boundary}`;
    this.length = this.#head.length + file.size + this.#tail.length;
  }

  /** The body, each time anew: small ones whole, others as they are read. */
  body(): Uint8Array | ReadableStream<Uint8Array> {
    const content = this.#file.content();
    if (content instanceof Uint8Array) return Buffer.concat([this.#head, content, this.#tail]);
    return Readable.toWeb(Readable.from(this.#parts(content))) as ReadableStream<Uint8Array>;
  }

  async *#parts(content: Readable): AsyncGenerator<Uint8Array> {
    yield this.#head;
    yield* content;
    yield this.#tail;
  }
}

/** Within the quotes of a header. */
function quoted(text: string): string {
  return text.replace(/["\r\n]/g, " ");
}
