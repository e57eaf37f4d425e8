import { z } from "zod";
import { type ErrorCode, errorCodes, GlpiIntegrationError } from "../glpi/errors.js";
import type { Id } from "../host/events.js";
import { id } from "../host/validate.js";
import { deadLettersOf } from "../store/dead-letter.js";
import type { DeadLetter, Store } from "../store/store.js";
import { storeFailed } from "../store/store-failed.js";

/** Whose dead letters: one tenant's, or, where the host says so, everybody's. */
export type WhoseDeadLetters =
  | { tenantId: Id; allTenants?: false | undefined }
  | { allTenants: true; tenantId?: undefined };

/** Which dead letters are listed. */
export type DeadLettersOf = WhoseDeadLetters & {
  integrationId?: Id | undefined;
  /** 1 to 1,000; default 1,000. */
  limit?: number | undefined;
  /** The last one of the page before: the list goes on behind it. */
  after?: { diedAt: number; batch: { id: string } } | undefined;
};

/** Which dead letters are replayed: of all codes, or of one. */
export type ReplayOf = WhoseDeadLetters & { code?: ErrorCode | undefined };

const MOST = 1_000;
/** Replayed together, one is due so long after the other: GLPI has to carry it besides its daily work. */
const PACE_MS = 250;

const whose = {
  tenantId: id.optional(),
  allTenants: z.boolean().optional(),
};
const query = z
  .strictObject({
    ...whose,
    integrationId: id.optional(),
    code: z.enum(errorCodes).optional(),
    limit: z.number().int().min(1).max(MOST).default(MOST),
    after: z.object({ diedAt: z.number(), batch: z.object({ id: z.string() }) }).optional(),
  })
  .refine(
    ({ tenantId, allTenants }) => (tenantId === undefined) === (allTenants === true),
    "name the tenant (tenantId), or say { allTenants: true }",
  );

/** The oldest first. Throws `CONFIGURATION_INVALID`; rejects with `STORE_FAILED`. */
export async function listDeadLetters(store: Store, of: DeadLettersOf | undefined): Promise<DeadLetter[]> {
  if (of === undefined) return asked(store.deadLetters());
  const { allTenants: _all, ...which } = read("deadLetters", of);
  // A store of the host's own may know no query.
  return deadLettersOf(await asked(store.deadLetters(which)), which);
}

/** Whether there was one, and this tenant's. */
export async function replayDeadLetter(store: Store, batchId: string, of?: WhoseDeadLetters): Promise<boolean> {
  return (await isTheirs("replay", store, batchId, of)) && asked(store.replay(batchId));
}

/** Whether there was one, and this tenant's. */
export async function discardDeadLetter(store: Store, batchId: string, of?: WhoseDeadLetters): Promise<boolean> {
  return (await isTheirs("discard", store, batchId, of)) && asked(store.discard(batchId));
}

/** How many are due again, the oldest first, one after the other. */
export async function replayDeadLetters(store: Store, of: ReplayOf): Promise<number> {
  const { tenantId, code } = read("replayAll", of);
  if (store.replayAll !== undefined) return asked(store.replayAll({ tenantId, code }, PACE_MS));
  let replayed = 0;
  for (const { batch } of await listDeadLetters(store, of)) {
    if (await asked(store.replay(batch.id))) replayed += 1;
  }
  return replayed;
}

async function isTheirs(method: string, store: Store, batchId: string, of?: WhoseDeadLetters): Promise<boolean> {
  if (of === undefined) return true;
  const { tenantId } = read(method, of);
  if (tenantId === undefined) return true;
  const owner =
    store.tenantOfDeadLetter === undefined
      ? (await asked(store.deadLetters())).find(({ batch }) => batch.id === batchId)?.batch.conversation.tenantId
      : await asked(store.tenantOfDeadLetter(batchId));
  return owner !== undefined && String(owner) === String(tenantId);
}

function read(method: string, of: object): z.output<typeof query> {
  const result = query.safeParse(of);
  if (result.success) return result.data;
  throw new GlpiIntegrationError("CONFIGURATION_INVALID", `${method}: ${z.prettifyError(result.error)}`);
}

function asked<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((cause) => {
    throw storeFailed(cause);
  });
}
