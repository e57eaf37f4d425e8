import { Readable } from "node:stream";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import type { WebRequest, WebResponse } from "./webhook.js";

/** What is used of Node's `IncomingMessage`, which Express's request is too. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The bytes, where `express.raw()` has read them. */
  readonly body?: unknown;
  [Symbol.asyncIterator](): AsyncIterator<unknown>;
}

/** What is used of Node's `ServerResponse`. */
export interface NodeResponse {
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(text: string): unknown;
}

/**
 * A handler in the style of `fetch` for Express, or for Node's own server. It reads the bytes as they come, so nothing
 * may have parsed them before. It never rejects.
 *
 * ```ts
 * app.use("/glpi/webhook", nodeHandler(glpiWebhook(integration, { secret, tenantId: 1, integrationId: 7 })));
 * ```
 */
export function nodeHandler(
  handler: (request: WebRequest) => Promise<WebResponse>,
): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  return async (incoming, outgoing) => {
    try {
      const answer: Response = await handler(requestOf(incoming));
      const text = await answer.text();
      // What was not read is not waited for.
      outgoing.writeHead(answer.status, { ...Object.fromEntries(answer.headers), connection: "close" });
      outgoing.end(text);
    } catch {
      outgoing.writeHead(500, { connection: "close" });
      outgoing.end("");
    }
  };
}

function requestOf(incoming: NodeRequest): Request {
  const { method = "GET", url = "/", headers, body } = incoming;
  const pairs = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, [value].flat().join(", ")]],
  );
  const address = new URL(url, "http://localhost");
  if (method === "GET" || method === "HEAD") return new Request(address, { method, headers: pairs });
  const bytes =
    body instanceof Uint8Array ? body : (Readable.toWeb(incoming as unknown as Readable) as NodeReadableStream);
  return new Request(address, { method, headers: pairs, body: bytes, duplex: "half" } as RequestInit);
}
