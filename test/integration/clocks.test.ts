import { afterEach, describe, expect, it, vi } from "vitest";
import { Breakers } from "../../src/glpi/breaker.js";
import { GlpiIntegrationError } from "../../src/glpi/errors.js";
import { GlpiIntegration, MemoryStore } from "../../src/index.js";
import { Watch } from "../../src/store/postgres/watch.js";
import { Chatter } from "../../src/work/chatter.js";
import { FailureNotices } from "../../src/work/failure-notices.js";
import { Integrations } from "../../src/work/integrations.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld } from "../world.js";

useFakeClock();

const HOUR_MS = 3_600_000;
const shifts = [
  ["back six hours", -6 * HOUR_MS],
  ["back an hour", -HOUR_MS],
  ["on thirty days", 30 * 24 * HOUR_MS],
] as const;

describe.each(shifts)("a system clock that is set %s", (_how, byMs) => {
  const setClock = () => vi.setSystemTime(Date.now() + byMs);

  it("leaves the pause of an open breaker as it was", async () => {
    const breaker = new Breakers().for("https://glpi.example/apirest.php", 1);
    const asked = vi.fn(async (): Promise<unknown> => Promise.reject(new GlpiIntegrationError("UNAVAILABLE", "down")));
    const run = () => breaker.run(asked).catch(() => undefined);
    for (let time = 0; time < 5; time += 1) await run();
    setClock();
    await vi.advanceTimersByTimeAsync(29_999);
    await run();
    expect(asked).toHaveBeenCalledTimes(5);
    await vi.advanceTimersByTimeAsync(1);
    await run();
    expect(asked).toHaveBeenCalledTimes(6);
  });

  it("leaves close() its time", async () => {
    const world = makeWorld();
    world.glpi.faults.delay(HOUR_MS);
    await world.integration.onMessage({ conversation: conversation(), integrationId: 1, message: message() });
    let closed = false;
    void world.integration.close({ timeoutMs: 1_500 }).then(() => {
      closed = true;
    });
    await world.pass(500);
    setClock();
    await world.pass(900);
    expect(closed).toBe(false);
    await world.pass(100);
    expect(closed).toBe(true);
  });

  it("leaves what waits for its next try where it was, and for how long it has failed", async () => {
    const store = new MemoryStore();
    await store.add(conversation(), message(), { integrationId: 1, quietMs: 1_000, maxWaitMs: 60_000 });
    await store.flush(conversation());
    const [taken] = await store.take(1, []);
    if (taken === undefined) throw new Error("nothing was due");
    await store.save(taken, { posting: true });
    await store.retry(taken, 60_000, true);
    setClock();
    await vi.advanceTimersByTimeAsync(59_999);
    expect(await store.take(1, [])).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await store.take(1, [])).toMatchObject([{ failingForMs: 60_000, postedMsAgo: 60_000, failures: 1 }]);
    await store.close();
  });

  it("leaves a watch its looks", async () => {
    const peek = vi.fn(async () => ({ overdue: false, dueInMs: null }));
    const pool = { query: async () => ({ rows: [] }) };
    const watch = new Watch({
      pool,
      channel: "c",
      failures: () => 0,
      peek,
      call: async () => undefined,
      onDue: () => undefined,
    });
    await vi.advanceTimersByTimeAsync(1_000);
    setClock();
    peek.mockClear();
    watch.lookIn(1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(peek).toHaveBeenCalledTimes(1);
    watch.lookIn(50 * 24 * HOUR_MS);
    await vi.advanceTimersByTimeAsync(50_000);
    expect(peek).toHaveBeenCalledTimes(11);
    watch.close();
  });

  it("leaves a silenced contact silenced for its hour, and a failure told for its quarter", async () => {
    const chatter = new Chatter(() => undefined);
    chatter.said(conversation());
    expect(chatter.maySay(conversation(), 1)).toBe(false);
    const notices = new FailureNotices(() => undefined);
    expect(notices.mayTell(conversation())).toBe(true);
    setClock();
    expect(chatter.isSilenced(conversation())).toBe(true);
    expect(notices.mayTell(conversation())).toBe(false);
    await vi.advanceTimersByTimeAsync(HOUR_MS / 4 + 1);
    expect(notices.mayTell(conversation())).toBe(true);
    await vi.advanceTimersByTimeAsync((HOUR_MS / 4) * 3);
    expect(chatter.isSilenced(conversation())).toBe(false);
  });

  it("leaves an integration its minute", async () => {
    const world = makeWorld();
    const integrations = new Integrations(world.host, "any");
    await integrations.load(1, 1);
    setClock();
    await vi.advanceTimersByTimeAsync(59_000);
    await integrations.load(1, 1);
    expect(world.host.loaded).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2_000);
    await integrations.load(1, 1);
    expect(world.host.loaded).toHaveLength(2);
    await world.integration.close();
  });

  it("leaves a session its age", async () => {
    // GLPI's own clock stays.
    const world = makeWorld(11, { now: () => new Date(Date.UTC(2026, 10, 24, 13)) });
    const sessions = () => world.glpi.requests.filter(({ path }) => path === "/initSession").length;
    addBeatriz(world.glpi);
    const ask = async (id: number) => {
      await world.integration.onTransfer({ conversation: conversation({ id }), integrationId: 2 });
      await world.pass(0);
    };
    await ask(1);
    expect(sessions()).toBe(1);
    setClock();
    await world.pass(14 * 60_000);
    await ask(2);
    expect(sessions()).toBe(1);
    await world.pass(2 * 60_000);
    await ask(3);
    expect(sessions()).toBe(2);
    await world.integration.close();
  });
});

