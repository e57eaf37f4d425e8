import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { steadyNow } from "../../glpi/steady-clock.js";

/** What Node's `fetch` tells of a request. */
interface Told {
  request: { origin: string; path: string };
}

/**
 * Tells how long each answer of these addresses took, in seconds, until Node stops: from Node's own diagnostics, so
 * that nothing stands between a request and its server. Returns what ends it.
 */
export function hearLatency(urls: readonly string[], told: (url: string, seconds: number) => void): () => void {
  const begun = new WeakMap<object, { url: string; at: number }>();
  const create = (message: unknown) => {
    const { request } = message as Told;
    const url = urls.find((each) => `${request.origin}${request.path}`.startsWith(each));
    if (url !== undefined) begun.set(request, { url, at: steadyNow() });
  };
  const end = (message: unknown) => {
    const { request } = message as Told;
    const start = begun.get(request);
    begun.delete(request);
    if (start !== undefined) told(start.url, (steadyNow() - start.at) / 1_000);
  };
  subscribe("undici:request:create", create);
  subscribe("undici:request:headers", end);
  subscribe("undici:request:error", end);
  return () => {
    unsubscribe("undici:request:create", create);
    unsubscribe("undici:request:headers", end);
    unsubscribe("undici:request:error", end);
  };
}
