import { createHash } from "node:crypto";
import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { chunksOf } from "./chunks.js";
import { FileFailure } from "./file-problem.js";
import { HEAD_BYTES } from "./file-type.js";

/** Larger files wait on disk. */
const MOST_IN_MEMORY = 256 * 1024;

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
export async function spool(content: unknown, maxBytes: number, signal?: AbortSignal): Promise<SpooledFile> {
  const hash = createHash("sha1");
  const small: Uint8Array[] = [];
  let size = 0;
  let disk: Disk | undefined;
  try {
    for await (const chunk of chunksOf(content, signal)) {
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
    if (FileFailure.is(error)) throw error;
    throw new FileFailure("unreachable", "it could not be kept on the disk", true, { cause: error });
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
