import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { askAll, Interrupted } from "../../../src/cli/init/ask.js";
import { writeFiles } from "../../../src/cli/init/write.js";
import { loadSettings } from "../../../src/cli/serve/file.js";
import type { Locale } from "../../../src/index.js";
import { run } from "../run.js";
import { type Typed, typeAt } from "./at-a-terminal.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "whazing-glpi-init-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const ENTER = "\r";
const DOWN = "\x1b[B";

/** What is asked is answered as typed; the screen, once it is all answered. */
async function ask(locale: Locale, typed: readonly Typed[]) {
  const screen = { input: new PassThrough(), output: new PassThrough() };
  const answers = askAll(screen, locale);
  const shown = await typeAt(screen.input, screen.output, typed);
  return { answers, shown };
}

const typed: Typed[] = [
  ["URL da API do GLPI", `glpi.example${ENTER}`],
  ["https://", `${"\b".repeat(12)}https://glpi.example/apirest.php ${ENTER}`],
  ["APP TOKEN", `secret-app${ENTER}`],
  ["USER TOKEN", `secret'user#1${ENTER}`],
  ["Endereço da API externa", `https://whazing.example/v1/api/external/secret-2f0c${ENTER}`],
  ["Token da API externa", ENTER],
  ["É preciso responder.", `secret-api${ENTER}`],
  ["Que canal é?", `${DOWN}${ENTER}`],
  ["Id da fila que abre chamados", `five${ENTER}`],
  ["É um número.", `${"\b".repeat(4)}5${ENTER}`],
  ["Id da fila em caso de erro", ENTER],
  ["Avisar o cliente", `y`],
];

describe("what init asks", () => {
  it("is asked again where an answer will not do, and no token is shown", async () => {
    const { answers, shown } = await ask("pt-BR", typed);
    expect(await answers).toEqual({
      glpiUrl: "https://glpi.example/apirest.php",
      appToken: "secret-app",
      userToken: "secret'user#1",
      whazingUrl: "https://whazing.example/v1/api/external/secret-2f0c",
      apiToken: "secret-api",
      kind: "plus",
      queueId: 5,
      errorQueueId: undefined,
      tellChanges: true,
    });
    expect(shown()).not.toMatch(/secret-a|secret'/);
    expect(shown()).toContain("outro, com botões");
    expect(shown()).not.toMatch(/Yes|navigate|select/i);
  });

  it.each([
    ["Ctrl+C", "\x03"],
    ["Esc", "\x1b"],
  ])("ends with %s", async (_name, key) => {
    const { answers } = await ask("en", [
      ["URL of GLPI's API", `https://glpi.example/apirest.php${ENTER}`],
      ["APP TOKEN", key],
    ]);
    await expect(answers).rejects.toThrow(Interrupted);
  });
});

describe("what init writes", () => {
  const answers = {
    glpiUrl: "https://glpi.example/apirest.php",
    appToken: "secret-app",
    userToken: "secret'user#1",
    whazingUrl: "https://whazing.example/v1/api/external/secret-2f0c",
    apiToken: "secret-api",
    kind: "other",
    queueId: 5,
    errorQueueId: 6,
    tellChanges: true,
  } as const;

  it("is a file that serve takes, with its secrets apart", async () => {
    const path = join(folder, "mine.yaml");
    await writeFiles(path, answers, "pt-BR");
    const text = readFileSync(path, "utf8");
    expect(text).not.toContain("secret");
    expect(text).toContain("# A fila do Whazing, e a integração dela.\nqueues:");
    expect(statSync(join(folder, "mine.env")).mode & 0o777).toBe(0o600);

    const { settings } = await loadSettings(path, {}, "en");
    expect(settings).toMatchObject({
      channels: [{ url: "https://whazing.example/v1/api/external/secret-2f0c", token: "secret-api", kind: "other" }],
      queues: [{ id: 5, integrationId: 1 }],
      integrations: [
        { id: 1, raw: { appToken: "secret-app", userToken: "secret'user#1", errorQueueId: 6, tellChanges: true } },
      ],
    });
    expect(settings.channels[0]?.webhookToken).toMatch(/^[0-9a-f]{48}$/);
  });

  it.each(["mine.yaml", "mine.env"])("is never written over what is there: %s", async (name) => {
    writeFileSync(join(folder, name), "kept");
    const path = join(folder, "mine.yaml");
    const { code, stderr } = await run(["--import", "tsx", "src/cli/main.ts", "init", path, "--locale", "en"]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${name} exists, and stays as it is.`);
    expect(readFileSync(join(folder, name), "utf8")).toBe("kept");
  });
});

it("init without a terminal says what to do instead", async () => {
  const path = join(folder, "mine.yaml");
  const { code, stderr } = await run(["--import", "tsx", "src/cli/main.ts", "init", path, "--locale", "es"]);
  expect(code).toBe(2);
  expect(stderr).toContain("docs/es/servidor.md tiene un ejemplo");
});

it("init in a folder that is not there says so before it asks", async () => {
  const path = join(folder, "none", "mine.yaml");
  const { code, stderr } = await run(["--import", "tsx", "src/cli/main.ts", "init", path, "--locale", "en"]);
  expect(code).toBe(2);
  expect(stderr).toContain(`Cannot write in ${join(folder, "none")} (ENOENT). Make the folder, or choose another.`);
});
