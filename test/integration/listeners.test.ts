import { describe, expect, it, vi } from "vitest";
import { MemoryStore } from "../../src/index.js";
import { Background } from "../../src/integration/background.js";
import { Listeners } from "../../src/integration/listeners.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld } from "../world.js";

useFakeClock();

const turn = () => new Promise((resolve) => setImmediate(resolve));
const consulted = { conversation: conversation(), tickets: [], total: 0, text: "" };
const unreadable = Object.defineProperty(new Error("x"), "message", {
  get: () => {
    throw new Error("a getter");
  },
});
const rejected = () => Promise.reject(new Error("x"));

describe("telling listeners", () => {
  it.each([
    [
      "throws",
      () => {
        throw new Error("x");
      },
    ],
    [
      "throws nothing",
      () => {
        throw undefined;
      },
    ],
    [
      "throws what cannot be read",
      () => {
        throw unreadable;
      },
    ],
    ["rejects", rejected],
    ["gives a promise whose catch() throws", () => Object.assign(rejected(), { catch: 7 })],
    [
      "gives a thenable that throws",
      () => ({
        // biome-ignore lint/suspicious/noThenProperty: it is what is tested.
        then: () => {
          throw new Error("x");
        },
      }),
    ],
  ])("never throws, and tells the others, when one of them %s", async (_what, listener) => {
    const listeners = new Listeners();
    const others = vi.fn();
    const warned: string[] = [];
    listeners.on("ticketsConsulted", listener as () => void);
    listeners.on("ticketsConsulted", others);
    listeners.on("warning", listener as () => void);
    listeners.on("warning", ({ error }) => warned.push(error.code));
    expect(() => listeners.emit("ticketsConsulted", consulted)).not.toThrow();
    expect(others).toHaveBeenCalledTimes(1);
    await turn();
    expect(warned).toEqual(["HOST_FAILED"]);
  });
});

it("what goes on beside an event may throw before it gives a promise", async () => {
  const warned: string[] = [];
  const background = new Background((_name, event) => {
    if ("error" in event) warned.push(event.error.code);
  });
  const fails = () => {
    throw new Error("x");
  };
  background.start("a", fails);
  await background.settled();
  background.start("a", fails);
  await background.settled();
  expect(warned).toEqual(["UNEXPECTED", "UNEXPECTED"]);
});

describe("a conversation that goes from one consulting queue into another while its list is fetched", () => {
  it("is sent both lists, in order, and each once", async () => {
    const { integration, host, glpi, consult, events, pass } = makeWorld();
    addBeatriz(glpi);
    host.integrations[3] = { ...consult, noTicketsText: "Nada na terceira" };
    host.integrations[2] = { ...consult, noTicketsText: "Nada na segunda" };
    glpi.faults.delay(1_000);
    for (const integrationId of [2, 2, 3, 3]) {
      await integration.onTransfer({ conversation: conversation(), integrationId });
      await pass(10);
    }
    expect(host.texts).toEqual([]);
    await pass(10_000);
    expect(host.texts).toEqual(["Nada na segunda", "Nada na terceira"]);
    expect(events.map(({ name }) => name)).toEqual(["ticketsConsulted", "ticketsConsulted"]);
    await integration.onTransfer({ conversation: conversation(), integrationId: 3 });
    await pass(10_000);
    expect(host.texts).toHaveLength(3);
    glpi.faults.clear();
    await integration.close();
  });
});

describe("a store that throws where it should reject", () => {
  const throws = () => {
    throw new Error("x");
  };

  it("is a warning when the trouble begins, and one when it has ended, and then the ticket is made", async () => {
    const store = new MemoryStore();
    const { integration, glpi, events, pass } = makeWorld(11, { options: { store } });
    addBeatriz(glpi);
    const take = vi.spyOn(store, "take").mockImplementation(throws);
    await integration.onMessage({ conversation: conversation(), integrationId: 1, message: message() });
    await pass(75_000);
    expect(events).toMatchObject([{ name: "warning", event: { error: { code: "STORE_FAILED" } } }]);
    take.mockRestore();
    await pass(30_000);
    expect(events.map(({ name }) => name)).toEqual(["warning", "warning", "ticketCreated"]);
    await integration.close();
  });

  it("is closed in time", async () => {
    const store = new MemoryStore();
    const { integration, pass } = makeWorld(11, { options: { store } });
    await integration.onMessage({ conversation: conversation(), integrationId: 1, message: message() });
    for (const name of ["take", "retry", "prepareClose", "close"] as const) {
      vi.spyOn(store, name).mockImplementation(throws);
    }
    const closing = integration.close();
    await pass(1_500);
    expect(await closing).toEqual({ left: [] });
  });

  it.each([null, 7, [null], [{}], "lost"])("is closed, whatever its close() tells: %j", async (lost) => {
    const store = new MemoryStore();
    const { integration, pass } = makeWorld(11, { options: { store } });
    vi.spyOn(store, "close").mockResolvedValue(lost as never);
    const closing = integration.close();
    await pass(1_500);
    expect(await closing).toEqual({ left: [] });
  });
});
