import type { Talk } from "./ledger.js";
import type { Answer } from "./technicians.js";

/** What became of what technicians wrote. */
export interface AnswerFigures {
  /** Public ones that stayed. */
  answers: number;
  /** Of those, which their customer never read. */
  answersLost: number;
  /** Read by another customer, or private ones that were read. */
  answersAstray: number;
  /** Read after one that was written later. */
  answersOutOfOrder: number;
  /** Read twice: a process died between the host and the store. */
  answersTwice: number;
}

const reference = /\bref (a\d+)\b/g;

export function answersOf(talks: readonly Talk[], answers: readonly Answer[]): AnswerFigures {
  const byName = new Map(answers.map((answer) => [answer.name, answer]));
  const read = readings(talks);
  const timesRead = (answer: Answer) => read.filter((reading) => isOf(reading, answer)).length;
  const isAstray = ({ person, name }: Reading) => {
    const answer = byName.get(name);
    return answer === undefined || answer.isPrivate || answer.talk.person !== person;
  };
  return {
    answers: answers.filter(isDue).length,
    answersLost: lostAnswers(talks, answers).length,
    answersAstray: read.filter(isAstray).length,
    answersOutOfOrder: talks.reduce((sum, talk) => sum + outOfOrder(talk, byName), 0),
    answersTwice: answers.filter((answer) => timesRead(answer) > 1).length,
  };
}

/** Those that their customer was to read, and did not, in whatever conversation. */
export function lostAnswers(talks: readonly Talk[], answers: readonly Answer[]): Answer[] {
  const read = readings(talks);
  return answers.filter((answer) => isDue(answer) && !read.some((reading) => isOf(reading, answer)));
}

interface Reading {
  person: Talk["person"];
  name: string;
}

function readings(talks: readonly Talk[]): Reading[] {
  return talks.flatMap(({ person, read }) => namesIn(read).map((name) => ({ person, name })));
}

/** A customer is told in their last conversation, which may be another than the ticket's. */
function isOf({ person, name }: Reading, answer: Answer): boolean {
  return name === answer.name && person === answer.talk.person;
}

function isDue({ isPrivate, isDeleted }: Answer): boolean {
  return !isPrivate && !isDeleted;
}

function namesIn(texts: readonly string[]): string[] {
  return texts.flatMap((text) => [...text.matchAll(reference)].flatMap(([, name]) => name ?? []));
}

/** Of what was read of one ticket: those answers before which a later one was read. */
function outOfOrder({ read }: Talk, byName: ReadonlyMap<string, Answer>): number {
  const names = [...new Set(namesIn(read))];
  return names.filter((name, index) => {
    const { talk } = byName.get(name) ?? {};
    return names
      .slice(0, index)
      .some((earlier) => byName.get(earlier)?.talk === talk && numberOf(earlier) > numberOf(name));
  }).length;
}

function numberOf(name: string): number {
  return Number(name.slice(1));
}
