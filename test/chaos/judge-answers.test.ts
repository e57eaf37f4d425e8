import { expect, it } from "vitest";
import { answersOf } from "./judge-answers.js";
import type { Talk } from "./ledger.js";

const talkThatRead = (...read: string[]) => talkOf({}, ...read);
const talkOf = (person: object, ...read: string[]) => ({ person, read }) as unknown as Talk;
const answer = (name: string, talk: Talk, other = {}) => ({ name, talk, isPrivate: false, isDeleted: false, ...other });

it("answers that were read once, in order, break nothing; a deleted one may have been read", () => {
  const talk = talkThatRead("ref a1.\n\nref a2.", "ref a4.");
  const answers = [
    ...[answer("a1", talk), answer("a2", talk), answer("a3", talk, { isDeleted: true })],
    answer("a4", talk, { isDeleted: true }),
  ];
  expect(answersOf([talk], answers)).toEqual({
    answers: 2,
    answersLost: 0,
    answersAstray: 0,
    answersOutOfOrder: 0,
    answersTwice: 0,
  });
});

it("one that nobody read is lost, one that was read twice is counted", () => {
  const talk = talkThatRead("ref a1.", "ref a1.");
  expect(answersOf([talk], [answer("a1", talk), answer("a2", talk)])).toMatchObject({
    answersLost: 1,
    answersTwice: 1,
  });
});

it("a private one, and another's, are astray", () => {
  const [one, other] = [talkThatRead("ref a1."), talkThatRead("ref a2.", "ref a3.")];
  const answers = [answer("a1", one, { isPrivate: true }), answer("a2", one), answer("a3", other)];
  expect(answersOf([one, other], answers)).toMatchObject({ answersAstray: 2, answersLost: 1 });
});

it("one that was read after a later one is out of order, and not where it is read again", () => {
  const talk = talkThatRead("ref a2.", "ref a1.", "ref a2.");
  expect(answersOf([talk], [answer("a1", talk), answer("a2", talk)])).toMatchObject({ answersOutOfOrder: 1 });
});

it("an answer belongs to its customer, whichever of their conversations it is told in", () => {
  const beatriz = {};
  const [one, other] = [talkOf(beatriz), talkOf(beatriz, "ref a2.", "ref a1.")];
  const answers = [answer("a1", one), answer("a2", other)];
  expect(answersOf([one, other], answers)).toEqual({
    answers: 2,
    answersLost: 0,
    answersAstray: 0,
    answersOutOfOrder: 0,
    answersTwice: 0,
  });
});
