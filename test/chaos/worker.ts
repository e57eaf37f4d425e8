/** A host as Whazing is one: a process that runs the integration, and may be killed at any moment. */
import { Pool } from "pg";
import { GlpiIntegration, MemoryStore } from "../../src/index.js";
import { PostgresStore } from "../../src/store/postgres/index.js";
import type { Store } from "../../src/store/store.js";
import { jumpClock } from "./jump-clock.js";
import { pictureOf } from "./picture.js";
import type { Command, Report, Step, WorkerSettings } from "./protocol.js";
import { watchStore } from "./watch-store.js";

const settings = JSON.parse(process.env.CHAOS_WORKER ?? "{}") as WorkerSettings;

if (settings.clockJumps) jumpClock();

/** Resolves when the parent's end of the pipe has it. */
function report(what: Report): Promise<void> {
  return new Promise((resolve) => process.send?.(what, () => resolve()));
}

const gates = new Map<number, () => void>();
let lastGate = 0;

async function tell(step: Step): Promise<void> {
  if (!settings.gated) return report({ tell: "step", step });
  lastGate += 1;
  const gate = lastGate;
  const opened = new Promise<void>((resolve) => gates.set(gate, resolve));
  await report({ tell: "step", step, gate });
  await opened;
}

function makeStore(): Store {
  if (settings.database === undefined) return new MemoryStore();
  const pool = new Pool({ connectionString: settings.database.url, max: 3, connectionTimeoutMillis: 3_000 });
  pool.on("error", (error) => void report({ tell: "warning", text: `pool: ${error.message}` }));
  return new PostgresStore({ pool, schema: settings.database.schema });
}

const store = makeStore();
watchStore(store, tell);

const integration = new GlpiIntegration({
  store,
  requestTimeoutMs: settings.requestTimeoutMs,
  retry: { firstPauseMs: 500, maxPauseMs: 3_000 },
  host: {
    sendMessage: async ({ tenantId, id }, { text }) => {
      await tell({ name: "telling" });
      await report({ tell: "said", tenantId, conversationId: id, text });
    },
    transferToQueue: () => undefined,
    openMedia: (conversation, _media, { id }) => pictureOf(conversation, id),
    loadIntegration: (_id, tenantId) => settings.integrations[String(tenantId)],
  },
});
integration.on("warning", ({ error }) => void report({ tell: "warning", text: `${error.code}: ${error.message}` }));
integration.on("ticketFailed", ({ batch, error }) => {
  void report({ tell: "warning", text: `ticket of ${batch.id} failed: ${error.code}: ${error.message}` });
});

async function obey(command: Command): Promise<void> {
  if (command.do === "goOn") {
    gates.get(command.gate)?.();
    gates.delete(command.gate);
    return;
  }
  const { call } = command;
  try {
    if (command.do === "health") {
      await report({ tell: "answer", call, health: await integration.health() });
      return;
    }
    if (command.do === "transfer") await integration.onTransfer(command.event);
    else await integration.onMessage(command.event);
    await report({ tell: "answer", call });
  } catch (error) {
    await report({ tell: "answer", call, error: String(error) });
  }
}

process.on("message", (command: Command) => void obey(command));
// Nobody is left to work for.
process.on("disconnect", () => process.exit());
void report({ tell: "ready" });
