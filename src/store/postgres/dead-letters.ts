import type { Id } from "../../host/events.js";
import type { BatchCounts, DeadLetter, DeadLetterQuery, IntegrationCounts } from "../store.js";
import { toText } from "./json.js";
import { type BatchJson, readBatch } from "./read-batch.js";
import { PostgresRecords } from "./records.js";

/** The dead letters of a `PostgresStore`, and how much there is of everything. */
export abstract class PostgresDeadLetters extends PostgresRecords {
  async deadLetters(query: DeadLetterQuery = {}): Promise<DeadLetter[]> {
    const { tenantId, integrationId, code, limit = 1_000, after } = query;
    const dead = await this.database.read<BatchJson & Omit<DeadLetter, "batch"> & { mark: string }>(
      "work",
      this.sql.deadLetters,
      [
        textOrNull(tenantId),
        textOrNull(integrationId),
        code ?? null,
        after?.diedAt ?? null,
        textOrNull(after?.batch.id),
        limit,
      ],
    );
    return dead.map(({ code, message, diedAt, ticketMayExist = false, mark, ...json }) => {
      const { batch } = readBatch(json, mark);
      return { batch: { ...batch, id: mark }, code, message, diedAt, ticketMayExist };
    });
  }

  async tenantOfDeadLetter(batchId: string): Promise<Id | undefined> {
    const [owner] = await this.database.query<{ tenant: string }>("work", this.sql.tenantOfDeadLetter, [
      toText(batchId),
    ]);
    return owner?.tenant;
  }

  async replay(batchId: string): Promise<boolean> {
    const replayed = (await this.database.query("work", this.sql.replay, [toText(batchId)])).length > 0;
    if (replayed) this.watch?.lookIn(0);
    return replayed;
  }

  async replayAll(query: Pick<DeadLetterQuery, "tenantId" | "code">, paceMs: number): Promise<number> {
    const values = [textOrNull(query.tenantId), query.code ?? null, paceMs];
    const [replayed] = await this.database.query<{ count: number }>("work", this.sql.replayAll, values);
    this.watch?.lookIn(0);
    return replayed?.count ?? 0;
  }

  async discard(batchId: string): Promise<boolean> {
    return (await this.database.query("work", this.sql.discard, [toText(batchId)])).length > 0;
  }

  async overview(tenantId: Id): Promise<IntegrationCounts[]> {
    const all = await this.database.read<IntegrationCounts>("work", this.sql.overview, [toText(tenantId)]);
    return all.map((each) => ({ ...each, integrationId: each.integrationId ?? undefined }));
  }

  async counts(tenantId?: Id): Promise<BatchCounts> {
    const [counts] = await this.database.read<BatchCounts>("work", this.sql.counts, [textOrNull(tenantId)]);
    return counts ?? { waiting: 0, held: 0, inProgress: 0, failed: 0, dead: 0, oldestWaitMs: 0 };
  }
}

function textOrNull(id: Id | undefined): string | null {
  return id === undefined ? null : toText(id);
}
