import { describe, expect, it } from "vitest";
import { GlpiSimulator, type ProfileRights } from "../../src/testing/index.js";
import { Client, found } from "./client.js";

const least = { ticket: 1029, user: 5, followup: 4097, document: 4 };
const update = { ticket: 1031, user: 5, followup: 4101, document: 4 };

/** A GLPI with a ticket in some status, and a session with some rights. */
async function scene(version: 10 | 11, rights: ProfileRights, status = 1, isAssigned = true) {
  const glpi = new GlpiSimulator({ version });
  const { id: entityId } = glpi.addEntity({ name: "ACME" });
  const { id: profileId } = glpi.addProfile({ name: "API", rights });
  const api = glpi.addUser({ login: "api", apiToken: "api", entityId, profiles: [{ profileId, entityId }] });
  const customer = glpi.addUser({ login: "beatriz", apiToken: "beatriz", entityId });
  const { id } = glpi.addTicket({
    title: "x",
    entityId,
    requesters: [customer.id],
    technicians: isAssigned ? [2] : [],
  });
  if (status >= 5) glpi.technician.solve(id, "<p>feito</p>");
  glpi.technician.change(id, { status });
  const client = await Client.start(glpi, "api");
  const followUp = (input: object, by = client) =>
    by.post("/ITILFollowup", { itemtype: "Ticket", items_id: id, content: "<p>x</p>", ...input });
  const now = () => [glpi.tickets[0]?.status, glpi.solutions[0]?.status];
  return { glpi, client, id, api, customer, followUp, now };
}

describe.each([10, 11] as const)("on GLPI %i a follow-up", (version) => {
  const reopen = { add_reopen: 1 };
  const close = { add_close: 1 };
  const wait = { _status: 4 };
  const goOn = { pending: 0 };
  // Measured: before, nobody assigned or somebody, the ticket and its solution after each.
  it.each([
    [1, false, { plain: [1], reopen: [1], close: [1], wait: [4], goOn: [1] }],
    [2, true, { plain: [2], reopen: [2], close: [2], wait: [4], goOn: [2] }],
    [3, true, { plain: [3], reopen: [3], close: [3], wait: [4], goOn: [3] }],
    [4, true, { plain: [4], reopen: [2], close: [4], wait: [4], goOn: [2] }],
    [4, false, { plain: [4], reopen: [1], close: [4], wait: [4], goOn: [1] }],
    [5, true, { plain: [5, 2], reopen: [2, 4], close: [6, 3], wait: [4, 4], goOn: [2, 4] }],
    [5, false, { plain: [5, 2], reopen: [1, 4], close: [6, 3], wait: [4, 4], goOn: [1, 4] }],
    [6, true, { plain: [6, 2], reopen: [2, 4], close: [6, 2], wait: [4, 4], goOn: [2, 4] }],
  ] as const)("on status %i, assigned %s, leads to %j", async (status, isAssigned, after) => {
    const inputs = { plain: {}, reopen, close, wait, goOn };
    for (const name of ["plain", "reopen", "close", "wait", "goOn"] as const) {
      const { followUp, now } = await scene(version, update, status, isAssigned);
      expect((await followUp(inputs[name])).status).toBe(201);
      const [ticket, solution] = after[name];
      expect([name, ...now()]).toEqual([name, ticket, solution]);
    }
  });

  it("moves nothing without the right to update tickets, but is kept", async () => {
    for (const input of [reopen, close, wait, goOn, { pending: 1 }]) {
      const { glpi, followUp, now } = await scene(version, least, 5);
      expect((await followUp(input)).status).toBe(201);
      expect([...now(), glpi.followUps.length]).toEqual([5, 2, 1]);
    }
  });

  it("moves it with the right to the survey too, where the API user opened the ticket itself", async () => {
    const { glpi, client, customer, followUp } = await scene(version, { ...least, ticket: 1029 + 131072 }, 4);
    await followUp(reopen);
    await client.post("/Ticket", { name: "y", _users_id_requester: customer.id });
    glpi.technician.change(2, { status: 4 });
    await followUp({ ...reopen, items_id: 2 });
    expect(glpi.tickets.map(({ status }) => status)).toEqual([4, 1]);
  });

  it("of the requester's own session takes up what waits, unless it closes it", async () => {
    for (const [input, status] of [
      [{}, 2],
      [close, 6],
    ] as const) {
      const { glpi, followUp, now } = await scene(version, least, 5);
      await followUp(input, await Client.start(glpi, "beatriz"));
      expect(now()[0]).toBe(status);
    }
  });

  it("needs a text, unless it closes", async () => {
    const { glpi, followUp } = await scene(version, update, 5);
    for (const input of [{}, reopen]) expect((await followUp({ content: "", ...input })).status).toBe(400);
    expect((await followUp({ content: "", ...close })).status).toBe(201);
    expect(glpi.followUps.map(({ content }) => content)).toEqual([
      version === 10 ? "Solução aprovada" : "Solution approved",
    ]);
  });

  it("is changed by who may change one's own, or all", async () => {
    for (const [followup, status] of [
      [4097, 400],
      [4097 + 2, 200],
      [4097 + 1024, 400],
    ] as const) {
      const { glpi, client, followUp } = await scene(version, { ...least, followup });
      await followUp({});
      const body = JSON.stringify({ input: { content: "<p>y</p>" } });
      const reply = await client.send("PUT", "/ITILFollowup/1", { body });
      expect([reply.status, glpi.followUps[0]?.content.includes("y")]).toEqual([status, status === 200]);
    }
  });

  it("that is private is one's own to read by its id, and in no list", async () => {
    const { client, followUp, id, customer } = await scene(version, least);
    await followUp({ is_private: 1 });
    await followUp({ is_private: 1, users_id: customer.id });
    expect((await client.get("/ITILFollowup/1")).status).toBe(200);
    expect((await client.get("/ITILFollowup/2")).status).toBe(403);
    expect((await client.get(`/Ticket/${id}/ITILFollowup`)).body).toEqual([]);
  });

  it("is found by its mark, and what nobody wrote is not", async () => {
    const { client, followUp, id } = await scene(version, least);
    await followUp({ content: '<p class="wz-a">x</p>' });
    const find = (mark: string) =>
      client.get(`/Ticket/${id}/ITILFollowup?searchText[content]=${mark}&range=0-0&get_hateoas=false`);
    expect(await find("wz-a")).toMatchObject({ status: 200, body: [{ id: 1 }] });
    expect(await find("wz-b")).toMatchObject({ status: 200, body: [] });
  });

  it("is listed with its author's name beside the id", async () => {
    const { glpi, client, followUp, id } = await scene(version, least);
    const eva = glpi.addUser({ login: "eva", firstname: "Eva", realname: "Dias" });
    await followUp({ users_id: eva.id });
    const { body } = await client.get(`/Ticket/${id}/ITILFollowup?add_keys_names[]=users_id`);
    expect(body).toMatchObject([{ users_id: eva.id, _keys_names: { users_id: "Dias Eva" } }]);
  });
});

