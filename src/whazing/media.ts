import ky from "ky";
import { GlpiIntegrationError, isGlpiIntegrationError, plainCause } from "../glpi/errors.js";
import type { FetchLike } from "../glpi/fetch-like.js";
import type { FileContent, Media } from "../host/events.js";

/** So long Whazing may take until it begins to answer. */
const ANSWER_MS = 20_000;

export interface PublicFiles {
  /** Whazing's servers: no other one is asked, and gets the key. */
  origins: ReadonlySet<string>;
  /** `MEDIA_API_KEY` */
  apiKey: string | undefined;
  fetch: FetchLike | undefined;
}

/** Downloads what a customer sent. `null`: it is gone, or not on Whazing's server. Rejects with `HOST_FAILED`. */
export async function downloadMedia(
  media: Media,
  { origins, apiKey, fetch }: PublicFiles,
): Promise<FileContent | null> {
  if (media.url === undefined || !origins.has(new URL(media.url).origin)) return null;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), ANSWER_MS);
  try {
    const response = await ky.get(media.url, {
      ...(fetch === undefined ? {} : { fetch: fetch as typeof globalThis.fetch }),
      ...(apiKey === undefined ? {} : { headers: { "x-api-key": apiKey } }),
      redirect: "manual",
      retry: 0,
      timeout: false,
      throwHttpErrors: false,
      signal: abort.signal,
    });
    if (response.status === 200 && response.body !== null) return response.body as unknown as FileContent;
    await response.body?.cancel();
    if (response.status === 404 || response.status === 410) return null;
    const why = response.status === 401 || response.status === 403 ? ": give it mediaApiKey, its MEDIA_API_KEY" : "";
    throw new GlpiIntegrationError("HOST_FAILED", `Whazing's file answers ${response.status}${why}.`);
  } catch (failure) {
    if (isGlpiIntegrationError(failure)) throw failure;
    throw new GlpiIntegrationError("HOST_FAILED", "Whazing's file: no answer, see cause.", {
      cause: plainCause(failure),
    });
  } finally {
    clearTimeout(timer);
  }
}
