import { describe, expect, it, vi } from "vitest";
import { GoingAlong } from "../../src/work/going-along.js";
import { useFakeClock } from "../fake-clock.js";

describe("files that go along with texts", () => {
  useFakeClock();

  it("are those of eight texts at a time for each GLPI", () => {
    const along = new GoingAlong();
    expect(Array.from({ length: 9 }, () => along.enter("a")).filter(Boolean)).toHaveLength(8);
    expect(along.enter("b")).toBe(true);
    along.leave("a");
    expect([along.enter("a"), along.enter("a")]).toEqual([true, false]);
  });

  it("rest where it did not work, for as long as is said", () => {
    const along = new GoingAlong();
    along.rest("a", 60_000);
    expect([along.enter("a"), along.enter("b")]).toEqual([false, true]);
    vi.advanceTimersByTime(60_000);
    expect(along.enter("a")).toBe(true);
  });
});
