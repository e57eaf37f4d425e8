/** Zones differ from UTC by whole quarters of an hour; what is left is a clock that goes wrong. */
const QUARTER_MS = 15 * 60_000;

/**
 * How far the clock of GLPI's own time zone is ahead of UTC, in milliseconds, told by what it says now (`YYYY-MM-DD
 * HH:MM:SS`, GLPI's only form of a time); undefined when that cannot be read.
 */
export function zoneOffsetMs(currentTime: string | undefined): number | undefined {
  const shown = readAsUtc(currentTime ?? "");
  return shown === undefined ? undefined : Math.round((shown - Date.now()) / QUARTER_MS) * QUARTER_MS;
}

/** The moment of a time that GLPI wrote; undefined when it cannot be read. */
export function readGlpiTime(text: string, offsetMs: number): Date | undefined {
  const shown = readAsUtc(text);
  return shown === undefined ? undefined : new Date(shown - offsetMs);
}

function readAsUtc(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}(:\d{2})?$/.test(text)) return undefined;
  const moment = Date.parse(`${text.replace(" ", "T")}Z`);
  return Number.isNaN(moment) ? undefined : moment;
}
