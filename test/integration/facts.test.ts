import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Conversation, Id } from "../../src/host/events.js";
import type { Host } from "../../src/index.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld, type World } from "../world.js";

useFakeClock();

const talk = conversation();
const inQueue = (id: Id): Conversation => ({ ...talk, queue: { id } });
let world: World;
beforeEach(() => {
  world = makeWorld(11);
  addBeatriz(world.glpi);
});

const warnings = () => world.events.flatMap((each) => (each.name === "warning" ? [each.event.error] : []));
const titles = () => world.glpi.tickets.map(({ title }) => title);
const write = (text: string, where = talk) =>
  world.integration.onMessage({ conversation: where, integrationId: 1, message: message({ text }) });

describe("a leave that is told after the transfer into another queue", () => {
  it("changes nothing where it says which queue was left", async () => {
    world.host.integrations[3] = { ...world.create, name: "Another" };
    const { integration, pass } = world;
    await write("a impressora parou");
    await integration.onTransfer({
      conversation: talk,
      integrationId: 3,
      lastMessage: message({ text: "e não volta" }),
    });
    await integration.onLeave({ conversation: talk, integrationId: 1 });
    await integration.onMessage({ conversation: talk, integrationId: 3, message: message({ text: "pisca" }) });
    await pass(40_000);
    // One of each queue: what was written in the second one waited to the end.
    expect(titles()).toEqual(["a impressora parou", "e não volta pisca"]);
    // And it leaves the one that it is in.
    await integration.onMessage({ conversation: talk, integrationId: 3, message: message({ text: "e apita" }) });
    await integration.onLeave({ conversation: talk, integrationId: "3" });
    await pass(1_000);
    expect(world.glpi.followUps).toHaveLength(1);
    await integration.close();
  });
});

describe("an integration that is switched off", () => {
  it("gathers nothing, apologises for nothing, and is warned of once until it is on again", async () => {
    const { integration, host, pass } = world;
    host.integrations[1] = null;
    await write("a impressora parou");
    await integration.onTransfer({ conversation: talk, integrationId: 1 });
    await write("alguém aí?");
    await pass(24 * 3_600_000);
    expect([titles(), host.texts]).toEqual([[], []]);
    expect(warnings()).toMatchObject([
      { code: "CONFIGURATION_INVALID", message: expect.stringContaining("switched off") },
    ]);
    host.integrations[1] = world.create;
    await write("a impressora continua parada");
    await pass(16_000);
    expect(titles()).toEqual(["a impressora continua parada"]);
    host.integrations[1] = null;
    await pass(60_000);
    await write("e agora?");
    expect(warnings()).toHaveLength(2);
    await integration.close();
  });

  it("is no failure that the customer reads of when it was gathered for before", async () => {
    const { integration, host, pass } = world;
    await write("a impressora parou");
    host.integrations[1] = null;
    integration.forgetIntegration(1, talk.tenantId);
    await pass(2 * 3_600_000);
    expect(host.texts).toEqual([]);
    expect(await integration.health()).toMatchObject({ dead: 1, waiting: 0 });
    await integration.close();
  });
});

describe("a dead letter that is replayed", () => {
  const wrongToken = { userToken: "wrong" };

  it("is tried with the configuration as it is now, whatever was read within the last minute", async () => {
    const { integration, host, pass } = world;
    host.integrations[1] = { ...world.create, ...wrongToken };
    await write("a impressora parou");
    await pass(16_000);
    const [dead] = await integration.deadLetters();
    if (dead === undefined) throw new Error("no dead letter");
    host.integrations[1] = world.create;
    await integration.replay(dead.batch.id);
    await pass(1_000);
    expect(titles()).toEqual(["a impressora parou"]);
    expect(host.texts).toEqual([expect.stringContaining("Não conseguimos"), expect.stringContaining("*Número:*")]);
    await integration.close();
  });

  it("is apologised for once, however often it fails", async () => {
    const { integration, host, pass } = world;
    host.integrations[1] = { ...world.create, ...wrongToken };
    await write("a impressora parou");
    await pass(16_000);
    for (let round = 0; round < 3; round += 1) {
      const [dead] = await integration.deadLetters();
      await integration.replay(dead?.batch.id ?? "");
      await pass(3_600_000);
    }
    expect(host.texts).toEqual([expect.stringContaining("Não conseguimos")]);
    expect(world.events.filter(({ name }) => name === "ticketFailed")).toHaveLength(4);
    await integration.close();
  });

  it("a saved integration is read again at once, however its ids are written", async () => {
    const { integration, host, pass } = world;
    await write("oi");
    host.integrations[1] = { ...world.create, messageIntervalMs: 1_000 };
    integration.forgetIntegration("1", String(talk.tenantId));
    await write("a impressora parou");
    await pass(1_500);
    expect(titles()).toHaveLength(1);
    await integration.close();
  });
});

