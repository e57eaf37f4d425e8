import { type ChangedTicket, changedTickets } from "../glpi/changed-tickets.js";
import type { GlpiClient } from "../glpi/client.js";
import { formatGlpiTime, secondsBefore } from "../glpi/glpi-time.js";
import type { Session } from "../glpi/session.js";
import { steadyNow } from "../glpi/steady-clock.js";
import type { ChangeStore, TakenWatch, WatchCursor } from "../store/changes.js";
import type { HandlerContext } from "../work/context.js";
import { type TellingIntegration, watchElsewhere } from "./elsewhere.js";
import { moveTickets } from "./move-tickets.js";
import { tellsChanges, worksWith } from "./telling.js";

/** Nobody else asks the account meanwhile; whoever dies is followed by another within 30 s, with the pause between rounds. */
export const WATCH_LEASE_MS = 15_000;
/** An account that nobody wants to hear of is asked about again after so long. */
const OFF_MS = 60_000;
/** One that its integrations left, and whose tickets are not all where they went, as often. */
const MOVED_MS = 10 * 60_000;
/**
 * GLPI dates a change by when the request that makes it began, and several share a second: so far behind the newest one
 * every look begins.
 */
const OVERLAP_SECONDS = 30;
/** GLPI's clock was set back: what is older than this is not told anyway. */
const MOST_BACK_MS = 7 * 24 * 60 * 60_000;
/** Another change in the same second is seen by the second look. */
const LOOKS = 2;

/**
 * Asks an account, by one search, which tickets changed since the last look, and has those looked at that are linked.
 * Resolves to the milliseconds after which it is to be asked again, as the store knows by then; undefined where another
 * process has it. Rejects with `GlpiIntegrationError`, and what the store rejects with.
 */
export async function watch(
  context: HandlerContext,
  changes: ChangeStore,
  taken: TakenWatch,
): Promise<number | undefined> {
  const { telling, moved, failure: unread } = await tellingOf(context, taken);
  let failure = unread;
  for (const integration of moved) {
    // What one of them cannot reach is no other's trouble.
    await moveTickets(context, changes, taken, integration).catch((error: unknown) => {
      failure = error;
    });
  }
  const [first] = telling;
  if (first === undefined) {
    const cursor = unread === undefined ? undefined : taken.cursor;
    const inMs = moved.length > 0 ? MOVED_MS : OFF_MS;
    await changes.finishWatch(taken, cursor, inMs);
    if (failure !== undefined) throw failure;
    return inMs;
  }
  const everyMs = Math.min(...telling.map(({ integration }) => integration.changesEverySeconds)) * 1_000;
  const look = new Look(changes, taken, telling);
  const breaker = context.breakers.for(taken.url, first.tenantId);
  try {
    const cursor = await breaker.run(() => look.all(context.clients.for(first.integration)));
    if (cursor === undefined) return undefined;
    await changes.finishWatch(taken, cursor, everyMs);
    return everyMs;
  } catch (error) {
    // From where it was, so that nothing is missed; the store may be what failed.
    await changes.finishWatch(taken, taken.cursor, everyMs).catch(() => undefined);
    throw error;
  }
}

/** Those of the account's integrations that tell of changes and still work with it, or with another; why one cannot be read. */
async function tellingOf(
  { integrations }: HandlerContext,
  taken: TakenWatch,
): Promise<{ telling: TellingIntegration[]; moved: TellingIntegration[]; failure: unknown }> {
  const telling: TellingIntegration[] = [];
  const moved: TellingIntegration[] = [];
  let failure: unknown;
  for (const { tenantId, integrationId } of taken.integrations) {
    try {
      const integration = await integrations.find(integrationId, tenantId);
      if (!tellsChanges(integration)) continue;
      (worksWith(integration, taken) ? telling : moved).push({ tenantId, integrationId, integration });
    } catch (error) {
      failure = error;
    }
  }
  return { telling, moved, failure };
}

/** One look at an account. */
class Look {
  readonly #changes: ChangeStore;
  readonly #taken: TakenWatch;
  readonly #telling: readonly TellingIntegration[];

  constructor(changes: ChangeStore, taken: TakenWatch, telling: readonly TellingIntegration[]) {
    this.#changes = changes;
    this.#taken = taken;
    this.#telling = telling;
  }

