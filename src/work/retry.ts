/** When what failed is tried again. */
export interface RetrySchedule {
  /** The pause after the first failure; each one after it is twice as long. */
  firstPauseMs: number;
  maxPauseMs: number;
  /** Counted from the first failure. */
  giveUpAfterMs: number;
}

/** The pause after so many earlier failures: growing, and up to half of it shorter, so that not all come back at once. */
export function pauseMs({ firstPauseMs, maxPauseMs }: RetrySchedule, failures: number): number {
  const whole = Math.min(maxPauseMs, firstPauseMs * 2 ** Math.min(failures, 30));
  return whole * (1 - Math.random() / 2);
}
