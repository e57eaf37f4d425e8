import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { FileFailure } from "../../src/files/file-problem.js";
import { spool } from "../../src/files/spool.js";

const MB = 1024 * 1024;

async function* pieces(count: number, size = 64 * 1024) {
  for (let index = 0; index < count; index += 1) yield new Uint8Array(size).fill(index);
}

async function bytesOf(content: Uint8Array | Readable): Promise<Buffer> {
  if (content instanceof Uint8Array) return Buffer.from(content);
  return Buffer.concat(await content.toArray());
}

async function problemOf(task: Promise<unknown>) {
  const error = await task.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  return FileFailure.is(error) ? [error.problem, error.passes] : error;
}

const leftOver = () => readdirSync(tmpdir()).filter((name) => name.startsWith("whazing-glpi-file-"));

describe("a spooled file", () => {
  it.each([1, 3, 40])("of %i pieces can be read twice, and is named by its bytes", async (count) => {
    const whole = Buffer.concat(await Readable.from(pieces(count)).toArray());
    const file = await spool(pieces(count), 20 * MB);
    expect(file.size).toBe(whole.length);
    expect(file.sha1).toBe(createHash("sha1").update(whole).digest("hex"));
    expect(Buffer.from(file.head).equals(whole.subarray(0, 512))).toBe(true);
    expect((await bytesOf(file.content())).equals(whole)).toBe(true);
    expect((await bytesOf(file.content())).equals(whole)).toBe(true);
    expect(leftOver()).toEqual([]);
    await file.dispose();
  });

  it("is read no further than it may be large, and its source is let go", async () => {
    let given = 0;
    let ended = false;
    async function* endless() {
      try {
        for (;;) {
          given += 1;
          yield new Uint8Array(64 * 1024);
        }
      } finally {
        ended = true;
      }
    }
    expect(await problemOf(spool(endless(), MB))).toEqual(["tooLarge", false]);
    expect(given).toBeLessThan(20);
    expect(ended).toBe(true);
    expect(leftOver()).toEqual([]);
  });

  it("may be as large as it may be", async () => {
    const file = await spool(pieces(16), MB);
    expect(file.size).toBe(MB);
    await file.dispose();
  });

  it("without a byte is none", async () => {
    expect(await problemOf(spool(new Uint8Array(), MB))).toEqual(["empty", false]);
    expect(await problemOf(spool(pieces(0), MB))).toEqual(["empty", false]);
  });

  it("that breaks off may be had later", async () => {
    async function* broken() {
      yield* pieces(10);
      throw new Error("the storage went away");
    }
    expect(await problemOf(spool(broken(), 20 * MB))).toEqual(["unreachable", true]);
    expect(leftOver()).toEqual([]);
  });
});
