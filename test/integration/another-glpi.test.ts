import { beforeEach, describe, expect, it, vi } from "vitest";
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
const rewritten = {
  10: "https://glpi-new.example.test/apirest.php",
  11: "https://glpi-new.example.test/glpi/api.php/v1",
} as const;
const posts = (path: string) => (request: SimulatedRequest) => request.method === "POST" && request.path === path;

/** A world whose address can come to lead to another GLPI, and to which other addresses lead too. */
function movableWorld(version: 10 | 11) {
  const other = makeWorld(version);
  const leadsTo: { world?: World } = {};
  const fetch: typeof globalThis.fetch = (input, init) => (leadsTo.world ?? world).glpi.fetch(input, init);
  const world: World = makeWorld(version, { options: { fetch, requestTimeoutMs: 60_000 } });
  const write = (text: string, where = talk) =>
    world.integration.onMessage({ conversation: where, integrationId: 1, message: message({ text }) });
  const pass = async (seconds: number) => {
    for (let step = 0; step < seconds; step += 1) await world.pass(1_000);
  };
  const configure = async (change: object) => {
    world.host.integrations[1] = { ...world.create, ...change };
    world.host.integrations[2] = { ...world.consult, ...change };
    await pass(61);
  };
  const end = () => Promise.all([world.integration.close(), other.integration.close()]);
  return { world, other, write, pass, configure, end, lead: (to: World) => (leadsTo.world = to) };
}

describe.each([10, 11] as const)("another GLPI %i comes to stand behind the address", (version) => {
  /** There, Beatriz's number is Carlos's, and so is that of her ticket. */
  async function begin(account: object) {
    const day = movableWorld(version);
    const { world, other, write, pass, configure, lead } = day;
    const beatriz = addBeatriz(world.glpi);
    const carlos = other.glpi.addUser({ login: "carlos", mobile: "(21) 98888-7777", entityId: 2 });
    const beatrizThere = addBeatriz(other.glpi);
    expect(carlos.id).toBe(beatriz.id);
    other.glpi.addTicket({ title: "folha de pagamento de Carlos", entityId: 2, requesters: [carlos.id] });
    await write("impressora parou");
    await pass(16);
    lead(other);
    await configure(account);
    return { ...day, carlos, beatrizThere };
  }

  it.each([
    ["with tokens of its own", { userToken: "USER_TOKEN_2" }],
    ["with the same tokens, for it was restored from a copy", {}],
  ])("%s: Beatriz reads none of Carlos's tickets", async (_name, account) => {
    const { world, other, end } = await begin(account);
    other.glpi.addUser({
      login: "glpi2",
      apiToken: "USER_TOKEN_2",
      profiles: [{ profileId: 4, entityId: 0, isRecursive: true }],
    });
    await world.integration.onTransfer({ conversation: conversation({ id: 102 }), integrationId: 2 });
    await world.pass(0);
    expect(world.host.texts.at(-1)).not.toContain("Carlos");
    expect(world.events.at(-1)).toMatchObject({ name: "ticketsConsulted", event: { total: 0 } });
    await end();
  });

  it("with tokens of its own: her next ticket is hers, and goes to no ticket of his", async () => {
    const { other, write, pass, end, beatrizThere, carlos } = await begin({ userToken: "USER_TOKEN_2" });
    other.glpi.addUser({
      login: "glpi2",
      apiToken: "USER_TOKEN_2",
      profiles: [{ profileId: 4, entityId: 0, isRecursive: true }],
    });
    await write("agora parou de vez");
    await pass(16);
    await write("e o telefone não toca", conversation({ id: 103 }));
    await pass(16);
    const own = other.glpi.tickets.filter(({ requesters }) => requesters.includes(beatrizThere.id));
    expect(own.map(({ title }) => title)).toEqual(["agora parou de vez", "e o telefone não toca"]);
    expect(other.glpi.tickets.filter(({ requesters }) => requesters.includes(carlos.id))).toHaveLength(1);
    expect(other.requests().filter((line) => line.includes("POST /ITILFollowup"))).toEqual([]);
    await end();
  });
});

describe.each([10, 11] as const)("the address of the same GLPI %i is rewritten", (version) => {
  it("while an answer is lost: the ticket is found, and not made again", async () => {
    const { world, write, pass, configure, end } = movableWorld(version);
    addBeatriz(world.glpi);
    world.glpi.faults.resetAfter({ when: posts("/Ticket"), times: 1 });
    await write("impressora parou");
    await pass(16);
    await configure({ url: rewritten[version] });
    await pass(60);
    expect(world.glpi.tickets).toHaveLength(1);
    expect(world.host.texts.join()).toContain(`*Número:* ${world.glpi.tickets[0]?.id}`);
    await end();
  });

  it("when the number could not be told yet: it is told, and the ticket is not made again", async () => {
    const { world, write, pass, configure, end } = movableWorld(version);
    addBeatriz(world.glpi);
    world.host.failure = new Error("disconnected");
    await write("impressora parou");
    await pass(16);
    await configure({ url: rewritten[version] });
    world.host.failure = undefined;
    await pass(60);
    expect(world.glpi.tickets).toHaveLength(1);
    expect(world.host.texts).toHaveLength(1);
    await end();
  });

  it.each([
    ["by another address", { url: rewritten[version] }],
    ["by another account", { userToken: "USER_TOKEN_2" }],
  ])(
    "the conversation's ticket is known %s, and a follow-up whose answer is lost is added once",
    async (_name, change) => {
      const { world, write, pass, configure, end } = movableWorld(version);
      addBeatriz(world.glpi);
      world.glpi.addUser({
        login: "glpi2",
        apiToken: "USER_TOKEN_2",
        profiles: [{ profileId: 4, entityId: 0, isRecursive: true }],
      });
      await write("impressora parou");
      await pass(16);
      world.glpi.faults.resetAfter({ when: posts("/ITILFollowup"), times: 1 });
      await write("continua sem imprimir");
      await pass(16);
      await configure(change);
      await pass(60);
      await write("agora nem liga");
      await pass(16);
      const [ticket, ...others] = world.glpi.tickets;
      expect(others).toEqual([]);
      const added = world.glpi.followUps.filter(({ ticketId }) => ticketId === ticket?.id);
      expect(added.map(({ content }) => content.includes("continua"))).toEqual([true, false]);
      await end();
    },
  );
});

it("a lid that is told of two people is nobody's", async () => {
  const { world, write, pass, end } = movableWorld(11);
  const lid = "123456789012345@lid";
  const ana = addBeatriz(world.glpi, { login: "ana", mobile: "(31) 98765-0001" });
  const bruno = addBeatriz(world.glpi, { login: "bruno", mobile: "(31) 98765-0002" });
  const people = [
    { id: 1, name: "Ana", phoneNumber: "5531987650001", lid },
    { id: 2, name: "Bruno", phoneNumber: "5531987650002", lid },
    { id: 3, name: "Carla", lid },
  ];
  for (const contact of people) {
    await write(`problema de ${contact.name}`, conversation({ id: 200 + contact.id, contact }));
    await pass(16);
  }
  const [first, second, third] = world.glpi.tickets.map(({ requesters }) => requesters[0]);
  expect([first, second]).toEqual([ana.id, bruno.id]);
  expect([ana.id, bruno.id]).not.toContain(third);
  await end();
});
