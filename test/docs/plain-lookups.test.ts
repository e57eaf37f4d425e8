import { readFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/**
 * A word from outside that is looked up in a plain object finds what every object has too: `constructor` is a function.
 * A `Map` is asked instead, or `Object.hasOwn` before. Here is where the second was done, or the words are our own.
 */
const ownWords: ReadonlySet<string> = new Set([
  "src/config/explain-issue.ts labels[key]",
  "src/config/schema.ts given[key]",
  "src/glpi/client.ts rightToCreate[request.path]",
  "src/glpi/rich-text.ts entities[character]",
  "src/host/whazing-shapes.ts shape[name]",
]);

/** Every lookup of a text in an object that is no list, no tuple and no `Map`. */
function lookups(program: ts.Program, root: string): string[] {
  const checker = program.getTypeChecker();
  const found: string[] = [];
  const visit = (file: ts.SourceFile, node: ts.Node): void => {
    if (ts.isElementAccessExpression(node)) {
      const key = checker.getTypeAtLocation(node.argumentExpression);
      const isAnyText = (key.flags & ts.TypeFlags.String) !== 0;
      if (isAnyText) found.push(`${relative(root, file.fileName)} ${node.getText(file)}`);
    }
    ts.forEachChild(node, (child) => visit(file, child));
  };
  for (const file of program.getSourceFiles()) {
    const name = relative(root, file.fileName);
    if (/^src\/(?!testing\/|cli\/)/.test(name)) visit(file, file);
  }
  return found;
}

describe("words from outside", () => {
  it("are looked up in no plain object", () => {
    const root = process.cwd();
    const { config } = ts.parseConfigFileTextToJson("tsconfig.json", readFileSync("tsconfig.json", "utf8"));
    const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(`${root}/tsconfig.json`));
    const program = ts.createProgram(fileNames, options);
    const found = lookups(program, root);
    expect(found.filter((each) => !ownWords.has(each))).toEqual([]);
    // None that is gone.
    expect([...ownWords].filter((each) => !found.includes(each))).toEqual([]);
  }, 60_000);

  it("would be found if they were", () => {
    const host = ts.createCompilerHost({});
    const text = "declare const words: Record<string, string>; declare const word: string; words[word];";
    const file = ts.createSourceFile(`${process.cwd()}/src/x.ts`, text, ts.ScriptTarget.Latest);
    const withFile: ts.CompilerHost = {
      ...host,
      getSourceFile: (name, ...rest) => (name === file.fileName ? file : host.getSourceFile(name, ...rest)),
    };
    const program = ts.createProgram([file.fileName], { noLib: true }, withFile);
    expect(lookups(program, process.cwd())).toEqual(["src/x.ts words[word]"]);
  });
});
