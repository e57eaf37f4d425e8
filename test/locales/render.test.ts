import { describe, expect, it, vi } from "vitest";
import { renderTemplate } from "../../src/locales/render.js";

describe("a rendered template", () => {
  it("is plain text, not HTML", () => {
    expect(renderTemplate("{{a}} {{{a}}} {{&a}}", { a: `<b> & "x"` })).toBe(`<b> & "x" <b> & "x" <b> & "x"`);
  });

  it.each([
    ["unknown variables", "[{{nobody}}][{{no.body}}]", "[][]"],
    ["null and undefined", "[{{none}}][{{missing}}]", "[][]"],
    ["objects and lists", "[{{object}}][{{list}}][{{.}}]", "[][][]"],
    ["partials", "[{{> list}}]", "[]"],
    ["comments", "[{{! note }}]", "[]"],
  ])("leaves %s empty", (_, template, text) => {
    const view = { none: null, missing: undefined, object: Object.create(null), list: [1] };
    expect(renderTemplate(template, view)).toBe(text);
  });

  it("writes numbers and switches", () => {
    expect(renderTemplate("{{zero}} {{yes}} {{no}}", { zero: 0, yes: true, no: false })).toBe("0 true false");
  });

  it("repeats a section for each entry, which sees what is outside too", () => {
    const view = { tickets: [{ number: 1 }, { number: 2, name: "own" }], name: "Ana" };
    expect(renderTemplate("{{#tickets}}{{number}} {{name}};{{/tickets}}", view)).toBe("1 Ana;2 own;");
    expect(renderTemplate("{{#words}}{{.}},{{/words}}", { words: ["a", "b"] })).toBe("a,b,");
  });

  it("shows a section for what is there, and its opposite for what is not", () => {
    const template = "{{#more}}+{{more}}{{/more}}{{^more}}all{{/more}}";
    expect(renderTemplate(template, { more: 3 })).toBe("+3");
    for (const more of [0, "", null, false, [], undefined]) expect(renderTemplate(template, { more })).toBe("all");
  });

  it("follows dots into nested data", () => {
    expect(renderTemplate("{{queue.name}}{{queue.name.length}}", { queue: { name: "Suporte" } })).toBe("Suporte");
  });

  it("does not read what a value holds as a template", () => {
    expect(renderTemplate("{{a}}", { a: "{{b}}", b: "secret" })).toBe("{{b}}");
  });

  it("sees nothing of prototypes", () => {
    const view = Object.assign(Object.create({ inherited: "x" }), { name: "Ana", nested: {} });
    const template =
      "{{constructor}}{{toString}}{{__proto__}}{{hasOwnProperty}}{{inherited}}{{name.constructor}}{{nested.toString}}{{nested.__proto__}}";
    expect(renderTemplate(`${template}{{name}}`, view)).toBe("Ana");
  });

  it("reads fields with the names of an object's members as any other", () => {
    const view = JSON.parse('{"__proto__":"a","constructor":"b","hasOwnProperty":"c"}');
    expect(renderTemplate("{{__proto__}}{{constructor}}{{hasOwnProperty}}{{name}}{{constructor}}", view)).toBe("abcb");
  });

  it("calls no function and no getter", () => {
    const called = vi.fn(() => "called");
    const view = Object.defineProperty({ called, nested: { called } }, "getter", { get: called, enumerable: true });
    expect(renderTemplate("{{called}}{{#called}}x{{/called}}{{nested.called}}{{getter}}", view)).toBe("");
    expect(called).not.toHaveBeenCalled();
  });

  it("writes no more than anybody can send, however short the template and whatever it repeats", () => {
    const list = Array.from({ length: 40 }, () => ({}));
    const text = renderTemplate(`{{#a}}{{#a}}${"👍".repeat(10_000)}{{/a}}{{/a}}`, { a: list });
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text).not.toMatch(/[\ud800-\udbff]$/);
  });

  it("ends soon even if a list is nested in itself", () => {
    const tickets = Array.from({ length: 10 }, (_, number) => ({ number }));
    const template = `${"{{#tickets}}".repeat(100)}x${"{{/tickets}}".repeat(100)}`;
    expect(renderTemplate(template, { tickets }).length).toBeLessThan(20_001);
  });
});
