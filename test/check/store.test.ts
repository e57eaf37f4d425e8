import { PGlite } from "@electric-sql/pglite";
import { describe, expect, it, vi } from "vitest";
import { MemoryStore } from "../../src/store/memory.js";
import { PostgresStore } from "../../src/store/postgres/index.js";
import type { PostgresClient, PostgresPool } from "../../src/store/postgres/pool.js";
import { useFakeClock } from "../fake-clock.js";
import { check, makeGlpi } from "./checking.js";

useFakeClock();

/** A database of which statements are noted, and where a connection hears notifications or not. */
function makePool({ hears, max }: { hears: boolean; max?: number }) {
  const statements: string[] = [];
  const released = vi.fn();
  let notify: (() => void) | undefined;
  const client = {
    query: async (text: string) => {
      statements.push(text);
      return { rows: [] };
    },
    on: (event: string, listener: () => void) => {
      if (event === "notification") notify = listener;
    },
    release: released,
  } as unknown as PostgresClient;
  const pool: PostgresPool = {
    ...(max !== undefined && { options: { max } }),
    connect: async () => client,
    query: async (text) => {
      statements.push(text);
      if (hears && text.startsWith("notify")) notify?.();
      return { rows: [] };
    },
  };
  return { pool, statements, released };
}

async function checkStore(pool: PostgresPool) {
  const { create, glpi } = makeGlpi(11);
  return check(create, { fetch: glpi.fetch, store: new PostgresStore({ pool }) });
}

describe("a store", () => {
  it("in PostgreSQL that hears what processes tell each other is fine, and nothing of it is touched", async () => {
    const { pool, statements, released } = makePool({ hears: true });
    const findings = await checkStore(pool);
    expect(findings.get("store")).toMatchObject({ state: "ok" });
    expect(findings.get("store.listen")).toMatchObject({ state: "ok" });
    expect(statements.map((text) => text.replace(/[0-9a-f]{32}/, "x"))).toEqual([
      "select 1",
      "listen whazing_glpi_x",
      "notify whazing_glpi_x",
    ]);
    expect(released).toHaveBeenCalledExactlyOnceWith(true);
  });

  it("behind a pooler of transactions is deaf", async () => {
    const { pool, released } = makePool({ hears: false });
    const findings = await checkStore(pool);
    expect(findings.get("store.listen")).toMatchObject({
      state: "warning",
      text: expect.stringContaining("PgBouncer"),
      mend: expect.stringContaining("POOL_MODE=session"),
    });
    expect(released).toHaveBeenCalledOnce();
  });

  it("with too few connections does not listen", async () => {
    const findings = await checkStore(makePool({ hears: true, max: 2 }).pool);
    expect(findings.get("store.listen")).toMatchObject({ state: "warning", mend: expect.stringContaining("max: 3") });
  });

  it("in a real database answers", async () => {
    vi.useRealTimers();
    const database = await PGlite.create();
    const findings = await checkStore({ query: (text, values) => database.query(text, values) });
    expect(findings.get("store")).toMatchObject({ state: "ok" });
    await database.close();
  });

  it("whose database is down fails, without what was in its address", async () => {
    const failure = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), { code: "ECONNREFUSED" });
    const findings = await checkStore({ query: () => Promise.reject(failure) });
    expect(findings.get("store")).toMatchObject({ state: "failed", text: expect.stringContaining("ECONNREFUSED") });
    expect(findings.has("store.listen")).toBe(false);
  });

  it("whose database hangs has failed after 10 seconds", async () => {
    const findings = await checkStore({ query: () => new Promise(() => undefined) });
    expect(findings.get("store")).toMatchObject({ state: "failed", text: expect.stringContaining("10000 ms") });
  });

  it("in memory is warned of", async () => {
    const { create, glpi } = makeGlpi(11);
    const findings = await check(create, { fetch: glpi.fetch, store: new MemoryStore() });
    expect(findings.get("store")).toMatchObject({ state: "warning", mend: expect.stringContaining("PostgresStore") });
  });

  it("that is not given is not spoken of, and one of GLPI's failures does not hide it", async () => {
    const { create, glpi } = makeGlpi(11);
    expect((await check(create, { fetch: glpi.fetch })).has("store")).toBe(false);
    const findings = await check({}, { store: new MemoryStore() });
    expect(findings.get("store")).toMatchObject({ state: "warning" });
  });
});
