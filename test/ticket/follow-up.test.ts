import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SimulatedRequest } from "../../src/testing/index.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld, type World } from "../world.js";

useFakeClock();
beforeEach(() => {
  vi.spyOn(Math, "random").mockReturnValue(0);
});

const talk = conversation();
const postsFollowUp = ({ method, path }: SimulatedRequest) => method === "POST" && path === "/ITILFollowup";

async function passBySeconds({ pass }: World, seconds: number) {
  for (let second = 0; second < seconds; second += 1) await pass(1_000);
}

function write({ integration }: World, text: string) {
  return integration.onMessage({ conversation: talk, integrationId: 1, message: message({ text }) });
}

/** A world in which the conversation has a ticket. */
async function withTicket(version: 10 | 11, options: Parameters<typeof makeWorld>[1] = {}): Promise<World> {
  const world = makeWorld(version, options);
  addBeatriz(world.glpi);
  await write(world, "a impressora parou");
  await passBySeconds(world, 16);
  world.glpi.clearRequests();
  return world;
}

/** An API user with just these rights. */
async function withRights(version: 10 | 11, rights: { ticket: number; followup: number }): Promise<World> {
  const world = makeWorld(version);
  const { id: profileId } = world.glpi.addProfile({ name: "API", rights: { ...rights, user: 5, document: 4 } });
  const profiles = [{ profileId, entityId: 0, isRecursive: true }];
  world.glpi.addUser({ login: "api", apiToken: "API", profiles });
  world.host.integrations[1] = { ...world.create, userToken: "API" };
  addBeatriz(world.glpi);
  await write(world, "a impressora parou");
  await passBySeconds(world, 16);
  return world;
}

