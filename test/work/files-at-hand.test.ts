import { expect, it } from "vitest";
import { FilesAtHand } from "../../src/work/files-at-hand.js";

const url = "https://glpi.example/apirest.php";

/** Reads that go on until they are let go. */
function readings(files: FilesAtHand, count: number, hasFailed: boolean) {
  const ends: (() => void)[] = [];
  const given = Array.from({ length: count }, (_, index) =>
    files.run(url, `${hasFailed}${index}`, hasFailed, () => new Promise<void>((resolve) => ends.push(resolve))),
  );
  return { given, end: () => ends.map((end) => end()) };
}

it("of those that failed before some are read at a time, and others have room", async () => {
  const files = new FilesAtHand(4);
  const failed = readings(files, 10, true);
  const fresh = readings(files, 6, false);
  const later = await Promise.all([...failed.given.slice(3), ...fresh.given.slice(5)]);
  // The more there wait, the longer each.
  expect(later.every((ms) => ms !== undefined && ms >= 1_000)).toBe(true);
  expect(Math.max(...later.map((ms) => ms ?? 0))).toBeGreaterThan(later.length * 1_000 - 1);
  failed.end();
  fresh.end();
  expect(await Promise.all([...failed.given.slice(0, 3), ...fresh.given.slice(0, 5)])).toEqual(
    Array(8).fill(undefined),
  );
  expect(await files.run(url, "true5", true, async () => undefined)).toBeUndefined();
});

it("one that fails makes room", async () => {
  const files = new FilesAtHand(4);
  const fails = async () => {
    throw new Error("no");
  };
  for (let time = 0; time < 20; time += 1) await expect(files.run(url, "one", true, fails)).rejects.toThrow("no");
});

it("half of the requests to a GLPI may be files, one at least", async () => {
  for (const [inFlight, most] of [
    [1, 1],
    [4, 2],
    [5, 2],
  ] as const) {
    const files = new FilesAtHand(inFlight);
    let now = 0;
    let seen = 0;
    const upload = async () => {
      now += 1;
      seen = Math.max(seen, now);
      await new Promise(setImmediate);
      now -= 1;
    };
    await Promise.all(Array.from({ length: 10 }, () => files.upload(url, upload)));
    expect(seen).toBe(most);
  }
});
