const HOUR_MS = 3_600_000;
const jumps = [0, -6 * HOUR_MS, HOUR_MS, -HOUR_MS, 30 * 24 * HOUR_MS];
const EVERY_MS = 2_000;

/** Sets this process's system clock every two seconds, as far as JavaScript sees it. */
export function jumpClock(): void {
  const now = Date.now.bind(Date);
  let next = 0;
  let offset = 0;
  setInterval(() => {
    next += 1;
    offset = jumps[next % jumps.length] ?? 0;
  }, EVERY_MS).unref();
  const System = Date;
  globalThis.Date = new Proxy(System, {
    construct: (target, args) => (args.length === 0 ? new target(now() + offset) : Reflect.construct(target, args)),
    get: (target, key) => (key === "now" ? () => now() + offset : Reflect.get(target, key)),
  });
}
