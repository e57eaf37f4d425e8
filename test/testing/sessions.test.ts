import { describe, expect, it } from "vitest";
import { GlpiSimulator } from "../../src/testing/index.js";
import { Client } from "./client.js";

const minute = 60_000;

function clock() {
  let now = Date.parse("2026-11-24T10:00:00Z");
  return { now: () => new Date(now), pass: (ms: number) => (now += ms) };
}

describe("a session", () => {
  it("is forgotten after 24 minutes without use", async () => {
    const time = clock();
    const client = await Client.start(new GlpiSimulator({ now: time.now }));
    time.pass(24 * minute);
    expect((await client.get("/User/2")).status).toBe(200);
    time.pass(24 * minute);
    expect((await client.get("/User/2")).status).toBe(200);
    time.pass(24 * minute + 1);
    expect(await client.get("/User/2")).toMatchObject({
      status: 401,
      body: ["ERROR_SESSION_TOKEN_INVALID", expect.any(String)],
    });
  });

  it("is lost with expireSessions, and another can be started", async () => {
    const glpi = new GlpiSimulator();
    const client = await Client.start(glpi);
    glpi.expireSessions();
    expect((await client.get("/User/2")).status).toBe(401);
    await client.login(glpi.userToken);
    expect((await client.get("/User/2")).status).toBe(200);
    expect(glpi.sessions).toHaveLength(1);
  });

  it("is not given to who is inactive, deleted or without a profile", async () => {
    const glpi = new GlpiSimulator();
    glpi.addUser({ login: "a", apiToken: "inactive", isActive: false });
    glpi.addUser({ login: "b", apiToken: "deleted", isDeleted: true });
    glpi.addUser({ login: "c", apiToken: "nothing", profiles: [] });
    for (const token of ["inactive", "deleted", "nothing"]) {
      expect((await Client.start(glpi, token)).sessionToken).toBeUndefined();
    }
  });

  it("tells GLPI 11 from 10 by glpientity_fullstructure", async () => {
    for (const version of [10, 11] as const) {
      const glpi = new GlpiSimulator({ version });
      const headers = { Authorization: `user_token ${glpi.userToken}` };
      const { body } = await new Client(glpi).send("GET", "/initSession?get_full_session=true", { headers });
      expect("glpientity_fullstructure" in Object(body).session).toBe(version === 11);
    }
  });

  it("is asked for with the app token of the simulator", async () => {
    const glpi = new GlpiSimulator({ appToken: "ours" });
    expect((await Client.start(glpi)).sessionToken).toHaveLength(26);
  });
});

