import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadSettings, USUAL_FILE } from "../../src/cli/serve/file.js";
import { Metrics } from "../../src/cli/serve/metrics.js";
import { errorCodes } from "../../src/index.js";
import { blocks, page, rows, unquote } from "./pages.js";

const secrets = [
  "WHAZING_API_TOKEN",
  "WHAZING_WEBHOOK_TOKEN",
  "GLPI_APP_TOKEN",
  "GLPI_USER_TOKEN",
  "GLPI_WEBHOOK_SECRET",
];
const environment = {
  ...Object.fromEntries(secrets.map((name) => [name, "x"])),
  WHAZING_API_URL: "https://whazing.example/v1/api/external/2f0c",
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "whazing-glpi-docs-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe.each([
  ["docs/pt-BR/servidor.md", "### Códigos de erro"],
  ["docs/es/servidor.md", "### Códigos de error"],
  ["docs/en/server.md", "### Error codes"],
])("%s", (path, heading) => {
  it("shows a file that is right", async () => {
    const [file = ""] = blocks(path, "yaml");
    writeFileSync(join(folder, USUAL_FILE), file);
    const { settings } = await loadSettings(join(folder, USUAL_FILE), environment, "en");
    expect(settings.integrations).toHaveLength(2);
  });

  it("shows a compose file that is YAML, whose one port is that of the file", () => {
    const [file = "", compose = ""] = blocks(path, "yaml");
    const { services } = parse(compose);
    expect(services["whazing-glpi"].ports).toEqual([`127.0.0.1:${parse(file).listen.port}:8787`]);
    expect(services["whazing-glpi"].environment.DATABASE_URL).toContain("@postgres/");
    expect(Object.keys(services)).toEqual(["whazing-glpi", "postgres"]);
  });

  it("has every code, and what to do", () => {
    const table = rows(path, heading);
    expect(table.map(([code]) => unquote(code))).toEqual([...errorCodes]);
    for (const cells of table) expect(cells.every((cell) => cell !== "")).toBe(true);
  });

  it("names only metrics that there are", async () => {
    const { text: told } = await new Metrics().text(undefined);
    const named = [...page(path).matchAll(/(?:whazing_glpi|…)_([a-z_]+)/g)].map(([, name]) => `whazing_glpi_${name}`);
    expect(named.length).toBeGreaterThan(8);
    for (const name of named.filter((each) => each !== "whazing_glpi_")) expect(told).toContain(`# TYPE ${name} `);
  });
});
