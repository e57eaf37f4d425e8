import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withChoices } from "../../src/host/choices.js";
import { cutAtGrapheme, cutAtWord } from "../../src/host/cut-text.js";

const words = { button: "Ver opções", prompt: "Escolha:" };
const options = (count: number, title = "Opção") =>
  Array.from({ length: count }, (_each, index) => ({ id: `${index + 1}`, title: `${title} ${index + 1}` }));

describe("a text with choices", () => {
  it("has three at most as buttons, more as a list, and of more than ten the first ten", () => {
    expect(withChoices("a", { ...words, options: [] })).toEqual([{ text: "a" }]);
    expect(withChoices("a", { ...words, options: options(3) })).toEqual([{ text: "a", buttons: options(3) }]);
    expect(withChoices("a", { ...words, options: options(4) })).toEqual([
      { text: "a", list: { button: "Ver opções", rows: options(4) } },
    ]);
    expect(withChoices("a", { ...words, options: options(12) })[0]?.list?.rows).toHaveLength(10);
  });

  it("that is too long for them goes first, alone", () => {
    const long = "palavra ".repeat(128);
    expect(withChoices(long.slice(0, 1_024), { ...words, options: options(1) })).toHaveLength(1);
    expect(withChoices(`${long}!`, { ...words, options: options(1) })).toEqual([
      { text: `${long}!` },
      { text: "Escolha:", buttons: options(1) },
    ]);
  });

  it("has titles of its own for each, also where they are cut", () => {
    const [first] = withChoices("a", {
      ...words,
      options: options(3, "Chamado muito comprido"),
    });
    expect(first?.buttons?.map(({ title }) => title)).toEqual([
      "Chamado muito compr…",
      "Chamado muito com… 2",
      "Chamado muito com… 3",
    ]);
  });

  it("fits into what WhatsApp takes, whatever the titles", () => {
    const option = fc.record({
      id: fc.string({ minLength: 1, maxLength: 10 }),
      title: fc.string({ unit: "grapheme", maxLength: 60 }),
      description: fc.string({ unit: "grapheme", maxLength: 100 }),
    });
    fc.assert(
      fc.property(fc.string({ maxLength: 6_000 }), fc.array(option, { maxLength: 14 }), (text, chosen) => {
        const messages = withChoices(text, { ...words, options: chosen });
        for (const { text: said, buttons = [], list } of messages) {
          expect(said.length).toBeLessThanOrEqual(buttons.length > 0 || list ? 1_024 : 4_096);
          for (const [offered, most] of [
            [buttons, 20],
            [list?.rows ?? [], 24],
          ] as const) {
            expect(new Set(offered.map(({ title }) => title)).size).toBe(offered.length);
            for (const { title } of offered) expect(title.length).toBeLessThanOrEqual(most);
          }
          for (const { description = "" } of list?.rows ?? []) expect(description.length).toBeLessThanOrEqual(72);
        }
      }),
    );
  });
});

it.each([
  ["abcdef", 6, "abcdef"],
  ["abcdef", 5, "abcd…"],
  ["👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 12, "👨‍👩‍👧‍👦…"],
  ["👨‍👩‍👧‍👦", 5, "…"],
  ["não", 3, "não"],
])("%j in %i characters is %j", (text, most, cut) => {
  expect(cutAtGrapheme(text, most)).toBe(cut);
});

it.each([
  ["um dois tres", 9, "um dois…"],
  ["um dois tres", 8, "um dois…"],
  ["um dois tres", 12, "um dois tres"],
  ["abcdefghijkl", 5, "abcd…"],
])("%j cut at a word in %i characters is %j", (text, most, cut) => {
  expect(cutAtWord(text, most)).toBe(cut);
});
