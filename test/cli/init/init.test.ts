import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Interrupted, Prompt } from "../../../src/cli/init/prompt.js";
import { loadSettings } from "../../../src/cli/serve/file.js";
import { run } from "../run.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "whazing-glpi-init-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const init = (path: string, lines: readonly string[], args: readonly string[] = []) =>
  run(["--import", "tsx", "src/cli/main.ts", "init", path, ...args], {}, ({ stdin }) => stdin?.end(lines.join("\n")));

const answers = [
  "glpi.example",
  "https://glpi.example/apirest.php",
  "secret-app",
  "secret'user#1",
  "https://whazing.example/v1/api/external/secret-2f0c",
  "secret-api",
  "",
  "five",
  "5",
  "",
  "s",
];

describe("whazing-glpi init", () => {
  it("asks, and again where an answer will not do, and writes a file that serve takes; no token is shown", async () => {
    const path = join(folder, "mine.yaml");
    const { code, stdout, stderr } = await init(path, answers);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toContain("É um número.");
    expect(stdout).not.toContain("secret");
    expect(stdout).toContain("WHAZING_WEBHOOK_TOKEN");
    const text = readFileSync(path, "utf8");
    expect(text).not.toContain("secret");
    expect(text).toContain("# A fila do Whazing, e a integração dela.\nqueues:");
    expect(statSync(join(folder, "mine.env")).mode & 0o777).toBe(0o600);

    const { settings } = await loadSettings(path, {}, "en");
    expect(settings).toMatchObject({
      channels: [{ url: "https://whazing.example/v1/api/external/secret-2f0c", token: "secret-api", kind: "other" }],
      queues: [{ id: 5, integrationId: 1 }],
      integrations: [{ id: 1, raw: { appToken: "secret-app", userToken: "secret'user#1", tellChanges: true } }],
    });
    expect(settings.channels[0]?.webhookToken).toMatch(/^[0-9a-f]{48}$/);
    expect(stdout).not.toContain(settings.channels[0]?.webhookToken);
  });

  it.each(["mine.yaml", "mine.env"])("writes over nothing: %s", async (name) => {
    writeFileSync(join(folder, name), "kept");
    const { code, stderr } = await init(join(folder, "mine.yaml"), answers, ["--locale", "en"]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${name} exists, and stays as it is.`);
    expect(readFileSync(join(folder, name), "utf8")).toBe("kept");
  });

  it("that is interrupted writes nothing", async () => {
    const path = join(folder, "mine.yaml");
    const { code, stderr } = await init(path, answers.slice(0, 3), ["--locale", "es"]);
    expect(code).toBe(1);
    expect(stderr).toContain("Interrumpido: no se escribió nada.");
    expect(() => statSync(path)).toThrow();
  });
});

describe("a prompt at a terminal", () => {
  function terminal() {
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const output = new PassThrough();
    const prompt = new Prompt(input, output);
    return { input, prompt, shown: () => String(output.read() ?? "") };
  }

  it("shows what is typed, and not what is to be unseen", async () => {
    const { input, prompt, shown } = terminal();
    const url = prompt.ask("URL");
    input.write("https://glpi.example\r");
    expect(await url).toBe("https://glpi.example");
    const token = prompt.ask("TOKEN", { unseen: true });
    input.write("secret\r");
    expect(await token).toBe("secret");
    prompt.close();
    const screen = shown();
    expect(screen).toContain("https://glpi.example");
    expect(screen).toContain("TOKEN: \n");
    expect(screen).not.toContain("secret");
  });

  it("ends with Ctrl+C", async () => {
    const { input, prompt } = terminal();
    const answer = prompt.ask("URL");
    input.write("\x03");
    await expect(answer).rejects.toThrow(Interrupted);
    await expect(prompt.ask("URL")).rejects.toThrow(Interrupted);
  });
});