describe("where a conversation is", () => {
  const fact = (more: object = {}) =>
    world.integration.onConversation({ conversation: talk, integrationId: 1, ...more });

  it("begins it as a transfer does, and told again changes nothing", async () => {
    const { host, pass, integration } = world;
    const lastMessage = message({ id: "m1", text: "2" });
    for (let times = 0; times < 3; times += 1) await fact({ lastMessage });
    await pass(1_000);
    expect(host.texts).toEqual([expect.stringContaining("Conte")]);
    await write("a impressora parou");
    await fact({ lastMessage: message({ id: "m2", text: "obrigada" }) });
    await pass(16_000);
    await fact({ lastMessage });
    await pass(12 * 3_600_000);
    await fact({ lastMessage });
    await pass(1_000);
    expect(titles()).toEqual(["a impressora parou"]);
    expect(host.texts).toEqual([expect.stringContaining("Conte"), expect.stringContaining("*Número:*")]);
    await integration.close();
  });

  it.each([{ closed: true }, { integrationId: null }, { conversation: { ...talk, status: "closed" } }])(
    "ends it with %o, once",
    async (ended) => {
      const { pass, integration, host } = world;
      await fact({ lastMessage: message({ text: "a impressora parou" }) });
      await fact(ended);
      await pass(500);
      expect(titles()).toEqual(["a impressora parou"]);
      await fact(ended);
      await write("obrigada!");
      await fact(ended);
      await pass(60_000);
      expect(titles()).toHaveLength(1);
      expect(world.glpi.followUps).toEqual([]);
      expect(host.texts).toEqual([expect.stringContaining("*Número:*")]);
      await integration.close();
    },
  );

  it("told late changes nothing, where it says as of when it was", async () => {
    const { pass, integration, host } = world;
    const at = (seconds: number) => new Date(Date.now() + seconds * 1_000);
    const early = at(1);
    await fact({ asOf: at(5), integrationId: null });
    await fact({ asOf: early });
    await fact({ conversation: { ...talk, updatedAt: early } });
    await pass(1_000);
    expect(host.texts).toEqual([]);
    await fact({ conversation: { ...talk, updatedAt: at(9) } });
    await pass(1_000);
    expect(host.texts).toHaveLength(1);
    await integration.close();
  });

  it("brings the list once, until it was elsewhere", async () => {
    const { pass, integration, host } = world;
    for (const id of ["m1", "m2", "m3"]) {
      await fact({ integrationId: 2, lastMessage: message({ id, text: "meus chamados" }) });
      await pass(1_000);
    }
    expect(host.texts).toHaveLength(1);
    await fact({ integrationId: null });
    await fact({ integrationId: 2 });
    await pass(1_000);
    expect(host.texts).toHaveLength(2);
    await integration.close();
  });

  it("is refused with what is missing", async () => {
    const refused = world.integration.onConversation({ conversation: talk });
    await expect(refused).rejects.toMatchObject({
      code: "EVENT_INVALID",
      message: expect.stringContaining("integrationOfQueue"),
    });
    await expect(world.integration.onConversation(undefined as never)).rejects.toMatchObject({ code: "EVENT_INVALID" });
    await world.integration.close();
  });
});

