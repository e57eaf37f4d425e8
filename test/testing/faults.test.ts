import { afterEach, describe, expect, it, vi } from "vitest";
import { GlpiSimulator, type SimulatedRequest } from "../../src/testing/index.js";
import { Client } from "./client.js";

const isTicketPost = (request: SimulatedRequest) => request.method === "POST" && request.path === "/Ticket";
const ticket = { name: "x" };

async function start() {
  const glpi = new GlpiSimulator();
  const client = await Client.start(glpi);
  glpi.clearRequests();
  return { glpi, client };
}

const reset = expect.objectContaining({
  message: "fetch failed",
  cause: expect.objectContaining({ code: "ECONNRESET" }),
});

describe("faults", () => {
  it("a reset before the work leaves nothing behind", async () => {
    const { glpi, client } = await start();
    glpi.faults.resetBefore();
    await expect(client.post("/Ticket", ticket)).rejects.toEqual(reset);
    expect(glpi.tickets).toHaveLength(0);
    expect(glpi.requests).toMatchObject([{ path: "/Ticket", status: undefined }]);
  });

  it("a reset after the work leaves the ticket", async () => {
    const { glpi, client } = await start();
    glpi.faults.resetAfter({ times: 1 });
    await expect(client.post("/Ticket", ticket)).rejects.toEqual(reset);
    expect(glpi.tickets).toHaveLength(1);
    expect((await client.post("/Ticket", ticket)).status).toBe(201);
  });

  it.each([
    ["html", "text/html; charset=UTF-8"],
    ["json", "application/json; charset=UTF-8"],
  ] as const)("a status with a body of %s is answered in place of the work", async (body, contentType) => {
    const { glpi, client } = await start();
    glpi.faults.status(503, { body });
    const reply = await client.post("/Ticket", ticket);
    expect([reply.status, reply.headers.get("content-type")]).toEqual([503, contentType]);
    expect(glpi.tickets).toHaveLength(0);
  });

  it("a status after the work leaves the ticket", async () => {
    const { glpi, client } = await start();
    glpi.faults.status(504, { afterWork: true });
    expect((await client.post("/Ticket", ticket)).status).toBe(504);
    expect(glpi.tickets).toHaveLength(1);
  });

  it.each(["html", "maintenance"] as const)("%s answers HTML with 200", async (kind) => {
    const { glpi, client } = await start();
    glpi.faults[kind]();
    const reply = await client.post("/Ticket", ticket);
    expect([reply.status, reply.headers.get("content-type")]).toEqual([200, "text/html; charset=UTF-8"]);
    expect(glpi.tickets).toHaveLength(0);
  });

  it("a lost session answers 401 until another is started", async () => {
    const { glpi, client } = await start();
    glpi.faults.loseSession({ times: 1 });
    expect((await client.post("/Ticket", ticket)).status).toBe(401);
    await client.login(glpi.userToken);
    expect((await client.post("/Ticket", ticket)).status).toBe(201);
  });

  it("a redirect shows its address to who does not follow it, and reaches nothing else", async () => {
    const { glpi, client } = await start();
    glpi.faults.redirect("https://elsewhere.example/apirest.php");
    const reply = await client.send("GET", "/User/2", { redirect: "manual" });
    expect([reply.status, reply.headers.get("location")]).toEqual([302, "https://elsewhere.example/apirest.php"]);
    await expect(client.send("GET", "/User/2", { redirect: "error" })).rejects.toThrow("fetch failed");
    await expect(client.get("/User/2")).rejects.toThrow("fetch failed");
  });

  it("meet only the requests they are for, as often as told, until they are switched off", async () => {
    const { glpi, client } = await start();
    const fault = glpi.faults.status(500, { when: isTicketPost, times: 2 });
    const statuses = [];
    for (const path of ["/User/2", "/Ticket", "/Ticket", "/Ticket"]) {
      statuses.push((path === "/Ticket" ? await client.post(path, ticket) : await client.get(path)).status);
    }
    expect(statuses).toEqual([200, 500, 500, 201]);
    expect(fault.hits).toBe(2);
    const other = glpi.faults.status(502);
    expect((await client.get("/User/2")).status).toBe(502);
    other.off();
    expect((await client.get("/User/2")).status).toBe(200);
    glpi.faults.html();
    glpi.faults.clear();
    expect((await client.get("/User/2")).body).toMatchObject({ name: "glpi" });
  });

  it("with a probability go by the given random numbers", async () => {
    const { glpi, client } = await start();
    const numbers = [0.05, 0.5, 0.0999, 0.1];
    glpi.faults.random = () => numbers.shift() ?? 1;
    glpi.faults.status(500, { probability: 0.1 });
    const statuses = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await client.get("/User/2")).status);
    expect(statuses).toEqual([500, 200, 500, 200]);
  });

  it("of two that end a request only one meets it", async () => {
    const { glpi, client } = await start();
    const first = glpi.faults.status(500, { times: 1 });
    const second = glpi.faults.status(503);
    expect((await client.get("/User/2")).status).toBe(500);
    expect((await client.get("/User/2")).status).toBe(503);
    expect([first.hits, second.hits]).toEqual([1, 1]);
  });
});

