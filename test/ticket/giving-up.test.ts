import { beforeEach, describe, expect, it, vi } from "vitest";
import { MemoryStore } from "../../src/store/memory.js";
import type { TakenBatch } from "../../src/store/store.js";
import type { SimulatedRequest } from "../../src/testing/index.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld, type World } from "../world.js";

useFakeClock();
beforeEach(() => {
  // Pauses without chance.
  vi.spyOn(Math, "random").mockReturnValue(0);
});

const talk = conversation();
const postsTicket = ({ method, path }: SimulatedRequest) => method === "POST" && path === "/Ticket";
const addsSomething = ({ method, path }: SimulatedRequest) => method === "POST" && !/Session|Entities/.test(path);

const write = ({ integration }: World, text = "parou", other = {}) =>
  integration.onMessage({ conversation: talk, integrationId: 1, message: message({ text, ...other }) });

/** In small steps, as time goes by. */
async function passMinutes({ pass }: World, minutes: number) {
  for (let step = 0; step < minutes * 12; step += 1) await pass(5_000);
}

const namesOf = ({ events }: World) => events.map(({ name }) => name);

describe.each([10, 11] as const)("GLPI %i whose database fails for a moment", (version) => {
  it("proves that nothing was made: it is made when that has passed, and the customer reads no failure", async () => {
    const world = makeWorld(version);
    addBeatriz(world.glpi);
    const fault = world.glpi.faults.refuseToAdd({ when: addsSomething });
    await write(world);
    await passMinutes(world, 2);
    expect(fault.hits).toBeGreaterThan(1);
    fault.off();
    await passMinutes(world, 2);
    expect(world.glpi.tickets).toHaveLength(1);
    expect(world.host.texts.join()).not.toContain("Não conseguimos");
    expect(namesOf(world)).toEqual(["warning", "ticketCreated"]);
    // Nothing has to be looked for.
    expect(world.requests()).not.toContain("GET /search/Ticket");
    await world.integration.close();
  });

  it("makes one user of whoever is unknown, and no second one under another login", async () => {
    const world = makeWorld(version, { create: { fallbackRequesterId: 2 } });
    const fault = world.glpi.faults.refuseToAdd({ when: addsSomething, times: 3 });
    await write(world);
    await passMinutes(world, 3);
    expect(fault.hits).toBe(3);
    expect(world.glpi.users.map(({ login }) => login).filter((login) => login.startsWith("whatsapp"))).toEqual([
      "whatsapp-5531987654322",
    ]);
    expect(world.events.at(-1)).toMatchObject({ name: "ticketCreated" });
    expect(world.glpi.tickets).toMatchObject([{ requesters: [world.glpi.users.at(-1)?.id] }]);
    await world.integration.close();
  });

  it("for good is given up after some minutes, and says what GLPI says", async () => {
    const world = makeWorld(version);
    addBeatriz(world.glpi);
    world.glpi.faults.refuseToAdd({ when: addsSomething });
    await write(world);
    await passMinutes(world, 4);
    expect(namesOf(world)).toEqual(["warning"]);
    await passMinutes(world, 4);
    expect(world.events.at(-1)).toMatchObject({
      name: "ticketFailed",
      event: { error: { code: "REFUSED", glpiCode: "ERROR_GLPI_ADD" }, ticketMayExist: false },
    });
    await world.integration.close();
  });
});

describe.each([10, 11] as const)("on GLPI %i, what is given up while the answer to a POST is missing", (version) => {
  const options = { retry: { firstPauseMs: 1_000, maxPauseMs: 10_000, giveUpAfterMs: 60_000 } };

  it("is looked for first, and is no failure when it is there", async () => {
    const world = makeWorld(version, { options });
    addBeatriz(world.glpi);
    world.glpi.faults.delay(25_000, { when: postsTicket });
    const lost = world.glpi.faults.resetAfter({ when: ({ path }) => /Ticket/.test(path), times: 2 });
    await write(world);
    await passMinutes(world, 2);
    expect(lost.hits).toBe(2);
    await passMinutes(world, 4);
    expect(world.glpi.tickets).toHaveLength(1);
    expect(world.events.at(-1)).toMatchObject({ name: "ticketCreated" });
    expect(await world.integration.deadLetters()).toEqual([]);
    await world.integration.close();
  });

  it("may exist where GLPI cannot be asked, and is found by a replay", async () => {
    const world = makeWorld(version, { options });
    addBeatriz(world.glpi);
    const lost = world.glpi.faults.resetAfter({ when: ({ path }) => /Ticket/.test(path) });
    await write(world);
    await passMinutes(world, 10);
    expect(world.events.at(-1)).toMatchObject({ name: "ticketFailed", event: { ticketMayExist: true } });
    const [dead] = await world.integration.deadLetters();
    expect(dead).toMatchObject({ ticketMayExist: true });
    lost.off();
    expect(await world.integration.replay(dead?.batch.id ?? "")).toBe(true);
    await passMinutes(world, 2);
    expect(world.glpi.tickets).toHaveLength(1);
    expect(world.events.at(-1)).toMatchObject({ name: "ticketCreated" });
    await world.integration.close();
  });

  it("is not posted once more where it is not there", async () => {
    const world = makeWorld(version, { options });
    addBeatriz(world.glpi);
    world.glpi.faults.resetBefore({ when: postsTicket });
    await write(world);
    await passMinutes(world, 10);
    const posts = world.requests().filter((line) => line === "POST /Ticket").length;
    expect(world.events.at(-1)).toMatchObject({ name: "ticketFailed", event: { ticketMayExist: false } });
    await passMinutes(world, 10);
    expect(world.requests().filter((line) => line === "POST /Ticket")).toHaveLength(posts);
    await world.integration.close();
  });
});

