import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Finding } from "../../src/check/finding.js";
import { runCommand } from "../../src/cli/commands.js";
import { GlpiSimulator } from "../../src/testing/index.js";
import { blocks, page } from "../docs/pages.js";
import { addBeatriz } from "../world.js";
import { environmentOf, run } from "./run.js";

/** As a process of its own. */
const command = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  run(["--import", "tsx", "src/cli/main.ts", ...args], environment);

/** The same, in this process. */
async function inProcess(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const output = { stdout: "", stderr: "" };
  const code = await runCommand(args, {
    environment,
    colors: false,
    print: (text) => {
      output.stdout += `${text}\n`;
    },
    complain: (text) => {
      output.stderr += `${text}\n`;
    },
  });
  return { code, ...output };
}

let folder: string;
const running: GlpiSimulator[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "whazing-glpi-check-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await Promise.all(running.map((glpi) => glpi.stop()));
});

async function makeGlpi(version: 10 | 11) {
  const glpi = new GlpiSimulator({ version, appToken: `app-token-${version}` });
  glpi.addEntity({ name: "ACME" });
  const url = await glpi.listen();
  running.push(glpi);
  return { glpi, url, environment: environmentOf(url, glpi) };
}

function write(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe.concurrent.each([10, 11] as const)("whazing-glpi check, on GLPI %i", (version) => {
  it("of the environment: 0 when nothing failed, in Portuguese, for a person to read", async () => {
    const { glpi, environment } = await makeGlpi(version);
    const { id } = addBeatriz(glpi);
    const { code, stdout, stderr } = await command(["check", "--phone", "5531987654322"], environment);
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^✓ userToken +O USER TOKEN está certo: é do usuário glpi, com o perfil Super-Admin\.$/m);
    expect(stdout).toMatch(/^! files\.size .*\n +→ No GLPI, em Configurar > Geral > Gestão/m);
    expect(stdout).toContain(`A pessoa seria beatriz (usuário ${id}), encontrada pelo telefone.`);
    expect(stdout).toMatch(/\n\d+ certos, \d+ avisos, 0 falhas, \d+ não verificados\n$/);
    expect(code).toBe(0);
    expect(glpi.requests.every(({ method }) => method === "GET")).toBe(true);
    expect(glpi.sessions).toEqual([]);
  });

  it("of a file, as JSON: 1 when something failed, and no token is shown", async () => {
    const { glpi, url } = await makeGlpi(version);
    const config = {
      type: "glpi-create-ticket",
      name: "Suporte",
      url,
      appToken: glpi.appToken,
      userToken: "secret-user-token",
      locale: "es",
      categoryId: "x",
    };
    const path = write(`wrong-${version}.json`, JSON.stringify(config));
    const { code, stdout, stderr } = await command(["check", "--config", path, "--json"]);
    expect(code).toBe(1);
    const findings: Finding[] = JSON.parse(stdout);
    expect(Object.keys(findings[0] ?? {})).toEqual(["id", "state", "text", "mend"]);
    expect(findings.find(({ id }) => id === "configuration.categoryId")).toMatchObject({ state: "failed" });
    expect(findings.find(({ id }) => id === "userToken")?.text).toBe(
      "GLPI no conoce este USER TOKEN, o el usuario está inactivo.",
    );
    expect(stdout + stderr).not.toMatch(/secret-user-token|app-token/);
  });

  it("of a file whose token is in the environment, to look tickets up, in English, and with a ticket for trial", async () => {
    const { glpi, url } = await makeGlpi(version);
    const path = write(`right-${version}.json`, JSON.stringify({ name: "Suporte", url, appToken: glpi.appToken }));
    const environment = { GLPI_USER_TOKEN: glpi.userToken };
    const args = ["check", "--config", path, "--locale", "en"];
    const consult = await command([...args, "--type", "consult"], environment);
    expect(consult.code).toBe(0);
    expect(consult.stdout).not.toContain("rights.ticketCreate");
    const written = await command([...args, "--write"], environment);
    expect(written.stdout).toMatch(/A ticket for trial \(\d+\) was opened and deleted\./);
    expect(written.code).toBe(0);
    expect(glpi.tickets).toEqual([]);
  });
});

