import { describe, expect, it } from "vitest";
import { plainText, readChoice, readChoiceOrOther, readNamedChoice } from "../../src/conversation/menu.js";

describe("a choice among one ticket and another problem", () => {
  it.each([
    ["1", 1],
    [" 1. ", 1],
    ["1️⃣", 1],
    ["(1)", 1],
    ["opção 1", 1],
    ["Opcion 1", 1],
    ["sim", 1],
    ["Sim!", 1],
    ["sí", 1],
    ["yes", 1],
    ["2", 2],
    ["2️⃣", 2],
    ["não", 2],
    ["Não.", 2],
    ["outro", 2],
    ["outro problema", 2],
    ["another", 2],
    ["3", undefined],
    ["0", undefined],
    ["12", undefined],
    ["", undefined],
    ["?", undefined],
    ["não sei", undefined],
    ["a impressora parou de novo", undefined],
    ["1 ou 2?", undefined],
    ["12345", undefined],
  ])("%j is %s", (text, choice) => {
    expect(readChoice(text, 2)).toBe(choice);
  });
});

it("among several tickets a yes is not clear, and no is another problem", () => {
  expect(readChoice("sim", 4)).toBeUndefined();
  expect(readChoice("3", 4)).toBe(3);
  expect(readChoice("não", 4)).toBe(4);
});

it.each([
  ["2", 2],
  ["2️⃣", 2],
  ["opção 1", 1],
  ["3", undefined],
  ["ACME Serviços", 1],
  ["acme servicos", 1],
  ["Acme Serviços Norte", 2],
  ["norte", 2],
  // Part of two names, and of too much.
  ["acme", undefined],
  ["servicos", undefined],
  ["me", undefined],
  ["sim", undefined],
  ["não", undefined],
  ["a impressora da ACME parou", undefined],
])("among companies %j is %s", (text, choice) => {
  expect(readNamedChoice(text, ["ACME Serviços", "Acme Serviços Norte"])).toBe(choice);
});

it.each([
  ["1", 1],
  ["3", 3],
  ["3️⃣", 3],
  ["4", undefined],
  ["0", undefined],
  ["rede", 2],
  ["impress", 1],
  ["outro", 3],
  ["Outra coisa", 3],
  ["não sei", undefined],
  ["a internet caiu de novo", undefined],
])("among categories and “other” %j is %s", (text, choice) => {
  expect(readChoiceOrOther(text, ["Impressora", "Rede"])).toBe(choice);
});

it.each(["PARAR", "  parár\n", "*Parar!*", "¡Parar!", "“Parar”", "_parar_", "Parar…", "\u200eparar\u200b", "parar 🛑"])(
  "a word is the same however it is written: %j",
  (text) => expect(plainText(text)).toBe("parar"),
);
