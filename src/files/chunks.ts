import { FileFailure } from "./file-problem.js";
import { letGo } from "./let-go.js";

/** So long nothing may come of a file. */
const SILENT_MS = 30_000;
/** So long the whole of one may take. */
const WHOLE_MS = 10 * 60_000;

/** The next piece of a file, however it comes. */
interface Source {
  next(): Promise<{ done?: boolean | undefined; value?: unknown }>;
  /** Nothing more is wanted. */
  end(): unknown;
}

/**
 * The pieces of a file, in time: bytes, a text, a stream of either version, or what iterates. The source is let go in
 * any case. Rejects with `FileFailure`: `unreachable`, which may pass, when it breaks off, or nothing comes for 30 s.
 */
export async function* chunksOf(content: unknown, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const whole = wholeOf(content);
  if (whole !== undefined) {
    yield whole;
    return;
  }
  const source = sourceOf(content);
  const began = performance.now();
  try {
    for (;;) {
      const leftMs = Math.min(SILENT_MS, WHOLE_MS - (performance.now() - began));
      const { done, value } = await within(() => source.next(), leftMs, signal);
      if (done) return;
      const chunk = wholeOf(value);
      if (chunk === undefined) throw new FileFailure("unreachable", "the source gave something that is no bytes");
      yield chunk;
    }
  } finally {
    // One that hangs is not waited for.
    void Promise.resolve()
      .then(() => source.end())
      .catch(() => undefined);
    letGo(content);
  }
}

function wholeOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return typeof value === "string" ? Buffer.from(value) : undefined;
}

function sourceOf(content: unknown): Source {
  const given = (typeof content === "object" && content !== null ? content : {}) as Partial<
    AsyncIterable<unknown> & Iterable<unknown> & { getReader(): ReadableStreamDefaultReader; stream(): ReadableStream }
  >;
  if (typeof given.getReader === "function") {
    const reader = given.getReader();
    return { next: () => reader.read(), end: () => reader.cancel() };
  }
  if (typeof given.stream === "function") return sourceOf(given.stream());
  const iterator = given[Symbol.asyncIterator]?.();
  if (iterator === undefined) throw new FileFailure("unreachable", "the host gave neither bytes nor a stream");
  return { next: () => iterator.next(), end: () => iterator.return?.() };
}

async function within<T>(step: () => Promise<T>, ms: number, signal: AbortSignal | undefined): Promise<T> {
  let stop: ((failure: Error) => void) | undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    stop = reject;
  });
  const late = () => {
    const failure = new FileFailure("unreachable", `nothing came for ${Math.round(ms / 1_000)} s`, true);
    failure.isSlow = true;
    stop?.(failure);
  };
  const timer = setTimeout(late, Math.max(0, ms)).unref();
  const closed = () => stop?.(new FileFailure("unreachable", "this process ends", true));
  signal?.addEventListener("abort", closed);
  if (signal?.aborted) closed();
  try {
    return await Promise.race([Promise.resolve().then(step), ended]);
  } catch (cause) {
    if (FileFailure.is(cause)) throw cause;
    throw new FileFailure("unreachable", "the file broke off", true, { cause });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", closed);
  }
}
