import type { Multipart } from "./files/multipart.js";
import { parseJson } from "./json.js";
import type { IncomingRequest } from "./transport.js";

/** A value as PHP reads it from a query string: `criteria[0][field]=6` is nested. */
export type PhpValue = string | { [key: string]: PhpValue };

/** A request as faults, latency and assertions see it. */
export interface SimulatedRequest {
  readonly method: string;
  /** After the API's address: `/Ticket`, `/search/User`. The whole path for an address outside the API. */
  readonly path: string;
  /** The first segment of the path: `Ticket`, `search`, `initSession`. Empty outside the API. */
  readonly resource: string;
  /** As sent: `{ "criteria[0][field]": "6" }`. */
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** JSON parsed, of an upload its `uploadManifest`; any other body as text; `undefined` without one. */
  readonly body: unknown;
  /** The files of an upload, without their bytes. */
  readonly files: readonly UploadedFile[];
}

/** A file that a request sent. */
export interface UploadedFile {
  /** The name of its part: `filename[0]`. */
  readonly field: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
}

/** A request in the log. */
export interface LoggedRequest extends SimulatedRequest {
  /** `undefined` while no answer was sent, and for good when the connection was reset. */
  status: number | undefined;
  /** When it arrived, by the simulator's clock. */
  readonly at: Date;
}

const apiAddress = /^(?:\/glpi)?\/(?:apirest\.php|api\.php\/v1)(?=\/|$)/;

/** The path after the API's address, or `undefined` outside of it; `/api.php/v1` is GLPI 11's. */
export function apiPath(pathname: string, version: 10 | 11): string | undefined {
  const address = apiAddress.exec(pathname)?.[0];
  if (address === undefined || (version === 10 && address.endsWith("/v1"))) return undefined;
  return pathname.slice(address.length) || "/";
}

export function readRequest(
  incoming: IncomingRequest,
  version: 10 | 11,
  multipart: Multipart | undefined,
): SimulatedRequest {
  const path = apiPath(incoming.url.pathname, version);
  return {
    method: incoming.method,
    path: path ?? incoming.url.pathname,
    resource: path?.split("/")[1] ?? "",
    query: Object.fromEntries(incoming.url.searchParams),
    headers: incoming.headers,
    body: multipart === undefined ? readBody(incoming.body) : multipart.manifest,
    files: multipart?.files.map(({ field, name, bytes }) => ({ field, name, size: bytes.length })) ?? [],
  };
}

function readBody(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  const text = new TextDecoder().decode(bytes);
  return parseJson(text) ?? text;
}

/** A JSON body that stands in place of a query. */
export function jsonQuery(body: unknown): { [key: string]: PhpValue } {
  if (typeof body !== "object" || body === null) return {};
  const entries = Object.entries(body).flatMap(([key, value]): [string, PhpValue][] => {
    if (typeof value === "object" && value !== null) return [[key, jsonQuery(value)]];
    return value === null || value === undefined ? [] : [[key, String(value)]];
  });
  return Object.fromEntries(entries);
}

/** The query as PHP nests it; `name[]` takes the next free number. */
export function phpQuery(query: URLSearchParams): { [key: string]: PhpValue } {
  const root: { [key: string]: PhpValue } = {};
  for (const [name, value] of query) {
    const keys = [
      /^[^[]*/.exec(name)?.[0] ?? "",
      ...[...name.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? ""),
    ];
    let node = root;
    for (const [depth, rawKey] of keys.entries()) {
      const key = rawKey === "" ? String(Object.keys(node).length) : rawKey;
      if (depth === keys.length - 1) {
        node[key] = value;
        break;
      }
      const next = node[key];
      const child: { [key: string]: PhpValue } = typeof next === "object" ? next : {};
      node[key] = child;
      node = child;
    }
  }
  return root;
}
