import { describe, expect, it } from "vitest";
import { GlpiSimulator } from "../../src/testing/index.js";
import { Client } from "./client.js";

const file = { name: "nota.txt", bytes: new Uint8Array([110]), type: "text/plain" };

/** A GLPI with a ticket, a follow-up and a solution of it, a minute ago. */
async function scene(version: 10 | 11) {
  let now = new Date("2026-11-24T10:00:00Z");
  const glpi = new GlpiSimulator({ version, now: () => now });
  const ana = glpi.addUser({ login: "ana" });
  const company = glpi.addEntity({ name: "ACME" });
  glpi.addTicket({ title: "x", requesters: [2] });
  const followUp = glpi.technician.reply(1, "<p>a</p>");
  glpi.technician.solve(1, "<p>b</p>");
  glpi.addTicket({ title: "y" });
  now = new Date("2026-11-24T10:01:00Z");
  const client = await Client.start(glpi);
  const put = (path: string, input: object) => client.send("PUT", path, { body: JSON.stringify({ input }) });
  return { glpi, technician: glpi.technician, client, put, ana, company, followUp };
}

type Scene = Awaited<ReturnType<typeof scene>>;

const onTicket = { itemtype: "Ticket", items_id: 1 };
const moves: readonly (readonly [string, (scene: Scene) => unknown])[] = [
  ["a public follow-up", ({ technician }) => technician.reply(1, "<p>c</p>")],
  ["a private follow-up", ({ technician }) => technician.reply(1, "<p>c</p>", { isPrivate: true })],
  ["a follow-up through the API", ({ client }) => client.post("/ITILFollowup", { ...onTicket, content: "c" })],
  ["a follow-up that is edited", ({ technician }) => technician.editReply(1, { content: "<p>c</p>" })],
  ["a follow-up that is edited through the API", ({ put }) => put("/ITILFollowup/1", { content: "c" })],
  ["a follow-up that is made private", ({ technician }) => technician.editReply(1, { isPrivate: true })],
  ["a follow-up that is deleted", ({ technician }) => technician.removeReply(1)],
  ["a follow-up that is purged", ({ client }) => client.send("DELETE", "/ITILFollowup/1?force_purge=true")],
  ["a task", ({ technician }) => technician.addTask(1, { content: "<p>c</p>" })],
  ["a solution", ({ technician }) => technician.solve(1, "<p>c</p>")],
  ["an approval", ({ client }) => client.post("/ITILFollowup", { ...onTicket, content: "", add_close: 1 })],
  ["a refusal", ({ client }) => client.post("/ITILFollowup", { ...onTicket, content: "c", add_reopen: 1 })],
  ["a status", ({ technician }) => technician.change(1, { status: 4 })],
  ["closing", ({ technician }) => technician.change(1, { status: 6 })],
  ["a title", ({ put }) => put("/Ticket/1", { name: "z" })],
  ["an urgency", ({ put }) => put("/Ticket/1", { urgency: 5 })],
  ["a due date", ({ technician }) => technician.change(1, { dueAt: "2026-11-27 18:00:00" })],
  ["an actor", ({ client, ana }) => client.post("/Ticket_User", { tickets_id: 1, users_id: ana.id, type: 1 })],
  ["an actor that is removed", ({ client }) => client.send("DELETE", "/Ticket_User/1")],
  ["a document on the ticket", ({ technician }) => technician.attach(1, file)],
  ["a document through the API", ({ client }) => client.upload("/Document", { name: "n", ...onTicket }, [file])],
  ["an approval that is asked for", ({ technician }) => technician.askApproval(1)],
  ["a link", ({ client }) => client.post("/Ticket_Ticket", { tickets_id_1: 2, tickets_id_2: 1, link: 1 })],
  ["the trash", ({ client }) => client.send("DELETE", "/Ticket/1")],
  ["a restoration", ({ technician }) => technician.change(1, { isDeleted: false })],
  ["a move", ({ technician, company }) => technician.change(1, { entityId: company.id })],
];

const stays: readonly (readonly [string, (scene: Scene) => unknown])[] = [
  ["another text of a solution", ({ put }) => put("/ITILSolution/1", { content: "<p>c</p>" })],
  ["another status of a solution", ({ put }) => put("/ITILSolution/1", { status: 3 })],
  ["a document added to a follow-up", ({ technician }) => technician.attachToReply(1, file)],
  [
    "a document added to a follow-up through the API",
    ({ client }) => client.upload("/Document", { name: "n", itemtype: "ITILFollowup", items_id: 1 }, [file]),
  ],
  ["a change of another ticket", ({ technician }) => technician.reply(2, "<p>c</p>")],
];

describe.each([10, 11] as const)("on GLPI %i the date of a ticket's last change", (version) => {
  async function movedBy(act: (scene: Scene) => unknown): Promise<boolean> {
    const built = await scene(version);
    const reply = (await act(built)) as { status?: unknown; body?: unknown } | undefined;
    if (reply?.body !== undefined) expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(300);
    const at = built.glpi.tickets[0]?.updatedAt;
    return at === "2026-11-24 10:01:00";
  }

  it.each(moves)("moves with %s", async (_what, act) => {
    expect(await movedBy(act)).toBe(true);
  });

  it.each(stays)("stays with %s", async (_what, act) => {
    expect(await movedBy(act)).toBe(false);
  });
});

