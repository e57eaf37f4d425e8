import { createHash } from "node:crypto";
import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { FileContent } from "../host/events.js";
import { FileFailure } from "./file-problem.js";
import { HEAD_BYTES } from "./file-type.js";

/** Larger files wait on disk. */
const MOST_IN_MEMORY = 256 * 1024;
/** So long nothing may come of a file. */
const SILENT_MS = 30_000;
/** So long the whole of one may take. */
const WHOLE_MS = 10 * 60_000;

/** A file that is here, whole. */
export interface SpooledFile {
  readonly size: number;
  /** Of its bytes, in hex, as GLPI names it. */
  readonly sha1: string;
  readonly head: Uint8Array;
  /** Its bytes, each time anew. */
  content(): Uint8Array | Readable;
  dispose(): Promise<void>;
}

/**
 * Reads a file, small ones into memory, others onto the disk, where they have no name: nothing of them outlives the
 * process. Rejects with `FileFailure`: `tooLarge` as soon as it is larger than `maxBytes`, `empty`, or `unreachable`,
 * which may pass, when it breaks off or nothing comes for 30 s.
 */
export async function spool(content: FileContent, maxBytes: number): Promise<SpooledFile> {
  const hash = createHash("sha1");
  const small: Uint8Array[] = [];
  let size = 0;
  let disk: Disk | undefined;
  try {
    for await (const chunk of chunksOf(content)) {
      size += chunk.length;
      if (size > maxBytes) throw new FileFailure("tooLarge", `a file of more than ${maxBytes} bytes`);
      hash.update(chunk);
      if (disk === undefined) small.push(chunk);
      else await disk.write(chunk);
      if (disk === undefined && size > MOST_IN_MEMORY) {
        disk = await Disk.make();
        for (const each of small) await disk.write(each);
        small.splice(0, small.length, Buffer.concat(small).subarray(0, HEAD_BYTES));
      }
    }
  } catch (error) {
    await disk?.dispose();
    throw error;
  }
  if (size === 0) throw new FileFailure("empty", "a file without a byte");
  const inMemory = Buffer.concat(small);
  const kept = disk;
  return {
    size,
    sha1: hash.digest("hex"),
    head: Uint8Array.from(inMemory.subarray(0, HEAD_BYTES)),
    content: () => kept?.read() ?? inMemory,
    dispose: async () => kept?.dispose(),
  };
}

/** A file on the disk, which ends with the process that has it open. */
class Disk {
  readonly #handle: FileHandle;
  readonly #folder: string;

  private constructor(handle: FileHandle, folder: string) {
    this.#handle = handle;
    this.#folder = folder;
  }

  static async make(): Promise<Disk> {
    const folder = await mkdtemp(join(tmpdir(), "whazing-glpi-file-"));
    const handle = await open(join(folder, "file"), "w+", 0o600);
    // Where a file that is open cannot be removed it is when it is closed.
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    return new Disk(handle, folder);
  }

  async write(chunk: Uint8Array): Promise<void> {
    await this.#handle.writeFile(chunk);
  }

  read(): Readable {
    return this.#handle.createReadStream({ start: 0, autoClose: false });
  }

  async dispose(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(this.#folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** What comes, in time; the source is let go in any case. */
async function* chunksOf(content: FileContent): AsyncGenerator<Uint8Array> {
  if (content instanceof Uint8Array) {
    yield content;
    return;
  }
  const iterator = content[Symbol.asyncIterator]();
  const began = performance.now();
  try {
    for (;;) {
      const leftMs = Math.min(SILENT_MS, WHOLE_MS - (performance.now() - began));
      const { done, value } = await within(iterator.next(), leftMs);
      if (done) return;
      yield asBytes(value);
    }
  } finally {
    // A source that hangs is not waited for.
    void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
}

function asBytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (typeof value === "string") return Buffer.from(value);
  throw new FileFailure("unreachable", "the source gave something that is no bytes", true);
}

async function within<T>(step: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new FileFailure("unreachable", `nothing came for ${ms} ms`, true)),
      Math.max(0, ms),
    );
  });
  try {
    return await Promise.race([step, tooLate]);
  } catch (cause) {
    if (FileFailure.is(cause)) throw cause;
    throw new FileFailure("unreachable", "the file broke off", true, { cause });
  } finally {
    clearTimeout(timer);
  }
}
