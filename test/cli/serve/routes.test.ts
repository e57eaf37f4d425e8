import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadSettings } from "../../../src/cli/serve/file.js";
import { RouteServer } from "../../../src/cli/serve/http-server.js";
import { Metrics } from "../../../src/cli/serve/metrics.js";
import { routesOf } from "../../../src/cli/serve/routes.js";
import { GlpiIntegration } from "../../../src/index.js";
import { WhazingHost } from "../../../src/whazing/index.js";

const file = `channels:
  - { id: canal nº 1/b, url: "https://whazing.example/v1/api/external/a", token: t, webhookToken: mine }
  - { id: "*", url: "https://whazing.example/v1/api/external/b", token: t, webhookToken: other }
queues: [{ id: 5, integrationId: ":id" }]
integrations:
  - { id: ":id", type: glpi-create-ticket, name: GLPI, url: "https://glpi.example/apirest.php", appToken: a, userToken: u, webhookSecret: bell }
`;

const own = globalThis.Request;

let folder: string;
let integration: GlpiIntegration;
let metrics: Metrics;
let server: RouteServer;
let address: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "whazing-glpi-routes-"));
  writeFileSync(join(folder, "whazing-glpi.yaml"), file);
  const { settings } = await loadSettings(join(folder, "whazing-glpi.yaml"), {}, "en");
  const channels = settings.channels.map(({ webhookToken: _webhookToken, ...channel }) => channel);
  const host = new WhazingHost({ channels, queues: settings.queues, loadIntegration: () => null });
  integration = new GlpiIntegration({ host });
  metrics = new Metrics();
  const logger = { info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const { routes, paths } = routesOf(settings, { integration, host, metrics, logger });
  expect(paths).toEqual(["/whazing/canal%20n%C2%BA%201%2Fb", "/whazing/*", "/glpi/%3Aid"]);
  server = new RouteServer(routes);
  address = await server.listen({ host: "127.0.0.1", port: 0 });
});
afterEach(async () => {
  server.stopTaking();
  server.end();
  await integration.close();
  rmSync(folder, { recursive: true });
});

const post = (path: string, headers: Record<string, string> = {}, body = '{"event":"test"}') =>
  fetch(`${address}${path}`, { method: "POST", body, headers });
const token = (value: string) => ({ "x-n8n-api-key": value });

describe("the routes of serve", () => {
  it.each([
    ["/whazing/canal%20n%C2%BA%201%2Fb", "mine", 200],
    ["/whazing/canal%20n%C2%BA%201%2Fb/", "mine", 200],
    ["/whazing/canal%20n%C2%BA%201%2Fb?from=whazing", "mine", 200],
    ["/whazing/canal%20n%C2%BA%201%2Fb", "other", 401],
    ["/whazing/*", "other", 200],
    ["/whazing/anything", "other", 404],
    ["/whazing", "mine", 404],
    ["/whazing/%E0%A4%A", "mine", 404],
    ["/glpi/%3Aid", "", 401],
    ["/glpi/7", "", 404],
    ["/health/more", "", 404],
  ])("%s with %j: %i", async (path, given, status) => {
    expect((await post(path, token(given))).status).toBe(status);
  });

  it("answers whom it refuses, however much they send, and goes on", async () => {
    const much = "x".repeat(5_000_000);
    expect((await post("/whazing/*", token("wrong"), much)).status).toBe(401);
    expect((await post("/nothing", {}, much)).status).toBe(404);
    const signed = { "x-glpi-signature": "none", "x-glpi-timestamp": "1" };
    expect((await post("/glpi/%3Aid", signed, much)).status).toBe(413);
    expect((await post("/whazing/*", token("other"))).status).toBe(200);
    expect((await metrics.text(undefined)).text).toContain(
      'whazing_glpi_webhooks_total{path="/glpi/%3Aid",status="413"} 1',
    );
  });

  it("leaves Node's own requests as they are", () => {
    expect(globalThis.Request).toBe(own);
  });
});
