import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errorCodes, type FormField, GlpiIntegrationError, integrationForm } from "../src/index.js";
import { locales } from "../src/locales/locales.js";
import { renderTemplate } from "../src/locales/render.js";
import { comparePhoneField } from "../src/phone-number/phone-number.js";
import { blocks, page, paths, root, rows, unquote } from "./docs/pages.js";

const types = ["glpi-create-ticket", "glpi-consult-tickets"] as const;
const fieldsOf = (type: (typeof types)[number], locale: "en" | "pt-BR") =>
  integrationForm(type, locale).steps.flatMap((step) => step.fields);

describe("the programs in the docs", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "whazing-glpi-readme-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What a program prints that cannot open a connection; it has to end by itself. */
  async function run(program: string): Promise<string> {
    const source = (path: string) => JSON.stringify(pathToFileURL(join(root, path)).href);
    const file = join(folder, "example.mts");
    writeFileSync(
      file,
      program
        .replace('"whazing-glpi/testing"', source("src/testing/index.ts"))
        .replace('"whazing-glpi"', source("src/index.ts")),
    );
    const offline =
      "import net from 'node:net'; net.Socket.prototype.connect = () => { throw new Error('not offline') };";
    const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
    const imports = [loader, `data:text/javascript,${encodeURIComponent(offline)}`].flatMap((url) => ["--import", url]);
    const { stdout } = await promisify(execFile)(process.execPath, [...imports, file], { timeout: 20_000 });
    return stdout;
  }

  it.each(["README.md", "README.pt-BR.md"])(
    "the first one of %s runs offline and prints what the page says",
    async (path) => {
      const [program = ""] = blocks(path, "ts");
      const [printed] = blocks(path, "text");
      expect(await run(program)).toBe(printed);
    },
  );

  it("the first one of README.md ends within 40 lines", () => {
    const before = page("README.md").split("\n```\n")[0] ?? "";
    expect(before.split("\n").length + 1).toBeLessThanOrEqual(40);
    expect(before).toContain("main();");
  });

  it("the host's own test in docs/host-integration.md passes", async () => {
    const program = blocks("docs/host-integration.md", "ts").find((block) => block.includes("node:assert"));
    expect(await run(program ?? "throw new Error('no such block')")).toBe("all as expected\n");
  });

  it("all compile under strict TypeScript", { timeout: 60_000 }, () => {
    const known = `import type { Conversation, GlpiIntegration, Message } from "whazing-glpi";
      declare global { const integration: GlpiIntegration; const conversation: Conversation; const message: Message; const lastMessage: Message; }`;
    // The example host is compiled by test/consumers, with its models.
    const programs = paths
      .flatMap((path) => blocks(path, "ts").map((text, index) => ({ path, index, text })))
      .filter(({ text }) => !text.startsWith("// glpi.ts"));
    const files = new Map(
      programs.map(({ path, index, text }) => [join(root, `${path}.${index}.ts`), `${text}\nexport {};`]),
    ).set(join(root, "known.ts"), known);
    const options: ts.CompilerOptions = {
      ...{ strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noEmit: true },
      ...{ skipLibCheck: true, target: ts.ScriptTarget.ES2022, types: ["node"] },
      ...{ module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
      paths: {
        "whazing-glpi": [join(root, "src/index.ts")],
        "whazing-glpi/postgres": [join(root, "src/store/postgres/index.ts")],
        "whazing-glpi/whazing": [join(root, "src/whazing/index.ts")],
        "whazing-glpi/testing": [join(root, "src/testing/index.ts")],
      },
    };
    const host = ts.createCompilerHost(options);
    const { fileExists, readFile, getSourceFile } = host;
    host.fileExists = (file) => files.has(file) || fileExists(file);
    host.readFile = (file) => files.get(file) ?? readFile(file);
    host.getSourceFile = (file, languageVersion) => {
      const text = files.get(file);
      return text === undefined
        ? getSourceFile(file, languageVersion)
        : ts.createSourceFile(file, text, languageVersion, true);
    };
    const program = ts.createProgram([...files.keys()], options, host);
    const problems = [...files.keys()].flatMap((file) => {
      const source = program.getSourceFile(file);
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
        ({ messageText }) => `${relative(root, file)}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
      );
    });
    expect(programs.length).toBeGreaterThan(10);
    expect(problems).toEqual([]);
  });
});

describe("the table of the configuration", () => {
  const number = (value: number) => value.toLocaleString("en-US");

  function defaultOf({ key, required, default: value }: FormField): string {
    if (required) return "required";
    if (key.endsWith("Text") && value !== "") return "by locale";
    return value === undefined ? "" : [value].flat().join(", ");
  }

  function limitsOf({ kind, options, min, max, maxLength, advice }: FormField): string[] {
    if (options !== undefined) return [options.map(({ value }) => value).join(", ")];
    if (kind === "switch") return ["true, false"];
    if (kind === "lines") return ["200 texts of 200 characters"];
    if (maxLength !== undefined) return [`${number(maxLength)} characters`];
    if (min === undefined || max === undefined) return [];
    const range = `${number(min)} to ${number(max)}${kind === "duration" ? " ms" : ""}`;
    return advice === undefined ? [range] : [range, `below ${number(advice.below)} the form warns`];
  }

  it.each(types)("has every field of %s, with its default and limits", (type) => {
    const own = type === "glpi-create-ticket" ? "### Create tickets" : "### Consult tickets";
    const table = [...rows("README.md", "### Both types"), ...rows("README.md", own)];
    const fields = fieldsOf(type, "en");
    expect(table.map(([key]) => unquote(key)).sort()).toEqual(fields.map(({ key }) => key).sort());
    for (const field of fields) {
      const [, fallback, limits] = table.find(([key]) => unquote(key) === field.key) ?? [];
      expect([field.key, unquote(fallback)]).toEqual([field.key, defaultOf(field)]);
      for (const limit of limitsOf(field)) expect(`${field.key}: ${unquote(limits)}`).toContain(limit);
    }
  });

  it("the field that docs/host-integration.md shows is what a front end is given", () => {
    const [shown = ""] = blocks("docs/host-integration.md", "json");
    expect(fieldsOf("glpi-create-ticket", "pt-BR")).toContainEqual(JSON.parse(shown));
  });
});

describe("the tables of errors", () => {
  it.each([
    ["README.md", "## Errors"],
    ["docs/pt-BR/glpi.md", "## 8. Códigos de erro"],
  ])("%s has every code, and what to do", (path, heading) => {
    const table = rows(path, heading);
    expect(table.map(([code]) => unquote(code))).toEqual([...errorCodes]);
    for (const cells of table) expect(cells.every((cell) => cell !== "")).toBe(true);
  });

  it("README.md says which are worth trying again", () => {
    const said = rows("README.md", "## Errors").map(([, retryable]) => retryable);
    expect(said).toEqual(errorCodes.map((code) => (new GlpiIntegrationError(code, "").retryable ? "yes" : "no")));
  });
});

describe("docs/pt-BR/whazing.md", () => {
  it.each(types)("explains every field of %s under its label", (type) => {
    const own = type === "glpi-create-ticket" ? "### Só em Criar Chamado GLPI" : "### Só em Consultar Chamado GLPI";
    const explained = ["### Nas duas integrações", own].flatMap((heading) => rows("docs/pt-BR/whazing.md", heading));
    const labels = explained.map(([label = ""]) => /\*\*(.+)\*\*/.exec(label)?.[1]);
    const required = explained.filter(([label]) => label?.endsWith(" *")).map(([label = ""]) => label.slice(2, -4));
    const fields = fieldsOf(type, "pt-BR");
    expect(labels.sort()).toEqual(fields.map(({ label }) => label).sort());
    expect(required).toEqual(fields.filter((field) => field.required).map(({ label }) => label));
  });

  it("has every variable that a text can use", () => {
    const fields = types.flatMap((type) => fieldsOf(type, "pt-BR"));
    const variables = fields.flatMap((field) => [
      ...(field.variables ?? []),
      ...Object.values(field.lists ?? {}).flat(),
    ]);
    const table = rows("docs/pt-BR/whazing.md", "## Variáveis").map(([name]) => /\{\{(\w+)\}\}/.exec(name ?? "")?.[1]);
    expect(table.filter((name) => name !== "CPF").sort()).toEqual([...new Set(variables)].sort());
  });

  it("shows the texts that a customer reads", () => {
    const { texts, statuses } = locales["pt-BR"];
    const ticket = { number: 1234, title: "A impressora parou", status: statuses.new };
    const dates = { openedAt: "24/11/2026 10:00", updatedAt: "24/11/2026 10:05" };
    const created = { ticketNumber: 1234, ticketTitle: ticket.title };
    const listed = [{ ...ticket, ...dates, position: 1 }];
    const asked = { canAdd: true, another: 2, several: false };
    const view = { firstName: "Beatriz", ...created, ...asked, tickets: listed, total: 1, more: 0 };
    const companies = ["ACME", "Globex"].map((name, index) => ({ position: index + 1, name }));
    const { why, advice } = locales["pt-BR"].fileProblems.typeRefused;
    const named = (...names: string[]) => names.map((name, index) => ({ position: index + 1, name }));
    const answer = { technician: "Ana", answer: "Trocamos o toner. Pode testar?" };
    const views: Record<string, Record<string, unknown>> = {
      askCompanyText: { ...view, companies, total: 2 },
      ticketDetailText: { ...view, ...ticket, ...dates, ...answer },
      filesFailedText: { ...view, files: [{ name: "video.mp4", reason: `${why}; ${advice}` }] },
      askCategoryText: { ...view, categories: named("Impressora", "Rede"), other: 3 },
      askLocationText: { ...view, locations: named("Matriz", "Filial"), other: 3 },
    };
    // These are in docs/pt-BR/avisos.md.
    const ofChanges = new Set(["answerText", "solutionText", "statusText", "closedText", "reminderText"]);
    const all = types.flatMap((type) =>
      Object.entries(texts[type])
        .filter(([key]) => !ofChanges.has(key))
        .map(([key, text]) => `${renderTemplate(text, views[key] ?? view)}\n`),
    );
    // Both types have some of them.
    expect(blocks("docs/pt-BR/whazing.md", "text").sort()).toEqual([...new Set(all)].sort());
  });
});

it("docs/pt-BR/glpi.md says of each telephone whether it is found", () => {
  const answers = { same: "sim", withoutAreaCode: "só com a opção **Aceitar telefones sem DDD**", different: "não" };
  const examples = rows("docs/pt-BR/glpi.md", "### Telefone e e-mail");
  expect(examples.length).toBeGreaterThan(10);
  for (const contact of ["553187654321", "5531987654321"]) {
    expect(examples).toEqual(examples.map(([field]) => [field, answers[comparePhoneField(contact, unquote(field))]]));
  }
});

it.each(paths)("every link of %s leads somewhere in the repository", (path) => {
  const slug = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-");
  const targets = [...page(path).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, target = ""]) => target);
  for (const target of targets) {
    const [file = "", anchor] = target.split("#");
    const absolute = file === "" ? join(root, path) : resolve(root, dirname(path), file);
    expect([target, existsSync(absolute)]).toEqual([target, true]);
    if (anchor === undefined) continue;
    const headings = [...page(relative(root, absolute)).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
      slug(heading),
    );
    expect(headings).toContain(anchor);
  }
});
