import { EventEmitter } from "node:events";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { MemoryStore } from "../../src/store/memory.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld, type World } from "../world.js";

useFakeClock();

const talk = conversation();
let store: MemoryStore;
let world: World;
let emitter: EventEmitter;
beforeEach(() => {
  store = new MemoryStore();
  world = makeWorld(11, { options: { store } });
  addBeatriz(world.glpi);
  emitter = new EventEmitter();
  world.integration.attach(emitter as never);
});

const down = () => {
  const failure = () => Promise.reject(new Error("down"));
  const spies = [
    vi.spyOn(store, "add").mockImplementation(failure),
    vi.spyOn(store, "addInState").mockImplementation(failure),
    vi.spyOn(store, "loadState").mockImplementation(failure),
    vi.spyOn(store, "leave").mockImplementation(failure),
  ];
  return () => {
    for (const spy of spies) spy.mockRestore();
  };
};
const tell = (text: string, where = talk) =>
  emitter.emit("message", { conversation: where, integrationId: 1, message: message({ text, id: text }) });
const warnings = () => world.events.flatMap(({ name, event }) => (name === "warning" ? [event] : []));

describe("what the host's emitter tells while the store fails", () => {
  it("is kept, and taken in its order when the store is back", async () => {
    const other = conversation({ id: 102 });
    const up = down();
    const event = {
      conversation: talk,
      integrationId: 1,
      lastMessage: message({ text: "a impressora parou", id: "1" }),
    };
    emitter.emit("transfer", event);
    // A host may use its objects again.
    event.lastMessage.text = "outra coisa";
    tell("pisca em vermelho");
    await world.pass(4 * 60_000);
    tell("o mouse sumiu", other);
    emitter.emit("close", { conversation: talk });
    up();
    await world.pass(30_000);
    await world.pass(16_000);
    expect(world.glpi.tickets.map(({ title }) => title).sort()).toEqual(["a impressora parou", "o mouse sumiu"]);
    expect(world.glpi.tickets.find(({ title }) => title.startsWith("a impressora"))?.content).toContain("pisca");
    expect(warnings()).toEqual([]);
    await world.integration.close();
  });

  it("is in a warning, whole, after ten minutes; what is told later is not held up by it", async () => {
    const up = down();
    tell("a impressora parou");
    await world.pass(6 * 60_000);
    tell("pisca em vermelho");
    await world.pass(5 * 60_000);
    expect(warnings()).toMatchObject([
      {
        error: { code: "STORE_FAILED" },
        conversation: { id: talk.id },
        event: {
          name: "message",
          event: { integrationId: 1, message: { id: "a impressora parou", text: "a impressora parou" } },
        },
      },
    ]);
    up();
    await world.pass(30_000);
    await world.pass(16_000);
    expect(world.glpi.tickets.map(({ title }) => title)).toEqual(["pisca em vermelho"]);
    // Told again, as the warning brought it.
    const { event } = warnings()[0] ?? {};
    if (event?.name === "message") await world.integration.onMessage(event.event);
    await world.pass(16_000);
    expect(world.glpi.followUps).toHaveLength(1);
    await world.integration.close();
  });

  it("is tried once more when the integration is closed, and is in a warning otherwise", async () => {
    const up = down();
    tell("a impressora parou");
    tell("pisca em vermelho");
    await world.pass(10_000);
    up();
    const { left } = await Promise.all([world.integration.close(), world.pass(2_000)]).then(([closed]) => closed);
    expect(left).toEqual([]);
    expect(world.glpi.tickets).toHaveLength(1);
    expect(world.glpi.tickets[0]?.content).toContain("pisca");
    expect(warnings()).toEqual([]);
  });

  it("is in a warning for each, where it is closed and the store still fails", async () => {
    down();
    tell("a impressora parou");
    tell("pisca em vermelho");
    await world.pass(10_000);
    await Promise.all([world.integration.close(), world.pass(2_000)]);
    const texts = warnings().map(({ event }) => event?.name === "message" && event.event.message.text);
    expect(texts).toEqual(["a impressora parou", "pisca em vermelho"]);
  });

  it("is bounded: what is too much is in a warning at once", async () => {
    const up = down();
    for (let id = 0; id < 10_001; id += 1) tell("parou", conversation({ id }));
    expect(warnings()).toMatchObject([{ event: { event: { conversation: { id: 10_000 } } } }]);
    up();
    await world.integration.close();
  });
});

describe("what cannot be read", () => {
  it("is in a warning at once, whole, and holds nothing up", async () => {
    const broken = { conversation: talk, integrationId: 1, message: { text: "sem id" } };
    emitter.emit("message", broken);
    emitter.emit("message", undefined);
    tell("a impressora parou");
    expect(warnings()).toMatchObject([
      { error: { code: "EVENT_INVALID" }, event: { name: "message", event: broken } },
      { error: { code: "EVENT_INVALID" }, event: { name: "message", event: undefined } },
    ]);
    await world.pass(16_000);
    expect(world.glpi.tickets).toHaveLength(1);
    await world.integration.close();
  });
});
