/** lru-cache's clock, looked up at each call, so that a test's fake clock drives it; and no timer of its own. */
export const cacheClock = { perf: { now: () => Date.now() }, ttlResolution: 0 };
