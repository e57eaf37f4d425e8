import { expect, it } from "vitest";
import type { Media } from "../../src/host/events.js";
import { readBytes } from "../../src/host/file-bytes.js";
import { message, validate } from "../../src/host/validate.js";

const bytes = Buffer.from([1, 2, 250, 251]);

it.each([
  ["a Buffer", bytes],
  ["a Uint8Array", new Uint8Array(bytes)],
  ["an ArrayBuffer", new Uint8Array(bytes).buffer],
  ["a Buffer that went through JSON", JSON.parse(JSON.stringify(bytes))],
  ["base64", bytes.toString("base64")],
  ["base64 in lines", "AQL6\r\n+w=="],
  ["a URL's base64", bytes.toString("base64url")],
  ["a data address", `data:image/png;base64,${bytes.toString("base64")}`],
])("bytes are read from %s", (_kind, given) => {
  expect(readBytes(given)).toEqual(new Uint8Array(bytes));
});

it.each([[undefined], [null], [""]])("%j is none", (given) => {
  expect(readBytes(given)).toBeUndefined();
});

it.each([["/public/1.jpg"], ["https://files.example.com/1.jpg"], [7], [{ path: "x" }], ["olá"]])(
  "%j cannot be read",
  (given) => {
    expect(readBytes(given)).toBe("unreadable");
  },
);

it("what is too large is taken at no door", () => {
  expect(readBytes(new Uint8Array(65 * 1024 * 1024))).toBe("tooLarge");
  expect(readBytes("A".repeat(95_000_000))).toBe("tooLarge");
});

it("a host that reuses its buffer changes nothing", () => {
  const data = Buffer.from("one");
  const read = validate("onMessage", message, { id: 1, text: "", sentAt: 0, media: { data } });
  const media: Media | undefined = read.media;
  data.write("two");
  expect(Buffer.from(media?.data ?? "").toString()).toBe("one");
  expect(media?.size).toBe(3);
});

it("what cannot be read costs no message, and says so", () => {
  const read = (media: unknown) => validate("onMessage", message, { id: 1, text: "x", sentAt: 0, media }).media;
  expect(read({ data: 7 })).toMatchObject({ dataIs: "unreadable" });
  expect(read({ url: "ftp://x/y", open: "no" })).toEqual({ type: undefined });
  expect(read({ url: "https://files.example.com/1" })).toMatchObject({ url: "https://files.example.com/1" });
});
