import { steadyNow } from "../glpi/steady-clock.js";

/**
 * lru-cache's clock, which nobody sets, looked up at each call, so that a test's fake clock drives it; and no timer of
 * its own. It takes a start of 0 for none.
 */
export const cacheClock = { perf: { now: () => 1 + steadyNow() }, ttlResolution: 0 };
