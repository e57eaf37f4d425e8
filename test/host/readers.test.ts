import { describe, expect, it } from "vitest";
import { cleanName } from "../../src/host/clean-name.js";
import { readableMessage } from "../../src/host/message-text.js";
import { readMoment } from "../../src/host/moment.js";

const ms = 1_795_525_200_123;

describe("a time", () => {
  it.each([
    [new Date(ms), ms],
    [new Date(ms).toISOString(), ms],
    ["2026-11-24T10:00:00-03:00", 1_795_525_200_000],
    [ms, ms],
    [String(ms), ms],
    [BigInt(ms), ms],
    [1_795_525_200, 1_795_525_200_000],
    ["1795525200", 1_795_525_200_000],
    [1_795_525_200.5, 1_795_525_200_500],
    [ms * 1_000 + 7, ms],
    [BigInt(ms) * 1_000_000n + 7n, ms],
    [{ low: 1_795_525_200, high: 0, unsigned: true }, 1_795_525_200_000],
    [{ low: Number(BigInt(ms) & 0xffffffffn) | 0, high: Math.floor(ms / 2 ** 32), unsigned: false }, ms],
  ])("%s is read", (value, moment) => {
    expect(readMoment(value)).toBe(moment);
  });

  it.each([
    0,
    -1,
    5,
    Number.NaN,
    1e300,
    "",
    "yesterday",
    "1971-01-01",
    new Date(Number.NaN),
    null,
    undefined,
    {},
    [],
    true,
  ])("%s is none", (value) => {
    expect(readMoment(value)).toBeUndefined();
  });
});

describe("what a message says", () => {
  it("of a place is the link to it", () => {
    const picture = `data:image/png;base64,${"iVBORw0KGgo".repeat(700)}`;
    const link = "https://maps.google.com/maps?q=-19.92%2C-43.94&z=17&hl=br";
    expect(readableMessage(`${picture}|${link}`)).toEqual({ text: link, isCard: false });
    expect(readableMessage(`${picture}|${link} | Rua Exemplo, 10`).text).toBe(`${link}\nRua Exemplo, 10`);
    expect(readableMessage(picture).text).toBe("");
  });

  it("of contacts' cards is their names and telephones", () => {
    const ana = [
      "BEGIN:VCARD",
      "VERSION:3.0",
      "N:Lima;Ana;;;",
      "FN:Ana Lima\\, ACME",
      "item1.TEL;waid=5531987654321:+55 31 98765-4321",
      "item1.X-ABLabel:Celular",
      "PHOTO;BASE64:AAAA",
      " BBBB",
      "END:VCARD",
    ].join("\r\n");
    const rui =
      "BEGIN:VCARD\nVERSION:3.0\nN:Reis;Rui;;;\nTEL;type=CELL:+55 31 90000-0001\nTEL:+55 31 3333-4444\nEND:VCARD";
    expect(readableMessage(`${ana}\n${rui}`).text).toBe(
      "Ana Lima, ACME: +55 31 98765-4321\nRui Reis: +55 31 90000-0001, +55 31 3333-4444",
    );
  });

  it.each(["a impressora parou", "data: amanhã | hora: 10h", "", "BEGIN:VCARD"])("else stays as it is: %j", (text) => {
    expect(readableMessage(text)).toEqual({ text, isCard: false });
  });
});

describe("a name", () => {
  it.each([
    ["Ana Lima", "Ana Lima"],
    ["  Ana \u200b\n Lima ", "Ana Lima"],
    ["\u202eamiL anA", "amiL anA"],
    ["\u2066Ana\u2069", "Ana"],
    ["Família 👨‍👩‍👧", "Família 👨‍👩‍👧"],
    ["🔥", "🔥"],
    ["7", "7"],
    [".", undefined],
    ["~ -", undefined],
    ["\u200e\u200f", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("%j is read as %j", (name, read) => {
    expect(cleanName(name)).toBe(read);
  });
});
