import Mustache from "mustache";

/** Why a template cannot be read: the key of the message and what it shows. Lines and columns count from 1. */
export interface TemplateProblem {
  problem: "tagNotClosed" | "sectionNotClosed" | "sectionNotOpened" | "templateUnreadable";
  values: Record<string, string | number>;
}

/** What keeps mustache from reading the template; `undefined` when it can. A variable nobody knows is no problem. */
export function templateProblem(template: string): TemplateProblem | undefined {
  try {
    new Mustache.Writer().parse(template);
    return undefined;
  } catch (error) {
    return explain(template, error instanceof Error ? error.message : "");
  }
}

function explain(template: string, message: string): TemplateProblem {
  const [, what, section = "", at = "0"] =
    /^(Unclosed tag|(?:Unclosed|Unopened) section)(?: "(.*)")? at (\d+)$/s.exec(message) ?? [];
  switch (what) {
    case "Unclosed tag":
      // mustache says where the text ends; the tag that swallowed it is the last that was opened.
      return { problem: "tagNotClosed", values: position(template, template.lastIndexOf("{{")) };
    case "Unclosed section":
      return { problem: "sectionNotClosed", values: { section } };
    case "Unopened section":
      return { problem: "sectionNotOpened", values: { section, ...position(template, Number(at)) } };
    default:
      return { problem: "templateUnreadable", values: {} };
  }
}

function position(template: string, index: number): { line: number; column: number } {
  const before = template.slice(0, Math.max(index, 0)).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
