/** What is read of an answer: an object that only looks like a `Response` has not all of it. */
interface FetchedResponse {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: { get(name: string): string | null };
  readonly body: unknown;
  clone(): FetchedResponse;
  arrayBuffer(): Promise<ArrayBuffer>;
  text(): Promise<string>;
  json(): Promise<unknown>;
}

/**
 * A `fetch` with the standard's behaviour: the global one, undici's, a proxy's. `typeof fetch` would ask every host for
 * types that have it.
 */
// biome-ignore lint/suspicious/noExplicitAny: each fetch has its own types of what it takes.
export type FetchLike = (input: any, init?: any) => Promise<FetchedResponse>;
