import { afterEach, beforeEach, vi } from "vitest";

/**
 * Each test of the file has a clock of its own, which stands at 10:00 in São Paulo until the test lets time go by. The
 * event loop's turns stay real: what needs no time is done without.
 */
export function useFakeClock(): void {
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"],
      now: Date.UTC(2026, 10, 24, 13),
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}
