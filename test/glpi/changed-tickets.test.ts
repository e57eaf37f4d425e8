import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changedTickets } from "../../src/glpi/changed-tickets.js";
import { GlpiClients } from "../../src/glpi/clients.js";
import { secondsBefore } from "../../src/glpi/glpi-time.js";
import { GlpiSimulator } from "../../src/testing/index.js";
import { recordedClient, recording, replay, versions } from "./recorded.js";

beforeEach(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());

describe.each(versions)("what changed in GLPI %s", (version) => {
  it("is asked for strictly after a time, the oldest first, without people", async () => {
    const client = await recordedClient(version);
    const recorded = recording(version, 219);
    const call = replay("search/Ticket", recorded);
    const { data } = recorded.response.body as { data: Record<string, unknown>[] };
    expect(await changedTickets(client, "2026-11-20 10:00:30")).toEqual({
      rows: data.map((row) => ({ ticketId: row[2], changedAt: row[19], status: "new" })),
      total: 2,
    });
    expect(Object.fromEntries(call.asked().query)).toEqual({
      ...{ "criteria[0][field]": "19", "criteria[0][searchtype]": "morethan" },
      "criteria[0][value]": "2026-11-20 10:00:30",
      ...{ "forcedisplay[0]": "2", "forcedisplay[1]": "19", "forcedisplay[2]": "12" },
      ...{ sort: "19", order: "ASC", range: "0-199" },
    });
  });

  it("at a first look is the newest change alone", async () => {
    const client = await recordedClient(version);
    const call = replay("search/Ticket", recording(version, 220));
    await changedTickets(client, undefined);
    expect(Object.fromEntries(call.asked().query)).toEqual({
      ...{ "forcedisplay[0]": "2", "forcedisplay[1]": "19", "forcedisplay[2]": "12" },
      ...{ sort: "19", order: "DESC", range: "0-0" },
    });
  });

  it("is nothing where nothing is found, or nothing any more", async () => {
    const client = await recordedClient(version);
    replay("search/Ticket", recording(version, 37));
    expect(await changedTickets(client, "2026-11-20 10:00:30")).toEqual({ rows: [], total: 0 });
    replay("search/Ticket", recording(version, 39));
    expect(await changedTickets(client, "2026-11-20 10:00:30", 200)).toEqual({ rows: [], total: 200 });
  });

  it("leaves out a row that cannot be read", async () => {
    const client = await recordedClient(version);
    const found = recording(version, 219);
    const data = [{ 2: "7", 12: 6, 19: "2026-11-20 10:00:31" }, { 2: 8, 12: 6, 19: null }, { 2: 9 }];
    const body = { totalcount: 4, data };
    replay("search/Ticket", { ...found, response: { ...found.response, body } });
    const rows = [{ ticketId: 7, changedAt: "2026-11-20 10:00:31", status: "closed" }];
    expect(await changedTickets(client, "2026-11-20 10:00:30")).toEqual({ rows, total: 4 });
  });
});

describe.each([10, 11] as const)("pages of changes of GLPI %i", (version) => {
  it("hold 200 each, and all of them each change once", async () => {
    let now = new Date("2026-11-24T10:00:00Z");
    const glpi = new GlpiSimulator({ version, now: () => now });
    for (let second = 0; second < 450; second += 1) {
      now = new Date(now.getTime() + 1_000);
      glpi.addTicket({ title: "x", isDeleted: second === 449 });
    }
    const { url, appToken, userToken, fetch } = glpi;
    const clients = new GlpiClients({ requestTimeoutMs: 1_000, maxRequestsInFlight: 4, fetch });
    const client = clients.for({ url, appToken, userToken });
    const first = await changedTickets(client, "2026-11-24 10:00:00");
    const second = await changedTickets(client, "2026-11-24 10:00:00", 200);
    const third = await changedTickets(client, "2026-11-24 10:00:00", 400);
    expect([first, second, third].map(({ rows, total }) => [rows.length, total])).toEqual([
      ...[[200, 449]],
      ...[[200, 449]],
      ...[[49, 449]],
    ]);
    const ids = [first, second, third].flatMap(({ rows }) => rows.map(({ ticketId }) => ticketId));
    expect(ids).toEqual(Array.from({ length: 449 }, (_each, index) => index + 1));
    const newest = await changedTickets(client, undefined);
    expect(newest.rows).toMatchObject([{ ticketId: 449, changedAt: "2026-11-24 10:07:29" }]);
    expect((await changedTickets(client, secondsBefore("2026-11-24 10:07:29", 1))).rows).toEqual(newest.rows);
  });
});

it.each([
  ["2026-11-24 10:00:00", 1, "2026-11-24 09:59:59"],
  ["2026-03-01 00:00:00", 1, "2026-02-28 23:59:59"],
  ["2026-11-24 10:00:00", 0, "2026-11-24 10:00:00"],
  ["yesterday", 1, "yesterday"],
])("%s, %i seconds before, is %s", (text, seconds, before) => {
  expect(secondsBefore(text, seconds)).toBe(before);
});
