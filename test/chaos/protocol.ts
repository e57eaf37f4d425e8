import type { Id, MessageEvent, TransferEvent } from "../../src/host/events.js";
import type { Health } from "../../src/index.js";
import type { BatchProgress } from "../../src/store/store.js";

/** What a worker is started with, as JSON in the environment variable `CHAOS_WORKER`. */
export interface WorkerSettings {
  /** A `MemoryStore` when there is none. */
  database?: { url: string; schema: string } | undefined;
  /** By tenant: the configuration of its one integration. */
  integrations: Readonly<Record<string, unknown>>;
  requestTimeoutMs: number;
  /** Each step waits until the parent says `goOn`, which it may do by killing the worker. */
  gated: boolean;
  /** Its system clock is set, again and again, by hours and by days. */
  clockJumps?: boolean | undefined;
}

/** Where a worker is with a batch. `saving`, `telling`, `finishing`: about to; the others: done. */
export type StepName = "added" | "taken" | "saving" | "saved" | "telling" | "finishing" | "released";

export interface Step {
  name: StepName;
  /** Of the batch; none before there is one. */
  batchId?: string | undefined;
  progress?: BatchProgress | undefined;
}

/** From the parent to a worker. A `call` is answered under its number. */
export type Command =
  | { do: "transfer"; call: number; event: TransferEvent }
  | { do: "message"; call: number; event: MessageEvent }
  | { do: "health"; call: number }
  | { do: "goOn"; gate: number };

/** From a worker to the parent. */
export type Report =
  | { tell: "ready" }
  | { tell: "answer"; call: number; error?: string | undefined; health?: Health | undefined }
  | { tell: "said"; tenantId: Id; conversationId: Id; text: string }
  | { tell: "step"; step: Step; gate?: number | undefined }
  | { tell: "warning"; text: string };
