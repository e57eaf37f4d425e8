import { vi } from "vitest";
import { type PostgresPool, PostgresStore } from "../../../src/store/postgres/index.js";
import type { StoreUnderTest } from "../contract.js";

/** No longer than a lease holds, and at least once between two of its renewals. */
const STEP_MS = 5_000;
/** Of a long time, in which nobody works on anything. */
const LONG_MS = 600_000;
const POLL_MS = 500;

/** What `vi.useFakeTimers` fakes: a database still needs the event loop. */
export const faked = {
  toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"],
} as const;

let schemas = 0;

/** A schema that no other test has. */
export function newSchema(): string {
  schemas += 1;
  return `test_${process.pid}_${schemas}`;
}

/** A pool that tells when nothing is under way. */
export function observed(pool: PostgresPool) {
  let underWay = 0;
  const query: PostgresPool["query"] = async (text, values) => {
    underWay += 1;
    try {
      return await pool.query(text, values);
    } finally {
      underWay -= 1;
    }
  };
  const settled = async () => {
    for (let quiet = 0; quiet < 4; quiet += 1) {
      await new Promise(setImmediate);
      if (underWay > 0) quiet = -1;
    }
  };
  return { query, settled };
}

/** Puts a clock into the schema that stands still, and goes on by what the function is told. */
export async function stopClock(pool: PostgresPool, schema: string): Promise<(ms: number) => Promise<void>> {
  await pool.query(`create table ${schema}.stopped_clock as select ${schema}.clock() as at`, []);
  await pool.query(
    `create or replace function ${schema}.clock() returns timestamptz language sql volatile
      as 'select at from ${schema}.stopped_clock'`,
    [],
  );
  return async (ms) => {
    await pool.query(`update ${schema}.stopped_clock set at = at + ${schema}.ms($1::float8)`, [ms]);
  };
}

/** A `PostgresStore` in a new schema whose clock, and this process's, go by what the test says. Needs `faked`. */
export async function storeUnderTest(pool: PostgresPool): Promise<StoreUnderTest> {
  const schema = newSchema();
  const { query, settled } = observed(pool);
  const store = new PostgresStore({ pool: { query }, schema });
  await store.counts();
  const goOn = await stopClock(pool, schema);
  return {
    store,
    pass: async (ms) => {
      const longest = ms > LONG_MS ? LONG_MS : STEP_MS;
      for (let left = ms; left >= 0; left -= longest) {
        const step = Math.min(left, longest);
        if (step > 0) await goOn(step);
        // Nothing here has a timer but the looks, of which the last ones do.
        const passed = Math.min(Math.max(step, POLL_MS), STEP_MS);
        vi.setSystemTime(Date.now() + Math.max(0, step - passed));
        await vi.advanceTimersByTimeAsync(passed);
        await settled();
        if (step < longest) break;
      }
    },
    stop: async () => {
      await store.close();
      await settled();
      await pool.query(`drop schema ${schema} cascade`, []);
    },
  };
}
