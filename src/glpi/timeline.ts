import type { z } from "zod";
import { cutText } from "./answer-text.js";
import type { GlpiClient } from "./client.js";
import { newestRows } from "./newest-rows.js";
import { decodeGlpiText } from "./rich-text.js";
import { isGone, type TicketStatus, ticketStatus } from "./tickets.js";
import { publicFollowUpRow, publicTaskRow, solutionRow, ticketUsersAnswer, timelineAnswer } from "./wire.js";

/** So many of the newest of each kind are read. */
const MOST_READ = 50;
/** `Ticket_User.type` */
const REQUESTER = 1;
const TECHNICIAN = 2;

/** What somebody wrote on a ticket, for the customer to read. */
export interface TimelineItem {
  id: number;
  /** GLPI user id of whom it is shown as; 0 is nobody. */
  authorId: number;
  /** As GLPI wrote it, unsafe: for `htmlToText`. */
  html: string;
  /** When it was written, in GLPI's own time: `YYYY-MM-DD HH:MM:SS`; empty where GLPI does not say. */
  at: string;
}

export interface TimelineSolution extends TimelineItem {
  /** Whether the customer approved it: `other` is not asked. */
  status: "waiting" | "accepted" | "refused" | "other";
}

/** What a customer may know of a ticket: nothing private, whatever the API user may see. Oldest first. */
export interface Timeline {
  title: string;
  status: TicketStatus;
  entityId: number;
  /** In the trash; then nothing else of it is read. */
  isDeleted: boolean;
  /** Until when it shall be solved, in GLPI's own time. */
  dueAt: string | undefined;
  /** When its newest public task that is to be done begins, in GLPI's own time; undefined where that was not asked for. */
  plannedFor: string | undefined;
  /** Public ones, the customer's own among them: theirs are those whose author is a requester. */
  followUps: TimelineItem[];
  /** Empty where they were not asked for. */
  solutions: TimelineSolution[];
  /** GLPI user ids; empty where they were not asked for. */
  requesterIds: number[];
  technicianIds: number[];
}

/** What a reading of a ticket asks for beside the ticket and its follow-ups: each is a request more. */
export interface TimelineParts {
  solutions?: boolean | undefined;
  /** Its requesters and technicians. */
  people?: boolean | undefined;
  /** When it is planned for: asked only of a ticket that is. Needs the right to see public tasks. */
  plan?: boolean | undefined;
}

/**
 * Reads what is on one ticket. Undefined: it is purged, or out of the API user's reach. Of what the API user may not
 * read there is nothing; rejects with `RIGHT_MISSING` only where it may read no tickets at all.
 */
export async function readTimeline(
  client: GlpiClient,
  ticketId: number,
  parts: TimelineParts = {},
): Promise<Timeline | undefined> {
  const ticket = await readTicket(client, ticketId);
  if (ticket === undefined || ticket.isDeleted) return ticket;
  const { solutions = false, people = false, plan = false } = parts;
  const [followUps, solved, actors, plannedFor] = await Promise.all([
    readFollowUps(client, ticketId),
    solutions ? readSolutions(client, ticketId) : [],
    people ? readPeople(client, ticketId) : [],
    plan && ticket.status === "planned" ? readPlan(client, ticketId) : undefined,
  ]);
  const peopleOf = (type: number) => actors.filter((actor) => actor.type === type).map((actor) => actor.users_id);
  return {
    ...ticket,
    followUps,
    solutions: solved,
    plannedFor,
    requesterIds: peopleOf(REQUESTER),
    technicianIds: peopleOf(TECHNICIAN),
  };
}

/** The ticket alone, and nothing of what is on it. */
async function readTicket(client: GlpiClient, ticketId: number): Promise<Timeline | undefined> {
  const query = new URLSearchParams({ get_hateoas: "false" });
  try {
    const ticket = await client.get(`Ticket/${ticketId}`, timelineAnswer, query);
    return {
      title: cutText(decodeGlpiText(ticket.name)),
      status: ticketStatus(ticket.status),
      entityId: ticket.entities_id,
      isDeleted: ticket.is_deleted !== 0,
      dueAt: cutText(ticket.time_to_resolve) || undefined,
      plannedFor: undefined,
      ...{ followUps: [], solutions: [], requesterIds: [], technicianIds: [] },
    };
  } catch (error) {
    if (await isGone(client, error)) return undefined;
    throw error;
  }
}

async function readFollowUps(client: GlpiClient, ticketId: number): Promise<TimelineItem[]> {
  const rows = await newestRows(client, `Ticket/${ticketId}/ITILFollowup`, MOST_READ, publicFollowUpRow);
  return rows
    .filter((row) => row.items_id === ticketId)
    .map(itemOf)
    .reverse();
}

const solutionStatuses: Readonly<Record<number, TimelineSolution["status"]>> = {
  2: "waiting",
  3: "accepted",
  4: "refused",
};

async function readSolutions(client: GlpiClient, ticketId: number): Promise<TimelineSolution[]> {
  const rows = await newestRows(client, `Ticket/${ticketId}/ITILSolution`, MOST_READ, solutionRow);
  return rows
    .filter((row) => row.items_id === ticketId)
    .map((row) => ({ ...itemOf(row), status: solutionStatuses[row.status] ?? ("other" as const) }))
    .reverse();
}

function itemOf(row: z.output<typeof publicFollowUpRow> | z.output<typeof solutionRow>): TimelineItem {
  // The date of a follow-up may be one that somebody chose: whether it is new is told by when it was made.
  const at = row.date_creation || ("date" in row ? row.date : "");
  return { id: row.id, authorId: row.users_id, html: row.content, at: cutText(at) };
}

/** Requesters and technicians of this ticket, by `type`. */
async function readPeople(client: GlpiClient, ticketId: number): Promise<{ users_id: number; type: number }[]> {
  const query = new URLSearchParams({ range: "0-99", get_hateoas: "false" });
  const actors = await client.get(`Ticket/${ticketId}/Ticket_User`, ticketUsersAnswer, query);
  // Whoever has but an e-mail address is no user.
  return actors.filter(({ tickets_id, users_id }) => tickets_id === ticketId && users_id > 0);
}

const TO_DO = 1;

async function readPlan(client: GlpiClient, ticketId: number): Promise<string | undefined> {
  const tasks = await newestRows(client, `Ticket/${ticketId}/TicketTask`, MOST_READ, publicTaskRow);
  const planned = tasks.find((task) => task.tickets_id === ticketId && task.state === TO_DO && task.begin !== "");
  return planned && cutText(planned.begin);
}
