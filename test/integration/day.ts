import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, beforeEach, vi } from "vitest";
import type { Conversation, Message } from "../../src/host/events.js";
import { PostgresStore } from "../../src/store/postgres/index.js";
import type { PostgresPool } from "../../src/store/postgres/pool.js";
import type { ProfileRights } from "../../src/testing/index.js";
import { newSchema, observed, stopClock } from "../store/postgres/under-test.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld, type World } from "../world.js";

/** On which store a day happens; `postgres` needs a pool. */
export type StoreKind = "memory" | "postgres";

/** On each of these a day happens. */
export const dayKinds = [
  [10, "memory"],
  [11, "memory"],
  [10, "postgres"],
  [11, "postgres"],
] as const;

/** One database for all days of a file; gives its pool when they happen. No pause is shorter by chance. */
export function useDatabase(): () => PostgresPool {
  let pglite: PGlite;
  beforeAll(async () => {
    pglite = await PGlite.create();
  });
  afterAll(() => pglite.close());
  beforeEach(() => {
    vi.spyOn(Math, "random").mockReturnValue(0);
  });
  return () => ({ query: (text, values) => pglite.query(text, values) });
}

export interface Day extends World {
  /** Lets so many seconds go by. */
  wait(seconds: number): Promise<void>;
  /** The customer writes. */
  writes(text: string, other?: Partial<Message>, where?: Conversation): Promise<Message>;
  /** The bot, or an agent, transfers the conversation into the queue; `last` is what the customer wrote last. */
  transfers(last?: Message | string, where?: Conversation): Promise<void>;
  /** What the customer was told, each text by its first words. */
  told(): string[];
  /** The texts of a ticket's follow-ups, as a technician reads them. */
  followUps(ticketId: number): string[];
  names(): string[];
  end(): Promise<void>;
}

/** A day in the life of a GLPI with one customer, Beatriz, on a store of some kind. */
export async function makeDay(
  version: 10 | 11,
  kind: StoreKind,
  pool: PostgresPool | undefined,
  { rights, ...options }: Parameters<typeof makeWorld>[1] & { rights?: ProfileRights } = {},
): Promise<Day> {
  const { store, goOn, settled, drop } = await openStore(kind, pool);
  const world = makeWorld(version, { ...options, options: { ...options.options, ...(store && { store }) } });
  leastRights(world, rights);
  addBeatriz(world.glpi);
  const talk = conversation();
  const wait = async (seconds: number) => {
    // The store's clock and the process's go by together: at first in steps shorter than a lease, then in longer ones.
    let step = kind === "memory" ? seconds : 5;
    for (let passed = 0; passed < seconds; passed += step) {
      if (passed >= 60) step = 60;
      const ms = Math.min(seconds - passed, step) * 1_000;
      await goOn(ms);
      await world.pass(ms);
      await settled();
      await world.pass(0);
      await settled();
    }
  };
  return {
    ...world,
    wait,
    writes: async (text, other = {}, where = talk) => {
      const written = message({ text, sentAt: Date.now(), ...other });
      await world.integration.onMessage({ conversation: where, integrationId: 1, message: written });
      return written;
    },
    transfers: async (last, where = talk) => {
      const lastMessage = typeof last === "string" ? message({ text: last, sentAt: Date.now() }) : last;
      await world.integration.onTransfer({ conversation: where, integrationId: 1, lastMessage });
      await settled();
      await world.pass(0);
    },
    told: () => world.host.texts.map((text) => text.split(/[.!\n?]/)[0] ?? ""),
    followUps: (ticketId) =>
      world.glpi.followUps.filter((row) => row.ticketId === ticketId).map(({ content }) => readable(content)),
    names: () => world.events.map(({ name }) => name),
    end: async () => {
      await world.integration.close();
      await drop();
      vi.useRealTimers();
    },
  };
}

/** The API user of a day may do what the docs ask for, and no more unless told otherwise. */
function leastRights({ glpi, create, consult }: World, more: ProfileRights = {}): void {
  const rights = { ticket: 1031, user: 5, followup: 4101, document: 4, ...more };
  const profile = glpi.addProfile({ name: "API", rights });
  const profiles = [{ profileId: profile.id, entityId: 0, isRecursive: true }];
  glpi.addUser({ login: "api", apiToken: "least", profiles });
  for (const config of [create, consult]) config.userToken = "least";
}

async function openStore(kind: StoreKind, pool: PostgresPool | undefined) {
  const nothing = async () => undefined;
  if (kind === "memory" || pool === undefined) {
    return { store: undefined, goOn: async (_ms: number) => undefined, settled: nothing, drop: nothing };
  }
  const schema = newSchema();
  const { query, settled } = observed(pool);
  const store = new PostgresStore({ pool: { query }, schema });
  await store.counts();
  const goOn = await stopClock(pool, schema);
  const drop = async () => {
    await settled();
    await pool.query(`drop schema ${schema} cascade`, []);
  };
  return { store, goOn, settled, drop };
}

/** HTML as a technician reads it, without the time in front of each line. */
export function readable(html: string): string {
  return html
    .replace(/&#60;/g, "<")
    .replace(/&#62;/g, ">")
    .replace(/<br>|<\/p>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/\[\d\d\/\d\d\/\d{4} \d\d:\d\d\] /g, "")
    .trim();
}