describe.each([10, 11] as const)("what a technician of GLPI %i does with what is there", (version) => {
  it("is seen by who may see it", async () => {
    const { glpi, technician, client } = await scene(version);
    const { id: profileId } = glpi.addProfile({ name: "API", rights: { ticket: 1029, followup: 4097, task: 1 } });
    glpi.addUser({ login: "api", apiToken: "api", profiles: [{ profileId, entityId: 0 }] });
    const least = await Client.start(glpi, "api");
    const list = async (type: string, by = least) => Object((await by.get(`/Ticket/1/${type}`)).body);
    technician.editReply(1, { content: "<p>agora</p>" }, { userId: 3 });
    expect((await list("ITILFollowup"))[0]).toMatchObject({
      content: version === 10 ? "&#60;p&#62;agora&#60;/p&#62;" : "<p>agora</p>",
      users_id_editor: 3,
      date_creation: "2026-11-24 10:00:00",
      date_mod: "2026-11-24 10:01:00",
    });
    technician.editReply(1, { isPrivate: true });
    expect(await list("ITILFollowup")).toEqual([]);
    expect(await list("ITILFollowup", client)).toHaveLength(1);
    technician.addTask(1, { content: "<p>visita</p>", begin: "2026-11-27 09:00:00", end: "2026-11-27 10:00:00" });
    technician.addTask(1, { content: "<p>nota</p>", isPrivate: true });
    expect(await list("TicketTask")).toMatchObject([{ begin: "2026-11-27 09:00:00", is_private: 0, state: 1 }]);
    expect(await list("TicketTask", client)).toHaveLength(2);
    technician.change(1, { dueAt: "2026-11-28 18:00:00" });
    expect((await least.get("/Ticket/1")).body).toMatchObject({ time_to_resolve: "2026-11-28 18:00:00" });
  });

  it("takes a follow-up away, and its file is of nothing any more", async () => {
    const { glpi, technician } = await scene(version);
    technician.attachToReply(1, file);
    expect(glpi.documents[0]).toMatchObject({ followUpId: 1, ticketId: 1 });
    technician.removeReply(1);
    expect([glpi.followUps, glpi.documents[0]?.links]).toEqual([[], []]);
    for (const act of [
      () => technician.removeReply(1),
      () => technician.editReply(1, {}),
      () => technician.attachToReply(1, file),
      () => technician.addTask(9, { content: "x" }),
    ]) {
      expect(act).toThrow(RangeError);
    }
  });
});

describe.each([10, 11] as const)("the survey of GLPI %i", (version) => {
  async function surveyed(rights: { ticket: number }) {
    let now = new Date("2026-11-24T10:00:00Z");
    const glpi = new GlpiSimulator({ version, now: () => now });
    const { id: entityId } = glpi.addEntity({ name: "ACME", hasSurvey: true });
    const { id: profileId } = glpi.addProfile({ name: "API", rights });
    const api = glpi.addUser({ login: "api", apiToken: "api", profiles: [{ profileId, entityId }], entityId });
    for (const createdById of [api.id, 2]) glpi.addTicket({ title: "x", entityId, createdById });
    glpi.addTicket({ title: "of the root, without", createdById: api.id });
    const client = await Client.start(glpi, "api");
    const answer = (id: number, satisfaction: number) =>
      client.send("PUT", `/TicketSatisfaction/${id}`, {
        body: JSON.stringify({ input: { tickets_id: id, satisfaction, comment: "bom" } }),
      });
    const pass = async (hours: number) => {
      now = new Date(now.getTime() + hours * 3_600_000);
      await client.login("api");
    };
    return { glpi, client, answer, pass };
  }

  it("is there as soon as the ticket closes, where its company has one, and stays", async () => {
    const { glpi, client } = await surveyed({ ticket: 1029 });
    glpi.technician.solve(1, "<p>a</p>");
    expect((await client.get("/TicketSatisfaction/1")).status).toBe(404);
    glpi.technician.change(1, { status: 6 });
    glpi.technician.change(3, { status: 6 });
    expect(glpi.surveys).toEqual([
      { id: 1, ticketId: 1, startedAt: "2026-11-24 10:00:00", answeredAt: null, score: null, comment: null },
    ]);
    expect((await client.get("/TicketSatisfaction/1")).body).toMatchObject({ tickets_id: 1, satisfaction: null });
    glpi.technician.change(1, { status: 2 });
    glpi.technician.change(1, { status: 6 });
    expect(glpi.surveys).toHaveLength(1);
    glpi.technician.purge(1);
    expect(glpi.surveys).toEqual([]);
  });

  it("is answered by who opened the ticket and has the right, any number, within twelve hours", async () => {
    const { glpi, answer, pass } = await surveyed({ ticket: 132101 });
    for (const id of [1, 2]) glpi.technician.change(id, { status: 6 });
    const before = glpi.tickets[0]?.updatedAt;
    await pass(1);
    expect([(await answer(1, 9)).status, (await answer(2, 5)).status, (await answer(3, 5)).status]).toEqual([
      ...[200, 400, 404],
    ]);
    expect(glpi.surveys[0]).toMatchObject({ score: 9, comment: "bom", answeredAt: "2026-11-24 11:00:00" });
    expect(glpi.tickets[0]?.updatedAt).toBe(before);
    await pass(12);
    expect((await answer(1, 4)).status).toBe(200);
    await pass(13);
    expect((await answer(1, 5)).status).toBe(400);
  });

  it("is not answered without the right", async () => {
    const { glpi, answer } = await surveyed({ ticket: 1031 });
    glpi.technician.change(1, { status: 6 });
    expect(await answer(1, 5)).toMatchObject({ status: 400, body: ["ERROR_GLPI_UPDATE", expect.any(String)] });
  });
});
