import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { GlpiSimulator } from "../../src/testing/index.js";
import { Client } from "./client.js";
import type { Recording } from "./recorded.js";

const versions = ["10.0.14", "11.0.6"] as const;
const statuses: Readonly<Record<string, number>> = { new: 1, assigned: 2, pending: 4, solved: 5, closed: 6 };
/** The rights that the recordings' names speak of. */
const rights = {
  least: { ticket: 1029, user: 5, followup: 4097, document: 4 },
  update: { ticket: 1031, user: 5, followup: 4101, document: 4 },
};

function recordingsOf(version: (typeof versions)[number]): Map<string, Recording> {
  const folder = new URL(`../fixtures/glpi-after-ticket/${version}/`, import.meta.url);
  const files = readdirSync(fileURLToPath(folder)).sort();
  return new Map(files.map((file) => [file.slice(0, 3), JSON.parse(readFileSync(new URL(file, folder), "utf8"))]));
}

/** A GLPI with a ticket in some status, and a session with some rights. */
async function scene(version: (typeof versions)[number], right: keyof typeof rights, status: number, assigned = true) {
  const glpi = new GlpiSimulator({ version: version === "10.0.14" ? 10 : 11 });
  const acme = glpi.addEntity({ name: "ACME" });
  const other = glpi.addEntity({ name: "Globex" });
  const { id: profileId } = glpi.addProfile({ name: right, rights: rights[right] });
  const profiles = [{ profileId, entityId: acme.id, isRecursive: true }];
  glpi.addUser({ login: "api", apiToken: "api", entityId: acme.id, profiles });
  const customer = glpi.addUser({ login: "beatriz", entityId: acme.id });
  const { id } = glpi.addTicket({
    title: "x",
    entityId: acme.id,
    requesters: [customer.id],
    technicians: assigned ? [2] : [],
  });
  if (status === 5) glpi.technician.solve(id, "<p>feito</p>");
  else glpi.technician.change(id, { status });
  return { glpi, client: await Client.start(glpi, "api"), id, customer, other };
}

/** What a recorded request would make. */
function inputOf(recording: Recording | undefined): Record<string, unknown> {
  return Object(recording?.request.body).input;
}

describe.each(versions)("a follow-up on GLPI %s", (version) => {
  const recorded = recordingsOf(version);
  const cases = [...recorded].flatMap(([number, recording]) => {
    const [, right, op, on, unassigned] =
      /^(least|update)-followup-(\w+)-on-(\w+?)(-unassigned)?$/.exec(recording.name) ?? [];
    const after = recorded.get(String(Number(number) + 1));
    if (right === undefined || op === undefined || on === undefined) return [];
    return [{ name: recording.name, right, on, unassigned, recording, after: after?.name.includes("after") && after }];
  });

  it("was recorded for every status that matters", () => {
    expect(cases.length).toBeGreaterThanOrEqual(14);
  });

  it.each(cases)("$name answers as recorded, and leaves the ticket as recorded", async (recordedCase) => {
    const { right, on, unassigned, recording, after } = recordedCase;
    const status = statuses[on] ?? Number.NaN;
    const { client, id, customer } = await scene(
      version,
      right as "least" | "update",
      status,
      unassigned === undefined,
    );
    const input = inputOf(recording);
    const reply = await client.post("/ITILFollowup", { ...input, items_id: id, users_id: customer.id });
    expect(reply.status).toBe(recording.response.status);
    if (reply.status >= 400) expect(Object(reply.body)[0]).toBe(Object(recording.response.body)[0]);
    if (!after) return;
    const ticket = await client.get(`/Ticket/${id}?get_hateoas=false`);
    expect(Object(ticket.body).status).toBe(Object(after.response.body).status);
    expect(ticket.body).not.toHaveProperty("links");
  });

  it("that reopens needs a text [139], one that closes does not [138]", async () => {
    for (const number of ["138", "139"]) {
      const recording = recorded.get(number);
      const { client, id } = await scene(version, "update", 5);
      const input = inputOf(recording);
      const { status } = await client.post("/ITILFollowup", { ...input, items_id: id });
      expect([number, status]).toEqual([number, recording?.response.status]);
    }
  });

  it("stops the team's clock, unless told not to [313–316]", async () => {
    for (const [number, takenIntoAccount] of [
      ["313", true],
      ["315", false],
    ] as const) {
      const { glpi, client, customer } = await scene(version, "update", 1, false);
      const input = inputOf(recorded.get(number));
      const fresh = glpi.addTicket({ title: "y", entityId: 1, requesters: [customer.id] });
      await client.post("/ITILFollowup", { ...input, items_id: fresh.id, users_id: customer.id });
      expect(glpi.tickets.find((each) => each.id === fresh.id)?.takenIntoAccountAt !== null).toBe(takenIntoAccount);
    }
  });

  it("on a ticket in the trash is kept, on a purged one or one of another company refused [228–233]", async () => {
    const { glpi, client, id, other } = await scene(version, "update", 1);
    const post = () => client.post("/ITILFollowup", { itemtype: "Ticket", items_id: id, content: "<p>x</p>" });
    glpi.technician.change(id, { isDeleted: true });
    expect((await client.get(`/Ticket/${id}`)).body).toMatchObject({ is_deleted: 1 });
    expect((await post()).status).toBe(recorded.get("229")?.response.status);
    glpi.technician.change(id, { isDeleted: false, entityId: other.id });
    expect((await client.get(`/Ticket/${id}`)).status).toBe(recorded.get("231")?.response.status);
    expect((await post()).status).toBe(recorded.get("233")?.response.status);
    glpi.technician.purge(id);
    expect((await client.get(`/Ticket/${id}`)).status).toBe(recorded.get("230")?.response.status);
    expect((await post()).status).toBe(400);
  });
});

describe("a search by date", () => {
  it("is strict to the second, and counts from the server's clock", async () => {
    let now = new Date("2026-11-24T10:00:00Z");
    const glpi = new GlpiSimulator({ now: () => now });
    glpi.addTicket({ title: "old" });
    now = new Date("2026-11-24T12:00:00Z");
    glpi.addTicket({ title: "new" });
    const client = await Client.start(glpi);
    const titles = async (type: string, value: string) => {
      const criterion = `criteria[0][field]=19&criteria[0][searchtype]=${type}&criteria[0][value]=${value}`;
      const { body } = await client.get(`/search/Ticket?${criterion}&forcedisplay[0]=1&sort=2`);
      return (Object(body).data ?? []).map((row: Record<string, unknown>) => row[1]);
    };
    expect(await titles("morethan", "2026-11-24 10:00:00")).toEqual(["new"]);
    expect(await titles("morethan", "2026-11-24T09:59:59")).toEqual(["old", "new"]);
    expect(await titles("lessthan", "2026-11-24 12:00:00")).toEqual(["old"]);
    expect(await titles("morethan", "-1HOUR")).toEqual(["new"]);
    expect(await titles("morethan", "-7DAY")).toEqual(["old", "new"]);
  });
});
