import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type DescriptionRules,
  describes,
  describesTrouble,
  isDescription,
  isWritten,
} from "../../src/conversation/description.js";
import { emptyPhrases } from "../../src/conversation/empty-words.js";
import { message } from "../words.js";
import { nothings, somethings, type Written } from "./descriptions.js";

const rules: DescriptionRules = { ignoredTexts: [], needsDescription: true };
const asMessage = (written: Written) => message(typeof written === "string" ? { text: written } : written);
const titled = (all: readonly Written[]) =>
  all.map((written) => [JSON.stringify(written).slice(0, 80), asMessage(written)] as const);

describe("a message", () => {
  it.each(titled(nothings))("%s tells a technician nothing", (_title, written) => {
    expect(isDescription(written, rules)).toBe(false);
  });

  it.each(titled(somethings))("%s tells a technician something", (_title, written) => {
    expect(isDescription(written, rules)).toBe(true);
  });
});

it("the table has at least 330 rows, and none twice", () => {
  const rows = [...nothings, ...somethings].map((row) => JSON.stringify(row));
  expect(rows.length).toBeGreaterThanOrEqual(330);
  expect(rows.filter((row, index) => rows.indexOf(row) < index)).toEqual([]);
});

describe("what is a description", () => {
  const empty = fc.constantFrom(...emptyPhrases);
  const emptyTexts = fc.array(empty, { minLength: 1, maxLength: 6 }).map((phrases) => phrases.join(" "));

  it("is whatever has one word that is in no list", () => {
    fc.assert(
      fc.property(emptyTexts, fc.nat(6), (text, place) => {
        const words = text.split(" ");
        words.splice(place, 0, "xyzzy");
        expect(isDescription(message({ text: words.join(" ") }), rules)).toBe(true);
      }),
    );
  });

  it("is none of the phrases of the lists, whatever the case", () => {
    for (const phrase of emptyPhrases) {
      expect([phrase, isDescription(message({ text: phrase.toUpperCase() }), rules)]).toEqual([phrase, false]);
    }
  });

  it("does not change with case, accents and signs around it", () => {
    const signs = fc.string({ unit: fc.constantFrom(..."*_~.,;!?¡¿\"'() \n", "👍🏽", "❤️", "\u200e"), maxLength: 4 });
    const marks = fc.constantFrom("\u0301", "\u0303", "\u0308");
    fc.assert(
      fc.property(fc.constantFrom(...nothings, ...somethings), signs, signs, marks, (written, before, behind, mark) => {
        const { text, ...other } = asMessage(written);
        const expected = isDescription({ text, ...other }, rules);
        // A file's text may be none; signs alone are written.
        for (const changed of [text.toUpperCase(), text.normalize("NFD"), text.replace(/[aeiou]/g, `$&${mark}`)]) {
          expect(isDescription({ ...other, text: `${before}${changed}${behind}` }, rules)).toBe(expected);
        }
      }),
    );
  });

  it("is said of any text and any rules, without fail", () => {
    const text = fc.string({ unit: "binary", maxLength: 300 });
    const own = fc.record({ ignoredTexts: fc.array(text, { maxLength: 3 }), needsDescription: fc.boolean() });
    const media = fc.option(fc.record({ type: text }, { requiredKeys: [] }), { nil: undefined });
    fc.assert(
      fc.property(text, media, own, (words, file, given) => {
        expect(typeof isDescription(message({ text: words, media: file }), given)).toBe("boolean");
      }),
    );
  });

  it.each([
    ["a laugh", "k".repeat(100_000)],
    ["laughs that end as none", `${"ha".repeat(50_000)}x`],
    ["two laughs in turn", "rsks".repeat(25_000)],
    ["a letter drawn out", `o${"i".repeat(99_999)}`],
    ["letters drawn out before others", `${"aab".repeat(33_333)}`],
    ["emoji", "👍🏽".repeat(25_000)],
    ["digits", "1".repeat(100_000)],
    ["choices", "1 ".repeat(50_000)],
    ["greetings", "oi ".repeat(33_333)],
    ["sentences", "a impressora não imprime ".repeat(4_000)],
    ["white space", `${" ".repeat(100_000)}oi`],
    ["signs that show nothing", "\u200b".repeat(100_000)],
    ["a letter with accents out of order", `e${"\u0301\u0323".repeat(50_000)}`],
    ["letters that grow when they are normalized", "\ufdfa".repeat(100_000)],
  ])("is said of 100 kB: %s", (_name, text) => {
    const own = { ...rules, ignoredTexts: ["2ª via do boleto"] };
    expect(typeof isDescription(message({ text }), own)).toBe("boolean");
  });

  it("is not what the operator says tells nothing, whole and without case, accents and signs", () => {
    const own = { ...rules, ignoredTexts: ["2ª via do boleto", "Área Técnica"] };
    for (const text of ["2ª via do boleto", "2ª VIA DO BOLETO!", "area tecnica", "*Área técnica*"]) {
      expect(isDescription(message({ text }), own)).toBe(false);
    }
    expect(isDescription(message({ text: "2ª via do boleto de maio" }), own)).toBe(true);
  });

  it("is whatever is written where the operator needs none, and no call or sign that shows nothing", () => {
    const all = { ...rules, needsDescription: false };
    for (const written of [...nothings, ...somethings].map(asMessage)) {
      expect(isDescription(written, all)).toBe(isWritten(written));
    }
    for (const text of ["2", "oi", "👍"]) expect(isDescription(message({ text }), all)).toBe(true);
    expect(isDescription(message({ text: "\u200e" }), all)).toBe(false);
    expect(isDescription(message({ text: "x", kind: "call" }), all)).toBe(false);
  });
});

