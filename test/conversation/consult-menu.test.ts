import { expect, it } from "vitest";
import { choiceId, isThanks, readCommand } from "../../src/conversation/consult-menu.js";
import { localeCodes } from "../../src/locales/locale.js";
import { locales } from "../../src/locales/locales.js";

const read = (text: string) => readCommand({ text });

it.each([
  ["1", { do: "number", number: 1, isTicket: false }],
  [" 2. ", { do: "number", number: 2, isTicket: false }],
  ["2️⃣", { do: "number", number: 2, isTicket: false }],
  ["opção 3", { do: "number", number: 3, isTicket: false }],
  ["12345", { do: "number", number: 12_345, isTicket: false }],
  ["#12", { do: "number", number: 12, isTicket: true }],
  ["nº 12", { do: "number", number: 12, isTicket: true }],
  ["chamado 12", { do: "number", number: 12, isTicket: true }],
  ["o chamado nº 12", { do: "number", number: 12, isTicket: true }],
  ["caso 12", { do: "number", number: 12, isTicket: true }],
  ["#12 A impressora parou…", { do: "number", number: 12, isTicket: true }],
  ["ticket:12", { do: "number", number: 12, isTicket: true }],
  ["add:12", { do: "add", ticketId: 12 }],
  ["approve:12", { do: "approve", ticketId: 12 }],
  ["reopen:12", { do: "reopen", ticketId: 12 }],
  ["0", { do: "list" }],
  ["Voltar", { do: "list" }],
  ["back", { do: "list" }],
  ["volver", { do: "list" }],
  ["sair", { do: "end" }],
  ["Salir!", { do: "end" }],
  ["exit", { do: "end" }],
  ["mais", { do: "more" }],
  ["más", { do: "more" }],
  ["resolvido", { do: "approve" }],
  ["não resolveu", { do: "reopen" }],
  ["a impressora parou", undefined],
  ["#12 a impressora parou de novo hoje cedo", undefined],
  ["chamado 12 parou", undefined],
  ["12 impressoras pararam", undefined],
  ["1 ou 2?", undefined],
  ["", undefined],
])("%j is %j", (text, command) => {
  expect(read(text)).toEqual(command);
});

it("prefers the id of what was chosen, and falls back on the text", () => {
  expect(readCommand({ text: "Voltar", choice: choiceId("ticket", 12) })).toMatchObject({ number: 12 });
  expect(readCommand({ text: "2", choice: "of somebody else's bot" })).toMatchObject({ number: 2 });
});

it.each(localeCodes)("the titles of buttons in %s fit, and are read as what they offer", (locale) => {
  const { add, approve, reopen, list, more, end, open, team, button, another } = locales[locale].choices;
  for (const title of [add, approve, reopen, list, more, end, open, team, button, another]) {
    expect(title.length, title).toBeLessThanOrEqual(20);
  }
  const offered = { add, approve, reopen, list, more, end, open, team };
  for (const [what, title] of Object.entries(offered)) expect(read(title), title).toMatchObject({ do: what });
});

it.each(["obrigado", "Obrigada!", "valeu", "gracias", "thanks", "👍", "👍🏽", "ok"])("%j is thanks", (text) => {
  expect(isThanks({ text })).toBe(true);
});

it.each(["obrigado, mas não resolveu", "1", ""])("%j is more, or less, than thanks", (text) => {
  expect(isThanks({ text })).toBe(false);
});
