import { type LookupAddress, type LookupOptions, lookup } from "node:dns";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import { isPublicAddress, mayBePublic } from "./public-address.js";

/** An address leads into the host's own network; nothing was sent there. */
export class AddressNotPublic extends Error {
  override readonly name = "AddressNotPublic";

  constructor(host: string) {
    super(`${host} is not an address of the internet`);
  }

  /** Whichever copy of this package it is of. */
  static is(error: unknown): error is AddressNotPublic {
    return error instanceof Error && error.name === "AddressNotPublic";
  }
}

type Looked = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** As a connection looks a name up: what is found here is what is connected to. */
function lookUpPublic(host: string, options: LookupOptions, done: Looked): void {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return done(error, []);
    const [first] = addresses;
    if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address))) {
      return done(new AddressNotPublic(host), []);
    }
    if (options.all) done(null, addresses);
    else done(null, first.address, first.family);
  });
}

/** Statuses whose answers have no body. */
const bodiless: ReadonlySet<number> = new Set([101, 204, 205, 304]);

/** A `fetch` that connects to public addresses only, follows no redirect, and rejects with `AddressNotPublic` else. */
export const publicFetch: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  const url = new URL(request.url);
  if (!mayBePublic(url)) throw new AddressNotPublic(url.hostname);
  // What says how long it is need not be here whole.
  const streamed = request.headers.has("content-length") ? request.body : null;
  const body = request.body === null || streamed ? undefined : Buffer.from(await request.arrayBuffer());
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise<Response>((resolve, reject) => {
    const headers = { ...Object.fromEntries(request.headers), "accept-encoding": "identity" };
    const options = { method: request.method, headers, signal: request.signal, lookup: lookUpPublic };
    const sent = send(url, options, (answer) => {
      const status = answer.statusCode ?? 0;
      const pairs = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
        value === undefined ? [] : [[name, [value].flat().join(", ")]],
      );
      const content = bodiless.has(status) ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>);
      resolve(new Response(content, { status, headers: pairs }));
    });
    sent.once("error", reject);
    if (streamed === null) sent.end(body);
    else pipeline(Readable.fromWeb(streamed as NodeReadableStream), sent).catch(reject);
  });
};