describe("a technician", () => {
  it("changes what a ticket is, and each change is its last", async () => {
    let now = new Date("2026-11-24T10:00:00Z");
    const glpi = new GlpiSimulator({ now: () => now });
    const ana = glpi.addUser({ login: "ana" });
    const { id } = glpi.addTicket({ title: "x", requesters: [ana.id] });
    const { technician } = glpi;
    for (const [change, shown] of [
      [
        { title: "a".repeat(300), content: "<p>y</p>" },
        { title: "a".repeat(255), content: "<p>y</p>" },
      ],
      [{ technicians: [2] }, { status: 2 }],
      [{ technicians: [2], status: 3 }, { status: 3 }],
      [{ requesters: [2] }, { requesters: [2] }],
      [{ isDeleted: true }, { isDeleted: true }],
    ] as const) {
      now = new Date(now.getTime() + 60_000);
      technician.change(id, change, { userId: ana.id });
      const updatedAt = now.toISOString().slice(0, 19).replace("T", " ");
      expect(glpi.tickets[0]).toMatchObject({ ...shown, updatedAt, updatedById: ana.id });
    }
    expect(() => technician.change(99, {})).toThrow(RangeError);
  });

  it("closes what waits for approval, and refuses the solution of what is taken up again", () => {
    const glpi = new GlpiSimulator();
    const { id } = glpi.addTicket({ title: "x" });
    glpi.technician.solve(id, "<p>a</p>");
    glpi.technician.change(id, { status: 6 });
    expect(glpi.solutions).toMatchObject([{ status: 2, approvedAt: null }]);
    glpi.technician.change(id, { status: 2 });
    glpi.technician.solve(id, "<p>b</p>");
    expect(glpi.solutions).toMatchObject([{ status: 4, approvedById: 2 }, { status: 2 }]);
  });

  it("closes with the solution where the entity says so", () => {
    const glpi = new GlpiSimulator();
    const { id: entityId } = glpi.addEntity({ name: "ACME", autocloseDelay: 0 });
    const { id } = glpi.addTicket({ title: "x", entityId });
    glpi.technician.solve(id, "<p>a</p>");
    expect([glpi.tickets[0]?.status, glpi.solutions[0]?.status]).toEqual([6, 3]);
  });
});

