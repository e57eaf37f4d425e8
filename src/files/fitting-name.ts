import { endingIn, withEnding } from "./file-name.js";
import type { KnownType } from "./file-type.js";

/** Endings of names whose files GLPI looks into, and what has to be in them. */
const lookedInto = new Map<string, KnownType>([
  ["jpg", "jpg"],
  ["jpeg", "jpg"],
  ["jpe", "jpg"],
  ["jfif", "jpg"],
  ["png", "png"],
  ["gif", "gif"],
  ["webp", "webp"],
]);

/** Endings that say the same as another, and what the file must be for that. */
const honest = new Map<string, readonly [ending: string, known: KnownType | undefined]>([
  ["opus", ["ogg", "ogg"]],
  ["oga", ["ogg", "ogg"]],
  ["jpe", ["jpg", "jpg"]],
  ["jfif", ["jpg", "jpg"]],
  // A card is lines of text.
  ["vcf", ["txt", undefined]],
]);

/**
 * A name under which GLPI takes a file; undefined where there is none that is true. An image gets the ending of what it
 * is, whatever it was called.
 *
 * @param known what its bytes say
 * @param endings what this GLPI takes
 */
export function fittingName(
  name: string,
  known: KnownType | undefined,
  endings: ReadonlySet<string>,
  renameRefused: boolean,
): string | undefined {
  const ending = endingIn(name) ?? "";
  const image = lookedInto.get(ending);
  const isOther = image !== undefined && known !== undefined && image !== known;
  const own = isOther ? known : ending;
  if (image !== undefined && known === undefined) return undefined;
  if (endings.has(own)) return isOther ? withEnding(name, own) : name;
  const [other, needed] = honest.get(own) ?? [];
  if (!renameRefused || other === undefined || needed !== known || !endings.has(other)) return undefined;
  return withEnding(name, other);
}
