/** What a stream may have, of whichever kind it is. */
interface Releasable {
  on?(event: "error", listener: () => void): unknown;
  destroy?(): unknown;
  cancel?(): unknown;
}

/** Ends a stream that nobody reads on: its later errors are nobody's, and what it holds open is closed. Never throws. */
export function letGo(content: unknown): void {
  if (typeof content !== "object" || content === null) return;
  const stream = content as Releasable;
  try {
    stream.on?.("error", () => undefined);
    if (typeof stream.destroy === "function") stream.destroy();
    else void Promise.resolve(stream.cancel?.()).catch(() => undefined);
  } catch {
    // It has ended in its own way.
  }
}
