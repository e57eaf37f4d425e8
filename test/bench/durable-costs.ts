import { setTimeout as pause } from "node:timers/promises";
import { Pool } from "pg";
import { GlpiIntegration } from "../../src/index.js";
import { PostgresStore } from "../../src/store/postgres/index.js";
import { GlpiSimulator } from "../../src/testing/index.js";
import { PrivateCluster } from "../chaos/private-cluster.js";

export const messagesPerSecond = 100;
const seconds = 20;
const messagesPerConversation = 4;
const quietMs = 1_000;
const throughputMessages = 5_000;
const inFlight = 50;
export const idleSeconds = 20;

export interface DurableCosts {
  /** How long `onMessage` takes at `messagesPerSecond`, in milliseconds. */
  accepting: { p95: number; p99: number };
  /** From when a batch is due to when its `POST Ticket` arrives, in milliseconds. */
  dueToPost: { p50: number; p99: number };
  /** Statements that a process sends in `idleSeconds` while nothing waits. */
  idleStatements: number;
  /** Messages accepted per second, as many at once as `inFlight`. */
  throughput: number;
}

/** What it costs to keep everything in PostgreSQL: a server of one's own on this machine, and a GLPI in this process. */
export async function measureDurable(): Promise<DurableCosts> {
  const cluster = await PrivateCluster.create();
  const pool = new Pool({ connectionString: cluster.url, max: 3 });
  try {
    return await measure(pool);
  } finally {
    await pool.end();
    cluster.destroy();
  }
}

async function measure(pool: Pool): Promise<DurableCosts> {
  const glpi = new GlpiSimulator();
  glpi.addUser({ login: "beatriz", mobile: "(31) 98765-4322" });
  const { url, appToken, userToken } = glpi;
  const account = { name: "GLPI", url, appToken, userToken };
  const settings = { type: "glpi-create-ticket", ...account, messageIntervalMs: quietMs };
  const host = { sendMessage: () => undefined, transferToQueue: () => undefined, loadIntegration: () => settings };
  let statements = 0;
  const counting = {
    query: (text: string, values: unknown[]) => {
      statements += 1;
      return pool.query(text, values);
    },
    connect: () => pool.connect(),
  };
  const store = new PostgresStore({ pool: counting });
  const integration = new GlpiIntegration({ host, store, fetch: glpi.fetch });
  await accept(integration, "warm up", 1);
  await pause(2 * quietMs);

  const accepting: number[] = [];
  const lastAcceptedAt = new Map<string, number>();
  const pending: Promise<void>[] = [];
  const start = performance.now();
  for (let count = 0; count < messagesPerSecond * seconds; count += 1) {
    await pause(Math.max(0, start + (count * 1_000) / messagesPerSecond - performance.now()));
    const conversation = `c${Math.floor(count / messagesPerConversation)}`;
    const begun = performance.now();
    pending.push(
      accept(integration, conversation, count).then(() => {
        accepting.push(performance.now() - begun);
        lastAcceptedAt.set(conversation, Date.now());
      }),
    );
  }
  await Promise.all(pending);
  await pause(3 * quietMs);
  const dueToPost = glpi.requests.flatMap(({ method, path, body, at }) => {
    if (method !== "POST" || path !== "/Ticket") return [];
    const [, conversation = ""] = /written in (c\d+) /.exec(JSON.stringify(body)) ?? [];
    const accepted = lastAcceptedAt.get(conversation);
    return accepted === undefined ? [] : [at.getTime() - accepted - quietMs];
  });
  if (dueToPost.length !== lastAcceptedAt.size) throw new Error("not every conversation became one ticket");

  statements = 0;
  await pause(idleSeconds * 1_000);
  const idleStatements = statements;

  const throughputStart = performance.now();
  for (let first = 0; first < throughputMessages; first += inFlight) {
    const events = Array.from({ length: inFlight }, (_, index) => first + index);
    await Promise.all(events.map((count) => accept(integration, `t${count % 500}`, `t${count}`)));
  }
  const throughput = (throughputMessages / (performance.now() - throughputStart)) * 1_000;
  await integration.close();
  return {
    accepting: { p95: percentile(accepting, 95), p99: percentile(accepting, 99) },
    dueToPost: { p50: percentile(dueToPost, 50), p99: percentile(dueToPost, 99) },
    idleStatements,
    throughput,
  };
}

async function accept(integration: GlpiIntegration, conversation: string, id: string | number): Promise<void> {
  // One person to GLPI; a contact of its own, so that nobody takes them for a machine.
  const contact = { id: conversation, name: "Beatriz", phoneNumber: "5531987654322" };
  await integration.onMessage({
    conversation: { id: conversation, tenantId: 1, contact },
    integrationId: 1,
    message: { id, text: `written in ${conversation} as ${id}`, sentAt: Date.now() },
  });
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}