describe.each([10, 11] as const)("on GLPI %i, a follow-up", (version) => {
  it("costs two requests: look, add; one that reopens a look more", async () => {
    const world = await withTicket(version);
    await write(world, "é a do segundo andar");
    await passBySeconds(world, 16);
    const id = world.glpi.tickets[0]?.id ?? 0;
    expect(world.requests()).toEqual([`GET /Ticket/${id}`, "POST /ITILFollowup"]);
    world.glpi.clearRequests();
    world.glpi.technician.solve(id, "<p>ok</p>");
    await write(world, "ainda não imprime");
    await passBySeconds(world, 16);
    expect(world.requests()).toEqual([`GET /Ticket/${id}`, "POST /ITILFollowup", `GET /Ticket/${id}`]);
    await world.integration.close();
  });

  it.each([
    ["by a reset after the work", (world: World) => world.glpi.faults.resetAfter({ when: postsFollowUp, times: 1 })],
    [
      "by a page with 500 after the work",
      (world: World) => world.glpi.faults.status(500, { when: postsFollowUp, times: 1, afterWork: true }),
    ],
    [
      "by a timeout, and made later",
      (world: World) => world.glpi.faults.delay(35_000, { when: postsFollowUp, times: 1 }),
    ],
  ])("whose answer is lost %s is found by its class, and is one", async (_case, disturb) => {
    const world = await withTicket(version);
    disturb(world);
    await write(world, "é a do segundo andar");
    await passBySeconds(world, 120);
    expect(world.glpi.followUps).toHaveLength(1);
    const id = world.glpi.tickets[0]?.id;
    expect(world.requests().filter((line) => line === `GET /Ticket/${id}/ITILFollowup`)).toHaveLength(1);
    expect(world.events.filter(({ name }) => name === "followUpAdded")).toHaveLength(1);
    expect(world.glpi.tickets).toHaveLength(1);
    await world.integration.close();
  });

  it("that never arrived is made then, and not before the lost request must have ended", async () => {
    const world = await withTicket(version);
    world.glpi.faults.resetBefore({ when: postsFollowUp, times: 1 });
    await write(world, "é a do segundo andar");
    await passBySeconds(world, 16 + 30);
    expect(world.glpi.followUps).toEqual([]);
    await passBySeconds(world, 30);
    expect(world.glpi.followUps).toHaveLength(1);
    await world.integration.close();
  });

  it("to a solved ticket whose answer is lost reopens it once, and says so", async () => {
    const world = await withTicket(version);
    world.glpi.technician.solve(world.glpi.tickets[0]?.id ?? 0, "<p>ok</p>");
    world.glpi.faults.resetAfter({ when: postsFollowUp, times: 1 });
    await write(world, "ainda não imprime");
    await passBySeconds(world, 120);
    expect(world.glpi.followUps).toHaveLength(1);
    expect(world.events.filter(({ name }) => name === "ticketReopened")).toHaveLength(1);
    expect(world.glpi.tickets).toMatchObject([{ status: 1 }]);
    await world.integration.close();
  });

  it("waits for a GLPI that is down, and comes after it; nobody is promised another number", async () => {
    const world = await withTicket(version);
    const down = world.glpi.faults.maintenance();
    await write(world, "é a do segundo andar");
    await passBySeconds(world, 60);
    down.off();
    await passBySeconds(world, 400);
    expect(world.glpi.followUps).toHaveLength(1);
    expect(world.host.texts.map((text) => text.split(/[,.]/)[0])).toEqual(["Pronto", "Anotado no chamado 1"]);
    await world.integration.close();
  });

  it("carries its mark as a class of its first paragraph, and names no requester but the ticket's", async () => {
    const world = await withTicket(version);
    await write(world, "<b>é a do\nsegundo andar");
    await passBySeconds(world, 16);
    const added = world.events.at(-1);
    if (added?.name !== "followUpAdded") throw new Error("no follow-up");
    const html = world.glpi.followUps[0]?.content.replace(/&#60;/g, "<").replace(/&#62;/g, ">").replace(/&#38;/g, "&");
    expect(html).toMatch(
      new RegExp(`^<p class="${added.event.batch.id}">\\[.*\\] &lt;b&gt;é a do<br>segundo andar</p>$`),
    );
    await world.integration.close();
  });

  it("without the right to update tickets is made all the same, and a warning names the right", async () => {
    const world = await withRights(version, { ticket: 1029, followup: 4097 });
    const id = world.glpi.tickets[0]?.id ?? 0;
    world.glpi.technician.solve(id, "<p>ok</p>");
    await write(world, "ainda não imprime");
    await passBySeconds(world, 16);
    expect(world.glpi.followUps).toHaveLength(1);
    expect(world.glpi.tickets).toMatchObject([{ status: 5 }]);
    const warnings = world.events.flatMap(({ name, event }) => (name === "warning" ? [event] : []));
    expect(warnings.at(-1)).toMatchObject({
      error: { code: "RIGHT_MISSING", message: expect.stringContaining("1031") },
    });
    expect(world.events.map(({ name }) => name)).not.toContain("ticketReopened");
    await world.integration.close();
  });

  it("with the rights of the documentation reopens", async () => {
    const world = await withRights(version, { ticket: 1031, followup: 4101 });
    world.glpi.technician.solve(world.glpi.tickets[0]?.id ?? 0, "<p>ok</p>");
    await write(world, "ainda não imprime");
    await passBySeconds(world, 16);
    expect(world.glpi.tickets).toMatchObject([{ status: 1, takenIntoAccountAt: expect.anything() }]);
    expect(world.events.map(({ name }) => name)).toContain("ticketReopened");
    await world.integration.close();
  });

  it("to a ticket that is closed between the look and the post becomes a new ticket", async () => {
    const world = await withRights(version, { ticket: 1031, followup: 4097 });
    const id = world.glpi.tickets[0]?.id ?? 0;
    world.glpi.latency = ({ method, path }) => {
      if (method === "POST" && path === "/ITILFollowup") world.glpi.technician.change(id, { status: 6 });
      return undefined;
    };
    await write(world, "é a do segundo andar");
    await passBySeconds(world, 60);
    expect(world.glpi.followUps).toEqual([]);
    expect(world.glpi.tickets).toHaveLength(2);
    await world.integration.close();
  });
});

it("a ticket on GLPI 10 whose requester a rule changed is found by its content, and is one", async () => {
  const world = makeWorld(10);
  addBeatriz(world.glpi);
  world.glpi.faults.resetAfter({ when: ({ method, path }) => method === "POST" && path === "/Ticket", times: 1 });
  await write(world, "a impressora parou");
  await passBySeconds(world, 20);
  world.glpi.technician.change(world.glpi.tickets[0]?.id ?? 0, { requesters: [2] });
  await passBySeconds(world, 60);
  expect(world.glpi.tickets).toHaveLength(1);
  expect(world.events.map(({ name }) => name)).toEqual(["warning", "ticketCreated"]);
  await world.integration.close();
});

it("a ticket with the visible line of an earlier version is found too", async () => {
  const world = makeWorld(10);
  addBeatriz(world.glpi);
  world.glpi.faults.resetBefore({ when: ({ method, path }) => method === "POST" && path === "/Ticket", times: 1 });
  await write(world, "a impressora parou");
  await passBySeconds(world, 20);
  const [warned] = world.events;
  expect(warned).toMatchObject({ name: "warning" });
  const posted = world.glpi.requests.find(({ method, path }) => method === "POST" && path === "/Ticket");
  const mark = /wz-[0-9a-z]{20}/.exec(JSON.stringify(posted?.body))?.[0];
  world.glpi.addTicket({ title: "old", content: `<p>x</p>\n<p>Contato: Beatriz<br>Ref. ${mark}</p>`, entityId: 1 });
  await passBySeconds(world, 60);
  expect(world.glpi.tickets).toHaveLength(1);
  await world.integration.close();
});
