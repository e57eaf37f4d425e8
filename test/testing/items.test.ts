import { describe, expect, it } from "vitest";
import { GlpiSimulator, type ProfileRights } from "../../src/testing/index.js";
import { Client } from "./client.js";

const versions = [10, 11] as const;

/** A client whose profile has these rights everywhere. */
async function clientWith(glpi: GlpiSimulator, rights: ProfileRights): Promise<Client> {
  const profile = glpi.addProfile({ name: "API", rights });
  const profiles = [{ profileId: profile.id, entityId: 0, isRecursive: true }];
  glpi.addUser({ login: "api", apiToken: "api", profiles });
  return Client.start(glpi, "api");
}

const added = { status: 201 };
const addRefused = { status: 400, body: ["ERROR_GLPI_ADD", expect.any(String)] };
const rightMissing = { status: 403, body: ["ERROR_RIGHT_MISSING", expect.any(String)] };

describe("rights", () => {
  it.each(versions)(
    "on %i ticket 1029, user 5, followup 4097 and document 4 are enough for the main job",
    async (version) => {
      const glpi = new GlpiSimulator({ version });
      const client = await clientWith(glpi, { ticket: 1029, user: 5, followup: 4097, document: 4 });
      expect(await client.get("/search/User")).toMatchObject({ status: 200 });
      expect(await client.post("/User", { name: "ana", _profiles_id: 1, _entities_id: 0 })).toMatchObject(added);
      expect(await client.post("/Ticket", { name: "x" })).toMatchObject(added);
      expect(await client.post("/ITILFollowup", { itemtype: "Ticket", items_id: 1, content: "x" })).toMatchObject(
        added,
      );
      expect(await client.get("/Ticket/1/ITILFollowup")).toMatchObject({ status: 200 });
      expect(await client.post("/Document", { name: "x" })).toMatchObject(added);
    },
  );

  it.each(versions)("on %i each missing bit is told", async (version) => {
    const glpi = new GlpiSimulator({ version });
    glpi.addTicket({ title: "x" });
    const client = await clientWith(glpi, { ticket: 1025, followup: 1 });
    expect(await client.get("/User/2")).toMatchObject(rightMissing);
    expect(await client.post("/Ticket", { name: "x" })).toMatchObject(addRefused);
    expect(await client.post("/Ticket_User", { tickets_id: 1, users_id: 2, type: 1 })).toMatchObject(addRefused);
    expect(await client.post("/ITILFollowup", { itemtype: "Ticket", items_id: 1, content: "x" })).toMatchObject(
      addRefused,
    );
    expect(await client.post("/Document", { name: "x" })).toMatchObject(addRefused);
    expect(await client.post("/ITILSolution", { itemtype: "Ticket", items_id: 1 })).toMatchObject(addRefused);
    expect(await client.send("DELETE", "/Ticket/1")).toMatchObject({
      status: 400,
      body: ["ERROR_GLPI_DELETE", expect.any(String)],
    });
  });

  it("without READALL only the own tickets are seen", async () => {
    const glpi = new GlpiSimulator();
    const other = glpi.addTicket({ title: "another's" });
    const client = await clientWith(glpi, { ticket: 5 });
    await client.post("/Ticket", { name: "own" });
    expect((await client.get("/search/Ticket")).body).toMatchObject({ data: [{ 1: "own" }] });
    expect(await client.get(`/Ticket/${other.id}`)).toMatchObject(rightMissing);
  });

  it.each([
    [10, 201],
    [11, 400],
  ] as const)("on %i whoever is assigned follows up without a right: %i", async (version, status) => {
    const glpi = new GlpiSimulator({ version });
    const client = await clientWith(glpi, { ticket: 1025 });
    glpi.addTicket({
      title: "x",
      technicians: glpi.users.filter((user) => user.login === "api").map((user) => user.id),
    });
    const reply = await client.post("/ITILFollowup", { itemtype: "Ticket", items_id: 1, content: "x" });
    expect(reply.status).toBe(status);
  });
});

