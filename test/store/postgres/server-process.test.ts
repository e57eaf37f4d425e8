import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { connectionString, useServer } from "./server.js";

const run = promisify(execFile);

describe.skipIf(connectionString === undefined)("a process (WHAZING_GLPI_TEST_DATABASE_URL)", () => {
  const server = useServer();

  it("with a PostgresStore ends by itself, though a message waits and nothing was closed; the next one has it", async () => {
    const folder = await mkdtemp(join(import.meta.dirname, "ends-"));
    const source = new URL("../../../src/", import.meta.url).pathname;
    const program = `
      import { Pool } from "pg";
      import { GlpiIntegration } from "${source}index.ts";
      import { PostgresStore } from "${source}store/postgres/index.ts";
      const pool = new Pool({ connectionString: "${connectionString}", max: 3, allowExitOnIdle: true });
      const settings = { type: "glpi-create-ticket", name: "x", messageIntervalMs: 600000, url: "https://glpi.example/apirest.php", appToken: "A", userToken: "U" };
      const host = { sendMessage: () => undefined, transferToQueue: () => undefined, loadIntegration: () => settings };
      const integration = new GlpiIntegration({ host, store: new PostgresStore({ pool, schema: "${server.schema}" }) });
      const conversation = { id: 1, tenantId: 1, contact: { id: 1 } };
      await integration.onMessage({ conversation, integrationId: 1, message: { id: 1, text: "sem rede", sentAt: Date.now() } });
      console.log("last line");
    `;
    try {
      await writeFile(join(folder, "program.ts"), program);
      const args = ["--import", "tsx", join(folder, "program.ts")];
      const { stdout, stderr } = await run(process.execPath, args, { timeout: 15_000 });
      expect([stdout.trim(), stderr]).toEqual(["last line", ""]);
      const [store] = server.open(1);
      expect(await store?.counts()).toMatchObject({ waiting: 1 });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