describe("a host that knows which integration a queue has", () => {
  const integrationOfQueue = vi.fn<NonNullable<Host["integrationOfQueue"]>>();
  beforeEach(async () => {
    await world.integration.close();
    integrationOfQueue.mockReset().mockImplementation((queueId) => {
      if (String(queueId) === "5") return Promise.resolve({ id: 1, startOnTransfer: true });
      if (queueId === 6) return { id: 1, startOnTransfer: false };
      return queueId === 7 ? { id: 2 } : null;
    });
    const { sendMessage, transferToQueue, loadIntegration } = world.host;
    const host = { sendMessage, transferToQueue, loadIntegration, integrationOfQueue };
    const { glpi, host: fake } = world;
    world = makeWorld(11, { options: { host, fetch: glpi.fetch } });
    Object.assign(fake.integrations, {
      1: { ...world.create, ...accountOf(glpi) },
      2: { ...world.consult, ...accountOf(glpi) },
    });
    world.glpi = glpi;
    world.host = fake;
  });
  const accountOf = ({ url, appToken, userToken }: World["glpi"]) => ({ url, appToken, userToken });
  const tell = (text: string, queue?: Id) =>
    world.integration.onMessage({
      conversation: queue === undefined ? talk : inQueue(queue),
      message: message({ text }),
    });

  it("need not say it with each message, and is asked once a minute for a queue", async () => {
    await tell("a impressora parou", 5);
    await tell("pisca em vermelho", "5");
    expect(integrationOfQueue.mock.calls).toEqual([[5, talk.tenantId]]);
    await world.pass(16_000);
    expect(titles()).toEqual(["a impressora parou"]);
    await world.pass(60_000);
    await tell("e apita", 5);
    expect(integrationOfQueue).toHaveBeenCalledTimes(2);
    await world.integration.close();
  });

  it("a message in no queue, or another's, begins nothing, and ends what was begun", async () => {
    await tell("bom dia, preciso de ajuda");
    await tell("preciso de ajuda com a impressora", 9);
    await world.pass(60_000);
    expect(titles()).toEqual([]);
    await tell("a impressora parou", 5);
    await tell("falo com quem?", 9);
    await world.pass(500);
    expect(titles()).toEqual(["a impressora parou"]);
    expect(warnings()).toEqual([]);
    await world.integration.close();
  });

  it("a queue that does not start on transfer starts with the first message in it", async () => {
    const last = message({ text: "2" });
    await world.integration.onConversation({ conversation: inQueue(6), lastMessage: last });
    await world.pass(1_000);
    expect(world.host.texts).toEqual([]);
    await tell("a impressora parou", 6);
    await world.integration.onConversation({ conversation: inQueue(6), lastMessage: last });
    await world.pass(16_000);
    expect(titles()).toEqual(["a impressora parou"]);
    await world.integration.onConversation({ conversation: inQueue(7) });
    await world.pass(1_000);
    expect(world.host.texts.at(-1)).toContain("a impressora parou");
    await world.integration.close();
  });

  it("that fails, or answers something else, costs no message of a conversation that is being gathered", async () => {
    await tell("a impressora parou", 5);
    await world.pass(61_000);
    integrationOfQueue.mockRejectedValue(new Error("down"));
    await tell("agora apita", 5);
    integrationOfQueue.mockResolvedValue({ integration: 1 });
    await tell("e pisca", 5);
    expect(warnings()).toMatchObject([
      { code: "HOST_FAILED" },
      { code: "HOST_FAILED", message: expect.stringContaining("startOnTransfer") },
    ]);
    const elsewhere = { ...inQueue(5), id: 999 };
    await expect(
      world.integration.onMessage({ conversation: elsewhere, message: message({ text: "x parou" }) }),
    ).rejects.toMatchObject({ code: "HOST_FAILED" });
    await world.pass(16_000);
    expect(world.glpi.followUps).toHaveLength(1);
    await world.integration.close();
  });
});
