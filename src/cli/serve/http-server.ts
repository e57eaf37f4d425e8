import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { Hono } from "hono";

/** Where a server listens. */
export interface Address {
  host: string;
  /** 0: one that is free. */
  port: number;
}

/** So long a request may take to come whole: a file in base64 is up to 48 MiB. */
const REQUEST_MS = 120_000;

/** An HTTP server of some routes. */
export class RouteServer {
  readonly #server;
  #stopping = false;

  constructor(routes: Hono) {
    const all = new Hono({ strict: false });
    all.use(async (context, next) => (this.#stopping ? context.text("not now: it is stopping", 503) : next()));
    all.route("/", routes);
    all.notFound((context) => context.text("there is nothing here", 404));
    const { fetch } = all;
    const serverOptions = { requestTimeout: REQUEST_MS };
    this.#server = createAdaptorServer({ fetch, serverOptions, overrideGlobalObjects: false });
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
    if ("closeAllConnections" in this.#server) this.#server.closeAllConnections();
  }
}
