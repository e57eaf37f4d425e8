import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { integrationForm } from "../../src/config/form.js";
import { type PreviewKey, previewText } from "../../src/config/preview-text.js";
import { sampleTicket, sampleValues } from "../../src/config/sample-values.js";
import { isGlpiIntegrationError } from "../../src/glpi/errors.js";
import { localeCodes } from "../../src/locales/locale.js";

const templates = (["glpi-create-ticket", "glpi-consult-tickets"] as const).flatMap((type) =>
  integrationForm(type, "pt-BR")
    .steps.flatMap(({ fields }) => fields)
    .filter(({ kind }) => kind === "template")
    .map(({ key, variables = [], lists = {} }) => ({ type, key: key as PreviewKey, variables, lists })),
);

function refusal(act: () => unknown) {
  try {
    act();
  } catch (error) {
    if (isGlpiIntegrationError(error)) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 26, 13, 5) });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the preview of a customer's text", () => {
  it("reads as the customer reads it", () => {
    expect(previewText("ticketCreatedText", "pt-BR")).toBe(`Pronto, Ana! ✅ Seu chamado foi aberto.

*Número:* 1234
*Assunto:* A impressora da recepção não imprime

Guarde esse número para acompanhar. Nossa equipe já recebeu o seu pedido. Se quiser acrescentar algo, é só escrever aqui.`);
    expect(previewText("answerText", "en")).toBe(
      "*Carlos* answered in ticket 1234 💬\n\nGood morning! I will come by today at 3 pm to see to the printer.",
    );
    expect(previewText("statusText", "es")).toBe("Caso 1234: estamos esperando su respuesta. ℹ️");
  });

  it("has what stands below it in any case", () => {
    expect(previewText("solutionText", "en", { template: "Solved: {{solution}}" })).toBe(
      "Solved: We replaced the cartridge, and the printer works again.\n\nDid this solve the problem? Please answer:\n*1* – Yes, it did\n*2* – Not yet",
    );
    expect(previewText("openTicketsText", "en")).toMatch(
      /\n\nTo see a ticket, answer with its number\. \*exit\* ends\.$/,
    );
    expect(previewText("ticketDetailText", "en")).toContain("\n*2* – Approve the solution\n");
  });

  it("shows what is typed, by the values that are given", () => {
    const sample = { template: "{{firstName}}, {{CPF}}: {{ticketNumber}} {{date}} {{hour}}", values: { CPF: "123" } };
    expect(previewText("closedText", "pt-BR", sample)).toBe("Ana, 123: 1234 26/11/2026 10:05");
  });

  it("is that of the language where nothing is typed, and empty where nothing is said", () => {
    expect(previewText("closedText", "pt-BR", { template: "  " })).toBe(previewText("closedText", "pt-BR"));
    expect(previewText("closedText", "pt-BR", { template: null })).toBe(previewText("closedText", "pt-BR"));
    expect(previewText("followUpAddedText", "pt-BR", { template: "" })).toBe("");
    expect(previewText("ratingText", "pt-BR")).toBe("");
  });

  it("is that of the form of which the field is", () => {
    expect(previewText("failureText", "en")).toContain("could not open your ticket");
    expect(previewText("failureText", "en", { type: "glpi-consult-tickets" })).toContain("could not look up");
  });

  it("shows a title as GLPI has it", () => {
    expect(previewText("titleTemplate", "en", { template: "[{{fila}}] {{firstWords}}" })).toBe(
      "[Support] The printer at the reception does not print",
    );
    expect(previewText("titleTemplate", "en", { template: "{{CPF}}" })).toBe(
      "The printer at the reception does not print",
    );
  });

  it.each(templates)("has a value for each variable and list of $key of $type", ({ key, variables, lists }) => {
    for (const locale of localeCodes) {
      const usual = sampleValues(locale, new Date());
      const values = key === "ticketDetailText" ? sampleTicket(usual, locale) : usual;
      for (const variable of variables) expect(values, `${key}: ${variable}`).toHaveProperty([variable]);
      for (const [list, names] of Object.entries(lists)) {
        for (const entry of values[list] as object[]) for (const name of names) expect(entry).toHaveProperty([name]);
      }
    }
  });

  it.each(templates)("leaves no mark of a template in $key of $type", ({ type, key }) => {
    for (const locale of localeCodes) expect(previewText(key, locale, { type })).not.toMatch(/[{}]|undefined|\[object/);
  });

  it("says what is no text of the form, and what is", () => {
    const error = refusal(() => previewText("url" as PreviewKey, "pt-BR"));
    expect(error.code).toBe("CONFIGURATION_INVALID");
    expect(error.message).toMatch(/^previewText: key: "url" is no text of the form\. Use one of .*closedText/);
    const other = refusal(() => previewText("answerText", "pt-BR", { type: "glpi-consult-tickets" }));
    expect(other.message).toContain("openTicketsText");
    expect(other.message).not.toContain("solutionText");
    expect(refusal(() => previewText("constructor" as PreviewKey, "pt-BR")).code).toBe("CONFIGURATION_INVALID");
  });

  it("shows what a value holds as it is, and nothing of one that is no text", () => {
    const shown = (firstName: unknown) =>
      previewText("closedText", "en", { template: "{{firstName}}!", values: { firstName } });
    expect(shown("{{/name}}{{{x}}}")).toBe("{{/name}}{{{x}}}!");
    expect(shown("<b>Ana</b> &amp;")).toBe("<b>Ana</b> &amp;!");
    expect(shown("x".repeat(1_000_000))).toHaveLength(65_536);
    for (const value of [undefined, null, {}, Object.create(null), Symbol("x"), () => "x"])
      expect(shown(value)).toBe("!");
  });

  it.each([undefined, null, {}, Object.create(null), Symbol("x")])("reads although a value is none: %s", (value) => {
    const values = { firstWords: value, more: value, number: value, isSolved: value };
    for (const { type, key } of templates) {
      expect(previewText(key, "pt-BR", { type, values })).not.toMatch(/undefined|null|\[object/);
    }
    expect(previewText("titleTemplate", "pt-BR", { template: "{{CPF}}", values })).toBe("");
  });

  it.each([
    [null, "sample: give an object"],
    ["text", "sample: give an object"],
    [{ values: "x" }, "sample.values: give an object"],
    [{ values: ["x"] }, "sample.values: give an object"],
  ])("says what a sample is, where it is none: %j", (sample, message) => {
    const error = refusal(() => previewText("closedText", "en", sample as object));
    expect([error.code, error.message]).toEqual(["CONFIGURATION_INVALID", expect.stringContaining(message)]);
    expect(refusal(() => previewText(Object.create(null), "en")).message).toContain("is no text of the form");
  });

  it("says which languages there are", () => {
    expect(refusal(() => previewText("closedText", "fr" as "en")).message).toContain("pt-BR, es, en");
  });

  it("says where a template is broken and how to mend it, in the operator's language", () => {
    const error = refusal(() => previewText("closedText", "en", { template: "Hello\n{{#name}} there" }));
    expect(error.code).toBe("CONFIGURATION_INVALID");
    expect(error.message).toContain("closedText");
    expect(error.issues).toEqual([{ key: "closedText", message: expect.stringContaining("{{/name}}") }]);
  });
});
