import { describe, expect, it } from "vitest";
import {
  ratingChoiceId,
  readOurChoice,
  readRating,
  readVerdict,
  verdictChoiceId,
} from "../../src/conversation/verdict.js";
import { message } from "../words.js";

const rules = { ignoredTexts: [], needsDescription: true };

describe("what is said of a solution", () => {
  it.each([
    ...["1", "1.", "1️⃣", "sim", "Sim!", "SIM, resolveu", "resolveu", "Resolvido", "funcionou", "funcionou, obrigada"],
    ...["👍", "👍🏽", "✅", "sim, obrigado", "si", "se resolvió", "sí, gracias", "yes", "Yes, it did"],
  ])("%s: it helped", (text) => {
    expect(readVerdict(message({ text }), rules)).toBe("yes");
  });

  it.each(["2", "2️⃣", "não", "Não!", "ainda não", "não resolveu", "todavía no", "no", "not yet"])(
    "%s: it did not",
    (text) => {
      expect(readVerdict(message({ text }), rules)).toBe("no");
    },
  );

  it.each(["não, continua caindo", "continua sem imprimir", "ainda não funciona quando chove", "no, sigue igual"])(
    "%s: it did not, and why",
    (text) => {
      expect(readVerdict(message({ text }), rules)).toBe("trouble");
    },
  );

  it("a picture shows what is wrong", () => {
    expect(readVerdict(message({ text: "", media: { type: "image" } }), rules)).toBe("trouble");
  });

  it.each(["obrigado!", "oi", "bom dia", "🙏", "3", "não, obrigado", "muito obrigada pela ajuda"])(
    "%s: nothing",
    (text) => {
      expect(readVerdict(message({ text }), rules)).toBeUndefined();
    },
  );
});

describe("a rating", () => {
  it.each([
    ["5", 5, ""],
    [" 4 ", 4, ""],
    ["nota 3", 3, ""],
    ["4 estrelas", 4, ""],
    ["4/5", 4, ""],
    ["⭐⭐⭐⭐", 4, ""],
    ["⭐️ ⭐️", 2, ""],
    ["5, muito bom", 5, "muito bom"],
    ["4 - demorou um pouco", 4, "demorou um pouco"],
    ["⭐⭐⭐⭐⭐ nota dez", 5, "nota dez"],
    ["5️⃣", 5, ""],
    ["4 muito bom", 4, "muito bom"],
    ["1\nninguém apareceu", 1, "ninguém apareceu"],
  ])("%s is %i", (text, score, words) => {
    expect(readRating(text)).toEqual({ score, words });
  });

  it.each([
    "0",
    "6",
    "10",
    "45",
    "2 computadores pararam",
    "3 impressoras",
    "⭐ computador parou",
    "1a via",
    "2 computadores do financeiro pararam de ligar hoje cedo",
    "obrigado",
    "",
  ])("%s is none", (text) => {
    expect(readRating(text)).toBeUndefined();
  });
});

it("a choice says which ticket it is about, as choice or as text", () => {
  expect(readOurChoice({ text: "Sim", choice: verdictChoiceId(7, "yes") })).toEqual({ ticketId: 7, verdict: "yes" });
  expect(readOurChoice({ text: verdictChoiceId(7, "no") })).toEqual({ ticketId: 7, verdict: "no" });
  expect(readOurChoice({ text: "", choice: ratingChoiceId(12, 4) })).toEqual({ ticketId: 12, score: 4 });
  for (const choice of ["wz-verdict-7-3", "wz-rating-7-yes", "wz-rating-7-6", "approve-7", "wz-verdict--yes"]) {
    expect(readOurChoice({ text: "", choice })).toBeUndefined();
  }
});
