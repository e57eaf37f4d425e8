// In all three languages: next to Portuguese and Spanish, an English 03/11 must not mean another day.

/** `dd/mm/yyyy` by the clock of a time zone (IANA name). */
export function formatDate(moment: Date, timeZone: string): string {
  return read(moment, timeZone).date;
}

/** `HH:mm`, from 00:00 to 23:59, by the clock of a time zone (IANA name). */
export function formatTime(moment: Date, timeZone: string): string {
  return read(moment, timeZone).time;
}

/** `dd/mm/yyyy HH:mm` by the clock of a time zone (IANA name). */
export function formatDateTime(moment: Date, timeZone: string): string {
  const { date, time } = read(moment, timeZone);
  return `${date} ${time}`;
}

/** Making one takes longer than all else about a ticket; there are no more of them than time zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

function read(moment: Date, timeZone: string): { date: string; time: string } {
  let format = formats.get(timeZone);
  if (format === undefined) {
    const day = { day: "2-digit", month: "2-digit", year: "numeric" } as const;
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      ...day,
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
    formats.set(timeZone, format);
  }
  const [date = "", time = ""] = format.format(moment).split(", ");
  return { date, time };
}
