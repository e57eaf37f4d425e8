import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GlpiClients } from "../../src/glpi/clients.js";
import { readTimeline } from "../../src/glpi/timeline.js";
import { GlpiSimulator, type ProfileRights } from "../../src/testing/index.js";
import { recordedClient, recording, replay, versions } from "./recorded.js";

const least = { ticket: 1029, user: 5, followup: 4097, document: 4 };

/** A GLPI with a ticket of Beatriz's, and who asks it with some rights. */
function scene(version: 10 | 11, rights: ProfileRights = least) {
  let now = new Date("2026-11-24T10:00:00Z");
  const glpi = new GlpiSimulator({ version, now: () => now });
  const { id: entityId } = glpi.addEntity({ name: "ACME" });
  const { id: profileId } = glpi.addProfile({ name: "API", rights });
  const api = glpi.addUser({ login: "api", apiToken: "api", entityId, profiles: [{ profileId, entityId }] });
  const beatriz = glpi.addUser({ login: "beatriz", entityId });
  glpi.addTicket({ title: "A <b> & c", entityId, requesters: [beatriz.id], technicians: [2] });
  const clients = new GlpiClients({ requestTimeoutMs: 1_000, maxRequestsInFlight: 4, fetch: glpi.fetch });
  const client = clients.for({ url: glpi.url, appToken: glpi.appToken, userToken: "api" });
  const pass = () => {
    now = new Date(now.getTime() + 60_000);
  };
  const asked = () =>
    glpi.requests.filter(({ resource }) => resource !== "initSession").map(({ path }) => path.replace("/Ticket/1", ""));
  return { glpi, technician: glpi.technician, client, api, beatriz, pass, asked };
}

describe.each([10, 11] as const)("the timeline of a ticket of GLPI %i", (version) => {
  it("is its public follow-ups and solutions, the oldest first", async () => {
    const { technician, client, beatriz, pass } = scene(version);
    technician.reply(1, "<p>não imprime</p>", { userId: beatriz.id });
    pass();
    technician.reply(1, "<p>É o cabo?</p>");
    technician.solve(1, "<p>Era &amp; foi.</p>");
    const timeline = await readTimeline(client, 1, { solutions: true, people: true, plan: true });
    const raw = (html: string) =>
      version === 10 ? html.replaceAll("&", "&#38;").replaceAll("<", "&#60;").replaceAll(">", "&#62;") : html;
    expect(timeline).toEqual({
      ...{
        title: "A <b> & c",
        status: "solved",
        entityId: 1,
        isDeleted: false,
        dueAt: undefined,
        plannedFor: undefined,
      },
      followUps: [
        { id: 1, authorId: beatriz.id, html: raw("<p>não imprime</p>"), at: "2026-11-24 10:00:00" },
        { id: 2, authorId: 2, html: raw("<p>É o cabo?</p>"), at: "2026-11-24 10:01:00" },
      ],
      solutions: [
        { id: 1, authorId: 2, html: raw("<p>Era &amp; foi.</p>"), at: "2026-11-24 10:01:00", status: "waiting" },
      ],
      ...{ requesterIds: [beatriz.id], technicianIds: [2] },
    });
  });

  it.each([
    ["with the least rights", least],
    ["with all rights", { ticket: 261151, user: 7327, followup: 31767, document: 255, task: 13329 }],
  ])("has nothing of what is not for the customer, %s", async (_with, rights) => {
    const { technician, client } = scene(version, rights);
    const file = { name: "interno.txt", bytes: new Uint8Array([110]) };
    technician.reply(1, "<p>segredo</p>", { isPrivate: true, files: [file] });
    technician.addTask(1, { content: "<p>segredo</p>" });
    technician.addTask(1, { content: "<p>segredo</p>", isPrivate: true });
    technician.askApproval(1);
    technician.attach(1, file);
    const public1 = technician.reply(1, "<p>segredo</p>");
    technician.editReply(public1.id, { isPrivate: true });
    const gone = technician.reply(1, "<p>segredo</p>");
    technician.removeReply(gone.id);
    technician.change(1, { content: "<p>segredo</p>", status: 3 });
    const timeline = await readTimeline(client, 1, { solutions: true, people: true, plan: true });
    expect(timeline).toMatchObject({ followUps: [], solutions: [], status: "planned" });
    expect(JSON.stringify(timeline)).not.toContain("segredo");
  });

  it("is three requests, and one more for the people and the plan of what is planned", async () => {
    const { glpi, client, asked } = scene(version, { ...least, task: 1 });
    await readTimeline(client, 1);
    await readTimeline(client, 1, { solutions: true });
    await readTimeline(client, 1, { plan: true });
    expect(asked()).toEqual(["", "/ITILFollowup", "", "/ITILFollowup", "/ITILSolution", "", "/ITILFollowup"]);
    glpi.clearRequests();
    glpi.technician.change(1, { status: 3 });
    await readTimeline(client, 1, { people: true, plan: true });
    expect(asked()).toEqual(["", "/ITILFollowup", "/Ticket_User", "/TicketTask"]);
  });

  it("tells when it is planned for by its newest public task, and when it is due", async () => {
    const { technician, client } = scene(version, { ...least, task: 8193 });
    technician.addTask(1, { content: "a", begin: "2026-11-26 09:00:00" });
    technician.addTask(1, { content: "b", begin: "2026-11-27 09:00:00" });
    technician.addTask(1, { content: "c", begin: "2026-11-28 09:00:00", isPrivate: true });
    technician.addTask(1, { content: "d", begin: "2026-11-29 09:00:00", state: 2 });
    technician.addTask(1, { content: "e" });
    technician.change(1, { status: 3, dueAt: "2026-11-30 18:00:00" });
    expect(await readTimeline(client, 1, { plan: true })).toMatchObject({
      ...{ plannedFor: "2026-11-27 09:00:00", dueAt: "2026-11-30 18:00:00" },
    });
  });

  it("without a right has nothing in its place", async () => {
    const { technician, client } = scene(version, { ticket: 1029 });
    technician.reply(1, "<p>a</p>");
    technician.change(1, { status: 3 });
    expect(await readTimeline(client, 1, { plan: true })).toMatchObject({ followUps: [], plannedFor: undefined });
  });

  it("tells what became of each solution", async () => {
    const { technician, client } = scene(version);
    technician.solve(1, "<p>a</p>");
    technician.change(1, { status: 2 });
    technician.solve(1, "<p>b</p>");
    const timeline = await readTimeline(client, 1, { solutions: true });
    expect(timeline?.solutions.map(({ status }) => status)).toEqual(["refused", "waiting"]);
  });

  it("holds the newest fifty of each", async () => {
    const { technician, client } = scene(version);
    for (let id = 1; id <= 53; id += 1) technician.reply(1, `<p>${id}</p>`);
    const ids = (await readTimeline(client, 1))?.followUps.map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: 50 }, (_each, index) => index + 4));
  });

  it("of a ticket in the trash says so, of one that is gone nothing", async () => {
    const { glpi, technician, client, asked } = scene(version);
    technician.reply(1, "<p>a</p>");
    technician.change(1, { isDeleted: true });
    expect(await readTimeline(client, 1, { solutions: true })).toMatchObject({ isDeleted: true, followUps: [] });
    technician.change(1, { isDeleted: false, entityId: glpi.addEntity({ name: "Other" }).id });
    expect(await readTimeline(client, 1, { solutions: true })).toBeUndefined();
    technician.purge(1);
    expect(await readTimeline(client, 1, { solutions: true })).toBeUndefined();
    expect(asked()).toEqual(["", "", ""]);
  });

  it("knows whose the API user's own words are", async () => {
    const { client, api } = scene(version);
    expect((await client.session()).userId).toBe(api.id);
  });

  it("cannot be read at all without the right to tickets", async () => {
    const { client } = scene(version, { followup: 1 });
    await expect(readTimeline(client, 1)).rejects.toMatchObject({ code: "RIGHT_MISSING" });
  });
});

