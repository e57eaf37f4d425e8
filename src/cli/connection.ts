/** What stands between the integration and GLPI: it counts the requests, and lets none through while GLPI is to be down. */
export class Connection {
  /** A simulated GLPI and a real one are down alike. */
  isDown = false;
  /** All the integration made, those that found nobody included. */
  requests = 0;
  /** Those made while GLPI was down. */
  refused = 0;

  readonly fetch: typeof fetch = async (input, init) => {
    this.requests += 1;
    if (!this.isDown) return fetch(input, init);
    this.refused += 1;
    const cause = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
    throw new TypeError("fetch failed", { cause });
  };
}
