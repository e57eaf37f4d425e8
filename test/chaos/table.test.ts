import { expect, it } from "vitest";
import type { Figures } from "./judge.js";
import type { Row } from "./scene.js";
import { brokenPromises, formatTable, formatTornBursts } from "./table.js";

const figures: Figures = {
  conversations: 2,
  messages: 6,
  notAccepted: 0,
  lost: 0,
  inTwoTickets: 0,
  files: 0,
  filesMissing: 0,
  filesTwice: 0,
  answers: 0,
  answersLost: 0,
  answersAstray: 0,
  answersOutOfOrder: 0,
  answersTwice: 0,
  filed: 2,
  bursts: 2,
  tickets: 2,
  conversationsHeard: 2,
  notReopened: 0,
  unknownPeople: 1,
  usersMade: 1,
  notOneUser: 0,
  tenantsMixed: 0,
  wrongPerson: 0,
  untold: 0,
  silent: 1,
  silentTold: 1,
  hushed: 0,
};
const row: Row = {
  variant: "example",
  figures,
  burstsWritten: 2,
  kills: 3,
  recoveryMs: [8_000],
  durationMs: 61_234,
  problems: [],
};

it("a row in which all holds breaks no promise", () => {
  expect(brokenPromises(row)).toEqual([]);
});

it.each([
  "notAccepted",
  "lost",
  "inTwoTickets",
  "filesMissing",
  "filesTwice",
  "answersLost",
  "answersAstray",
  "answersOutOfOrder",
  "notOneUser",
  "tenantsMixed",
  "wrongPerson",
  "untold",
  "notReopened",
  "hushed",
] as const)("one %s breaks a promise", (name) => {
  expect(brokenPromises({ ...row, figures: { ...figures, [name]: 1 } })).toEqual([`${name}: 1`]);
});

it("one ticket too many, one too few and a run without messages break a promise", () => {
  for (const other of [{ filed: 3 }, { filed: 1 }, { tickets: 3 }, { messages: 0 }, { silentTold: 0 }]) {
    expect(brokenPromises({ ...row, figures: { ...figures, ...other } })).toHaveLength(1);
  }
});

it("two bursts in one ticket break a promise", () => {
  expect(brokenPromises({ ...row, burstsWritten: 3 })).toEqual(["1 bursts in the ticket of another"]);
});

it("five of a hundred recoveries may take longer than ten seconds, six may not", () => {
  const recoveries = (slow: number) => Array.from({ length: 100 }, (_, index) => (index < slow ? 60_000 : 8_000));
  expect(brokenPromises({ ...row, recoveryMs: recoveries(5) })).toEqual([]);
  expect(brokenPromises({ ...row, recoveryMs: recoveries(6) })).toEqual(["p95 recovery: 60.0 s"]);
});

it("whatever else went wrong breaks a promise", () => {
  expect(brokenPromises({ ...row, problems: ["a worker died by itself"] })).toEqual(["a worker died by itself"]);
});

it("torn bursts are told", () => {
  expect(formatTornBursts([{ ...row, figures: { ...figures, bursts: 5 } }])).toContain("example 3 of 2.");
});

it("is a Markdown table", () => {
  expect(
    formatTable([
      row,
      { ...row, figures: { ...figures, files: 9, filesMissing: 1 }, recoveryMs: [Number.POSITIVE_INFINITY] },
    ])
      .replace(/ +/g, " ")
      .split("\n"),
  ).toEqual([
    "| variant | conversations | messages | kills | lost | in two tickets | files missing | files twice | answers lost | answers astray | answers twice | filed per burst | tickets per problem | silent ones told | users per unknown person | tenants mixed | p95 recovery | duration |",
    expect.stringMatching(/^\| -+ \|/),
    "| example | 2 | 6 | 3 | 0 | 0 | – | – | – | – | – | 1.00 | 1.00 | 1.00 | 1.00 | 0 | 8.0 s | 61.2 s |",
    "| example | 2 | 6 | 3 | 0 | 0 | 1 of 9 | 0 | – | – | – | 1.00 | 1.00 | 1.00 | 1.00 | 0 | never | 61.2 s |",
  ]);
});
