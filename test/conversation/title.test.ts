import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutTitle, firstWords } from "../../src/conversation/title.js";

const graphemes = new Intl.Segmenter("pt-BR", { granularity: "grapheme" });
const clustersOf = (text: string) => Array.from(graphemes.segment(text), ({ segment }) => segment);
/** GLPI 10 stores `<`, `>` and `&` as five characters each. */
const lengthInGlpi = (text: string) => [...text.replace(/[<>&]/g, "&#60;")].length;

const FAMILY = "👩‍👩‍👧‍👦";
const FLAG = "🇧🇷";
const THUMB = "👍🏽";
const ACCENTED = "e\u0301\u0323";

describe("cutTitle", () => {
  it.each([
    ["a short text as it is", "Impressora parada", "Impressora parada"],
    ["nothing as nothing", "", ""],
    ["white space as nothing", " \t\r\n\u00a0\u2028 ", ""],
    ["several lines as one", "  Bom dia\r\n\r\nA impressora\u2028não\timprime ", "Bom dia A impressora não imprime"],
    ["a next line as a space", "a\u0085b", "a b"],
    ["no control characters", "a\u0000b\u001b[31m\u007f", "ab[31m"],
    ["half of an emoji as U+FFFD", "a\ud83d b\ude00", "a\ufffd b\ufffd"],
    ["emoji and accents whole", `${FAMILY} ${FLAG} ${THUMB} ${ACCENTED}`, `${FAMILY} ${FLAG} ${THUMB} ${ACCENTED}`],
  ])("takes %s", (_name, text, title) => {
    expect(cutTitle(text)).toBe(title);
  });

  it.each([
    ["after the last whole word that leaves a place for the ellipsis", "uma palavra longa", 12, "uma palavra…"],
    ["before a word that would leave none", "uma palavra longa", 11, "uma…"],
    ["within a word that is longer than the title", "Pneumoultramicroscopico", 6, "Pneum…"],
    ["nothing that just fits", "uma palavra", 11, "uma palavra"],
    ["nothing for white space behind", "uma palavra     ", 11, "uma palavra"],
    ["with < > & five characters each", "a <b> c", 13, "a…"],
    ["behind < > & that fit", "a <b> c", 14, "a <b>…"],
    ["nothing where < > & just fit", "a <b> c", 15, "a <b> c"],
    ["counting an emoji as one character", "😀😀😀😀", 4, "😀😀😀😀"],
    ["between emoji", "😀😀😀😀", 3, "😀😀…"],
    ["before a family that does not fit", `ab${FAMILY}cd`, 9, "ab…"],
    ["behind a family that fits", `ab${FAMILY}cd`, 10, `ab${FAMILY}…`],
    ["between flags", FLAG.repeat(3), 4, `${FLAG}…`],
    ["before a skin tone's hand", `a${THUMB}b`, 3, "a…"],
    ["before a letter's accents", `a${ACCENTED}b`, 4, "a…"],
    ["all but the ellipsis where one character is too long", `e${"\u0301".repeat(300)}`, 255, "…"],
  ])("cuts %s", (_name, text, max, title) => {
    expect(cutTitle(text, max)).toBe(title);
  });

  it("is 255 characters by default", () => {
    expect(cutTitle("á".repeat(255))).toBe("á".repeat(255));
    expect(cutTitle("á".repeat(256))).toBe(`${"á".repeat(254)}…`);
    expect(cutTitle("&".repeat(51))).toBe("&".repeat(51));
    expect(cutTitle("&".repeat(52))).toBe(`${"&".repeat(50)}…`);
  });

  const piece = fc.constantFrom(
    ..."abcé <>&\n\t\u0000\u0085\u2028\u00a0",
    "palavra",
    "  ",
    "\r\n",
    "😀",
    FAMILY,
    FLAG,
    THUMB,
    ACCENTED,
    "\u0301",
    "\u200d",
    "\ud83d",
    "\ude00",
    "नमस्ते",
    "한국어",
  );
  const text = fc.oneof(
    fc.array(piece, { maxLength: 120 }).map((pieces) => pieces.join("")),
    fc.string({ unit: "binary", maxLength: 400 }),
  );
  const max = fc.constantFrom(1, 2, 5, 11, 40, 255);

  it("fits on both versions of GLPI and is one line, whatever the text", () => {
    fc.assert(
      fc.property(text, max, (words, limit) => {
        const title = cutTitle(words, limit);
        expect(lengthInGlpi(title)).toBeLessThanOrEqual(limit);
        expect(title).toBe(title.trim());
        expect(title).not.toMatch(/[^\S ]| {2}|\p{Cc}|\p{Surrogate}/u);
      }),
    );
  });

  it("is the whole line where that fits, else its beginning, with no character cut in half", () => {
    fc.assert(
      fc.property(text, max, (words, limit) => {
        const line = cutTitle(words, 10_000);
        const title = cutTitle(words, limit);
        if (lengthInGlpi(line) <= limit) {
          expect(title).toBe(line);
          return;
        }
        const kept = title.slice(0, -1);
        expect(`${kept}…`).toBe(title);
        const whole = clustersOf(kept);
        expect(clustersOf(line).slice(0, whole.length)).toEqual(whole);
      }),
    );
  });

  it("cuts within a word only where that word alone is too long", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "é", "&", "😀"), minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), fc.integer({ min: 2, max: 60 }), (words, limit) => {
        fc.pre(lengthInGlpi(words.join(" ")) > limit);
        const title = cutTitle(words.join(" "), limit);
        const kept = title.slice(0, -1).split(" ");
        const first = words[0] ?? "";
        if (lengthInGlpi(first) < limit) {
          expect(kept).toEqual(words.slice(0, kept.length));
          const next = words.slice(0, kept.length + 1).join(" ");
          expect(lengthInGlpi(`${next}…`)).toBeGreaterThan(limit);
        } else {
          expect(kept).toHaveLength(1);
          expect(first.startsWith(kept.join())).toBe(true);
        }
      }),
    );
  });

  it.each([
    ["words", "palavra ".repeat(131_072), `${"palavra ".repeat(31)}palav`.slice(0, 247)],
    ["one word", "a".repeat(1_048_576), "a".repeat(254)],
    ["families", FAMILY.repeat(95_325), FAMILY.repeat(36)],
    ["one letter with accents", `e${"\u0301".repeat(1_048_575)}`, ""],
    ["white space and a few words", `${" ".repeat(524_288)}oi gente${" ".repeat(524_288)}tudo bem`, "oi gente"],
    ["white space and half an emoji at the edge", `oi${" ".repeat(4_076)}${FAMILY}`, "oi"],
  ])("looks only at the beginning of a megabyte: %s", (_name, megabyte, kept) => {
    expect(cutTitle(megabyte)).toBe(`${kept}…`);
  });
});

describe("firstWords", () => {
  it.each([
    [
      "the first message when that says enough",
      ["A impressora da sala 2 parou ontem", "ajuda"],
      "A impressora da sala 2 parou ontem",
    ],
    [
      "more than a greeting",
      ["Bom dia!", " ", "a impressora\nparou", "desde ontem", "ok?"],
      "Bom dia! a impressora\nparou",
    ],
    ["all there is when that is little", ["oi", "parou"], "oi parou"],
    [
      "from the first with a letter on, not the choice from a menu",
      ["2", "👍", "", "Impressora parada"],
      "Impressora parada",
    ],
    ["the first with a letter of any script", ["1", "プリンター"], "プリンター"],
    ["the first that is not blank where none has a letter", ["", " \n", "2", "👍"], "2"],
    ["nothing where all are blank", ["", " "], ""],
    ["nothing where there are none", [], ""],
  ])("is %s", (_name, texts, expected) => {
    expect(firstWords(texts.map((text) => ({ text })))).toBe(expected);
  });
});
