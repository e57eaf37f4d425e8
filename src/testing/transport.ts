import { createServer, type IncomingMessage, type Server as NodeServer } from "node:http";
import type { Answer } from "./answer.js";

/** What a transport (in process, or HTTP) hands to the simulated server. */
export interface IncomingRequest {
  readonly method: string;
  readonly url: URL;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Does what a request asks for; `"reset"` breaks the connection in place of an answer. */
export type Handler = (request: IncomingRequest) => Promise<Answer | "reset">;

/** The global `fetch`'s type, where the host's types have one. */
// biome-ignore lint/suspicious/noExplicitAny: there is no type to give where there is no `fetch`.
export type GlobalFetch = typeof globalThis extends { fetch: infer F } ? F : (input: any, init?: any) => Promise<any>;

/** A `fetch` that reaches the handler without a network. It follows no redirect: the other address cannot be reached. */
export function inProcessFetch(handle: Handler): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const url = new URL(request.url);
    const body = new Uint8Array(await request.arrayBuffer());
    const headers = Object.fromEntries(request.headers);
    const work = handle({ method: request.method, url, headers, body });
    const answer = await orAbort(work, request.signal);
    if (answer === "reset") throw networkError("ECONNRESET", "read ECONNRESET");
    if (isRedirect(answer) && request.redirect !== "manual") {
      throw networkError(request.redirect === "error" ? "UND_ERR" : "ENOTFOUND", "unexpected redirect");
    }
    const response = new Response(answer.body, { status: answer.status, headers: answer.headers });
    Object.defineProperty(response, "url", { value: request.url });
    return response;
  };
}

function isRedirect({ status }: Answer): boolean {
  return status >= 300 && status < 400;
}

/** What Node's fetch rejects with when the network fails. */
function networkError(code: string, text: string): TypeError {
  return new TypeError("fetch failed", { cause: Object.assign(new Error(text), { code }) });
}

/** The result, unless the client gives up first; the work goes on all the same, as a server's does. */
async function orAbort<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  let giveUp: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    giveUp = () => reject(signal.reason);
    signal.addEventListener("abort", giveUp);
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (giveUp !== undefined) signal.removeEventListener("abort", giveUp);
  }
}

/** The handler over real HTTP, on 127.0.0.1. */
export class HttpServer {
  readonly #handle: Handler;
  readonly #path: string;
  #server: NodeServer | undefined;
  #url: string | undefined;

  /** `path`: where the API begins. */
  constructor(handle: Handler, path = "/apirest.php") {
    this.#handle = handle;
    this.#path = path;
  }

  /** The API's address while it listens. */
  get url(): string | undefined {
    return this.#url;
  }

  /** Listens on the port, or on one that is free when 0 is asked for. Returns the address. */
  async listen(port: number): Promise<string> {
    const server = createServer((message, response) => {
      const respond = async () => {
        const answer = await this.#handle(await readMessage(message));
        if (answer === "reset") {
          message.socket.resetAndDestroy();
          return;
        }
        response.writeHead(answer.status, answer.headers).end(answer.body);
      };
      respond().catch(() => message.socket.destroy());
    });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", resolve);
    });
    this.#server = server;
    const address = server.address();
    const taken = typeof address === "object" && address !== null ? address.port : port;
    this.#url = `http://127.0.0.1:${taken}${this.#path}`;
    return this.#url;
  }

  /** Breaks what is open and frees the port; does nothing when it does not listen. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    this.#url = undefined;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }
}

async function readMessage(message: IncomingMessage): Promise<IncomingRequest> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return {
    method: message.method ?? "GET",
    url: new URL(message.url ?? "/", `http://${headers.host ?? "127.0.0.1"}`),
    headers,
    body: Buffer.concat(chunks),
  };
}