describe("a wait that is longer than a timer can wait", () => {
  const FIFTY_DAYS_MS = 50 * 24 * HOUR_MS;

  it("is no short one for a batch, nor for a watch", async () => {
    const store = new MemoryStore();
    await store.add(conversation(), message(), { integrationId: 1, quietMs: 1_000, maxWaitMs: 60_000 });
    await store.flush(conversation());
    const [taken] = await store.take(1, []);
    if (taken === undefined) throw new Error("nothing was due");
    await store.retry(taken, FIFTY_DAYS_MS, true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await store.take(1, [])).toEqual([]);
    await store.close();
  });
});

describe("close() whose time is no time", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each([
    ["NaN", Number.NaN, 1_500],
    ["a text", "soon", 1_500],
    ["null", null, 1_500],
    ["negative", -1, 0],
    ["Infinity", Number.POSITIVE_INFINITY, 600_000],
    ["longer than it may be", 1e12, 600_000],
  ])("resolves all the same: %s", async (_what, timeoutMs, inMs) => {
    const world = makeWorld();
    await world.integration.onMessage({ conversation: conversation(), integrationId: 1, message: message() });
    // A GLPI that never answers, and is waited for as long as it may be.
    Object.assign(world.host, { loadIntegration: () => new Promise<never>(() => undefined) });
    vi.spyOn(MemoryStore.prototype, "close").mockReturnValue(new Promise<never>(() => undefined));
    vi.spyOn(MemoryStore.prototype, "prepareClose").mockReturnValue(new Promise<never>(() => undefined));
    let closed = false;
    void world.integration.close({ timeoutMs } as { timeoutMs: number }).then(() => {
      closed = true;
    });
    await world.pass(inMs * 0.94);
    expect(closed).toBe(false);
    // Each timer takes a millisecond at least.
    await world.pass(inMs * 0.06 + 6);
    expect(closed).toBe(true);
  });
});

it.each([
  "requestTimeoutMs",
  "maxRequestsInFlight",
  "maxAnswerBytes",
  "tellForHours",
  "retry.firstPauseMs",
  "retry.maxPauseMs",
  "retry.giveUpAfterMs",
])("an option that is no number, or no end, is refused by name: %s", (name) => {
  const host = { sendMessage: () => undefined, transferToQueue: () => undefined, loadIntegration: () => undefined };
  const [group, inner] = name.split(".");
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1, "5000"]) {
    const options = inner === undefined ? { [name]: value } : { [group ?? ""]: { [inner]: value } };
    const make = () => new GlpiIntegration({ host, ...(options as object) });
    expect(make).toThrow(expect.objectContaining({ code: "CONFIGURATION_INVALID" }));
    expect(make).toThrow(name);
  }
});