describe("a configuration that cannot be read", () => {
  it.each([
    ["missing", () => null],
    ["of a newer version", (create: object) => ({ ...create, keyOfTomorrow: true })],
  ])("for a while, %s, costs a warning and no ticket", async (_name, broken) => {
    const world = makeWorld();
    addBeatriz(world.glpi);
    await write(world);
    world.host.integrations[1] = broken(world.create);
    world.integration.forgetIntegration(1, 1);
    await passMinutes(world, 55);
    expect(new Set(namesOf(world))).toEqual(new Set(["warning"]));
    expect(world.host.texts).toEqual([]);
    world.host.integrations[1] = world.create;
    await passMinutes(world, 6);
    expect(world.glpi.tickets).toHaveLength(1);
    expect(world.events.at(-1)).toMatchObject({ name: "ticketCreated" });
    await world.integration.close();
  });

  it("for more than an hour is given up", async () => {
    const world = makeWorld();
    await write(world);
    world.host.integrations[1] = null;
    world.integration.forgetIntegration(1, 1);
    await passMinutes(world, 70);
    expect(world.events.at(-1)).toMatchObject({
      name: "ticketFailed",
      event: { error: { code: "CONFIGURATION_INVALID" } },
    });
    await world.integration.close();
  });
});

describe.each([10, 11] as const)("while GLPI %i is down", (version) => {
  it("what the customer deletes and edits never gets there", async () => {
    const world = makeWorld(version);
    addBeatriz(world.glpi);
    const down = world.glpi.faults.status(503);
    await write(world, "não entro no sistema", { id: "problem" });
    await write(world, "minha senha é 1234", { id: "password" });
    await passMinutes(world, 1);
    await world.integration.onMessageDeleted({ conversation: talk, messageId: "password" });
    await world.integration.onMessageEdited({
      conversation: talk,
      message: message({ id: "problem", text: "não entro no e-mail" }),
    });
    down.off();
    await passMinutes(world, 5);
    expect(world.glpi.tickets).toMatchObject([{ title: "não entro no e-mail" }]);
    expect(world.glpi.tickets[0]?.content).not.toContain("1234");
    expect(world.events.filter(({ event }) => "error" in event && event.error.code === "TOO_LATE")).toEqual([]);
    await world.integration.close();
  });

  it("what is deleted at the very moment of a try is not posted", async () => {
    const world = makeWorld(version);
    addBeatriz(world.glpi);
    // Nobody is known yet, and the search for the person takes its time.
    world.glpi.faults.delay(20_000, { when: ({ path }) => path === "/search/User" });
    await write(world, "não entro no sistema");
    await write(world, "minha senha é 1234", { id: "password" });
    await world.pass(17_000);
    await world.integration.onMessageDeleted({ conversation: talk, messageId: "password" });
    await passMinutes(world, 3);
    expect(world.glpi.tickets).toMatchObject([{ title: "não entro no sistema" }]);
    expect(world.glpi.tickets[0]?.content).not.toContain("1234");
    await world.integration.close();
  });
});

it("what the store cannot read is given up at once, and told to whoever can mend it", async () => {
  class HalfBlind extends MemoryStore {
    override async take(limit: number, except: readonly string[]): Promise<TakenBatch[]> {
      const taken = await super.take(limit, except);
      return taken.map((each) => ({
        ...each,
        batch: { ...each.batch, messages: [] },
        unreadable: "PostgreSQL says 54000",
      }));
    }
  }
  const world = makeWorld(11, { options: { store: new HalfBlind() } });
  addBeatriz(world.glpi);
  await write(world);
  await world.pass(15_000);
  expect(world.events).toMatchObject([
    { name: "ticketFailed", event: { error: { code: "STORE_FAILED", message: expect.stringContaining("54000") } } },
  ]);
  expect(world.host.texts).toHaveLength(1);
  expect(await world.integration.health()).toMatchObject({ dead: 1 });
  await world.integration.close();
});