it("messages describe something if one of them does", () => {
  const said = (...texts: string[]) => texts.map((text) => message({ text }));
  expect(describes(said("oi", "2"), rules)).toBe(false);
  expect(describes(said("oi", "sem rede", "obrigado"), rules)).toBe(true);
  expect(describes([], rules)).toBe(false);
});

describe("trouble", () => {
  it.each([
    ["resolvido", false],
    ["Resolvido, obrigado!", false],
    ["já funcionou", false],
    ["está funcionando agora", false],
    ["pode fechar o chamado", false],
    ["pode fechar", false],
    ["deu certo 👍", false],
    ["ya funciona, gracias", false],
    ["it works now, thanks", false],
    ["solved", false],
    ["obrigado", false],
    ["não funcionou", true],
    ["não resolveu", true],
    ["ainda não está funcionando", true],
    ["funcionou por 5 minutos", true],
    ["no funciona", true],
    ["still not working", true],
    ["voltou o erro", true],
    ["voltou", true],
    ["voltou a funcionar", false],
    ["funcionou não", true],
    ["resolvido, não precisa mais", true],
  ])("%j tells of it: %s", (text, trouble) => {
    expect(describesTrouble([message({ text })], rules)).toBe(trouble);
  });

  it("is what a file may show", () => {
    expect(describesTrouble([message({ text: "resolvido", media: { type: "image" } })], rules)).toBe(true);
    expect(describesTrouble([message({ text: "", media: { type: "sticker" } })], rules)).toBe(false);
  });
});

describe("what a customer wrote", () => {
  it.each([
    [message({ text: "x" }), true],
    [message({ text: "", media: { type: "image" } }), true],
    [message({ text: "👍" }), true],
    [message({ text: " \u200e\u200b\ufeff " }), false],
    [message({ text: "\u00ad\u2060\u3164\u2800\ufe0f" }), false],
    [message({ text: "", media: { type: "chat" } }), false],
    [message({ text: "", kind: "media" }), true],
    [message({ text: "", kind: "text", media: {} }), false],
    [message({ text: "x", kind: "call" }), false],
    [message({ text: "❤️", kind: "reaction" }), false],
    [message({ text: "❤️", media: { type: "Reaction" } }), false],
    [message({ text: "", media: { type: "reactionMessage" } }), false],
    [message({ text: "x", kind: "system" }), false],
    [message({ text: "x", kind: "text" }), true],
  ])("%j: %s", (written, expected) => {
    expect(isWritten(written)).toBe(expected);
  });
});
