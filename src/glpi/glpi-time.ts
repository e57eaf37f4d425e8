/** Zones differ from UTC by whole quarters of an hour; what is left is a clock that goes wrong. */
const QUARTER_MS = 15 * 60_000;

/**
 * How far the clock of GLPI's own time zone is ahead of UTC, in milliseconds, told by what it says now (`YYYY-MM-DD
 * HH:MM:SS`, GLPI's only form of a time); undefined when that cannot be read.
 */
export function zoneOffsetMs(currentTime: string | undefined): number | undefined {
  return clockOf(currentTime, Date.now())?.zoneOffsetMs;
}

/** The same, and how far GLPI's clock is ahead of this one's beyond that: at most half a quarter of an hour. */
export function clockOf(
  currentTime: string | undefined,
  now: number,
): { zoneOffsetMs: number; aheadMs: number } | undefined {
  const shown = readAsUtc(currentTime ?? "");
  if (shown === undefined) return undefined;
  const zoneOffsetMs = Math.round((shown - now) / QUARTER_MS) * QUARTER_MS;
  return { zoneOffsetMs, aheadMs: shown - now - zoneOffsetMs };
}

/** The moment of a time that GLPI wrote; undefined when it cannot be read. */
export function readGlpiTime(text: string, offsetMs: number): Date | undefined {
  const shown = readAsUtc(text);
  return shown === undefined ? undefined : new Date(shown - offsetMs);
}

/** So many seconds before a time that GLPI wrote, as GLPI writes it; as it is where it cannot be read. */
export function secondsBefore(text: string, seconds: number): string {
  const shown = readAsUtc(text);
  return shown === undefined ? text : new Date(shown - seconds * 1000).toISOString().slice(0, 19).replace("T", " ");
}

function readAsUtc(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}(:\d{2})?$/.test(text)) return undefined;
  const moment = Date.parse(`${text.replace(" ", "T")}Z`);
  return Number.isNaN(moment) ? undefined : moment;
}

/** A moment, in milliseconds since 1970, as GLPI writes it: `2026-11-26 10:15:00`. */
export function formatGlpiTime(ms: number, offsetMs: number): string {
  return new Date(ms + offsetMs).toISOString().slice(0, 19).replace("T", " ");
}
