import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Answers one path, as `nodeHandler()` does; it never rejects. */
export type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** What a server listens to. */
export interface Address {
  host: string;
  /** 0: one that is free. */
  port: number;
}

/** So long a request may take to come whole: a file in base64 is up to 48 MiB. */
const REQUEST_MS = 120_000;

/** An HTTP server of a few paths. */
export class RouteServer {
  readonly #server;
  #stopping = false;

  constructor(routes: ReadonlyMap<string, Route>) {
    this.#server = createServer({ requestTimeout: REQUEST_MS }, (request, response) => {
      const path = request.url?.split("?")[0] ?? "";
      const route = routes.get(path.length > 1 ? path.replace(/\/$/, "") : path);
      if (this.#stopping) answer(response, 503, "not now: it is stopping");
      else if (route === undefined) answer(response, 404, "there is nothing here");
      else void route(request, response);
    });
  }

  /** Resolves to the address. Rejects as Node does. */
  listen({ host, port }: Address): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, host, () => {
        const { address, family, port: taken } = this.#server.address() as AddressInfo;
        resolve(`http://${family === "IPv6" ? `[${address}]` : address}:${taken}`);
      });
    });
  }

  /** Takes nothing more; what is under way is answered. */
  stopTaking(): void {
    this.#stopping = true;
    this.#server.close();
  }

  /** Ends what is still open. */
  end(): void {
    this.#server.closeAllConnections();
  }
}

/** Answers with a text, and is done with the connection. */
export function answer(
  response: ServerResponse,
  status: number,
  text: string,
  contentType = "text/plain; charset=utf-8",
): void {
  response.writeHead(status, { "content-type": contentType, connection: "close" });
  response.end(text);
}
