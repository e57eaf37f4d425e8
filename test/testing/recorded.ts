import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A recorded exchange with a real GLPI. */
export interface Recording {
  readonly name: string;
  readonly note?: string;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly query: Readonly<Record<string, string | number>>;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
    /** The very bytes of the body, where they matter. */
    readonly raw?: string;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
}

export const recordedVersions = ["10.0.14", "11.0.6"] as const;
export type RecordedVersion = (typeof recordedVersions)[number];

/** The recordings of a version, with their numbers, in that order. */
export function recordings(
  version: RecordedVersion,
  { from = 1, to = Number.POSITIVE_INFINITY }: { from?: number; to?: number },
): { number: string; recording: Recording }[] {
  const folder = new URL(`../fixtures/glpi/${version}/`, import.meta.url);
  return readdirSync(fileURLToPath(folder))
    .map((file) => ({ file, number: file.slice(0, file.indexOf("-")) }))
    .filter(({ number }) => Number(number) >= from && Number(number) <= to)
    .sort((a, b) => Number(a.number) - Number(b.number))
    .map(({ file, number }) => ({ number, recording: JSON.parse(readFileSync(new URL(file, folder), "utf8")) }));
}

/** Those of files stand between those of what follows a ticket. */
export function isOfFiles(number: string): boolean {
  return (Number(number) >= 146 && Number(number) <= 218) || (Number(number) >= 318 && Number(number) <= 320);
}

/** One that an administrator adds, and what GLPI sent of itself. */
export function isWebhook(number: string): boolean {
  return Number(number) >= 303 && Number(number) <= 312;
}

/** How two answers are held against each other. */
export interface Comparison {
  /** The recording keeps only some of the answer's keys. */
  readonly subset: boolean;
  /** Keys whose values were set on purpose, and must be the same though they differ elsewhere. */
  readonly exact?: readonly string[] | undefined;
  /** What the simulator calls what the recorded server called so; `undefined` when nobody knows. */
  readonly idOf?: ((key: string, id: number) => number | undefined) | undefined;
}

/** Values that differ from one server, one run or one language to the next; their types must still be the same. */
const volatileKey = new RegExp(
  "^(id|2|4|15|19|glpiID|message|error|session_token|url|url_base|url_base_api|deleteUrl|prefix)$|" +
    "^(assocID|sha1sum|filepath|tag)$|" +
    "^glpiactive_entity(_name)?$|(_id|_id_\\w+)$|date|time|_delay_stat$",
);

/**
 * How an answer deviates from the recorded one: different types, missing or additional keys, different values where
 * they must agree. Empty when it does not.
 */
export function deviations(recorded: unknown, actual: unknown, options: Comparison, path = "body"): string[] {
  if (typeOf(recorded) !== typeOf(actual)) {
    return [`${path}: recorded ${show(recorded)}, simulated ${show(actual)}`];
  }
  if (Array.isArray(recorded) && Array.isArray(actual)) {
    if (path.endsWith(".links")) return sameRelations(recorded, actual, path);
    if (recorded.length !== actual.length) {
      return [`${path}: recorded ${recorded.length} entries, simulated ${actual.length}: ${show(actual)}`];
    }
    return recorded.flatMap((value, index) => deviations(value, actual[index], options, `${path}[${index}]`));
  }
  if (isObject(recorded) && isObject(actual)) {
    const missing = Object.keys(recorded).filter((key) => !(key in actual));
    const additional = options.subset ? [] : Object.keys(actual).filter((key) => !(key in recorded));
    return [
      ...missing.map((key) => `${path}.${key}: recorded, not simulated`),
      ...additional.map((key) => `${path}.${key}: simulated, not recorded`),
      ...Object.keys(recorded)
        .filter((key) => key in actual)
        .flatMap((key) => deviations(recorded[key], actual[key], options, `${path}.${key}`)),
    ];
  }
  const key =
    path
      .replace(/\[\d+\]/g, "")
      .split(".")
      .pop() ?? "";
  const known = typeof recorded === "number" ? options.idOf?.(key, recorded) : undefined;
  const isVolatile = known === undefined && volatileKey.test(key) && options.exact?.includes(key) !== true;
  if (comparable(known ?? recorded) === comparable(actual) || isVolatile) return [];
  return [`${path}: recorded ${show(recorded)}, simulated ${show(actual)}`];
}

/** Without the random prefix of an uploaded file and the ids inside a text, and in one language. */
function comparable(value: unknown): unknown {
  if (typeof value !== "string") return value;
  return value
    .replace(/^[0-9a-f]{14}\.\d{8}/, "")
    .replace(/^(?:Entidade raiz|Root)(?= &#62;|$)/, "Root entity")
    .replace(/^Documento: Chamado(?= - )/, "Document: Ticket")
    .replace(/^(Document Ticket )\d+$/, "$1")
    .replace(/(docid|items_id)=\d+/g, "$1=");
}

function sameRelations(recorded: readonly unknown[], actual: readonly unknown[], path: string): string[] {
  const relations = (links: readonly unknown[]) =>
    links.map((link) => (isObject(link) && typeof link.href === "string" ? String(link.rel) : show(link))).sort();
  const [left, right] = [relations(recorded).join(" "), relations(actual).join(" ")];
  return left === right ? [] : [`${path}: recorded ${left}, simulated ${right}`];
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function show(value: unknown): string {
  return `${typeOf(value)} ${String(JSON.stringify(value)).slice(0, 120)}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
