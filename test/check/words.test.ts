import { describe, expect, it } from "vitest";
import type { Cause } from "../../src/check/words/check-words.js";
import { checkWords } from "../../src/check/words/index.js";
import { templateProblem } from "../../src/config/template-problem.js";
import { localeCodes } from "../../src/locales/locale.js";

const causes = Object.keys(checkWords["pt-BR"].said) as Cause[];
/** The variables and sections of a template, each once. */
const tags = (text = "") => [...new Set(text.match(/\{\{[#^/]?\w+\}\}/g) ?? [])].sort();

describe.each(localeCodes)("what a check says in %s", (locale) => {
  const { said, rights, ticketFields } = checkWords[locale];

  it.each(causes)("can be read, and tells what the others tell: %s", (cause) => {
    const { text, mend } = said[cause];
    const { text: portuguese, mend: portugueseMend } = checkWords["pt-BR"].said[cause];
    expect(templateProblem(text)).toBeUndefined();
    expect(templateProblem(mend ?? "")).toBeUndefined();
    expect(tags(text)).toEqual(tags(portuguese));
    expect(tags(mend)).toEqual(tags(portugueseMend));
    expect(mend === undefined).toBe(portugueseMend === undefined);
  });

  it("names the same rights and fields", () => {
    expect(Object.keys(rights)).toEqual(Object.keys(checkWords["pt-BR"].rights));
    expect([...ticketFields.keys()]).toEqual([...checkWords["pt-BR"].ticketFields.keys()]);
  });
});