describe("time", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("delays and latency add up, and the fake clock drives them", async () => {
    vi.useFakeTimers();
    const { glpi, client } = await start();
    glpi.latency = (request) => (isTicketPost(request) ? 28 : undefined);
    glpi.faults.delay(100);
    glpi.faults.delay(() => 1000);
    let status: number | undefined;
    client.post("/Ticket", ticket).then((reply) => {
      status = reply.status;
    });
    await vi.advanceTimersByTimeAsync(1127);
    expect([status, glpi.tickets.length]).toEqual([undefined, 0]);
    await vi.advanceTimersByTimeAsync(1);
    expect([status, glpi.tickets.length]).toEqual([201, 1]);
  });

  it("who gives up is rejected with the signal's reason, and the work is done all the same", async () => {
    vi.useFakeTimers();
    const { glpi, client } = await start();
    glpi.faults.delay(3000);
    const controller = new AbortController();
    const body = JSON.stringify({ input: ticket });
    const rejection = expect(client.send("POST", "/Ticket", { body, signal: controller.signal })).rejects.toBe(
      "too late",
    );
    await vi.advanceTimersByTimeAsync(1000);
    controller.abort("too late");
    await rejection;
    expect(glpi.tickets).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(2000);
    expect(glpi.tickets).toHaveLength(1);
    await expect(client.send("GET", "/User/2", { signal: AbortSignal.abort("before") })).rejects.toBe("before");
    expect(glpi.requests).toHaveLength(1);
  });

  it("no timer runs without a delay, for an upload neither", async () => {
    vi.useFakeTimers();
    const { glpi, client } = await start();
    const form = new FormData();
    form.set("uploadManifest", JSON.stringify({ input: { name: "x", _filename: ["x.txt"] } }));
    form.set("filename[0]", new File(["x"], "x.txt"));
    expect((await client.send("POST", "/Document", { body: form })).status).toBe(201);
    expect(await glpi.fetch(new Request(`${glpi.url}/Ticket/1`, { headers: { "App-Token": "wrong" } }))).toMatchObject({
      status: 400,
      url: `${glpi.url}/Ticket/1`,
    });
    expect(vi.getTimerCount()).toBe(0);
  });
});

it("the log holds what was sent and answered, and when", async () => {
  const now = new Date("2026-11-24T10:00:00Z");
  const glpi = new GlpiSimulator({ now: () => now });
  const client = await Client.start(glpi);
  await client.post("/Ticket", ticket);
  await client.get("/search/User?criteria[0][field]=6&range=0-1");
  expect(glpi.requests).toMatchObject([
    { method: "GET", path: "/initSession", resource: "initSession", body: undefined, status: 200, at: now },
    { method: "POST", path: "/Ticket", resource: "Ticket", body: { input: ticket }, status: 201 },
    { path: "/search/User", resource: "search", query: { "criteria[0][field]": "6", range: "0-1" }, status: 400 },
  ]);
  glpi.clearRequests();
  expect(glpi.requests).toEqual([]);
});
