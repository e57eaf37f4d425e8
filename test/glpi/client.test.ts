import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { GlpiClients } from "../../src/glpi/clients.js";
import { apiUrl, host, recording, replay, versions } from "./recorded.js";

const account = { url: apiUrl, appToken: "APP_TOKEN", userToken: "USER_TOKEN" };

function makeClients(options: Partial<ConstructorParameters<typeof GlpiClients>[0]> = {}) {
  return new GlpiClients({ requestTimeoutMs: 1_000, maxRequestsInFlight: 4, ...options });
}

beforeEach(() => {
  nock.disableNetConnect();
});
afterEach(() => {
  const pending = nock.pendingMocks();
  nock.cleanAll();
  nock.enableNetConnect();
  expect(pending).toEqual([]);
});

describe.each(versions)("a session of GLPI %s", (version) => {
  it("is started with the tokens in headers, once for any number of requests", async () => {
    const login = replay("initSession", recording(version, 8));
    const gets = [1, 2, 3].map(() => replay("User/2", recording(version, 21)));
    const client = makeClients().for(account);
    await Promise.all(gets.map(() => client.get("User/2", z.unknown())));

    const { headers, query } = login.asked();
    expect(headers).toMatchObject({ "app-token": "APP_TOKEN", authorization: "user_token USER_TOKEN" });
    expect(query.toString()).toBe("get_full_session=true");
    for (const get of gets) {
      expect(get.asked().headers).toMatchObject({ "app-token": "APP_TOKEN", "session-token": "SESSION_TOKEN" });
      expect(get.asked().headers.authorization).toBeUndefined();
    }
  });

  it("is renewed once, and the request repeated, when GLPI has forgotten it: also a POST, which was not carried out", async () => {
    replay("initSession", recording(version, 8));
    const lost = replay("Ticket", { ...recording(version, 26), response: recording(version, 9).response });
    replay("initSession", recording(version, 8));
    replay("Ticket", recording(version, 26));
    const id = await makeClients().for(account).add("Ticket", { name: "x" });
    expect(id).toBeGreaterThan(0);
    expect(lost.asked().body).toEqual({ input: { name: "x" } });
  });

  it("that is lost again at once is an error", async () => {
    for (let time = 0; time < 2; time += 1) {
      replay("initSession", recording(version, 8));
      replay("User/2", recording(version, 9));
    }
    await expect(makeClients().for(account).get("User/2", z.unknown())).rejects.toMatchObject({ code: "SESSION_LOST" });
  });

  it("that cannot be started says why", async () => {
    replay("initSession", recording(version, 3));
    await expect(makeClients().for(account).get("User/2", z.unknown())).rejects.toMatchObject({
      code: "USER_TOKEN_WRONG",
    });
  });

  it("is ended at close", async () => {
    replay("initSession", recording(version, 8));
    const kill = replay("killSession", recording(version, 63));
    const clients = makeClients();
    await clients.for(account).session();
    await clients.close();
    expect(kill.asked().headers["session-token"]).toBe("SESSION_TOKEN");
    await clients.close();
  });
});

describe("a session", () => {
  const full = recording("11.0.6", 8);
  const withSession = (session: object) => ({
    ...full,
    response: { ...full.response, body: { session_token: "SESSION_TOKEN", session } },
  });

  it("tells GLPI 11 from GLPI 10, and the rights of the API user", async () => {
    const { session } = full.response.body as { session: object };
    replay("initSession", withSession({ ...session, glpientity_fullstructure: {} }));
    expect(await makeClients().for(account).session()).toMatchObject({
      version: 11,
      rights: { ticket: 523295, user: 15519 },
    });
    replay("initSession", recording("10.0.14", 8));
    expect(await makeClients().for(account).session()).toMatchObject({ version: 10 });
  });

  it("has all entities of the API user made active, without naming one, when not all are", async () => {
    // PHP writes a list with gaps as an object.
    const profile = { ticket: 1031, user: 5, entities: { 0: { id: 1 }, 2: { id: 2 } } };
    replay("initSession", withSession({ glpiactiveentities: { 1: 1 }, glpiactiveprofile: profile }));
    const change = replay("changeActiveEntities", recording("11.0.6", 68));
    await makeClients().for(account).session();
    expect(change.asked().body).toEqual({ is_recursive: true });
  });

  it("that GLPI 11 cannot read (a page with 500) is renewed once for a GET, and never leads to a second POST", async () => {
    replay("initSession", full);
    replay("User/2", recording("11.0.6", 85));
    replay("initSession", full);
    replay("User/2", recording("11.0.6", 21));
    const client = makeClients().for(account);
    await client.get("User/2", z.unknown());

    replay("Ticket", { ...recording("11.0.6", 26), response: recording("11.0.6", 85).response });
    await expect(client.add("Ticket", {})).rejects.toMatchObject({ code: "ANSWER_LOST" });
  });

  it("belongs to one server and its tokens", async () => {
    const clients = makeClients();
    const client = clients.for(account);
    expect(clients.for({ ...account })).toBe(client);
    expect(clients.for({ ...account, userToken: "other" })).not.toBe(client);
    expect(clients.for({ ...account, url: `${host}/apirest.php` })).not.toBe(client);
  });
});

