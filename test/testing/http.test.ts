import { afterEach, expect, it } from "vitest";
import { GlpiSimulator } from "../../src/testing/index.js";
import { Client } from "./client.js";

let glpi = new GlpiSimulator();

async function listen(): Promise<Client> {
  glpi = new GlpiSimulator();
  const client = new Client(glpi, await glpi.listen(), fetch);
  await client.login(glpi.userToken);
  return client;
}

afterEach(async () => {
  await glpi.stop();
});

it("answers over HTTP as in process, on the same state", async () => {
  const client = await listen();
  const reply = await client.post("/Ticket", { name: "Olá 😀", content: "<p>x</p>" });
  expect(reply).toMatchObject({ status: 201, body: { id: 1 } });
  expect(reply.headers.get("location")).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\.php\/v1\/Ticket\/1$/);
  expect(glpi.tickets).toMatchObject([{ title: "Olá 😀" }]);
  const inProcess = await Client.start(glpi);
  const [{ body }, other] = await Promise.all([client.get("/User/2"), inProcess.get("/User/2")]);
  expect({ ...Object(body), links: [] }).toEqual({ ...Object(other.body), links: [] });
});

it("has the address that is reachable as its url while it listens", async () => {
  glpi = new GlpiSimulator();
  const inProcess = glpi.url;
  expect(await glpi.listen()).toBe(glpi.url);
  expect(new URL(glpi.url)).toMatchObject({ protocol: "http:", hostname: "127.0.0.1" });
  for (const through of [fetch, glpi.fetch]) {
    const client = new Client(glpi, glpi.url, through);
    await client.login(glpi.userToken);
    expect((await client.get("/User/2")).status).toBe(200);
  }
  await glpi.stop();
  expect(glpi.url).toBe(inProcess);
});

it("takes an upload over HTTP", async () => {
  const client = await listen();
  glpi.addTicket({ title: "x" });
  const form = new FormData();
  const input = { name: "x", _filename: ["x.txt"], itemtype: "Ticket", items_id: 1 };
  form.set("uploadManifest", JSON.stringify({ input }));
  form.set("filename[0]", new File([new Uint8Array(300_000).fill(7)], "x.txt"));
  expect((await client.send("POST", "/Document", { body: form })).status).toBe(201);
  expect(glpi.documents[0]?.file?.bytes).toEqual(new Uint8Array(300_000).fill(7));
});

it.each([
  ["resetBefore", 0],
  ["resetAfter", 1],
] as const)("%s breaks the socket and leaves %i tickets", async (kind, count) => {
  const client = await listen();
  glpi.faults[kind]({ times: 1 });
  const failure = await client.post("/Ticket", { name: "x" }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ message: "fetch failed", cause: { code: "ECONNRESET" } });
  expect(glpi.tickets).toHaveLength(count);
  expect((await client.get("/User/2")).status).toBe(200);
});

it("frees its port when it is stopped, also twice, and may listen again", async () => {
  const client = await listen();
  await glpi.stop();
  await glpi.stop();
  await expect(client.get("/User/2")).rejects.toThrow("fetch failed");
  const again = new Client(glpi, await glpi.listen(), fetch);
  again.sessionToken = client.sessionToken;
  expect((await again.get("/User/2")).status).toBe(200);
});

it("rejects when the port is taken", async () => {
  await listen();
  const other = new GlpiSimulator();
  const port = Number(new URL(await other.listen()).port);
  const third = new GlpiSimulator();
  await expect(third.listen(port)).rejects.toMatchObject({ code: "EADDRINUSE" });
  await other.stop();
});
