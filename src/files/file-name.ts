import type { Media } from "../host/events.js";
import { endingOf, type KnownType } from "./file-type.js";

/** GLPI takes names of so many bytes. */
const MOST_NAME_BYTES = 232;
/** No ending is longer. */
const LONGEST_ENDING = 10;

/** What turns a text's direction or shows nothing, but for what joins emoji, and what names may not hold on a disk. */
const unfit = /(?:(?!\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"<>:|?*&%])+/gu;

/**
 * A file's name as GLPI shows it: the last part of what the host said, without quotes, controls and marks of direction,
 * and with the ending of its kind where it has none. `fallback` names what has no name.
 */
export function cleanFileName(
  { fileName, mimeType, type }: Pick<Media, "fileName" | "mimeType" | "type">,
  known: KnownType | undefined,
  fallback: string,
): string {
  const last = (fileName ?? "").split(/[\\/]/).at(-1) ?? "";
  const plain = last
    .replace(unfit, " ")
    .replace(/\s+/g, " ")
    .replace(/^[\s.]+|[\s.]+$/g, "");
  const name = plain || fallback;
  const ending = endingIn(name);
  if (ending !== undefined) return cut(name.slice(0, -ending.length - 1), name.slice(-ending.length));
  const usual = endingOf(mimeType) ?? (known === "html" ? undefined : known) ?? byType.get(type ?? "");
  return cut(name, usual);
}

/** What channels send where they do not say what it is. */
const byType = new Map([
  ["image", "jpg"],
  ["voice", "ogg"],
  ["audio", "ogg"],
  ["video", "mp4"],
]);

/** The ending of a name, in small letters, without the dot. */
export function endingIn(name: string): string | undefined {
  const dot = name.lastIndexOf(".");
  const ending = name.slice(dot + 1);
  return dot > 0 && ending.length <= LONGEST_ENDING && /^[A-Za-z0-9]+$/.test(ending) ? ending.toLowerCase() : undefined;
}

/** The name with this ending in place of its own. */
export function withEnding(name: string, ending: string): string {
  const own = endingIn(name);
  return cut(own === undefined ? name : name.slice(0, -own.length - 1), ending);
}

/** Within GLPI's limit, at a whole character. */
function cut(stem: string, ending: string | undefined): string {
  const tail = ending === undefined ? "" : `.${ending}`;
  let kept = "";
  for (const { segment } of new Intl.Segmenter().segment(stem.slice(0, MOST_NAME_BYTES))) {
    if (Buffer.byteLength(kept + segment + tail) > MOST_NAME_BYTES) break;
    kept += segment;
  }
  return `${kept.trimEnd()}${tail}`;
}