describe("requesters", () => {
  async function requestersOn(version: 10 | 11): Promise<readonly number[]> {
    const glpi = new GlpiSimulator({ version });
    const acme = glpi.addEntity({ name: "ACME" }).id;
    const north = glpi.addEntity({ name: "North", parentId: acme }).id;
    const profile = (entityId: number, isRecursive: boolean) => [{ profileId: 1, entityId, isRecursive }];
    const ids = [
      glpi.addUser({ login: "in-entity", profiles: profile(north, false) }).id,
      glpi.addUser({ login: "from-above", profiles: profile(acme, true) }).id,
      glpi.addUser({ login: "above-only", profiles: profile(acme, false) }).id,
      glpi.addUser({ login: "inactive", profiles: profile(north, false), isActive: false }).id,
      glpi.addUser({ login: "deleted", profiles: profile(north, false), isDeleted: true }).id,
      99999999,
    ];
    const client = await Client.start(glpi);
    await client.post("/Ticket", { name: "x", entities_id: north, _users_id_requester: ids });
    return (glpi.tickets[0]?.requesters ?? []).map((id) => ids.indexOf(id));
  }

  it("are all kept by GLPI 10", async () => {
    expect(await requestersOn(10)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("are dropped by GLPI 11 when inactive, deleted, unknown or without a profile for the entity", async () => {
    expect(await requestersOn(11)).toEqual([0, 1]);
  });

  it.each(versions)("on %i are added afterwards without a filter, but only once", async (version) => {
    const glpi = new GlpiSimulator({ version });
    const ana = glpi.addUser({ login: "ana", isActive: false });
    glpi.addTicket({ title: "x" });
    const client = await Client.start(glpi);
    const input = { tickets_id: 1, users_id: ana.id, type: 1 };
    expect(await client.post("/Ticket_User", input)).toMatchObject(added);
    expect(await client.post("/Ticket_User", input)).toMatchObject(addRefused);
    expect(glpi.tickets[0]?.requesters).toEqual([ana.id]);
  });
});

describe("what is stored", () => {
  it("GLPI 10 takes text with &lt; and no real tag for encoded already; 11 stores what it gets", async () => {
    for (const [version, contents] of [
      [10, ["a &lt;b&gt;", "&#60;p&#62;a &#38;lt;b&#38;gt;&#60;/p&#62;", "a &#38;amp; b"]],
      [11, ["a &lt;b&gt;", "<p>a &lt;b&gt;</p>", "a &amp; b"]],
    ] as const) {
      const glpi = new GlpiSimulator({ version });
      const client = await Client.start(glpi);
      for (const content of ["a &lt;b&gt;", "<p>a &lt;b&gt;</p>", "a &amp; b"])
        await client.post("/Ticket", { name: "x", content });
      expect(glpi.tickets.map((ticket) => ticket.content)).toEqual(contents);
    }
  });

  it("a title of 255 emoji is kept on both; of 256 cut on 10 and refused on 11", async () => {
    for (const version of versions) {
      const glpi = new GlpiSimulator({ version });
      const client = await Client.start(glpi);
      expect(await client.post("/Ticket", { name: "😀".repeat(255) })).toMatchObject(added);
      expect((await client.post("/Ticket", { name: "😀".repeat(256) })).status).toBe(version === 10 ? 201 : 400);
      expect(glpi.tickets.map((ticket) => [...ticket.title].length)).toEqual(version === 10 ? [255, 255] : [255]);
    }
  });

  it("only GLPI 11 keeps an externalid", async () => {
    for (const [version, externalId] of [
      [10, null],
      [11, "wz-1"],
    ] as const) {
      const glpi = new GlpiSimulator({ version });
      await (await Client.start(glpi)).post("/Ticket", { name: "x", externalid: "wz-1" });
      expect(glpi.tickets[0]?.externalId).toBe(externalId);
    }
  });

  it("a login is unique without case and accents, and made of letters, digits and some signs", async () => {
    const glpi = new GlpiSimulator();
    const client = await Client.start(glpi);
    for (const name of ["Ana.Souza@acme-1_2 'x", "José"])
      expect(await client.post("/User", { name })).toMatchObject(added);
    for (const name of ["ana.souza@ACME-1_2 'x", "+55", "", "a/b", "jose"]) {
      expect(await client.post("/User", { name })).toMatchObject(addRefused);
    }
    expect(() => glpi.addUser({ login: "JOSÉ" })).toThrow(RangeError);
    expect(() => glpi.addEntity({ name: "x", parentId: 77 })).toThrow(RangeError);
  });

  it("a status goes by what is assigned, and 10 is GLPI 11's", async () => {
    for (const version of versions) {
      const glpi = new GlpiSimulator({ version });
      const client = await Client.start(glpi);
      await client.post("/Ticket", { name: "x", _groups_id_assign: 3 });
      await client.post("/Ticket", { name: "x", status: 10 });
      expect(glpi.tickets.map((ticket) => ticket.status)).toEqual([2, version === 11 ? 10 : 1]);
    }
  });
});

describe("changing and removing", () => {
  it("PUT changes a ticket, and dates follow its status", async () => {
    const glpi = new GlpiSimulator({ now: () => new Date("2026-11-24T10:00:00Z") });
    glpi.addTicket({ title: "x" });
    const client = await Client.start(glpi);
    const put = (input: unknown) => client.send("PUT", "/Ticket/1", { body: JSON.stringify({ input }) });
    expect(await put({ status: 6 })).toMatchObject({ status: 200, body: [{ 1: true, message: "" }] });
    expect(glpi.tickets[0]).toMatchObject({
      status: 6,
      solvedAt: "2026-11-24 10:00:00",
      closedAt: "2026-11-24 10:00:00",
    });
    await put({ status: 2, name: "y" });
    expect(glpi.tickets[0]).toMatchObject({ status: 2, title: "y", solvedAt: null, closedAt: null });
  });

  it("POST keeps a user's administrative number", async () => {
    const client = await Client.start(new GlpiSimulator());
    const { body } = await client.post("/User", { name: "ana", registration_number: "529.982.247-25" });
    const user = await client.get(`/User/${Object(body).id}`);
    expect(user.body).toMatchObject({ name: "ana", registration_number: "529.982.247-25" });
  });

  it("PUT changes a user", async () => {
    const glpi = new GlpiSimulator();
    const ana = glpi.addUser({ login: "ana" });
    const client = await Client.start(glpi);
    const body = JSON.stringify({ input: { phone: "1", is_active: 0 } });
    expect((await client.send("PUT", `/User/${ana.id}`, { body })).status).toBe(200);
    expect(glpi.users.at(-1)).toMatchObject({ login: "ana", phone: "1", isActive: false });
  });

  it.each(["Ticket", "User"])("DELETE moves a %s to the bin, and purges it with force_purge", async (type) => {
    const glpi = new GlpiSimulator();
    const { id } = type === "Ticket" ? glpi.addTicket({ title: "x" }) : glpi.addUser({ login: "x" });
    const rows = () => (type === "Ticket" ? glpi.tickets : glpi.users).filter((row) => row.id === id);
    const client = await Client.start(glpi);
    const done = { status: 200, body: [{ [id]: true, message: "" }] };
    expect(await client.send("DELETE", `/${type}/${id}`)).toMatchObject(done);
    expect(rows()).toMatchObject([{ isDeleted: true }]);
    expect(await client.send("DELETE", `/${type}/${id}?force_purge=true`)).toMatchObject(done);
    expect(rows()).toEqual([]);
    expect((await client.send("DELETE", `/${type}/${id}?force_purge=true`)).status).toBe(404);
  });
});

describe("lists", () => {
  it("take range, sort, order and searchText", async () => {
    const glpi = new GlpiSimulator();
    for (const login of ["ana", "bia", "cid"]) glpi.addUser({ login, phone: `(31) ${login}` });
    const client = await Client.start(glpi);
    const page = await client.get("/User?sort=name&order=DESC&range=0-1");
    expect([page.status, page.headers.get("content-range")]).toEqual([206, "0-1/4"]);
    expect(page.body).toMatchObject([{ name: "glpi" }, { name: "cid" }]);
    expect((await client.get("/User?searchText[phone]=bia$")).body).toMatchObject([{ name: "bia" }]);
    expect((await client.get("/User?range=5-9")).body).toMatchObject(["ERROR_RANGE_EXCEED_TOTAL", expect.any(String)]);
    expect((await client.get("/User?sort=nothing")).status).toBe(400);
    expect((await client.get("/Ticket/99/ITILFollowup")).status).toBe(404);
  });

  it("of several to add, all refused is 400 and none refused 201", async () => {
    const client = await Client.start(new GlpiSimulator());
    const refused = await client.post("/Ticket", [
      { name: "a", entities_id: 7 },
      { name: "b", entities_id: 7 },
    ]);
    expect(refused).toMatchObject({ status: 400, body: ["ERROR_GLPI_ADD", [{ id: false }, { id: false }]] });
    expect(await client.post("/Ticket", [{ name: "a" }, { name: "b" }])).toMatchObject({
      status: 201,
      body: [{ id: 1 }, { id: 2 }],
    });
  });
});