describe("whazing-glpi", () => {
  const account = { GLPI_URL: "http://127.0.0.1:9/apirest.php", GLPI_APP_TOKEN: "a", GLPI_USER_TOKEN: "u" };

  it.each([
    [[], /Uso: whazing-glpi <comando>/],
    [["chek"], /check {2}testa/],
    [["check"], /GLPI_URL/],
    [["check", "--url", "https://glpi.example/apirest.php"], /GLPI_APP_TOKEN/],
    [["check", "--app-token", "secret"], /Tokens não vão na linha de comando/],
    [["check", "--userToken=secret"], /Tokens não vão na linha de comando/],
    [["check", "secret"], /não é uma opção/],
    [["check", "--verbose=secret"], /Opção desconhecida: --verbose\./],
    [["check", "--phone"], /sem o seu valor/],
    [["check", "--json=secret"], /não deveria ter/],
    [["check", "--type", "secret"], /create ou consult/],
    [["check", "--locale", "secret"], /pt-BR, es ou en/],
    [["check", "--field", "secret"], /NOME=valor/],
    [["check", "--timeout", "secret"], /1 a 300/],
    [["check", "--phone", "secret".repeat(100)], /mais de 500 caracteres/],
    [["check", "--config", "/nowhere/x.json"], /Não foi possível ler \/nowhere\/x\.json \(ENOENT\)/],
    [["check", "--database"], /DATABASE_URL/],
  ])("%j is wrong usage: 2, with why, and nothing of what was typed", async (args, why) => {
    const needsAccount = ["--database", "--locale", "--field", "--timeout", "--phone"].some((flag) =>
      args.includes(flag),
    );
    const { code, stdout, stderr } = await inProcess(args, needsAccount ? account : {});
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(why);
    expect(stderr).not.toContain("secret");
  });

  it.each([
    ["not.json", '{"appToken": "secret", }', /não é um JSON válido/],
    ["list.json", '["secret"]', /precisa ter um objeto/],
    ["empty.json", "", /não é um JSON válido/],
  ])("a file that is none is wrong usage, and nothing of it is shown: %s", async (name, content, why) => {
    const { code, stderr } = await inProcess(["check", "--config", write(name, content)]);
    expect(code).toBe(2);
    expect(stderr).toMatch(why);
    expect(stderr).not.toContain("secret");
  });

  it("a folder is wrong usage too", async () => {
    const { code, stderr } = await inProcess(["check", "--config", folder]);
    expect(code).toBe(2);
    expect(stderr).toContain("EISDIR");
  });

  it("a file with a byte order mark, as editors on Windows write it, is read", async () => {
    const path = write("bom.json", `\uFEFF${JSON.stringify({ name: "", url: account.GLPI_URL, appToken: "a" })}`);
    const { code, stdout } = await inProcess(["check", "--config", path], { GLPI_USER_TOKEN: "with\nsecret" });
    expect(code).toBe(1);
    expect(stdout).toContain("configuration.name");
    expect(stdout).toContain("configuration.userToken");
    expect(stdout).not.toContain("secret");
  });

  it.each([
    [["--help"], /check {2}testa uma integração/],
    [["check", "--help"], /--phone 5531987654321/],
    [["check", "-h", "--locale=en"], /Exit code: 0 nothing failed/],
  ])("%j helps: 0", async (args, text) => {
    const { code, stdout } = await inProcess(args);
    expect(code).toBe(0);
    expect(stdout).toMatch(text);
  });

  it("that fails says 2 to the shell too", async () => {
    const { code, stdout, stderr } = await command(["check", "--user-token", "secret"]);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("GLPI_USER_TOKEN");
    expect(stderr).not.toContain("secret");
  });

  it("speaks the terminal's language", async () => {
    expect((await command(["--help"], { LANG: "es_AR.UTF-8" })).stdout).toContain(
      "Uso: whazing-glpi <comando> [opciones]",
    );
    expect((await inProcess(["--help"], { LANG: "en_US.UTF-8" })).stdout).toContain("Usage:");
  });

  it("tests a database too, which is not there", async () => {
    const environment = { ...account, DATABASE_URL: "postgres://u:secret@127.0.0.1:9/x" };
    const { code, stdout, stderr } = await inProcess(["check", "--database", "--json", "--timeout", "1"], environment);
    expect(code).toBe(1);
    const findings: Finding[] = JSON.parse(stdout);
    expect(findings.find(({ id }) => id === "store")).toMatchObject({ state: "failed" });
    expect(stdout + stderr).not.toContain("secret");
  });
});

describe("the example that operators read", () => {
  const oneLine = (text: string) => text.replace(/\s+/g, " ");

  it.each([
    ["docs/pt-BR/testar.md", "pt-BR"],
    ["docs/es/probar.md", "es"],
    ["docs/en/check.md", "en"],
  ])("in %s is what the command prints", async (path, locale) => {
    const { glpi, environment } = await makeGlpi(11);
    const rights = { ticket: 1031 - 1024, user: 5, followup: 4101, document: 4 };
    const profile = glpi.addProfile({ name: "API Whazing", rights });
    const profiles = [{ profileId: profile.id, entityId: 0, isRecursive: true }];
    glpi.addUser({ login: "whazing", apiToken: "least", profiles });
    const { stdout } = await inProcess(["check", "--locale", locale], { ...environment, GLPI_USER_TOKEN: "least" });
    const [example = ""] = blocks(path, "text");
    const lines = example.trimEnd().split("\n");
    expect(lines.length).toBeGreaterThanOrEqual(3);
    // What stands behind … is left out there.
    for (const line of lines) expect(oneLine(stdout)).toContain(oneLine(line.split(" …")[0] ?? "").trim());
  });

  it.each(["pt-BR", "es", "en"])("names every option, as --help does, in %s", async (locale) => {
    const { stdout } = await inProcess(["check", "--help", "--locale", locale]);
    const path = { "pt-BR": "docs/pt-BR/testar.md", es: "docs/es/probar.md", en: "docs/en/check.md" }[locale] ?? "";
    const options = [...new Set(stdout.match(/--[a-z]+/g))];
    expect(options.filter((option) => !page(path).includes(option) && option !== "--url")).toEqual([]);
  });
});
