import { describe, expect, it } from "vitest";
import { operatorWords } from "../../src/config/words/index.js";
import { locales } from "../../src/locales/locales.js";
import { renderTemplate } from "../../src/locales/render.js";
import { blocks, page, rows } from "./pages.js";

const pages = [
  {
    locale: "pt-BR",
    path: "docs/pt-BR/avisos.md",
    statuses: "### As situações",
    done: "Trocamos o toner.",
    asks: "Pode testar?",
    manual: "Segue o manual.",
    rating: "De 1 a 5, que nota você dá ao atendimento do chamado {{ticketNumber}}?",
  },
  {
    locale: "es",
    path: "docs/es/avisos.md",
    statuses: "### Los estados",
    done: "Cambiamos el tóner.",
    asks: "¿Puede probar?",
    manual: "Aquí está el manual.",
    rating: "Del 1 al 5, ¿qué nota le da a la atención del caso {{ticketNumber}}?",
  },
  {
    locale: "en",
    path: "docs/en/notices.md",
    statuses: "### Statuses",
    done: "We changed the toner.",
    asks: "Can you test it?",
    manual: "Here is the manual.",
    rating: "From 1 to 5, how did we do with ticket {{ticketNumber}}?",
  },
] as const;

describe.each(pages)("$path", ({ locale, path, statuses, done, asks, manual, rating }) => {
  const { fields, choices } = operatorWords[locale].form;
  const { texts, changes } = locales[locale];
  const own = texts["glpi-create-ticket"];
  const say = (template: string, view: Record<string, unknown> = {}) =>
    renderTemplate(template, { firstName: "Beatriz", ticketNumber: 1234, technician: "Ana", ...view });

  it("shows what a customer reads", () => {
    const solved = say(own.solutionText, { solution: done });
    expect(blocks(path, "text").map((text) => text.slice(0, -1))).toEqual([
      say(own.answerText, { answer: `${done} ${asks}` }),
      say(own.answerText, { answer: `${manual}\n📎 manual.pdf` }),
      `${solved}\n\n${changes.askVerdict}`,
      say(own.statusText, { status: changes.statuses.pending }),
      say(own.closedText),
      say(rating),
      say(own.reminderText),
      say(changes.said.stopped, { word: fields.stopWord.placeholder }),
    ]);
  });

  it("says what each status is called, and how it is told", () => {
    const { closed: _closed, ...told } = choices.tellStatuses;
    const date = "27/11/2026 18:00";
    const said = Object.entries(changes.statuses).map(([status, words]) => [
      told[status as keyof typeof told],
      renderTemplate(words, { date }),
    ]);
    expect(rows(path, statuses)).toEqual(said);
    expect(said).toHaveLength(Object.keys(told).length);
  });

  it("names the fields as the form does, and asks for a rating as its help does", () => {
    const { tellChanges, changesEverySeconds, tellStatuses, windowHours, remindInWindow, stopWord, ratingText } =
      fields;
    for (const { label } of [tellChanges, tellStatuses, remindInWindow, stopWord, ratingText, fields.sendButtons])
      expect(page(path)).toContain(`**${label}**`);
    for (const { label } of [changesEverySeconds, windowHours])
      expect(page(path)).toContain(`**${label.replace(/ \(.*/, "")}**`);
    expect(ratingText.help).toContain(rating);
  });
});
