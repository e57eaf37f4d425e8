import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerConsult } from "../../src/conversation/consult-flow.js";
import { errandOf, type Sent, withoutAnswers } from "../../src/conversation/errand.js";
import type { Consulting } from "../../src/conversation/state.js";
import { message } from "../words.js";

const list: Consulting = { phase: "consulting", integrationId: 2, offered: [30, 20, 10], more: true };
const both = { ticket: true, team: true };
const say = (state: Consulting, text: string, described = false, offers = both) =>
  answerConsult(state, { message: message({ id: Math.random(), text }), described, offers });

it("a state of an earlier version, in which nothing was offered, keeps silent as it did", () => {
  const old: Consulting = { phase: "consulting", integrationId: 2, askedBy: "m1" };
  for (const text of ["oi", "?", "obrigado"]) expect(say(old, text)).toEqual({ state: old, says: false });
});

describe("from the list", () => {
  it.each([
    ["2", { at: "detail", ticketId: 20 }],
    ["4", { at: "detail", ticketId: 4 }],
    ["#2", { at: "detail", ticketId: 2 }],
    ["sair", { at: "ended" }],
    ["a impressora parou", { at: "words" }],
  ])("%j leads to %j", (text, place) => {
    expect(say(list, text, text.length > 10)).toMatchObject({ state: { place }, says: true });
  });

  it("mais is the next page, and no answer on the last one", () => {
    expect(say(list, "mais").state).toMatchObject({ from: 3, offered: undefined });
    expect(say({ ...list, more: false }, "mais").state).toMatchObject({ unclear: 1, offered: [30, 20, 10] });
  });

  it("thanks want no answer", () => {
    expect(say(list, "obrigado!")).toMatchObject({ state: list, says: false });
  });
});

describe("from a ticket", () => {
  const at = (status?: "open" | "solved" | "closed"): Consulting => ({
    ...list,
    place: { at: "detail", ticketId: 20, status },
  });

  it("only a solved one is approved or refused, and a closed one is not added to", () => {
    for (const status of [undefined, "open"] as const) {
      expect(say(at(status), "1").state.place).toEqual({ at: "writing", ticketId: 20, as: "add" });
      for (const text of ["2", "3", "resolvido"]) expect(say(at(status), text).keep).toBeUndefined();
      for (const text of ["2", "3"]) expect(say(at(status), text).state.unclear).toBe(1);
    }
    expect(say(at("solved"), "2").keep).toMatchObject({ errand: { do: "approve", ticketId: 20 }, atOnce: true });
    expect(say(at("solved"), "3").state.place).toEqual({ at: "writing", ticketId: 20, as: "reopen" });
    for (const text of ["1", "2", "3"]) expect(say(at("closed"), text).state.unclear).toBe(1);
  });

  it("a third unclear answer is the end, or the team where there is one", () => {
    const twice = { ...at("open"), unclear: 2 };
    expect(say(twice, "?").state.place).toEqual({ at: "team" });
    expect(say(twice, "?", false, { ticket: true, team: false }).state.place).toEqual({ at: "ended" });
    expect(say(twice, "1").state.unclear).toBeUndefined();
  });
});

describe("a batch", () => {
  const sent = (errand: Sent["errand"], isAnswer = false): Sent => ({ ...message({ text: "x" }), errand, isAnswer });

  it("is for what was decided in it, else for what its first message was written for", () => {
    const words = sent({ do: "ask" });
    expect(errandOf([words, words])).toEqual({ do: "ask" });
    expect(errandOf([words, sent({ do: "open" }, true)])).toEqual({ do: "open" });
    expect(errandOf([words, sent({ do: "leave" }, true)])).toEqual({ do: "leave" });
    expect(errandOf([sent({ do: "add", ticketId: 1 }), sent({ do: "end" }, true)])).toEqual({ do: "add", ticketId: 1 });
    expect(errandOf([sent({ do: "end" }, true)])).toEqual({ do: "end" });
    expect(errandOf([sent(undefined)])).toBeUndefined();
  });
});

it("whatever is written, no batch mixes two tickets, and none of what was described is dropped", () => {
  const texts = [
    "0",
    "1",
    "2",
    "3",
    "mais",
    "sair",
    "#20",
    "add:20",
    "approve:30",
    "reopen:10",
    "?",
    "ok",
    "words a",
    "words b",
  ];
  const statuses = ["open", "solved", "closed"] as const;
  const step = fc.tuple(fc.constantFrom(...texts), fc.constantFrom(...statuses));
  const offers = fc.record({ ticket: fc.boolean(), team: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), offers, (steps, offered) => {
      let state: Consulting = list;
      let open: Sent[] = [];
      const batches: Sent[][] = [open];
      let described = 0;
      for (const [index, [text, status]] of steps.entries()) {
        const isWords = text.startsWith("words");
        const written = message({ id: index, text });
        const { state: after, keep } = answerConsult(state, { message: written, described: isWords, offers: offered });
        if (isWords) described += 1;
        if (keep !== undefined) open.push({ ...written, errand: keep.errand, isAnswer: keep.isAnswer });
        if (keep?.atOnce) {
          open = [];
          batches.push(open);
        }
        // What was shown.
        const { place } = after;
        state =
          place?.at === "detail" ? { ...after, place: { ...place, status } } : { ...after, offered: [30, 20, 10] };
      }
      const kept = batches.flatMap(withoutAnswers).filter(({ text }) => text.startsWith("words"));
      expect(kept).toHaveLength(described);
      for (const batch of batches) {
        const about = withoutAnswers(batch).flatMap(({ errand }) => errand ?? []);
        expect(new Set(about.map((each) => JSON.stringify(each))).size).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 2_000 },
  );
});