describe.each(versions)("of what GLPI %s lists", (version) => {
  beforeEach(() => nock.disableNetConnect());
  afterEach(() => nock.cleanAll());

  const list = recording(version, 44);
  const solutions = recording(version, 48);
  const rows = list.response.body as Record<string, unknown>[];
  const ticketId = Number(rows[0]?.items_id);
  const answered = (recorded: typeof list, body: unknown) => ({
    ...recorded,
    response: { ...recorded.response, body },
  });

  async function read(followUps: unknown, solved: unknown = []) {
    const client = await recordedClient(version);
    replay(`Ticket/${ticketId}`, recording(version, 27));
    const call = replay(`Ticket/${ticketId}/ITILFollowup`, answered(list, followUps));
    replay(`Ticket/${ticketId}/ITILSolution`, answered(solutions, solved));
    const timeline = await readTimeline(client, ticketId, { solutions: true });
    expect(Object.fromEntries(call.asked().query)).toEqual({
      ...{ sort: "id", order: "DESC", range: "0-49", get_hateoas: "false" },
    });
    return timeline;
  }

  it("the private rows are left out", async () => {
    const timeline = await read(rows, solutions.response.body);
    const open = rows.filter((row) => row.is_private === 0).map(({ id }) => id);
    expect(open).not.toHaveLength(rows.length);
    expect(timeline?.followUps.map(({ id }) => id).sort()).toEqual(open.sort());
    expect(timeline?.title).toBe('Impressora <b>parada</b> & "quebrada"');
  });

  it.each([
    ["private as a numeral", { is_private: "1" }],
    ["not said to be public", { is_private: undefined }],
    ["odd", { is_private: null }],
    ["of another ticket", { items_id: ticketId + 1 }],
    ["of a change", { itemtype: "Change" }],
    ["without an id", { id: undefined }],
    ["unreadable", { content: {} }],
  ])("one that is %s is left out", async (_what, change) => {
    const row = { ...rows[0], is_private: 0, id: 7 };
    const solution = { ...(solutions.response.body as object[])[0], items_id: ticketId };
    const isOfFollowUps = "is_private" in change;
    const timeline = await read(
      [
        { ...row, ...change },
        { ...row, id: 5 },
      ],
      isOfFollowUps ? [solution] : [{ ...solution, ...change }, solution],
    );
    expect([timeline?.followUps.length, timeline?.solutions.length]).toEqual([1, 1]);
  });

  it("what was written under another date is new when it was made", async () => {
    const row = { ...rows[0], is_private: 0, date: "2020-01-01 00:00:00", date_creation: "2026-11-24 10:00:00" };
    expect((await read([row]))?.followUps).toMatchObject([{ at: "2026-11-24 10:00:00" }]);
    expect((await read([{ ...row, date_creation: null }]))?.followUps).toMatchObject([{ at: "2020-01-01 00:00:00" }]);
  });
});
