import { readdirSync, readFileSync } from "node:fs";
import nock from "nock";
import type { GlpiClient } from "../../src/glpi/client.js";
import { GlpiClients } from "../../src/glpi/clients.js";

/** The GLPI versions whose exchanges were recorded. */
export const versions = ["10.0.14", "11.0.6"] as const;
export type Version = (typeof versions)[number];

export interface Recording {
  request: {
    method: "GET" | "POST" | "PUT";
    path: string;
    query: Record<string, string | number>;
    headers: Record<string, string>;
    body: unknown;
  };
  response: { status: number; headers: Record<string, string>; body: unknown };
}

const folder = (version: Version) => new URL(`../fixtures/glpi/${version}/`, import.meta.url);

/** A recorded exchange by its number: `recording("11.0.6", 17)`. */
export function recording(version: Version, number: number): Recording {
  const start = `${String(number).padStart(2, "0")}-`;
  const name = readdirSync(folder(version)).find((file) => file.startsWith(start));
  if (name === undefined) throw new Error(`no recording ${number} of GLPI ${version}`);
  return JSON.parse(readFileSync(new URL(name, folder(version)), "utf8"));
}

export const host = "https://glpi.example.test";
export const apiUrl = `${host}/glpi/apirest.php`;

/** Answers the next request of this method and path as recorded; gives what it was asked. */
export function replay(
  path: string,
  { request, response }: Recording,
): { asked: () => { headers: Record<string, string>; query: URLSearchParams; body: unknown } } {
  let seen: { headers: Record<string, string>; query: URLSearchParams; body: unknown } | undefined;
  const content = typeof response.body === "string" ? response.body : JSON.stringify(response.body);
  nock(host)
    .intercept(`/glpi/apirest.php/${path}`, request.method)
    .query(true)
    .reply(function reply(uri, body) {
      const headers = Object.fromEntries(
        Object.entries(this.req.headers).map(([name, value]) => [name, String(value)]),
      );
      seen = { headers, query: new URL(uri, host).searchParams, body };
      return [response.status, content, response.headers];
    });
  return {
    asked: () => {
      if (seen === undefined) throw new Error(`${path} was not asked`);
      return seen;
    },
  };
}

/** A client of the recorded GLPI whose session is started. */
export async function recordedClient(version: Version): Promise<GlpiClient> {
  replay("initSession", recording(version, 8));
  const clients = new GlpiClients({ requestTimeoutMs: 1_000, maxRequestsInFlight: 4 });
  const client = clients.for({ url: apiUrl, appToken: "APP_TOKEN", userToken: "USER_TOKEN" });
  await client.session();
  return client;
}
