import type { Row } from "./scene.js";

/** Of fewer recoveries there are no 95 in 100 to speak of. */
const FEWEST_RECOVERIES = 20;
/** With no POST open, a killed worker's batches go on within this; 95 of 100. */
const LONGEST_RECOVERY_MS = 10_000;

const columns: readonly (readonly [title: string, cell: (row: Row) => string])[] = [
  ["variant", ({ variant }) => variant],
  ["conversations", ({ figures }) => String(figures.conversations)],
  ["messages", ({ figures }) => String(figures.messages)],
  ["kills", ({ kills }) => String(kills)],
  ["lost", ({ figures }) => String(figures.lost)],
  ["in two tickets", ({ figures }) => String(figures.inTwoTickets)],
  ["files missing", ({ figures: { files, filesMissing } }) => (files === 0 ? "–" : `${filesMissing} of ${files}`)],
  ["files twice", ({ figures: { files, filesTwice } }) => (files === 0 ? "–" : String(filesTwice))],
  ["answers lost", ({ figures: { answers, answersLost } }) => (answers === 0 ? "–" : `${answersLost} of ${answers}`)],
  ["answers astray", ({ figures: { answers, answersAstray } }) => (answers === 0 ? "–" : String(answersAstray))],
  ["answers twice", ({ figures: { answers, answersTwice } }) => (answers === 0 ? "–" : String(answersTwice))],
  ["filed per burst", ({ figures }) => ratio(figures.filed, figures.bursts)],
  ["tickets per problem", ({ figures }) => ratio(figures.tickets, figures.conversationsHeard)],
  ["silent ones told", ({ figures }) => ratio(figures.silentTold, figures.silent)],
  ["users per unknown person", ({ figures }) => ratio(figures.usersMade, figures.unknownPeople)],
  ["tenants mixed", ({ figures }) => String(figures.tenantsMixed)],
  ["p95 recovery", ({ recoveryMs }) => seconds(percentile(recoveryMs, 0.95))],
  ["duration", ({ durationMs }) => seconds(durationMs)],
];

/** The rows as one Markdown table. */
export function formatTable(rows: readonly Row[]): string {
  const lines = [columns.map(([title]) => title), ...rows.map((row) => columns.map(([, cell]) => cell(row)))];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const written = lines.map(
    (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`,
  );
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [written[0], rule, ...written.slice(1)].join("\n");
}

/**
 * How many bursts were torn: a worker or the database died between two messages, and the second came after the quiet
 * period. The integration cannot see that they belong together; they are counted as two.
 */
export function formatTornBursts(rows: readonly Row[]): string {
  const torn = rows.map(
    (row) => `${row.variant} ${Math.max(0, row.figures.bursts - row.burstsWritten)} of ${row.burstsWritten}`,
  );
  return `Bursts torn because nobody took the next message within the quiet period: ${torn.join(", ")}.`;
}

/** What a row shows that must not be; empty when all holds. */
export function brokenPromises({ figures, burstsWritten, recoveryMs, problems, kills }: Row): string[] {
  const none = [
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
  ] as const;
  const broken = none.filter((name) => figures[name] !== 0).map((name) => `${name}: ${figures[name]}`);
  if (figures.messages === 0) broken.push("nothing was accepted");
  if (figures.filed !== figures.bursts)
    broken.push(`${figures.filed} tickets and follow-ups of ${figures.bursts} bursts`);
  if (figures.tickets !== figures.conversationsHeard) {
    broken.push(`${figures.tickets} tickets of ${figures.conversationsHeard} problems`);
  }
  if (figures.silentTold !== figures.silent) {
    broken.push(`${figures.silent - figures.silentTold} who did not answer were told nothing`);
  }
  if (figures.answersTwice > kills) broken.push(`${figures.answersTwice} answers twice by ${kills} kills`);
  if (figures.bursts < burstsWritten) broken.push(`${burstsWritten - figures.bursts} bursts in the ticket of another`);
  const recovery = percentile(recoveryMs, 0.95);
  const isTold = recoveryMs.length >= FEWEST_RECOVERIES;
  if (isTold && recovery !== undefined && recovery >= LONGEST_RECOVERY_MS)
    broken.push(`p95 recovery: ${seconds(recovery)}`);
  return [...broken, ...problems];
}

/** The smallest value that so many are not above; undefined of none. */
function percentile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * share) - 1];
}

function ratio(part: number, whole: number): string {
  return whole === 0 ? "–" : (part / whole).toFixed(2);
}

function seconds(ms: number | undefined): string {
  if (ms === undefined) return "–";
  return Number.isFinite(ms) ? `${(ms / 1_000).toFixed(1)} s` : "never";
}
