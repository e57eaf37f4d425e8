import type { GlpiSimulator, SimulatedTicket } from "../../src/testing/index.js";
import { type AnswerFigures, answersOf } from "./judge-answers.js";
import { filesOf } from "./judge-files.js";
import type { Talk, Written } from "./ledger.js";
import type { Answer } from "./technicians.js";
import type { Person } from "./town.js";

/** What became of what was written, judged by what the GLPIs hold at the end. */
export interface Figures extends AnswerFigures {
  conversations: number;
  /** Accepted, each id once. */
  messages: number;
  /** Written, and never accepted: the run ended too early. */
  notAccepted: number;
  /** Accepted, and in no ticket or follow-up. */
  lost: number;
  inTwoTickets: number;
  /** Accepted messages with a picture. */
  files: number;
  /** Pictures that are no document of the ticket that their message is in, or not whole. */
  filesMissing: number;
  /** Pictures that GLPI has twice, or that are also where they do not belong. */
  filesTwice: number;
  /** Tickets and follow-ups. */
  filed: number;
  bursts: number;
  tickets: number;
  /** Conversations in which something was accepted: each is about one thing. */
  conversationsHeard: number;
  /** Solved tickets that the customer wrote to afterwards, and that are solved all the same. */
  notReopened: number;
  unknownPeople: number;
  /** GLPI users that were made for them. */
  usersMade: number;
  /** Unknown people for whom not exactly one user was made. */
  notOneUser: number;
  /** Tickets with messages, the GLPI, the entity or the person of another tenant. */
  tenantsMixed: number;
  /** Tickets for somebody else, in another entity, or with messages of another conversation. */
  wrongPerson: number;
  /** Tickets whose number the customer was never told. */
  untold: number;
  /** Customers who were asked and did not answer. */
  silent: number;
  /** Those of them who read that nobody answered. */
  silentTold: number;
  /** Customers who described their problem and read it all the same. */
  hushed: number;
}

/** A ticket or a follow-up to it, and whose messages it holds. */
export interface Filed {
  glpi: GlpiSimulator;
  ticket: SimulatedTicket;
  parts: { talk: Talk; message: Written }[];
  content: string;
  /** In whose name a follow-up is; undefined for the ticket itself. */
  followUpBy: number | undefined;
}

/** As customers write it; the names of their files say it too. */
const reference = /(?<=\bref )t\d+c\d+m\d+\b/g;

export function judge(
  talks: readonly Talk[],
  glpis: readonly GlpiSimulator[],
  quietMs: number,
  answers: readonly Answer[] = [],
): Figures {
  const filed = fileTickets(talks, glpis);
  const written = talks.flatMap(({ messages }) => messages);
  const accepted = written.filter(({ acceptedAt }) => acceptedAt !== undefined);
  const homes = (message: Written) =>
    filed.filter(({ parts }) => parts.some((part) => part.message === message)).length;
  const counts = new Map(accepted.map((message) => [message, homes(message)]));
  const { files, missing, twice } = filesOf(talks, filed, glpis);
  const silent = talks.filter((talk) => talk.silent);
  const unknown = [...new Set(talks.map(({ person }) => person))].filter(({ userId }) => userId === undefined);
  const made = unknown.map((person) => usersOf(person).length);
  return {
    conversations: talks.length,
    messages: accepted.length,
    notAccepted: written.length - accepted.length,
    lost: [...counts.values()].filter((count) => count === 0).length,
    inTwoTickets: [...counts.values()].filter((count) => count > 1).length,
    ...answersOf(talks, answers),
    files,
    filesMissing: missing.length,
    filesTwice: twice,
    filed: filed.length,
    tickets: filed.filter(({ followUpBy }) => followUpBy === undefined).length,
    conversationsHeard: talks.filter(({ messages }) => messages.some((message) => counts.has(message))).length,
    notReopened: glpis.reduce((sum, glpi) => sum + leftSolved(glpi), 0),
    bursts: talks.reduce((sum, talk) => sum + burstsOf(talk, filed, quietMs), 0),
    unknownPeople: unknown.length,
    usersMade: made.reduce((sum, count) => sum + count, 0),
    notOneUser: made.filter((count) => count !== 1).length,
    tenantsMixed: filed.filter((each) => isMixed(each, talks)).length,
    wrongPerson: filed.filter((each) => !isRightPersons(each)).length,
    silent: silent.length,
    silentTold: silent.filter(({ hushed }) => hushed > 0).length,
    hushed: talks.filter((talk) => !talk.silent && talk.hushed > 0).length,
    untold: filed.filter(
      ({ ticket, parts, followUpBy }) =>
        followUpBy === undefined && !parts.some(({ talk }) => talk.told.includes(ticket.id)),
    ).length,
  };
}

