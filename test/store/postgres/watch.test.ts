import { EventEmitter } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type PostgresClient, PostgresStore } from "../../../src/store/postgres/index.js";
import { conversation, message } from "../../words.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A connection that hears what the test says. */
class FakeClient extends EventEmitter implements PostgresClient {
  readonly query = vi.fn(async () => ({ rows: [] }));
  readonly release = vi.fn();
  readonly unref = vi.fn();
}

interface Due {
  overdue: boolean;
  dueInMs: number | null;
}

const nothing: Due = { overdue: false, dueInMs: null };
/** What takes a look at what is due. */
const isLook = (text: string) => text.includes("'overdue'");

/** A store whose database answers each look as `due` says; on `deaf` connections nothing is ever heard. */
function setUp({ deaf = false } = {}) {
  const clients: FakeClient[] = [];
  const database = { due: nothing, fails: false };
  const query = vi.fn(async (text: string): Promise<{ rows: unknown[] }> => {
    if (database.fails) throw new Error("down");
    if (text.startsWith("select pg_notify") && !deaf) for (const client of clients) client.emit("notification");
    if (isLook(text)) return { rows: [{ json: JSON.stringify(database.due) }] };
    return { rows: [{ json: '"added"' }] };
  });
  const connect = vi.fn(async (): Promise<PostgresClient> => {
    const client = new FakeClient();
    clients.push(client);
    return client;
  });
  const pool = Object.assign(new EventEmitter(), { query, connect });
  const store = new PostgresStore({ pool });
  const listener = vi.fn();
  const looksWithin = async (ms: number) => {
    query.mockClear();
    await vi.advanceTimersByTimeAsync(ms);
    return query.mock.calls.filter(([text]) => isLook(text)).length;
  };
  return { store, pool, query, connect, clients, database, listener, looksWithin };
}

const waiting = { integrationId: 1, quietMs: 2_000, maxWaitMs: 60_000 };

