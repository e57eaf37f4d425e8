// In all three languages: next to Portuguese and Spanish, an English 03/11 must not mean another day.

/** `dd/mm/yyyy` by the clock of a time zone (IANA name). */
export function formatDate(moment: Date, timeZone: string): string {
  return format(moment, { timeZone, day: "2-digit", month: "2-digit", year: "numeric" });
}

/** `HH:mm`, from 00:00 to 23:59, by the clock of a time zone (IANA name). */
export function formatTime(moment: Date, timeZone: string): string {
  return format(moment, { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** `dd/mm/yyyy HH:mm` by the clock of a time zone (IANA name). */
export function formatDateTime(moment: Date, timeZone: string): string {
  return `${formatDate(moment, timeZone)} ${formatTime(moment, timeZone)}`;
}

function format(moment: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", options).format(moment);
}
