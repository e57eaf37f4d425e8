import { describe, expect, it } from "vitest";
import { isNews, whatsNew } from "../../src/changes/whats-new.js";
import type { Timeline } from "../../src/glpi/timeline.js";
import type { Known } from "../../src/store/changes.js";

const BEATRIZ = 7;
const ANA = 8;
const API = 3;
const people = { requesterId: BEATRIZ, apiUserId: API };
const usual = ["solved", "closed"];

const timeline = (other: Partial<Timeline> = {}): Timeline => ({
  title: "Impressora",
  status: "assigned",
  entityId: 1,
  isDeleted: false,
  dueAt: undefined,
  plannedFor: undefined,
  requesterIds: [BEATRIZ],
  technicianIds: [ANA],
  followUps: [],
  solutions: [],
  ...other,
});
const answer = (id: number, at = `2026-11-26 10:00:${String(id).padStart(2, "0")}`, authorId = ANA) => ({
  id,
  authorId,
  html: `<p>${id}</p>`,
  at,
});
const solution = (id: number, status: "waiting" | "accepted" | "refused" = "waiting", at?: string) => ({
  ...answer(id, at),
  status,
});
const see = (of: Partial<Timeline>, known: Known = {}, tellStatuses: readonly string[] = usual) =>
  whatsNew(timeline(of), known, people, { tellStatuses: tellStatuses as never });

describe("what is new of a ticket:", () => {
  it("answers of anybody but the requester, and nothing that is ours", () => {
    const ours = { ...answer(3, undefined, API), html: '<p class="wz-p0tf2hkehp6dgywqd3y9">nota</p>' };
    const byHand = answer(5, undefined, API);
    const followUps = [answer(1), answer(2, undefined, BEATRIZ), ours, answer(4, undefined, 0), byHand];
    expect(see({ followUps }).answers.map(({ id }) => id)).toEqual([1, 4, 5]);
  });

  it("an answer that quotes what the customer wrote is one all the same", () => {
    const html = '<p class="wz-p0tf2hkehp6dgywqd3y9">não imprime</p><p>Já vou aí.</p>';
    expect(see({ followUps: [{ ...answer(1), html }] }).answers).toHaveLength(1);
  });

  it("nothing of what is known, and all of it is known then", () => {
    const followUps = [answer(1), answer(2)];
    const first = see({ followUps, status: "new" });
    expect(isNews(first)).toBe(true);
    expect(isNews(see({ followUps, status: "new" }, first.known))).toBe(false);
  });

  it("what could not be told, or in part only, is over with it", () => {
    const known: Known = { untoldSince: 1, begun: { messages: 1, sha1: "a" } };
    expect(see({ followUps: [answer(1)] }, known).known).not.toHaveProperty("untoldSince");
    expect(see({ followUps: [] }, known).known).not.toHaveProperty("begun");
  });

  it("one with a lower number that was private until now", () => {
    const { known } = see({ followUps: [answer(2)] });
    expect(see({ followUps: [answer(1), answer(2)] }, known).answers).toMatchObject([{ id: 1 }]);
  });

  it("nothing from before the watch began, to the second", () => {
    const from = "2026-11-26 10:00:02";
    const followUps = [answer(1), answer(2), answer(3)];
    expect(see({ followUps }, { from }).answers).toMatchObject([{ id: 3 }]);
  });

  it("keeps a hundred numbers, and knows all that are lower", () => {
    const many = Array.from({ length: 150 }, (_, index) => answer(index + 1, "2026-11-26 10:00:00"));
    const { known } = see({ followUps: many });
    expect(known.followUps).toHaveLength(100);
    expect(see({ followUps: many }, known).answers).toEqual([]);
    expect(see({ followUps: [...many, answer(151)] }, known).answers).toMatchObject([{ id: 151 }]);
  });

  it("a solution that waits asks; of one that was refused already nobody hears; of two the last", () => {
    expect(see({ status: "solved", solutions: [solution(1)] }).solution).toMatchObject({ id: 1, asks: true });
    expect(see({ status: "assigned", solutions: [solution(1, "refused")] }).solution).toBeUndefined();
    const both = [solution(1, "refused"), solution(2)];
    expect(see({ status: "solved", solutions: both }).solution).toMatchObject({ id: 2 });
  });

  it("a solution whose ticket is closed at once asks nothing, and that it is closed is told with it", () => {
    const news = see({ status: "closed", solutions: [solution(1, "accepted")] });
    expect(news).toMatchObject({ solution: { id: 1, asks: false }, closed: true, isOver: true });
  });

  it("who approved the solution is not told that it is closed", () => {
    const at = "2026-11-26 11:00:00";
    const news = see({ status: "closed", solutions: [solution(1, "accepted")], followUps: [answer(5, at, BEATRIZ)] });
    expect(news).toMatchObject({ closed: false, isOver: true });
  });

  it.each([
    ["assigned", ["assigned"]],
    ["planned", ["planned"]],
    ["pending", ["pending"]],
    ["solved", ["solved"]],
    ["new", []],
  ] as const)("a ticket that is %s by now, where all is to be told", (status, told) => {
    const all = ["assigned", "planned", "pending", "due", "solved", "closed"];
    expect(see({ status }, { status: "new" }, all).statuses).toEqual(told);
    expect(see({ status }, { status: "new" }, []).statuses).toEqual([]);
    expect(see({ status }, { status }, all).statuses).toEqual([]);
  });

  it("a ticket that is open again is known to be so, and said by nobody", () => {
    const news = see({ status: "assigned" }, { status: "solved" });
    expect([isNews(news), news.known.status]).toEqual([false, "assigned"]);
  });

  it("of a ticket from before the watch no status is told, which it may have had for long", () => {
    const from = "2026-11-26 09:00:00";
    expect(see({ status: "pending" }, { from }, ["pending"]).statuses).toEqual([]);
    expect(see({ status: "closed" }, { from })).toMatchObject({ closed: false, isOver: false });
  });

  it("by when it is to be solved, once for each time that is set", () => {
    const dueAt = "2026-11-27 18:00:00";
    const first = see({ dueAt }, { status: "assigned" }, ["due"]);
    expect(first.statuses).toEqual(["due"]);
    expect(see({ dueAt }, first.known, ["due"]).statuses).toEqual([]);
    expect(see({ dueAt: "2026-11-28 18:00:00" }, first.known, ["due"]).statuses).toEqual(["due"]);
    expect(see({ dueAt }, {}, ["closed"]).statuses).toEqual([]);
  });
});
