import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadSettings } from "../../../src/cli/serve/file.js";
import type { Locale } from "../../../src/index.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "whazing-glpi-file-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(text: string, name = "whazing-glpi.yaml"): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** The mistakes that a file has, without its path. */
async function mistakesIn(text: string, environment: NodeJS.ProcessEnv = {}, locale: Locale = "en"): Promise<string[]> {
  const failure = await loadSettings(write(text), environment, locale).catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: "UsageError" });
  const [, ...lines] = (failure as Error).message.split("\n");
  return lines.map((line) => line.trim());
}

const right = `# A file with its usual rows.
channels:
  - url: https://whazing.example/v1/api/external/2f0c
    token: \${API_TOKEN}
    webhookToken: \${WEBHOOK_TOKEN}
queues:
  - id: 5
    integrationId: open
integrations:
  - id: open
    type: glpi-create-ticket
    name: Suporte
    url: https://glpi.example/apirest.php
    appToken: \${APP_TOKEN}
    userToken: \${USER_TOKEN}
    ticketCreatedText: "Custa $\${NADA}: {{number}}"
`;
const environment = { API_TOKEN: "api", WEBHOOK_TOKEN: "n8n", APP_TOKEN: "app", USER_TOKEN: "user" };

describe("a file", () => {
  it("has one tenant, listens to this machine and keeps everything beside itself unless it says otherwise", async () => {
    const { settings } = await loadSettings(write(right), environment, "en");
    expect(settings).toMatchObject({
      listen: { host: "127.0.0.1", port: 8787 },
      data: join(folder, "whazing-glpi-data"),
      channels: [{ tenantId: 1, token: "api", webhookToken: "n8n", kind: "other" }],
      queues: [{ id: 5, integrationId: "open", startOnTransfer: true }],
      integrations: [{ id: "open", tenantId: 1, webhookSecret: undefined }],
    });
    expect(settings.integrations[0]?.raw).toEqual({
      type: "glpi-create-ticket",
      name: "Suporte",
      locale: "pt-BR",
      url: "https://glpi.example/apirest.php",
      appToken: "app",
      userToken: "user",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what the file has.
      ticketCreatedText: "Custa ${NADA}: {{number}}",
    });
  });

  it("has its secrets in an .env file too, of which the environment goes first; no value is read as YAML", async () => {
    write("API_TOKEN='a: [b'\nAPP_TOKEN=from-file\nWEBHOOK_TOKEN=n8n\nUSER_TOKEN=user\n", "whazing-glpi.env");
    const { settings, environment: whole } = await loadSettings(write(right), { APP_TOKEN: "app" }, "en");
    expect(settings.channels[0]?.token).toBe("a: [b");
    expect(settings.integrations[0]?.raw.appToken).toBe("app");
    expect(whole.WEBHOOK_TOKEN).toBe("n8n");
  });

  it("may be JSON", async () => {
    const json = {
      listen: { port: "3000" },
      tenants: [{ id: 1 }, { id: "b" }],
      channels: [
        { id: 3, tenantId: 1, url: "https://w.example/a", token: "t", webhookToken: ["x", "y"], kind: "plus" },
        { id: 4, tenantId: "b", url: "https://w.example/b", token: "t", webhookToken: "z" },
      ],
      queues: [
        { id: 5, tenantId: 1, integrationId: 1 },
        { id: 5, tenantId: "b", integrationId: "b", startOnTransfer: false },
      ],
      integrations: [1, "b"].map((tenantId) => ({
        id: tenantId,
        tenantId,
        webhookSecret: "s",
        type: "glpi-consult-tickets",
        name: "x",
        url: "https://glpi.example/apirest.php",
        appToken: "a",
        userToken: "u",
      })),
    };
    const { settings } = await loadSettings(write(JSON.stringify(json, null, "\t")), {}, "en");
    expect(settings.listen.port).toBe(3000);
    expect(settings.integrations.map(({ tenantId }) => tenantId)).toEqual([1, "b"]);
  });
});

