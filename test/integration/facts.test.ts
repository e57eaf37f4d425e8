import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Conversation, Id } from "../../src/host/events.js";
import type { Host } from "../../src/index.js";
import { MemoryStore } from "../../src/store/memory.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld, type World } from "../world.js";

useFakeClock();

const talk = conversation();
const inQueue = (id: Id): Conversation => ({ ...talk, queue: { id } });
let world: World & { store: MemoryStore };
beforeEach(() => {
  const store = new MemoryStore();
  world = { ...makeWorld(11, { options: { store } }), store };
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
  it("ends what another one had begun, when the conversation is moved into it", async () => {
    const { integration, host, pass } = world;
    host.integrations[1] = { ...world.create, noAnswerMinutes: 5 };
    host.integrations[3] = null;
    await integration.onTransfer({ conversation: talk, integrationId: 1, lastMessage: message({ text: "2" }) });
    await pass(1);
    await integration.onTransfer({ conversation: talk, integrationId: 3 });
    await pass(600_000);
    expect(host.texts).toEqual([expect.stringContaining("Conte")]);
    await integration.close();
  });

  it("takes edits of what was written before it was", async () => {
    const { integration, host, pass } = world;
    await integration.onMessage({ conversation: talk, integrationId: 1, message: message({ id: "m", text: "parou" }) });
    host.integrations[1] = null;
    integration.forgetIntegration(1, talk.tenantId);
    const edited = message({ id: "m", text: "a impressora parou", edited: true });
    await integration.onMessage({ conversation: talk, integrationId: 1, message: edited });
    host.integrations[1] = world.create;
    integration.forgetIntegration(1, talk.tenantId);
    await pass(60_000);
    expect(titles()).toEqual(["a impressora parou"]);
    await integration.close();
  });

  it("is apologised for when it fails after it is on again", async () => {
    const { integration, host, pass } = world;
    await write("a impressora parou");
    host.integrations[1] = null;
    integration.forgetIntegration(1, talk.tenantId);
    await pass(2 * 3_600_000);
    host.integrations[1] = { ...world.create, userToken: "wrong" };
    expect(await integration.replayAll({ tenantId: talk.tenantId })).toBe(1);
    await pass(5_000);
    expect(host.texts).toEqual([expect.stringContaining("Não conseguimos")]);
    await integration.close();
  });

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

  it("answers no question, and edits nothing, by the last message that it brings", async () => {
    world.host.integrations[1] = { ...world.create, hoursBetweenTickets: 24, lateEdits: "warn" };
    const { pass, integration, host } = world;
    await write("a impressora parou");
    await pass(16_000);
    const other = { ...talk, id: 102 };
    await write("o monitor apagou", other);
    await pass(16_000);
    expect(host.texts.at(-1)).toContain("É sobre este chamado?");
    const asked = host.texts.length;
    const told = message({ id: "old", text: "1", edited: true });
    await fact({ conversation: other, lastMessage: told });
    await fact({ conversation: talk, lastMessage: message({ id: "older", text: "a impressora parou", edited: true }) });
    await pass(1_000);
    expect(host.texts).toHaveLength(asked);
    expect(warnings()).toEqual([]);
    await write("2", other);
    await pass(16_000);
    expect(titles()).toHaveLength(2);
    await integration.close();
  });

  it("brings a description that nothing else told, and another answer than what was asked", async () => {
    const { pass, integration } = world;
    await write("pisca em vermelho");
    await fact({ lastMessage: message({ text: "a impressora parou", sentAt: 1_700_000_000 }) });
    await pass(16_000);
    expect(titles()).toEqual(["a impressora parou"]);
    await integration.close();
  });

  it("an edit writes nothing over what another process did meanwhile", async () => {
    const { integration } = world;
    await integration.onTransfer({ conversation: talk, integrationId: 1, lastMessage: message({ text: "2" }) });
    // Another process took the description, and the conversation was closed there.
    await world.store.saveState(talk, { phase: "away" });
    const edited = message({ id: "typo", text: "a impressora parou" });
    await integration.onMessageEdited({ conversation: talk, message: edited });
    expect(await world.store.loadState(talk)).toEqual({ phase: "away" });
    await integration.close();
  });

  it("is known of a conversation that another process began", async () => {
    const { pass, integration } = world;
    await fact({ integrationId: null });
    const store = world.store;
    await store.saveState(talk, { phase: "gathering", integrationId: 1 });
    await store.add(talk, message({ text: "a impressora parou" }), {
      integrationId: 1,
      quietMs: 60_000,
      maxWaitMs: 60_000,
    });
    await fact({ closed: true });
    await pass(1_000);
    expect(titles()).toEqual(["a impressora parou"]);
    expect(await store.loadState(talk)).toEqual({ phase: "away" });
    await integration.close();
  });

  it("brings no message that the customer took back", async () => {
    const { pass, integration, host } = world;
    const lastMessage = message({ text: "minha senha é 1234", isDeleted: true });
    await fact({ lastMessage });
    await integration.onTransfer({ conversation: { ...talk, id: 102 }, integrationId: 1, lastMessage });
    await pass(16_000);
    expect(titles()).toEqual([]);
    expect(host.texts).toEqual([expect.stringContaining("Conte"), expect.stringContaining("Conte")]);
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
    const store = new MemoryStore();
    world = { ...makeWorld(11, { options: { host, fetch: glpi.fetch, store } }), store };
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

  it("an edit in another's queue is one of what was written in ours", async () => {
    const id = "m";
    await world.integration.onMessage({ conversation: inQueue(5), message: message({ id, text: "parou" }) });
    const edited = message({ id, text: "a impressora parou", edited: true });
    await world.integration.onMessage({ conversation: inQueue(9), message: edited });
    await world.pass(1_000);
    expect(titles()).toHaveLength(1);
    const late = message({ id, text: "a impressora voltou", edited: true });
    await world.integration.onMessage({ conversation: inQueue(9), message: late });
    await world.pass(1_000);
    expect(warnings()).toMatchObject([{ code: "TOO_LATE" }]);
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

it("a last message that counts only where the conversation comes in begins a ticket, and adds nothing to one", async () => {
  const { integration, pass, glpi } = world;
  const tell = (id: string, lastMessageOnEntry: boolean) =>
    integration.onConversation({
      conversation: talk,
      integrationId: 1,
      lastMessage: message({ id, text: "a impressora parou" }),
      lastMessageOnEntry,
    });
  await tell("nameless-1", true);
  await tell("nameless-2", true);
  await pass(60_000);
  await tell("nameless-3", true);
  await pass(60_000);
  expect([titles(), glpi.followUps.length]).toEqual([["a impressora parou"], 0]);
  await tell("3EB0A9", false);
  await pass(60_000);
  expect(glpi.followUps).toHaveLength(1);
  await integration.close();
});
