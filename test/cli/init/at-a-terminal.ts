import type { Readable, Writable } from "node:stream";

/** A text that is to be seen, and what is typed then. */
export type Typed = readonly [seen: string, keys: string];

/** Types each as soon as what it answers is on the screen; resolves to all that the screen showed once the last is typed. */
export async function typeAt(input: Writable, output: Readable, typed: readonly Typed[]): Promise<() => string> {
  let shown = "";
  let from = 0;
  let look = () => {};
  output.on("data", (chunk) => {
    shown += String(chunk);
    look();
  });
  for (const [seen, keys] of typed) {
    await new Promise<void>((resolve) => {
      look = () => {
        const at = shown.indexOf(seen, from);
        if (at < 0) return;
        from = at + seen.length;
        resolve();
      };
      look();
    });
    input.write(keys);
  }
  return () => shown;
}