describe("what is wrong with a file", () => {
  it("is said all at once, each with its line, and without any value", async () => {
    const text = `listen:
  port: 99999
colour: secret-colour
channels:
  - url: secret-url
    token: \${NO_TOKEN}
    webhookToken:
  - id: 4
    tenantId: 9
    url: https://whazing.example/x
    token: secret-token
    webhookToken: w
queues:
  - id: 5
    integrationId: open
  - id: 5
    integrationId: lost
integrations:
  - id: open
    type: glpi-create-ticket
    name: Suporte
    url: https://glpi.example/apirest.php
    appToken: secret-app
    categoryId: secret-category
    categroyId: 3
`;
    const mistakes = await mistakesIn(text);
    expect(mistakes).toEqual([
      expect.stringMatching(/^line 2: listen\.port: Too big/),
      "line 3: colour: does not exist; see how it is spelled",
      "line 5: channels[0].url: Invalid URL",
      "line 5: channels[0]: there are several channels: say the id of each",
      "line 6: the variable NO_TOKEN is set neither in the environment nor in the .env file",
      expect.stringMatching(/^line 7: channels\[0\]\.webhookToken: /),
      "line 9: channels[1].tenantId: there is no tenant 9 in tenants",
      "line 16: queues[1].id: 5 is there more than once",
      "line 17: queues[1].integrationId: there is no integration lost of this tenant in integrations",
      expect.stringMatching(/^line 19: integrations\[0\]\.userToken: /),
      expect.stringMatching(/^line 24: integrations\[0\]\.categoryId: /),
      expect.stringMatching(/^line 25: integrations\[0\]\.categroyId: /),
    ]);
    expect(mistakes.join()).not.toContain("secret");
  });

  it("is said in the operator's language", async () => {
    expect(await mistakesIn("channels: []\n", {}, "pt-BR")).toEqual([
      expect.stringMatching(/^linha 1: channels: .*pequeno/i),
      "linha 1: queues: falta",
      "linha 1: integrations: falta",
    ]);
    expect(await mistakesIn(right, { ...environment, APP_TOKEN: "" }, "es")).toEqual([
      "línea 14: la variable APP_TOKEN no está definida en el entorno, ni en el archivo .env",
    ]);
  });

  it.each([
    ["a tab", "channels:\n\t- secret", /^line 2: is no valid YAML or JSON \(\w+\)$/],
    ["a key twice", "queues: []\nqueues: [secret]", /^line 2: is no valid YAML or JSON \(DUPLICATE_KEY\)$/],
    ["a bracket that stays open", '{"channels": [{"token": "secret"', /^line 1: is no valid YAML or JSON/],
    ["a text alone", "secret", /^line 1: the file needs channels, queues and integrations$/],
    ["nothing", "", /^line 1: the file needs/],
    ["an alias of nothing", "channels: *secret", /^line 1: is no valid YAML or JSON/],
  ])("is where it is, and shows nothing: %s", async (_name, text, first) => {
    const mistakes = await mistakesIn(text);
    expect(mistakes[0]).toMatch(first);
    expect(mistakes.join()).not.toContain("secret");
  });

  it("may be that two tenants, or two channels, cannot be told apart", async () => {
    const rows = right.replace(
      "queues:\n",
      "  - url: https://w.example/b\n    token: t\n    webhookToken: w\nqueues:\n",
    );
    expect(await mistakesIn(rows, environment)).toEqual([
      "line 3: channels[0]: there are several channels: say the id of each",
      "line 6: channels[1]: there are several channels: say the id of each",
    ]);
    expect(await mistakesIn(`tenants: [{ id: 1 }, { id: 2 }]\n${right}`, environment)).toEqual([
      "line 4: channels[0]: there are several tenants: say whose it is, with tenantId",
      "line 8: queues[0]: there are several tenants: say whose it is, with tenantId",
      "line 11: integrations[0]: there are several tenants: say whose it is, with tenantId",
    ]);
  });

  it("may be that there is no file", async () => {
    await expect(loadSettings(join(folder, "none.yaml"), {}, "pt-BR")).rejects.toThrow(
      /none\.yaml não existe\. Para criar: whazing-glpi init\./,
    );
  });
});
