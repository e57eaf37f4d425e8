import type { Batch } from "../conversation/batch.js";
import type { ErrorCode } from "../glpi/errors.js";
import type { Conversation, Id } from "../host/events.js";

/** Why a batch is given up. */
export interface DeathReason {
  /** What the last try failed with. */
  code: ErrorCode;
  message: string;
  /** A POST went out, and whether anything was made is not known: look in GLPI for the mark (`batch.id`). */
  ticketMayExist?: boolean;
}

/** A batch that was given up. */
export interface DeadLetter extends DeathReason {
  batch: Batch;
  /** Milliseconds since 1970. */
  diedAt: number;
}

/** Which dead letters. */
export interface DeadLetterQuery {
  /** Of all tenants where it is not said. */
  tenantId?: Id | undefined;
  integrationId?: Id | undefined;
  code?: ErrorCode | undefined;
  /** Default 1,000. */
  limit?: number | undefined;
  /** Those behind this one. Of the same millisecond some may be told again when it is gone. */
  after?: { diedAt: number; batch: { id: string } } | undefined;
}

/** Whether it is this tenant's; everybody's where none is named. */
export function isOfTenant({ tenantId }: Pick<Conversation, "tenantId">, asked: Id | undefined): boolean {
  return asked === undefined || String(tenantId) === String(asked);
}

/** Those of the query, of dead letters in their order. */
export function deadLettersOf(letters: readonly DeadLetter[], query: DeadLetterQuery): DeadLetter[] {
  const { tenantId, integrationId, code, limit = 1_000, after } = query;
  const behind = letters.findIndex(({ batch }) => batch.id === after?.batch.id) + 1;
  return letters
    .slice(behind)
    .filter(({ diedAt }) => after === undefined || diedAt >= after.diedAt)
    .filter((letter) => isOfTenant(letter.batch.conversation, tenantId) && (code === undefined || letter.code === code))
    .filter(({ batch }) => integrationId === undefined || String(batch.integrationId) === String(integrationId))
    .slice(0, limit);
}