  /** Resolves to how far it was seen; undefined where another process has the account by now. */
  async all(client: GlpiClient): Promise<WatchCursor | undefined> {
    const session = await client.session();
    const { cursor: kept } = this.#taken;
    if (kept === undefined) return this.#begin(client, session);
    const cursor = byClock(kept, session);
    const before = new Map(cursor.seen.map(([ticketId, changedAt, looks]) => [ticketId, { changedAt, looks }]));
    const seen: ChangedTicket[] = [];
    const looksAt = ({ ticketId, changedAt }: ChangedTicket) => {
      const known = before.get(ticketId);
      return known?.changedAt === changedAt ? known.looks : 0;
    };
    let since = secondsBefore(cursor.changedAt, OVERLAP_SECONDS);
    let from = 0;
    let next = cursor;
    for (;;) {
      const { rows, total } = await changedTickets(client, since, from);
      seen.push(...rows);
      next = { ...cursor, ...newest(cursor, session, seen, looksAt) };
      const fresh = rows.filter((row) => looksAt(row) < LOOKS);
      if (fresh.length > 0) await this.#note(client, fresh, cursor);
      const [first, last] = [rows.at(0), rows.at(-1)];
      if (from + rows.length >= total || first === undefined || last === undefined) return next;
      if (!(await this.#changes.saveWatch(this.#taken, next, WATCH_LEASE_MS))) return undefined;
      // What changes meanwhile moves to the end: behind so many rows others would be missed.
      const after = secondsBefore(last.changedAt, 1);
      const goesOn = after > since;
      from = goesOn ? 0 : from + rows.length;
      if (goesOn) since = after;
    }
  }

  /** What there is was there before, but of tickets that were watched from their beginning. */
  async #begin(client: GlpiClient, session: Session): Promise<WatchCursor> {
    const { rows } = await changedTickets(client, undefined, 0);
    const startedAt = notAfterNow(rows[0]?.changedAt ?? "1970-01-01 00:00:00", session);
    await this.#changes.noteChanges(this.#taken, "all", startedAt);
    return { startedAt, changedAt: startedAt, seen: [], zoneOffsetMs: session.zoneOffsetMs };
  }

  async #note(client: GlpiClient, rows: readonly ChangedTicket[], cursor: WatchCursor): Promise<void> {
    const linked = new Set(await this.#changes.noteChanges(this.#taken, rows, cursor.startedAt));
    const others = rows.filter(({ ticketId }) => !linked.has(ticketId));
    const wanted = this.#telling.filter(({ integration }) => integration.tellAbout === "all");
    if (others.length === 0 || wanted.length === 0) return;
    await watchElsewhere(this.#changes, client, { account: this.#taken, rows: others, telling: wanted, cursor });
  }
}

/** The newest change, and those shortly before it. */
function newest(
  cursor: WatchCursor,
  session: Session,
  rows: readonly ChangedTicket[],
  looksAt: (row: ChangedTicket) => number,
): Pick<WatchCursor, "changedAt" | "seen"> {
  const newestAt = [cursor.changedAt, ...rows.map((row) => row.changedAt)].sort().at(-1) ?? cursor.changedAt;
  const changedAt = notAfterNow(newestAt, session);
  const kept = secondsBefore(changedAt, OVERLAP_SECONDS);
  const seen = rows
    .filter((row) => row.changedAt > kept)
    .map((row) => [row.ticketId, row.changedAt, Math.min(LOOKS, looksAt(row) + 1)] as const);
  return { changedAt, seen };
}

/**
 * The cursor as GLPI's clock is now: where that was set back, or summer time ended, as far back, so that what changed
 * since is not older than what was seen.
 */
function byClock(cursor: WatchCursor, { zoneOffsetMs }: Session): WatchCursor {
  const { zoneOffsetMs: before, changedAt } = cursor;
  if (zoneOffsetMs === undefined || before === undefined) return { ...cursor, zoneOffsetMs };
  const backMs = Math.min(Math.max(0, before - zoneOffsetMs), MOST_BACK_MS);
  return { ...cursor, changedAt: secondsBefore(changedAt, backMs / 1_000), zoneOffsetMs };
}

/** A change may be dated in the time to come, by a clock that was wrong: others are seen before it. */
function notAfterNow(time: string, { clockMs }: Session): string {
  if (clockMs === undefined) return time;
  const now = formatGlpiTime(steadyNow(), clockMs);
  return time > now ? now : time;
}
