import { describe, expect, it } from "vitest";
import { templateProblem } from "../../src/config/template-problem.js";

describe("a template", () => {
  it.each([
    ["has plain text", "Olá!"],
    ["has variables nobody knows", "{{CPF}} {{ anything at all }}"],
    ["has sections", "{{#tickets}}{{number}}{{/tickets}}{{^tickets}}-{{/tickets}}"],
    ["has single brackets", "{name} }} ok"],
  ])("is fine when it %s", (_, template) => {
    expect(templateProblem(template)).toBeUndefined();
  });

  it.each([
    ["a tag left open", "a\nbc {{name", { problem: "tagNotClosed", values: { line: 2, column: 4 } }],
    ["a tag left open after a good one", "{{a}} {{b", { problem: "tagNotClosed", values: { line: 1, column: 7 } }],
    ["a section left open", "{{#name}}x", { problem: "sectionNotClosed", values: { section: "name" } }],
    ["a section closed by another name", "{{#a}}x{{/b}}", { problem: "sectionNotClosed", values: { section: "a" } }],
    [
      "a section never opened",
      "x\n{{/b}}",
      { problem: "sectionNotOpened", values: { section: "b", line: 2, column: 1 } },
    ],
    ["broken delimiters", "{{=|=}}", { problem: "templateUnreadable", values: {} }],
  ])("with %s says what and where", (_, template, problem) => {
    expect(templateProblem(template)).toEqual(problem);
  });
});
