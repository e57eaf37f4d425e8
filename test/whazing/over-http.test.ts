import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { GlpiIntegration } from "../../src/index.js";
import { GlpiSimulator, WhazingSimulator } from "../../src/testing/index.js";
import { nodeHandler, WhazingHost, whazingWebhook } from "../../src/whazing/index.js";
import { fileOf } from "../testing/pictures.js";

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

it("a stock Whazing and a GLPI, both over HTTP: from the webhook to the reply, with a picture in and a file out", async () => {
  const glpi = new GlpiSimulator({ version: 11 });
  await glpi.listen();
  ends.push(() => glpi.stop());
  const acme = glpi.addEntity({ name: "ACME" });
  glpi.addUser({ login: "beatriz", mobile: "(31) 98765-4322", entityId: acme.id });
  let ahead = 0;
  const whazing = new WhazingSimulator({ mediaApiKey: "media", now: () => new Date(Date.now() + ahead) });
  await whazing.listen();
  ends.push(() => whazing.stop());
  const channel = whazing.addChannel({ kind: "plus" });

  const queues = [{ id: 5, integrationId: 1 }];
  const account = { name: "Suporte", url: glpi.url, appToken: glpi.appToken, userToken: glpi.userToken };
  const host = new WhazingHost({
    channels: [{ tenantId: 1, url: channel.url, token: channel.token, kind: "plus" }],
    queues,
    mediaApiKey: "media",
    loadIntegration: () => ({ type: "glpi-create-ticket", ...account, tellChanges: true, sendButtons: true }),
  });
  const integration = new GlpiIntegration({ host });
  ends.push(() => integration.close());
  const handler = whazingWebhook(integration, { tenants: [{ id: 1 }], queues, token: "n8n" });
  const server: Server = createServer(nodeHandler(handler));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ends.push(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/whazing`;
  whazing.setWebhook(channel.id, { url, token: "n8n" });
  const send = async () => {
    ahead += 4_000;
    await whazing.sendWebhooks();
  };

  expect(await whazing.testWebhook(channel.id)).toBe(200);
  const beatriz = whazing.addContact({ name: "Beatriz", number: "553187654322" });
  const { conversationId } = whazing.writes(beatriz, { text: "2" });
  whazing.transfers(conversationId, 5);
  await send();
  const bytes = fileOf("jpg");
  whazing.writes(beatriz, { text: "a tela ficou assim", file: { name: "tela.jpg", bytes, type: "image/jpeg" } });
  await send();
  const created = new Promise((resolve) => integration.on("ticketCreated", resolve));
  whazing.closes(conversationId);
  await send();
  await created;
  expect(glpi.tickets).toMatchObject([{ title: "a tela ficou assim", entityId: acme.id }]);
  expect(whazing.reads(beatriz).at(-1)?.text).toMatch(/Número:\* 1/);
  await send();
  expect(whazing.webhooks.every(({ lastStatus, tries }) => lastStatus === 200 && tries === 1)).toBe(true);

  const told = new Promise((resolve) => integration.on("changeTold", resolve));
  glpi.technician.solve(1, "<p>Trocamos o cabo.</p>", {
    files: [{ name: "manual.pdf", bytes: Buffer.from("%PDF-1.4 manual") }],
  });
  await integration.glpiChanged({ integrationId: 1, tenantId: 1, ticketId: 1 });
  await told;
  expect(whazing.reads(beatriz).slice(-2)).toEqual([
    { text: "manual.pdf", fileName: "manual.pdf" },
    { text: expect.stringContaining("Trocamos o cabo."), buttons: expect.any(Array) },
  ]);
  expect(Buffer.from(whazing.file("manual.pdf") ?? "").toString()).toBe("%PDF-1.4 manual");
  expect(glpi.documents.find(({ ticketId }) => ticketId === 1)).toBeDefined();
  whazing.setWebhook(channel.id, { url, token: "wrong" });
  expect(await whazing.testWebhook(channel.id)).toBe(401);
});
