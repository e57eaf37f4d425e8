import Mustache from "mustache";
import { describe, expect, it } from "vitest";
import { templateProblem } from "../../src/config/template-problem.js";
import { operatorWords } from "../../src/config/words/index.js";
import { type Locale, localeCodes } from "../../src/locales/locale.js";
import { locales } from "../../src/locales/locales.js";

/** Every text of a language by its path: `texts.glpi-create-ticket.failureText`. */
function textsOf(words: object, path = ""): [string, string][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const here = path === "" ? key : `${path}.${key}`;
    if (typeof value === "object" && value !== null) return textsOf(value, here);
    return [[here, String(value)]];
  });
}

/** The tags of a template, however they are nested: `name`, `#tickets`, … */
function tagsOf(template: string): string[] {
  type Token = ReturnType<typeof Mustache.parse>[number];
  const visit = ([kind, value, , , children]: Token): string[] => [
    ...(kind === "text" || kind === "=" ? [] : [`${kind} ${value}`]),
    ...(Array.isArray(children) ? children.flatMap(visit) : []),
  ];
  return [...new Set(Mustache.parse(template).flatMap(visit))].sort();
}

/** What operators, customers and technicians read. */
const wordsOf = (locale: Locale) => textsOf({ ...operatorWords[locale], ...locales[locale] });
const portuguese = new Map(wordsOf("pt-BR"));

describe.each(localeCodes)("the words in %s", (locale) => {
  const texts = wordsOf(locale);
  const templates = texts.filter(([path]) => path.startsWith("texts.") || path.startsWith("configuration."));

  it("are the same ones as in Portuguese, and none is empty", () => {
    expect(texts.map(([path]) => path).sort()).toEqual([...portuguese.keys()].sort());
    expect(texts.filter(([, text]) => text.trim() !== text || text === "")).toEqual([]);
  });

  it("are templates that parse, with the same variables as in Portuguese", () => {
    expect(templates.length).toBeGreaterThan(25);
    for (const [path, template] of templates) {
      expect(templateProblem(template), path).toBeUndefined();
      expect(tagsOf(template), path).toEqual(tagsOf(portuguese.get(path) ?? ""));
    }
  });

  it("mention the same variables in the helps of the form as in Portuguese", () => {
    const mentioned = (text: string) => text.match(/\{\{.*?\}\}/g) ?? [];
    for (const [path, text] of texts.filter(([path]) => path.startsWith("form."))) {
      expect(mentioned(text), path).toEqual(mentioned(portuguese.get(path) ?? ""));
    }
  });
});

describe("the languages", () => {
  it("differ in all that is a sentence", () => {
    for (const locale of ["es", "en"] as const) {
      const sentences = wordsOf(locale).filter(([, text]) => /[.!]/.test(text));
      expect(sentences.length).toBeGreaterThan(60);
      expect(sentences.filter(([path, text]) => portuguese.get(path) === text)).toEqual([]);
    }
  });

  it("name a ticket's statuses as GLPI does", () => {
    expect(locales["pt-BR"].statuses).toMatchObject({ new: "Novo", pending: "Pendente", solved: "Solucionado" });
    expect(locales.es.statuses).toMatchObject({ new: "Nuevo", pending: "En espera", solved: "Resuelto" });
    expect(locales.en.statuses).toMatchObject({ new: "New", pending: "Pending", solved: "Solved" });
  });
});
