/** lru-cache's clock, looked up at each call, so that a test's fake clock drives it; and no timer of its own. */
export const cacheClock = { perf: { now: () => performance.now() }, ttlResolution: 0 };
