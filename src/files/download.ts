import { plainCause } from "../glpi/errors.js";
import { mayBePublic } from "../glpi/public-address.js";
import { AddressNotPublic, publicFetch } from "../glpi/public-fetch.js";
import { FileFailure } from "./file-problem.js";
import { hostAmong } from "./media-hosts.js";

/** So long a server may take until it begins to answer. */
const ANSWER_MS = 30_000;
const MOST_REDIRECTS = 3;

/** From where files may be fetched. */
export interface DownloadRules {
  /** The servers that the operator names. */
  hosts: readonly string[];
  /** Whether one of them may be in the host's own network. */
  addresses: "any" | "public";
  /** In place of the global `fetch`, for a test. */
  fetch?: typeof fetch;
}

/**
 * Fetches a file from a server that the operator names; one whose name looks public is not asked where it leads into
 * the host's own network. Follows redirects on that server only. Rejects with `FileFailure`.
 */
export async function download(address: string, rules: DownloadRules): Promise<AsyncIterable<Uint8Array>> {
  let url = urlOf(address);
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const response = await ask(url, rules);
    const location = response.headers.get("location");
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel();
      const next = urlOf(location, url);
      if (next.origin !== url.origin) throw new FileFailure("notAllowed", "the address leads to another server");
      url = next;
      continue;
    }
    return contentOf(response);
  }
  throw new FileFailure("unreachable", "the address leads in a circle");
}

function urlOf(address: string, base?: URL): URL {
  try {
    return new URL(address, base);
  } catch (cause) {
    throw new FileFailure("notAllowed", "its address cannot be read", false, { cause });
  }
}

async function ask(url: URL, { hosts, addresses, fetch }: DownloadRules): Promise<Response> {
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw new FileFailure("notAllowed", "no address of the web");
  if (hostAmong(hosts, url) === undefined)
    throw new FileFailure("notAllowed", `allowMediaFrom does not name ${url.host}`);
  const isOwn = !mayBePublic(url);
  if (isOwn && addresses === "public") throw new FileFailure("notAllowed", "an address of the host's own network");
  const send = fetch ?? (isOwn ? globalThis.fetch : publicFetch);
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), ANSWER_MS).unref();
  try {
    return await send(url, { redirect: "manual", signal: abort.signal });
  } catch (failure) {
    if (AddressNotPublic.is(failure)) throw new FileFailure("notAllowed", failure.message, false, { cause: failure });
    throw new FileFailure("unreachable", `${url.host} does not answer`, true, { cause: plainCause(failure) });
  } finally {
    clearTimeout(timer);
  }
}

/** Statuses after which it may be there later. */
const passing: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

async function contentOf(response: Response): Promise<AsyncIterable<Uint8Array>> {
  const { status, body } = response;
  if (status === 200 && body !== null) return body as unknown as AsyncIterable<Uint8Array>;
  await body?.cancel();
  if (status === 200) throw new FileFailure("empty", "a file without a byte");
  const problem = passing.has(status) ? "unreachable" : "gone";
  throw new FileFailure(problem, `its server answers ${status}`, passing.has(status));
}
