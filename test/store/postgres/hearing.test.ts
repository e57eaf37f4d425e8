import { EventEmitter } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type PostgresClient, PostgresStore } from "../../../src/store/postgres/index.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

class FakeClient extends EventEmitter implements PostgresClient {
  readonly query = vi.fn(async (_text: string): Promise<{ rows: unknown[] }> => ({ rows: [] }));
  readonly release = vi.fn();
}

/** A store whose pool gives its connections when the test says; they hear each notification. Unless it `answers`, they hang. */
function setUp({ max, answers = true }: { max?: number; answers?: boolean } = {}) {
  const clients: FakeClient[] = [];
  const waiting: ((error?: Error) => void)[] = [];
  const connect = () =>
    new Promise<PostgresClient>((resolve, reject) => {
      waiting.push((error) => {
        if (error !== undefined) return reject(error);
        const client = new FakeClient();
        if (!answers) client.query.mockReturnValue(new Promise(() => undefined));
        clients.push(client);
        resolve(client);
      });
    });
  const query = vi.fn(async (text: string): Promise<{ rows: unknown[] }> => {
    if (text.startsWith("notify")) for (const client of clients) client.emit("notification");
    return { rows: [] };
  });
  const store = new PostgresStore({ pool: { query, connect, ...(max !== undefined && { options: { max } }) } });
  /** The pool gives the connection that is waited for, or cannot. */
  const give = async (error?: Error) => {
    await vi.advanceTimersByTimeAsync(0);
    waiting.shift()?.(error);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { store, query, clients, give, asked: () => waiting.length };
}

const tooLate = { code: "STORE_FAILED", message: expect.stringContaining("no answer within 10000 ms") };

describe("whether a PostgresStore hears", () => {
  it("is tried on a connection that is ended then", async () => {
    const { store, give, clients } = setUp();
    const heard = store.hearing();
    await give();
    expect(await heard).toBe("heard");
    expect(clients[0]?.release.mock.calls).toEqual([[true]]);
  });

  it("is not tried where all connections of the pool are in use", async () => {
    const { store, asked } = setUp({ max: 2 });
    expect(await store.hearing()).toBe("none");
    expect(asked()).toBe(0);
  });

  it("fails when no connection comes in time, and one that comes later is ended, and not listened on", async () => {
    const { store, give, clients } = setUp();
    const failed = expect(store.hearing()).rejects.toMatchObject(tooLate);
    await vi.advanceTimersByTimeAsync(10_000);
    await failed;
    await give();
    expect(clients).toHaveLength(1);
    expect(clients[0]?.release.mock.calls).toEqual([[true]]);
    expect(clients[0]?.query).not.toHaveBeenCalled();
  });

  it("fails when no connection comes in time, and that none comes later is nobody's trouble", async () => {
    const { store, give } = setUp();
    const failed = expect(store.hearing()).rejects.toMatchObject(tooLate);
    await vi.advanceTimersByTimeAsync(10_000);
    await failed;
    const unheard = vi.fn();
    process.once("unhandledRejection", unheard);
    await give(new Error("timeout exceeded when trying to connect"));
    await new Promise(process.nextTick);
    process.off("unhandledRejection", unheard);
    expect(unheard).not.toHaveBeenCalled();
  });

  it("fails, and the connection is ended, when its LISTEN is not answered", async () => {
    const { store, give, clients } = setUp({ answers: false });
    const failed = expect(store.hearing()).rejects.toMatchObject(tooLate);
    await give();
    expect(clients[0]?.query).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(10_000);
    await failed;
    expect(clients[0]?.release.mock.calls).toEqual([[true]]);
  });
});
