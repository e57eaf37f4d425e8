import { createServer, type IncomingMessage, type Server } from "node:http";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { publicFetch } from "../../src/glpi/public-fetch.js";

// This machine is the internet here.
vi.mock("../../src/glpi/public-address.js", () => ({ isPublicAddress: () => true, mayBePublic: () => true }));

let server: Server;
let url: string;
const seen: { method: string | undefined; headers: IncomingMessage["headers"]; body: string }[] = [];

beforeEach(async () => {
  seen.length = 0;
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    seen.push({ method: request.method, headers: request.headers, body });
    if (request.url === "/hangs") return;
    if (request.url === "/moved") response.writeHead(302, { location: "/elsewhere" });
    else response.writeHead(201, { "content-type": "application/json" });
    response.end('{"id":7}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  url = `http://localhost:${port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

it("streams a body that says how long it is", async () => {
  async function* pieces() {
    for (let index = 0; index < 100; index += 1) yield Buffer.from("0123456789");
  }
  const init = { method: "POST", headers: { "content-length": "1000" }, duplex: "half" };
  const body = Readable.toWeb(Readable.from(pieces()));
  const response = await publicFetch(`${url}/Document`, { ...init, body } as unknown as RequestInit);
  expect(response.status).toBe(201);
  expect(seen).toMatchObject([{ headers: { "content-length": "1000" }, body: "0123456789".repeat(100) }]);
});

it("is a fetch: method, headers and body go out, status, headers and body come back", async () => {
  const body = JSON.stringify({ input: { name: "é" } });
  const request = new Request(`${url}/Ticket`, { method: "POST", body, headers: { "app-token": "A" } });
  const response = await publicFetch(request);
  expect([response.status, response.headers.get("content-type")]).toEqual([201, "application/json"]);
  expect(await response.json()).toEqual({ id: 7 });
  expect(seen).toMatchObject([{ method: "POST", headers: { "app-token": "A" }, body }]);
});

it("follows no redirect", async () => {
  const response = await publicFetch(`${url}/moved`, { redirect: "manual" });
  expect([response.status, response.headers.get("location"), seen.length]).toEqual([302, "/elsewhere", 1]);
});

it("ends when it is told to, and rejects where nobody answers", async () => {
  const abort = new AbortController();
  const hanging = publicFetch(`${url}/hangs`, { signal: abort.signal });
  while (seen.length === 0) await new Promise(setImmediate);
  abort.abort();
  await expect(hanging).rejects.toThrow();
  await expect(publicFetch("http://127.0.0.1:1/")).rejects.toMatchObject({ code: "ECONNREFUSED" });
});
