import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Held, Recovery } from "./recovery.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("says how long each batch lay idle, and of which nobody took up", () => {
  const recovery = new Recovery();
  recovery.orphaned("wz-1", Date.now());
  recovery.orphaned("wz-2", Date.now());
  vi.advanceTimersByTime(8_000);
  recovery.taken("wz-1");
  recovery.taken("wz-3");
  expect(recovery.timesMs).toEqual([8_000, Number.POSITIVE_INFINITY]);
});

it("counts no time in which no worker lived, but that nobody took it up", () => {
  const recovery = new Recovery();
  recovery.orphaned("wz-1", Date.now());
  recovery.orphaned("wz-2", Date.now());
  recovery.interrupted();
  vi.advanceTimersByTime(20_000);
  recovery.taken("wz-1");
  expect(recovery.timesMs).toEqual([Number.POSITIVE_INFINITY]);
});

it("counts what was taken and not given back", () => {
  const held = new Held();
  held.note({ name: "taken", batchId: "wz-1", progress: {} });
  held.note({ name: "taken", batchId: "wz-2", progress: {} });
  held.note({ name: "released", batchId: "wz-1" });
  held.note({ name: "saving" });
  expect(held.withoutPost).toEqual(["wz-2"]);
  // It may be done, and then nobody would take it up.
  held.note({ name: "finishing", batchId: "wz-2" });
  expect(held.withoutPost).toEqual([]);
});

it("leaves out those whose POST is noted, from before the note until its outcome is kept", () => {
  const held = new Held();
  // A POST whose answer was lost to another worker is not this one's.
  held.note({ name: "taken", batchId: "wz-1", progress: { posting: true } });
  expect(held.withoutPost).toEqual(["wz-1"]);
  held.note({ name: "saving", batchId: "wz-1", progress: { posting: true } });
  expect(held.withoutPost).toEqual([]);
  held.note({ name: "saved", batchId: "wz-1", progress: { posting: true } });
  held.note({ name: "saving", batchId: "wz-1", progress: { ticketId: 1 } });
  expect(held.withoutPost).toEqual([]);
  held.note({ name: "saved", batchId: "wz-1", progress: { ticketId: 1 } });
  expect(held.withoutPost).toEqual(["wz-1"]);
});