/** Every ticket and follow-up of the GLPIs, with the messages that it holds. */
export function fileTickets(talks: readonly Talk[], glpis: readonly GlpiSimulator[]): Filed[] {
  const known = new Map(talks.flatMap((talk) => talk.messages.map((message) => [message.id, { talk, message }])));
  const partsOf = (content: string) => [...new Set(content.match(reference))].flatMap((id) => known.get(id) ?? []);
  return glpis.flatMap((glpi) =>
    glpi.tickets.flatMap((ticket) => {
      // Technicians write too, and a file may come alone.
      const followUps = glpi.followUps.filter(
        ({ ticketId, content }) => ticketId === ticket.id && partsOf(content).length > 0,
      );
      return [
        { glpi, ticket, parts: partsOf(ticket.content), content: ticket.content, followUpBy: undefined },
        ...followUps.map(({ content, userId }) => {
          return { glpi, ticket, parts: partsOf(content), content, followUpBy: userId };
        }),
      ];
    }),
  );
}

function leftSolved(glpi: GlpiSimulator): number {
  return glpi.tickets.filter(({ id, status }) => {
    const solvedAt = glpi.solutions.find(({ ticketId }) => ticketId === id)?.createdAt;
    if (status !== 5 || solvedAt === undefined) return false;
    return glpi.followUps.some(({ ticketId, createdAt }) => ticketId === id && createdAt >= solvedAt);
  }).length;
}

/**
 * How many bursts a conversation was, as the integration saw it. Messages of one burst belong into one ticket, and a
 * burst ends when nothing comes for the quiet period. What counts is when the store kept each message: that lies
 * between its first delivery and its acknowledgement. Where two tickets meet, the burst was rightly cut only if the
 * quiet period fits in between: the earliest acknowledgement of the later ticket came at least the quiet period after
 * the last first delivery of the earlier one. Such a gap tears a burst when a worker or the database dies in between.
 * Any other cut is the integration's, and the two tickets count as one burst. A lost message counts as if it had a
 * ticket of its own.
 */
function burstsOf(talk: Talk, filed: readonly Filed[], quietMs: number): number {
  const tickets = filed
    .map(({ parts }) => parts.filter((part) => part.talk === talk).map(({ message }) => message))
    .filter((messages) => messages.length > 0);
  const found = new Set(tickets.flat());
  const lost = talk.messages.filter((message) => !found.has(message)).map((message) => [message]);
  const groups = [...tickets, ...lost]
    .map((messages) => ({
      lastSent: Math.max(...messages.map(({ firstSentAt }) => firstSentAt)),
      firstAccepted: Math.min(...messages.map(({ acceptedAt }) => acceptedAt ?? Number.POSITIVE_INFINITY)),
    }))
    .sort((one, other) => one.firstAccepted - other.firstAccepted || one.lastSent - other.lastSent);
  let bursts = Math.min(groups.length, 1);
  for (const [index, { firstAccepted }] of groups.entries()) {
    const before = groups.slice(0, index).map(({ lastSent }) => lastSent);
    if (index > 0 && firstAccepted >= Math.max(...before) + quietMs) bursts += 1;
  }
  return bursts;
}

function usersOf({ code, tenant }: Person) {
  return tenant.glpi.users.filter(({ realname }) => realname === code);
}

function isMixed({ glpi, ticket, parts }: Filed, talks: readonly Talk[]): boolean {
  const tenants = new Set(parts.map(({ talk }) => talk.person.tenant));
  const [tenant] = tenants;
  if (tenant === undefined) return false;
  const neighbours = talks.map(({ person }) => person).filter((person) => person.tenant !== tenant);
  const strangers = neighbours.filter((person) => person.tenant.glpi === glpi);
  const requesters = glpi.users.filter(({ id }) => ticket.requesters.includes(id));
  return (
    tenants.size > 1 ||
    tenant.glpi !== glpi ||
    strangers.some((person) => person.tenant.entityId === ticket.entityId) ||
    requesters.some(({ realname }) => strangers.some(({ code }) => code === realname))
  );
}

function isRightPersons({ ticket, parts, followUpBy }: Filed): boolean {
  const [talk, ...others] = new Set(parts.map((part) => part.talk));
  if (talk === undefined || others.length > 0) return false;
  const { person } = talk;
  const right = person.userId === undefined ? usersOf(person).map(({ id }) => id) : [person.userId];
  const [requester, ...more] = ticket.requesters;
  return (
    requester !== undefined &&
    more.length === 0 &&
    right.includes(requester) &&
    (followUpBy === undefined || followUpBy === requester) &&
    ticket.entityId === person.tenant.entityId
  );
}
