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
  const read = new Map(talks.map((talk) => [talk, namesIn(talk.read)]));
  const byName = new Map(answers.map((answer) => [answer.name, answer]));
  const timesRead = ({ name, talk }: Answer) => (read.get(talk) ?? []).filter((each) => each === name).length;
  const due = answers.filter(({ isPrivate, isDeleted }) => !isPrivate && !isDeleted);
  const astray = talks.flatMap((talk) => {
    return (read.get(talk) ?? []).filter((name) => byName.get(name)?.talk !== talk || byName.get(name)?.isPrivate);
  });
  return {
    answers: due.length,
    answersLost: due.filter((answer) => timesRead(answer) === 0).length,
    answersAstray: astray.length,
    answersOutOfOrder: talks.reduce((sum, talk) => sum + outOfOrder([...new Set(read.get(talk))]), 0),
    answersTwice: answers.filter((answer) => timesRead(answer) > 1).length,
  };
}

function namesIn(texts: readonly string[]): string[] {
  return texts.flatMap((text) => [...text.matchAll(reference)].flatMap(([, name]) => name ?? []));
}

/** Of names in the order in which they were read first: those before which a later one was read. */
function outOfOrder(names: readonly string[]): number {
  const numbers = names.map((name) => Number(name.slice(1)));
  return numbers.filter((number, index) => numbers.slice(0, index).some((earlier) => earlier > number)).length;
}
