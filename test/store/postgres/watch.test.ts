import { EventEmitter } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type PostgresClient, PostgresStore } from "../../../src/store/postgres/index.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A connection that says what the test says. */
class FakeClient extends EventEmitter implements PostgresClient {
  readonly query = vi.fn(async () => ({ rows: [] }));
  readonly release = vi.fn();
  readonly unref = vi.fn();
}

function setUp() {
  const clients: FakeClient[] = [];
  const query = vi.fn(async (): Promise<{ rows: unknown[] }> => ({ rows: [{ json: "[]" }] }));
  const connect = vi.fn(async (): Promise<PostgresClient> => {
    const client = new FakeClient();
    clients.push(client);
    return client;
  });
  const pool = Object.assign(new EventEmitter(), { query, connect });
  const store = new PostgresStore({ pool });
  const listener = vi.fn(() => {
    store.take(1, [], 8_000).catch(() => undefined);
  });
  const wakesWithin = async (ms: number) => {
    listener.mockClear();
    await vi.advanceTimersByTimeAsync(ms);
    return listener.mock.calls.length;
  };
  return { store, pool, query, connect, clients, listener, wakesWithin };
}

describe("a PostgresStore that watches", () => {
  it("looks at once and twice a second, and not before it is told to watch", async () => {
    const { store, listener, wakesWithin } = setUp();
    expect(await wakesWithin(10_000)).toBe(0);
    store.onDue(listener);
    expect(listener).toHaveBeenCalledOnce();
    await wakesWithin(0);
    expect(await wakesWithin(5_000)).toBe(10);
    await store.close();
  });

  it("does not keep the only connection of a pool", async () => {
    const { store, pool, connect, listener, wakesWithin } = setUp();
    Object.assign(pool, { options: { max: 1 } });
    store.onDue(listener);
    expect(await wakesWithin(5_000)).toBe(10);
    expect(connect).not.toHaveBeenCalled();
    await store.close();
  });

  it("looks less often while the database fails, every 5 s at last, and as before when it works", async () => {
    const { store, query, listener, wakesWithin } = setUp();
    query.mockRejectedValue(new Error("down"));
    store.onDue(listener);
    await wakesWithin(60_000);
    expect(await wakesWithin(50_000)).toBe(10);
    query.mockResolvedValue({ rows: [{ json: "[]" }] });
    await wakesWithin(6_000);
    expect(await wakesWithin(5_000)).toBe(10);
    await store.close();
  });

  it("is woken between its looks by what it hears on a connection that does not keep the process alive", async () => {
    const { store, clients, listener, wakesWithin } = setUp();
    store.onDue(listener);
    await wakesWithin(100);
    expect(clients).toHaveLength(1);
    expect(clients[0]?.query).toHaveBeenCalledWith('listen "whazing_glpi"', []);
    expect(clients[0]?.unref).toHaveBeenCalled();
    listener.mockClear();
    clients[0]?.emit("notification");
    expect(listener).toHaveBeenCalledOnce();
    await store.close();
  });

  it.each(["error", "end"])(
    "gets another connection a second after one breaks (%s), and gives the broken one back",
    async (event) => {
      const { store, clients, listener, wakesWithin } = setUp();
      store.onDue(listener);
      await wakesWithin(0);
      clients[0]?.emit(event, new Error("terminated"));
      clients[0]?.emit("end");
      expect(clients[0]?.release.mock.calls).toEqual([[true]]);
      await wakesWithin(999);
      expect(clients).toHaveLength(1);
      await wakesWithin(1);
      expect(clients).toHaveLength(2);
      listener.mockClear();
      clients[1]?.emit("notification");
      expect(listener).toHaveBeenCalledOnce();
      await store.close();
    },
  );

  it("tries to connect after pauses that grow to half a minute, and polls meanwhile", async () => {
    const { store, connect, listener, wakesWithin } = setUp();
    connect.mockRejectedValue(new Error("too many clients"));
    store.onDue(listener);
    expect(await wakesWithin(31_000)).toBe(62);
    expect(connect).toHaveBeenCalledTimes(6);
    await wakesWithin(300_000);
    expect(connect).toHaveBeenCalledTimes(16);
    await store.close();
  });

  it("ends with close: no timer, its connection given back, nothing heard", async () => {
    const { store, pool, clients, listener, wakesWithin } = setUp();
    store.onDue(listener);
    await wakesWithin(0);
    expect(pool.listenerCount("error")).toBe(1);
    expect(await store.close()).toEqual([]);
    expect(await store.close()).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
    expect(clients[0]?.release.mock.calls).toEqual([[true]]);
    expect(pool.listenerCount("error")).toBe(0);
    clients[0]?.emit("error", new Error("late"));
    clients[0]?.emit("notification");
    expect(await wakesWithin(60_000)).toBe(0);
    expect(clients).toHaveLength(1);
  });

  it("gives back a connection that comes after close", async () => {
    const { store, connect, listener } = setUp();
    const client = new FakeClient();
    let come: (client: PostgresClient) => void = () => undefined;
    connect.mockReturnValue(
      new Promise((resolve) => {
        come = resolve;
      }),
    );
    store.onDue(listener);
    await store.close();
    come(client);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(client.release.mock.calls).toEqual([[true]]);
    expect(connect).toHaveBeenCalledOnce();
  });

  it("an idle connection that breaks ends no process", () => {
    const { pool } = setUp();
    expect(() => pool.emit("error", new Error("terminated"))).not.toThrow();
  });
});
