import { steadyNow } from "../glpi/steady-clock.js";

/**
 * lru-cache's clock, which nobody sets, looked up at each call, so that a test's fake clock drives it; and no timer of
 * its own. It takes a start of 0 for none.
 */
export const cacheClock = { perf: { now: () => 1 + steadyNow() }, ttlResolution: 0 };

/** At most so many entries, with room for those that there are: lru-cache's `max` takes the room for all at once. */
export const atMost = (entries: number) => ({ maxSize: entries, sizeCalculation: () => 1 });