describe("a missing right", () => {
  it.each(versions)("to create is named, though GLPI %s says the same for anything", async (version) => {
    const login = recording(version, 8);
    const session = { glpiactiveprofile: { ticket: 1025, user: 1, entities: [] } };
    replay("initSession", { ...login, response: { ...login.response, body: { session_token: "T", session } } });
    replay("Ticket", recording(version, 58));
    await expect(makeClients().for(account).add("Ticket", {})).rejects.toMatchObject({
      code: "RIGHT_MISSING",
      message: expect.stringContaining('right "ticket"'),
    });
  });
});

describe("a request", () => {
  it("is repeated twice when it is a GET and the server is busy", async () => {
    replay("initSession", recording("11.0.6", 8));
    nock(host).get("/glpi/apirest.php/User/2").times(2).reply(503, "<html>", { "content-type": "text/html" });
    replay("User/2", recording("11.0.6", 21));
    await makeClients({ requestTimeoutMs: 10_000 }).for(account).get("User/2", z.unknown());
  });

  it("is never repeated when it is a POST", async () => {
    replay("initSession", recording("11.0.6", 8));
    nock(host).post("/glpi/apirest.php/Ticket").once().reply(503, "<html>", { "content-type": "text/html" });
    await expect(makeClients().for(account).add("Ticket", {})).rejects.toMatchObject({ code: "ANSWER_LOST" });
  });

  it("does not follow a redirect", async () => {
    nock(host)
      .get("/glpi/apirest.php/initSession")
      .query(true)
      .reply(301, "", { location: "https://elsewhere.example/" });
    await expect(makeClients().for(account).session()).rejects.toMatchObject({ code: "REDIRECTED" });
  });

  it("whose answer is not what GLPI gives says so", async () => {
    replay("initSession", recording("11.0.6", 8));
    replay("User/2", recording("11.0.6", 18));
    const schema = z.looseObject({ id: z.number() });
    await expect(makeClients().for(account).get("User/2", schema)).rejects.toMatchObject({
      code: "UNAVAILABLE",
      message: expect.stringContaining("(id)"),
    });
  });
});

describe("over a real socket", () => {
  async function withServer(answer: RequestListener, use: (url: string) => Promise<void>): Promise<void> {
    nock.enableNetConnect("127.0.0.1");
    const server = createServer(answer);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/apirest.php`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }
  const login = JSON.stringify({ session_token: "T" });

  it("an answer that is cut off is a lost answer", async () => {
    await withServer(
      (request, response) => {
        if (request.url?.includes("initSession")) {
          response.setHeader("content-type", "application/json").end(login);
          return;
        }
        response.writeHead(201, { "content-type": "application/json", "content-length": "100" });
        response.write('{"id":');
        setImmediate(() => response.destroy());
      },
      async (url) => {
        const error = await makeClients()
          .for({ ...account, url })
          .add("Ticket", {})
          .catch((reason: unknown) => reason);
        expect(error).toMatchObject({ code: "ANSWER_LOST", retryable: true });
      },
    );
  });

  it("nobody who listens means that nothing was made", async () => {
    let nobody = "";
    await withServer(
      () => undefined,
      async (url) => {
        nobody = url;
      },
    );
    const error = await makeClients({ requestTimeoutMs: 5_000 })
      .for({ ...account, url: nobody })
      .session()
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "UNAVAILABLE", message: expect.stringContaining("ECONNREFUSED") });
  });

  it.each([
    ["a fetch", () => new Promise<never>(() => undefined)],
    ["a body", async () => new Response(new ReadableStream({ cancel: () => new Promise(() => undefined) }))],
  ])("%s that listens to no signal fails in time, and leaves room for the next", async (_what, hang) => {
    vi.useFakeTimers();
    let hangs = true;
    const clients = makeClients({
      maxRequestsInFlight: 1,
      fetch: () =>
        hangs ? hang() : Promise.resolve(new Response(login, { headers: { "content-type": "application/json" } })),
    });
    const client = clients.for(account);
    const first = client.session().catch((reason: unknown) => reason);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await first).toMatchObject({ code: "UNAVAILABLE", message: expect.stringContaining("1000 ms") });
    hangs = false;
    expect(await client.session()).toMatchObject({ token: expect.any(String) });
    vi.useRealTimers();
  });

  it("no more requests are in flight than allowed, over all clients of a server", async () => {
    let now = 0;
    let most = 0;
    await withServer(
      (request, response) => {
        now += 1;
        most = Math.max(most, now);
        setImmediate(() => {
          now -= 1;
          response.setHeader("content-type", "application/json");
          response.end(request.url?.includes("initSession") ? login : "{}");
        });
      },
      async (url) => {
        const clients = makeClients({ maxRequestsInFlight: 2 });
        const accounts = ["a", "b", "c"].map((userToken) => clients.for({ ...account, url, userToken }));
        await Promise.all(accounts.flatMap((client) => [1, 2, 3, 4].map(() => client.get("User/2", z.unknown()))));
      },
    );
    expect(most).toBe(2);
  });
});

it("an inspected client shows no token", async () => {
  replay("initSession", recording("11.0.6", 8));
  const clients = makeClients();
  const client = clients.for(account);
  await client.session();
  expect(inspect([clients, client], { depth: 9, showHidden: true })).not.toMatch(/APP_TOKEN|USER_TOKEN|SESSION_TOKEN/);
});
