import type { Media } from "../host/events.js";
import type { Locale, LocaleWords } from "../locales/locale.js";

/** What came with a message, as a technician reads it: a file's name and size, a place with its map, people to call. */
export function mediaLine(media: Media, words: LocaleWords, locale: Locale): string {
  if (media.contacts?.length) return media.contacts.map(contactLine).join("\n");
  const { latitude, longitude } = media;
  const size = media.size === undefined ? undefined : readableSize(media.size, locale);
  if (latitude === undefined || longitude === undefined) {
    return `📎 ${[mediaLabel(media, words), size].filter(Boolean).join(" · ")}`;
  }
  return `📍 ${mediaLabel(media, words)}\nhttps://maps.google.com/?q=${latitude},${longitude}`;
}

/** How a technician calls it: the file's name, the place's, or what kind of thing it is. */
export function mediaLabel({ fileName, type, name, address }: Media, words: LocaleWords): string {
  const known = new Map(Object.entries(words.media));
  const place = [name, address].filter(Boolean).join(", ");
  return fileName || place || (known.get(type ?? "") ?? words.media.file);
}

function contactLine({ name, telephones = [] }: NonNullable<Media["contacts"]>[number]): string {
  return `👤 ${[name, telephones.join(", ")].filter(Boolean).join(": ")}`;
}

const units = ["B", "KB", "MB", "GB"];

/** Bytes as people read them: `1,2 MB`. */
function readableSize(bytes: number, locale: Locale): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_024;
    unit += 1;
  }
  const maximumFractionDigits = value < 9.95 && units[unit] !== "KB" ? 1 : 0;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits }).format(value)} ${units[unit]}`;
}
