import { describe, expect, it, vi } from "vitest";
import { Chatter } from "../../src/work/chatter.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation } from "../words.js";

useFakeClock();

const talk = conversation();

function make() {
  const warnings: string[] = [];
  const chatter = new Chatter((_event, payload) => {
    warnings.push(Object(payload).error.code);
  });
  return { chatter, warnings };
}

function say(chatter: Chatter, perHour = 100): boolean {
  const may = chatter.maySay(talk, perHour);
  if (may) chatter.said(talk);
  return may;
}

/** We say something, and the contact answers so many seconds later. */
function exchange(chatter: Chatter, answer: string, seconds: number): boolean {
  const said = say(chatter);
  vi.advanceTimersByTime(seconds * 1_000);
  chatter.heard(talk, answer);
  return said;
}

describe("a contact", () => {
  it("that gives the same answer to three texts, each within a minute, is a machine: it is told nothing for an hour", () => {
    const { chatter, warnings } = make();
    for (let turn = 0; turn < 3; turn += 1) expect(exchange(chatter, "Voltamos às 8h", 5)).toBe(true);
    expect(chatter.isSilenced(talk)).toBe(true);
    expect(exchange(chatter, "Voltamos às 8h", 5)).toBe(false);
    expect(warnings).toEqual(["AUTO_REPLY"]);
    vi.advanceTimersByTime(3_600_000);
    expect(chatter.maySay(talk, 100)).toBe(true);
  });

  it("that says the same three times to one text, or other things in between, or late, is a person", () => {
    const { chatter, warnings } = make();
    say(chatter);
    for (let turn = 0; turn < 5; turn += 1) {
      vi.advanceTimersByTime(2_000);
      chatter.heard(talk, "oi");
    }
    for (const answer of ["oi", "sim", "oi", "sim"]) exchange(chatter, answer, 5);
    for (let turn = 0; turn < 5; turn += 1) exchange(chatter, "ok", 61);
    for (let turn = 0; turn < 5; turn += 1) exchange(chatter, "", 5);
    expect([chatter.isSilenced(talk), warnings]).toEqual([false, []]);
  });

  it("is told no more texts in an hour than it may be, and one warning says so", () => {
    const { chatter, warnings } = make();
    const said = Array.from({ length: 12 }, () => say(chatter, 8));
    expect(said.filter(Boolean)).toHaveLength(8);
    expect(warnings).toEqual(["AUTO_REPLY"]);
    expect(chatter.maySay(conversation({ contact: { id: 8 } }), 8)).toBe(true);
    expect(chatter.maySay({ ...talk, tenantId: 2 }, 8)).toBe(true);
  });
});
