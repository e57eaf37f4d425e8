import type { Batch } from "../conversation/batch.js";
import { steadyNow } from "../glpi/steady-clock.js";
import type { BatchCounts, BatchProgress, DeadLetter, TakenBatch } from "./store.js";

/** Whose a batch is. */
export type Owned = Pick<Batch, "conversation" | "integrationId">;

/** A sealed batch of a `MemoryStore`. */
export interface Entry {
  batch: Batch;
  /** The conversation's queue; one of its own once the batch is only to be told. */
  readonly queue: string;
  readonly lane: string;
  /** When its first message came. */
  readonly since: number;
  progress: BatchProgress;
  failures: number;
  /** Both by `steadyNow()`. */
  failedAt: number | undefined;
  postedAt: number | undefined;
  /** While somebody works on it. */
  lease: string | undefined;
  /** While it waits for its next try. */
  timer: NodeJS.Timeout | undefined;
  dead: Omit<DeadLetter, "batch"> | undefined;
}

/** As whoever works on it has it. */
export function asTaken({ batch, progress, failures, failedAt, postedAt }: Entry, lease: string): TakenBatch {
  const now = steadyNow();
  return {
    batch,
    progress,
    failures,
    failingForMs: failedAt === undefined ? 0 : now - failedAt,
    postedMsAgo: postedAt === undefined ? 0 : now - postedAt,
    lease,
  };
}

/** How many of these there are that are neither held, done nor dead. */
export function countLiving(entries: readonly Entry[]): Omit<BatchCounts, "held" | "dead"> {
  const inProgress = entries.filter(({ lease }) => lease !== undefined).length;
  const failed = entries.filter(({ lease, failures }) => lease === undefined && failures > 0).length;
  const now = Date.now();
  const oldest = entries.reduce((since, entry) => Math.min(since, entry.since), now);
  const waiting = entries.length - inProgress - failed;
  return { waiting, inProgress, failed, oldestWaitMs: now - oldest };
}
