import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { nodeHandler } from "../../src/changes/node-handler.js";
import { glpiWebhook } from "../../src/changes/webhook.js";
import { GlpiSimulator } from "../../src/testing/index.js";
import { secret, signed } from "./webhooks.js";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listen(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

const raw = JSON.stringify({ item: { id: 9 }, event: "update" });
const rung: object[] = [];
const handler = nodeHandler(
  glpiWebhook(
    { glpiChanged: async (event: object) => rung.push(event) },
    { secret, tenantId: 1, integrationId: 7, maxBytes: 4_096, now: () => 1_795_576_943_000 },
  ),
);
const post = (url: string, body = raw) =>
  fetch(url, { method: "POST", headers: signed(raw, "1795576943"), body: Buffer.from(body) });

it("reads what comes over HTTP, in pieces, and answers", async () => {
  const url = await listen(handler);
  const [begin, end] = [raw.slice(0, 7), raw.slice(7)].map((text) => Buffer.from(text));
  const body = ReadableStream.from([begin, end]);
  const init = { method: "POST", headers: signed(raw, "1795576943"), body, duplex: "half" };
  const reply = await fetch(url, init as RequestInit);
  expect([reply.status, await reply.text()]).toEqual([200, "heard"]);
  expect(rung.splice(0)).toEqual([{ tenantId: 1, integrationId: 7, ticketId: 9 }]);
});

it("is rung by GLPI over HTTP", async () => {
  const url = await listen(handler);
  const glpi = new GlpiSimulator({ now: () => new Date(1_795_576_943_000) });
  glpi.webhooks.allowPorts = true;
  glpi.webhooks.add({ itemtype: "Ticket", event: "new", url, secret, useChallenge: true });
  const { id } = glpi.addTicket({ title: "x" });
  await glpi.runWebhookCron();
  expect(glpi.webhooks.queued).toMatchObject([{ tries: 1, lastStatus: 200 }]);
  expect(rung.splice(0)).toEqual([{ tenantId: 1, integrationId: 7, ticketId: id }]);
});

it("answers 401, 405 and 413", async () => {
  const url = await listen(handler);
  expect((await post(url, raw.toUpperCase())).status).toBe(401);
  expect((await fetch(`${url}?crc_token=x`)).status).toBe(401);
  expect((await fetch(url)).status).toBe(405);
  expect((await post(url, "x".repeat(5_000))).status).toBe(413);
});

it("takes the bytes that express.raw() has read", async () => {
  const url = await listen(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    await handler(Object.assign(request, { body: Buffer.concat(chunks) }), response);
  });
  const body = Buffer.from(JSON.stringify({ item: { id: 5 } }));
  const headers = signed(body.toString(), "1795576943");
  expect((await fetch(url, { method: "POST", headers, body })).status).toBe(200);
  expect(rung.splice(0)).toMatchObject([{ ticketId: 5 }]);
});

it("answers 500 when the handler fails, and does not reject", async () => {
  const url = await listen(nodeHandler(async () => Promise.reject(new Error("x"))));
  const reply = await post(url);
  expect([reply.status, await reply.text()]).toEqual([500, ""]);
});