describe("a PostgresStore that watches", () => {
  it("looks at once and then every 5 s while nothing waits, and not before it is told to watch", async () => {
    const { store, query, listener, looksWithin } = setUp();
    expect(await looksWithin(10_000)).toBe(0);
    store.onDue(listener);
    expect(await looksWithin(100)).toBeGreaterThan(0);
    expect(await looksWithin(50_000)).toBe(10);
    // One statement each.
    expect(query).toHaveBeenCalledTimes(10);
    expect(listener).not.toHaveBeenCalled();
    await store.close();
  });

  it("looks when the next thing is due, and says so", async () => {
    const { store, database, listener, looksWithin } = setUp();
    store.onDue(listener);
    await looksWithin(100);
    database.due = { overdue: false, dueInMs: 1_300 };
    await looksWithin(5_000);
    expect(listener).not.toHaveBeenCalled();
    database.due = { overdue: true, dueInMs: 40 };
    await looksWithin(1_300);
    listener.mockClear();
    database.due = { overdue: false, dueInMs: null };
    expect(await looksWithin(40)).toBe(1);
    await store.close();
  });

  it("looks twice a second while something that is due waits behind another", async () => {
    const { store, database, listener, looksWithin } = setUp();
    database.due = { overdue: true, dueInMs: null };
    store.onDue(listener);
    await looksWithin(100);
    expect(await looksWithin(5_000)).toBe(10);
    await store.close();
  });

  it("looks when what it adds, or tries again, is due", async () => {
    const { store, listener, looksWithin } = setUp();
    store.onDue(listener);
    await looksWithin(5_100);
    await store.add(conversation(), message(), waiting);
    expect(await looksWithin(1_999)).toBe(0);
    expect(await looksWithin(1)).toBe(1);
    await store.add(conversation(), message(), { ...waiting, described: false });
    expect(await looksWithin(2_500)).toBe(0);
    await store.flush(conversation());
    expect(await looksWithin(0)).toBe(1);
    await store.close();
  });

  it("looks twice a second where it hears nothing, as long as anything waits", async () => {
    const { store, clients, database, listener, looksWithin } = setUp({ deaf: true });
    database.due = { overdue: false, dueInMs: 86_400_000 };
    store.onDue(listener);
    await looksWithin(100);
    expect(clients).toHaveLength(1);
    expect(await looksWithin(5_000)).toBe(10);
    database.due = nothing;
    await looksWithin(500);
    expect(await looksWithin(50_000)).toBe(10);
    await store.close();
  });

  it("does not keep the only connection of a pool, and looks as one that hears nothing", async () => {
    const { store, pool, connect, database, listener, looksWithin } = setUp();
    Object.assign(pool, { options: { max: 1 } });
    database.due = { overdue: false, dueInMs: 60_000 };
    store.onDue(listener);
    await looksWithin(100);
    expect(await looksWithin(5_000)).toBe(10);
    expect(connect).not.toHaveBeenCalled();
    await store.close();
  });

  it("looks less often while the database fails, every 5 s at last, and as before when it works", async () => {
    const { store, database, listener, looksWithin } = setUp({ deaf: true });
    database.due = { overdue: false, dueInMs: 60_000 };
    await store.counts();
    database.fails = true;
    store.onDue(listener);
    await looksWithin(60_000);
    expect(await looksWithin(50_000)).toBe(10);
    database.fails = false;
    await looksWithin(6_000);
    expect(await looksWithin(5_000)).toBe(10);
    await store.close();
  });

  it("looks less often while its looks alone fail, whatever is added meanwhile", async () => {
    const { store, query, clients, listener, looksWithin } = setUp();
    const answer = query.getMockImplementation();
    query.mockImplementation(async (text) => {
      if (isLook(text)) throw new Error("canceled");
      return answer?.(text) ?? { rows: [] };
    });
    store.onDue(listener);
    await looksWithin(10_000);
    let looks = 0;
    for (let second = 1; second <= 50; second += 1) {
      await store.add(conversation({ id: second }), message(), waiting);
      await store.flush(conversation({ id: second }));
      clients[0]?.emit("notification");
      looks += await looksWithin(1_000);
    }
    expect(looks).toBe(10);
    await store.close();
  });

  it("is woken between its looks by what it hears on a connection that does not keep the process alive", async () => {
    const { store, clients, database, listener, looksWithin } = setUp();
    store.onDue(listener);
    await looksWithin(100);
    expect(clients).toHaveLength(1);
    expect(clients[0]?.query).toHaveBeenCalledWith('listen "whazing_glpi"', []);
    expect(clients[0]?.unref).toHaveBeenCalled();
    database.due = { overdue: true, dueInMs: null };
    clients[0]?.emit("notification");
    expect(await looksWithin(0)).toBe(1);
    expect(listener).toHaveBeenCalledOnce();
    await store.close();
  });

  it.each(["error", "end"])(
    "gets another connection a second after one breaks (%s), and gives the broken one back",
    async (event) => {
      const { store, clients, database, listener, looksWithin } = setUp();
      database.due = { overdue: false, dueInMs: 60_000 };
      store.onDue(listener);
      await looksWithin(100);
      clients[0]?.emit(event, new Error("terminated"));
      clients[0]?.emit("end");
      expect(clients[0]?.release.mock.calls).toEqual([[true]]);
      // Meanwhile it hears nothing.
      expect(await looksWithin(999)).toBe(1);
      expect(clients).toHaveLength(1);
      await looksWithin(1);
      expect(clients).toHaveLength(2);
      await looksWithin(1_000);
      clients[1]?.emit("notification");
      expect(await looksWithin(0)).toBe(1);
      await store.close();
    },
  );

  it("tries to connect after pauses that grow to half a minute", async () => {
    const { store, connect, listener, looksWithin } = setUp();
    connect.mockRejectedValue(new Error("too many clients"));
    store.onDue(listener);
    await looksWithin(31_000);
    expect(connect).toHaveBeenCalledTimes(6);
    await looksWithin(300_000);
    expect(connect).toHaveBeenCalledTimes(16);
    await store.close();
  });

  it("ends with close: no timer, its connection given back, nothing heard", async () => {
    const { store, pool, clients, listener, looksWithin } = setUp();
    store.onDue(listener);
    await looksWithin(0);
    expect(pool.listenerCount("error")).toBe(1);
    expect(await store.close()).toEqual([]);
    expect(await store.close()).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
    expect(clients[0]?.release.mock.calls).toEqual([[true]]);
    // The database may end the pool's idle connections later.
    expect(() => pool.emit("error", new Error("terminated"))).not.toThrow();
    expect(pool.listenerCount("error")).toBe(1);
    clients[0]?.emit("error", new Error("late"));
    clients[0]?.emit("notification");
    expect(await looksWithin(60_000)).toBe(0);
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

it("any number of stores on one pool, one after another, listen once for its failures", async () => {
  const pool = Object.assign(new EventEmitter(), { query: async () => ({ rows: [] }) });
  for (let time = 0; time < 20; time += 1) await new PostgresStore({ pool }).close();
  expect(pool.listenerCount("error")).toBe(1);
});
