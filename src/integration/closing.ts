import type { Batch } from "../conversation/batch.js";
import { GlpiIntegrationError } from "../glpi/errors.js";
import { steadyNow } from "../glpi/steady-clock.js";
import type { BatchProgress, LostBatch } from "../store/store.js";
import type { Parts } from "./assemble.js";

/** A batch that `close()` could not hand over: with a `MemoryStore` it is gone with the process. */
export interface LeftBatch extends Batch {
  /** Its POST was under way: look in GLPI for its mark (`id`) before opening the ticket by other means. */
  readonly ticketMayExist: boolean;
}

export interface Closed {
  left: readonly LeftBatch[];
}

const DEFAULT_MS = 1_500;
const MAX_MS = 600_000;

/** The time that `close()` has; what is no number is the default, and what is out of its limits the nearest. */
export function closingTime(timeoutMs: unknown): number {
  if (typeof timeoutMs !== "number" || Number.isNaN(timeoutMs)) return DEFAULT_MS;
  return Math.min(Math.max(0, timeoutMs), MAX_MS);
}

/** Ends it all within `timeoutMs`; never rejects. */
export async function closeInTime(
  { context, events, worker, alarms, changes }: Parts,
  timeoutMs: number,
): Promise<Closed> {
  const { store, clients, files, emit } = context;
  const deadline = steadyNow() + timeoutMs;
  /** What is left, less a share of the whole for what comes after. */
  const left = (share: number) => Math.max(0, deadline - steadyNow() - timeoutMs * share);
  // What is not told now is told by whoever goes on.
  changes?.stop();
  if (store.durable) {
    alarms.stop();
    worker.stop();
  }
  await atMost(left(0.2), () => events.accepted());
  if (!store.durable) await atMost(left(0.2), () => store.prepareClose());
  await atMost(left(0.2), () =>
    Promise.all([worker.idle(), alarms.idle(), changes?.idle(), events.settled(), files.idle()]),
  );
  files.close();
  alarms.stop();
  await atMost(left(0.1), () => worker.release());
  const lost = (await atMost(left(0.05), async () => (await store.close()).map(asLost))) ?? [];
  await atMost(left(0), () => clients.close());
  for (const { warning } of lost) emit("warning", warning);
  return { left: lost.map(({ batch }) => batch) };
}

function asLost({ batch, progress }: LostBatch) {
  const left: LeftBatch = { ...batch, ticketMayExist: ticketMayExist(progress) };
  return { batch: left, warning: notHandedOver(left) };
}

function ticketMayExist({ posting = false, item = "ticket" }: BatchProgress): boolean {
  return posting && item === "ticket";
}

function notHandedOver({ conversation, messages, ticketMayExist }: LeftBatch) {
  const ids = messages.map((message) => message.id).join(", ");
  const error = new GlpiIntegrationError(
    "CLOSED",
    `Closed before the messages ${ids} of conversation ${conversation.id} (tenant ${conversation.tenantId}) became a ticket${ticketMayExist ? ", or while they did: look for its mark in GLPI" : ""}.`,
  );
  return { error, conversation };
}

/** What the work resolves to, or undefined when it takes longer or fails. A host's own store may throw, too. */
async function atMost<T>(timeoutMs: number, work: () => Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), timeoutMs);
  });
  const done = Promise.resolve()
    .then(work)
    .catch(() => undefined);
  return Promise.race([done, timeout]).finally(() => clearTimeout(timer));
}