it("a ticket's last update moves with its links, its people, its documents and the trash", async () => {
  let now = new Date("2026-11-24T10:00:00Z");
  const glpi = new GlpiSimulator({ now: () => now });
  const ana = glpi.addUser({ login: "ana" });
  for (const title of ["x", "y"]) glpi.addTicket({ title });
  const client = await Client.start(glpi);
  const form = new FormData();
  form.set("uploadManifest", JSON.stringify({ input: { name: "n", itemtype: "Ticket", items_id: 1 } }));
  form.set("filename[0]", new Blob(["x"]), "a.txt");
  for (const request of [
    () => client.post("/Ticket_Ticket", { tickets_id_1: 2, tickets_id_2: 1, link: 1 }),
    () => client.post("/Ticket_User", { tickets_id: 1, users_id: ana.id, type: 1 }),
    () => client.send("POST", "/Document", { body: form }),
    () => client.send("DELETE", "/Ticket/1"),
  ]) {
    now = new Date(now.getTime() + 60_000);
    expect((await request()).status).toBeLessThan(300);
    const updatedAt = now.toISOString().slice(0, 19).replace("T", " ");
    expect(glpi.tickets[0]).toMatchObject({ updatedAt, takenIntoAccountAt: null });
  }
});

describe("a search by date", () => {
  it("is strict to the second, and counts from the server's clock", async () => {
    let now = new Date("2026-11-24T10:00:00Z");
    const glpi = new GlpiSimulator({ now: () => now });
    glpi.addTicket({ title: "old" });
    now = new Date("2026-11-24T12:00:00Z");
    glpi.addTicket({ title: "new" });
    const client = await Client.start(glpi);
    const titles = async (searchtype: string, value: string, field = 19) => {
      const criteria = [{ field, searchtype, value }];
      // A GET's parameters may be sent as JSON too.
      const body = JSON.stringify({ criteria, forcedisplay: [1], sort: 2 });
      const posted = found(await client.send("POST", "/search/Ticket", { body }));
      const criterion = `criteria[0][field]=${field}&criteria[0][searchtype]=${searchtype}&criteria[0][value]=${value}`;
      expect(found(await client.get(`/search/Ticket?${criterion}&forcedisplay[0]=1&sort=2`))).toEqual(posted);
      return posted;
    };
    expect(await titles("morethan", "2026-11-24 10:00:00")).toEqual(["new"]);
    expect(await titles("morethan", "2026-11-24 10:00:00", 15)).toEqual(["new"]);
    expect(await titles("morethan", "2026-11-24T09:59:59")).toEqual(["old", "new"]);
    expect(await titles("lessthan", "2026-11-24 12:00:00")).toEqual(["old"]);
    expect(await titles("lessthan", "2026-11-24")).toEqual([]);
    expect(await titles("morethan", "-119MINUTE")).toEqual(["new"]);
    expect(await titles("morethan", "-2HOUR")).toEqual(["new"]);
    expect(await titles("morethan", "-3HOUR")).toEqual(["old", "new"]);
    now = new Date("2026-12-24T11:00:00Z");
    await client.login(glpi.userToken);
    expect(await titles("morethan", "-30DAY")).toEqual(["old", "new"]);
    expect(await titles("morethan", "-29DAY")).toEqual([]);
    expect(await titles("morethan", "-1MONTH")).toEqual(["new"]);
    expect(await titles("morethan", "-4WEEK")).toEqual([]);
    expect(await titles("morethan", "-1YEAR")).toEqual(["old", "new"]);
  });
});

it("search finds who changed a ticket last, and where it came from", async () => {
  const glpi = new GlpiSimulator();
  const ana = glpi.addUser({ login: "ana", realname: "Souza" });
  for (const title of ["hers", "not hers"]) glpi.addTicket({ title, requestTypeId: title === "hers" ? 3 : 1 });
  glpi.technician.change(1, {}, { userId: ana.id });
  const client = await Client.start(glpi);
  const search = async (field: number, searchtype: string, value: string | number) => {
    const criterion = `criteria[0][field]=${field}&criteria[0][searchtype]=${searchtype}&criteria[0][value]=${value}`;
    return client.get(`/search/Ticket?${criterion}&forcedisplay[0]=9&forcedisplay[1]=64`);
  };
  expect(Object((await search(64, "equals", ana.id)).body).data).toEqual([{ 1: "hers", 9: "Phone", 64: "ana" }]);
  expect(found(await search(64, "contains", "souza"))).toEqual(["hers"]);
  expect(found(await search(64, "notequals", ana.id))).toEqual(["not hers"]);
  expect(found(await search(9, "equals", 1))).toEqual(["not hers"]);
});