describe("active entities", () => {
  async function tree() {
    const glpi = new GlpiSimulator();
    const acme = glpi.addEntity({ name: "ACME" });
    const north = glpi.addEntity({ name: "North", parentId: acme.id });
    const globex = glpi.addEntity({ name: "Globex" });
    return { glpi, acme: acme.id, north: north.id, globex: globex.id };
  }

  async function active(client: Client): Promise<unknown> {
    const { body } = await client.get("/getActiveEntities");
    return Object(body).active_entity.active_entities.map((entity: { id: number }) => entity.id);
  }

  function change(client: Client, body: unknown) {
    return client.send("POST", "/changeActiveEntities", { body: JSON.stringify(body) });
  }

  it("are the default entity and what is below it, when the profile is recursive", async () => {
    const { glpi, acme, north, globex } = await tree();
    const profiles = [
      { profileId: 4, entityId: globex },
      { profileId: 4, entityId: acme, isRecursive: true },
    ];
    glpi.addUser({ login: "api", apiToken: "api", entityId: acme, profiles });
    expect(await active(await Client.start(glpi, "api"))).toEqual([acme, north]);
  });

  it("are all of the profile's when the default entity is none of them", async () => {
    const { glpi, acme, north, globex } = await tree();
    const profiles = [
      { profileId: 4, entityId: globex },
      { profileId: 4, entityId: acme, isRecursive: true },
    ];
    glpi.addUser({ login: "api", apiToken: "api", profiles });
    expect(await active(await Client.start(glpi, "api"))).toEqual([globex, acme, north]);
  });

  it("change to one, to one and below, and to all", async () => {
    const { glpi, acme, north, globex } = await tree();
    const client = await Client.start(glpi);
    expect((await change(client, { entities_id: acme })).body).toBe(true);
    expect(await active(client)).toEqual([acme]);
    expect((await change(client, { entities_id: acme, is_recursive: true })).body).toBe(true);
    expect(await active(client)).toEqual([acme, north]);
    expect((await change(client, { is_recursive: true })).body).toBe(true);
    expect(await active(client)).toEqual([0, acme, north, globex]);
  });

  it("stay as they are when the profile does not hold there", async () => {
    const { glpi, acme, globex } = await tree();
    glpi.addUser({ login: "api", apiToken: "api", entityId: acme, profiles: [{ profileId: 4, entityId: acme }] });
    const client = await Client.start(glpi, "api");
    for (const body of [
      { entities_id: globex },
      { entities_id: "all", is_recursive: true },
      { entities_id: acme, is_recursive: true },
    ]) {
      expect(await change(client, body)).toMatchObject({ status: 200, body: false });
    }
    expect(await active(client)).toEqual([acme]);
  });

  it("bound what is found, read and made", async () => {
    const { glpi, acme, globex } = await tree();
    const profiles = [acme, globex].map((entityId) => ({ profileId: 4, entityId }));
    glpi.addUser({ login: "api", apiToken: "api", entityId: acme, profiles });
    const here = glpi.addUser({ login: "here", entityId: acme });
    const there = glpi.addUser({ login: "there", entityId: globex });
    const ticket = glpi.addTicket({ title: "there", entityId: globex });
    const client = await Client.start(glpi, "api");
    const logins = async () => Object((await client.get("/search/User")).body).data.map((row: { 1: string }) => row[1]);

    expect(await logins()).toEqual(["glpi", "api", "here"]);
    expect((await client.get(`/User/${here.id}`)).status).toBe(200);
    expect((await client.get(`/User/${there.id}`)).status).toBe(403);
    expect((await client.get(`/Ticket/${ticket.id}`)).status).toBe(403);
    expect((await client.get("/search/Ticket")).body).toMatchObject({ totalcount: 0 });
    const add = () => client.post("/Ticket", { name: "x", entities_id: globex });
    expect(await add()).toMatchObject({ status: 400, body: ["ERROR_GLPI_ADD", expect.any(String)] });
    expect(await client.post("/User", { name: "new", _profiles_id: 1, _entities_id: globex })).toMatchObject({
      status: 400,
    });

    await change(client, { is_recursive: true });
    expect(await logins()).toEqual(["glpi", "api", "here", "there"]);
    expect((await client.get(`/Ticket/${ticket.id}`)).status).toBe(200);
    expect((await add()).status).toBe(201);
  });

  it("give a ticket its entity when none is sent", async () => {
    const { glpi, acme } = await tree();
    glpi.addUser({ login: "api", apiToken: "api", entityId: acme, profiles: [{ profileId: 4, entityId: acme }] });
    await (await Client.start(glpi, "api")).post("/Ticket", { name: "x" });
    expect(glpi.tickets).toMatchObject([{ entityId: acme }]);
  });
});

describe("addresses", () => {
  it("api.php/v1 is GLPI 11's too", async () => {
    for (const [version, status] of [
      [10, 404],
      [11, 200],
    ] as const) {
      const glpi = new GlpiSimulator({ version });
      const client = new Client(glpi, "https://glpi.example.test/glpi/api.php/v1");
      const headers = { Authorization: `user_token ${glpi.userToken}` };
      expect((await client.send("GET", "/initSession", { headers })).status).toBe(status);
    }
  });

  it.each([
    ["https://glpi.example.test/apirest", 404],
    ["https://glpi.example.test/glpi/front", 404],
    ["https://glpi.example.test/glpi/apirest.php/", 200],
  ])("%s answers %i in HTML", async (url, status) => {
    const reply = await new Client(new GlpiSimulator(), url).get("");
    expect([reply.status, reply.headers.get("content-type")]).toEqual([status, "text/html; charset=UTF-8"]);
  });

  it("a method that a resource does not know is refused", async () => {
    const client = await Client.start(new GlpiSimulator());
    expect((await client.send("PATCH", "/Ticket/1")).status).toBe(405);
    expect((await client.post("/RequestType", { name: "x" })).status).toBe(405);
  });
});
