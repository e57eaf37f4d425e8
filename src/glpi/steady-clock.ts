/** Node turns a longer delay into one of a millisecond: 24.8 days. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Milliseconds on a clock that nobody sets. For every wait, pause, deadline and age that is of this process alone; what
 * is kept, or told to others, is in the system's time.
 */
export function steadyNow(): number {
  return performance.now();
}

/** A delay as a timer takes it: one that is longer, or no number, or past, becomes the nearest that a timer can wait. */
export function timerMs(ms: number): number {
  return ms > 0 ? Math.min(ms, MAX_TIMER_MS) : 0;
}
