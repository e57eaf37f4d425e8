import type { GlpiSimulator } from "../../src/testing/index.js";
import { fileTickets } from "./judge.js";
import { lostAnswers } from "./judge-answers.js";
import { filesOf } from "./judge-files.js";
import type { Talk } from "./ledger.js";
import type { Answer } from "./technicians.js";

/** Of so many messages at most; what goes wrong once is enough to be looked into. */
const MOST_MESSAGES = 3;

/** What the GLPIs know of messages that are not where they belong: where each is, and each request that named it. */
export function evidenceOf(talks: readonly Talk[], glpis: readonly GlpiSimulator[]): string[] {
  const filed = fileTickets(talks, glpis);
  const { missing } = filesOf(talks, filed, glpis);
  const isAstray = (message: Talk["messages"][number]) =>
    missing.includes(message) ||
    filed.filter(({ parts }) => parts.some((part) => part.message === message)).length !== 1;
  const astray = talks.flatMap(({ messages }) =>
    messages.filter((each) => each.acceptedAt !== undefined && isAstray(each)),
  );
  return astray.slice(0, MOST_MESSAGES).flatMap((message) => {
    const homes = filed.filter(({ parts }) => parts.some((part) => part.message === message));
    const batches = new Set(homes.flatMap(({ content }) => content.match(/wz-[\w-]+/g) ?? []));
    const names = [message.id, ...batches];
    return [
      `${message.id}: first sent ${time(message.firstSentAt)}, accepted ${time(message.acceptedAt)}, ${
        message.hasPicture ? "with a picture" : "without a picture"
      }`,
      ...homes.map(({ ticket, followUpBy, content }) => {
        const what = followUpBy === undefined ? "is ticket" : "is in a follow-up of ticket";
        return `  ${what} ${ticket.id}: ${JSON.stringify(content)}`;
      }),
      ...glpis.flatMap((glpi) => glpi.requests.flatMap((request) => requestLine(request, names))),
    ];
  });
}

/** Of answers that nobody read: what GLPI has of their tickets, and each request that was about them. */
export function evidenceOfAnswers(talks: readonly Talk[], answers: readonly Answer[]): string[] {
  return lostAnswers(talks, answers)
    .slice(0, MOST_MESSAGES)
    .flatMap(({ name, talk }) => {
      const { glpi } = talk.person.tenant;
      const [ticketId] = talk.told;
      const ticket = glpi.tickets.find(({ id }) => id === ticketId);
      const about = glpi.requests.filter(({ path }) => new RegExp(`^/Ticket/${ticketId}(/|$)`).test(path));
      return [
        `${name} of ticket ${ticketId} was not read: ${JSON.stringify({ status: ticket?.status, requesters: ticket?.requesters })}`,
        ...glpi.followUps
          .filter((row) => row.ticketId === ticketId)
          .map(({ content, isPrivate }) => `  ${isPrivate ? "private" : "public"} ${content}`),
        ...about.map(
          ({ method, path, at, status }) =>
            `  ${time(at.getTime())} ${method} ${path} ${status ?? "without an answer"}`,
        ),
      ];
    });
}

function requestLine(request: GlpiSimulator["requests"][number], names: readonly string[]): string[] {
  const written = JSON.stringify([request.query, request.body, request.files]);
  if (!names.some((name) => new RegExp(`${name}\\b`).test(written))) return [];
  const { method, path, at, status } = request;
  return [`  ${time(at.getTime())} ${method} ${path} ${status ?? "without an answer"}: ${written.slice(0, 300)}`];
}

function time(at: number | undefined): string {
  return at === undefined ? "never" : new Date(at).toISOString().slice(11, 23);
}
