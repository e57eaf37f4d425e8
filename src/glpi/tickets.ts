import { cutText } from "./answer-text.js";
import type { GlpiClient } from "./client.js";
import { isGlpiIntegrationError } from "./errors.js";
import { decodeGlpiText } from "./rich-text.js";
import { type Criterion, searchQuery } from "./search.js";
import { searchOption } from "./search-option.js";
import { searchAnswer, ticketAnswer, ticketUsersAnswer } from "./wire.js";
import { addWithFiles, type FileAlong, type MadeWithFiles } from "./with-files.js";

/** Search options of a GLPI ticket, by number. */
const ID = 2;
const UPDATED = 19;
const CONTENT = 21;

/** `Ticket_User.type` of a requester. */
const REQUESTER_TYPE = 1;

/** A ticket to be made; what is undefined is left to GLPI. */
export interface NewTicket {
  title: string;
  /** HTML with at least one tag. */
  content: string;
  entityId: number;
  requesterId: number;
  /** The mark by which the ticket can be found again; GLPI 11 keeps it, GLPI 10 ignores it. */
  externalId: string;
  /** 1 incident, 2 request. */
  type: 1 | 2;
  categoryId?: number | undefined;
  /** 1 (very low) to 5 (very high). */
  urgency?: number | undefined;
  requestSourceId?: number | undefined;
  locationId?: number | undefined;
  assignedGroupId?: number | undefined;
}

/**
 * Makes a ticket; resolves to its number. `beforeSend` runs when the request is about to go out. After `ANSWER_LOST`
 * the ticket may exist: see `findTicket`.
 */
export async function addTicket(
  client: GlpiClient,
  ticket: NewTicket,
  beforeSend: () => Promise<void>,
): Promise<number> {
  return client.add("Ticket", await inputOf(client, ticket), beforeSend);
}

/** As `addTicket`, with files that are sure to pass: see `addWithFiles`. */
export async function addTicketWithFiles(
  client: GlpiClient,
  ticket: NewTicket,
  files: readonly FileAlong[],
  beforeSend: () => Promise<void>,
): Promise<MadeWithFiles> {
  return addWithFiles(client, "Ticket", await inputOf(client, ticket), files, beforeSend);
}

async function inputOf(client: GlpiClient, ticket: NewTicket) {
  const { version } = await client.session();
  return {
    // GLPI 10 takes the letters after some of a title's backslashes for line breaks, and drops them.
    name: version === 10 ? withoutBackslashes(ticket.title) : ticket.title,
    content: ticket.content,
    entities_id: ticket.entityId,
    _users_id_requester: ticket.requesterId,
    externalid: ticket.externalId,
    type: ticket.type,
    itilcategories_id: ticket.categoryId,
    urgency: ticket.urgency,
    requesttypes_id: ticket.requestSourceId,
    locations_id: ticket.locationId,
    _groups_id_assign: ticket.assignedGroupId,
  };
}

/** As people write a path where it does not matter; the content has it as it was written. */
function withoutBackslashes(title: string): string {
  return title.replaceAll("\\", "/");
}

/** Whether a title that GLPI tells is the one that a ticket was made with. */
export function isSameTitle(told: string, made: string): boolean {
  return withoutBackslashes(told) === withoutBackslashes(made);
}

/** A ticket is looked for among those that changed in so many days, and since its POST. */
const SEARCHED_DAYS = 7;
const DAY_MS = 86_400_000;

/**
 * The ticket that carries a mark, once its POST is done. GLPI 11 is asked for its `externalid`, GLPI 10, which keeps no
 * such field, for the content of what changed lately: a business rule or a technician may have changed the requester.
 *
 * @param postedMsAgo milliseconds since the POST went out
 */
export async function findTicket(client: GlpiClient, mark: string, postedMsAgo: number): Promise<number | undefined> {
  const { version } = await client.session();
  const externalId = version >= 11 ? await searchOption(client, "Ticket", "externalid") : undefined;
  const days = Math.max(SEARCHED_DAYS, Math.ceil(postedMsAgo / DAY_MS) + 1);
  const criteria: Criterion[] =
    externalId === undefined
      ? [
          { field: CONTENT, searchtype: "contains", value: mark },
          { link: "AND", field: UPDATED, searchtype: "morethan", value: `-${days}DAY` },
        ]
      : [{ field: externalId, searchtype: "contains", value: `^${mark}$` }];
  const query = searchQuery({ criteria, columns: [ID], sort: ID, order: "ASC", limit: 1 });
  const { data } = await client.get("search/Ticket", searchAnswer, query);
  return data.map((row) => Number(row[ID])).find((id) => id > 0);
}

/** What a ticket is now; `gone`: purged, or out of the API user's reach. `deleted`: in the trash. */
export type TicketLook = { is: "here" | "deleted"; title: string; status: TicketStatus } | { is: "gone" };

const READ = 1;
const READ_ALL = 1024;

/** Looks at one ticket. Rejects with `RIGHT_MISSING` when the API user may read no tickets at all. */
export async function lookAtTicket(client: GlpiClient, ticketId: number): Promise<TicketLook> {
  const query = new URLSearchParams({ get_hateoas: "false" });
  try {
    const ticket = await client.get(`Ticket/${ticketId}`, ticketAnswer, query);
    const is = ticket.is_deleted === 0 ? "here" : "deleted";
    return { is, title: cutText(decodeGlpiText(ticket.name)), status: ticketStatus(ticket.status) };
  } catch (error) {
    if (await isGone(client, error)) return { is: "gone" };
    throw error;
  }
}

/** Whether a failure to read a ticket means that it is not in the API user's reach, if it ever was. */
export async function isGone(client: GlpiClient, error: unknown): Promise<boolean> {
  if (!isGlpiIntegrationError(error)) return false;
  if (error.code !== "RIGHT_MISSING") return error.code === "NOT_FOUND";
  // Another company's ticket, which it has been moved to, is refused as one without the right is.
  const { rights } = await client.session();
  return rights === undefined || (rights.ticket & (READ | READ_ALL)) !== 0;
}

/** Links two tickets as being about the same thing. */
export async function linkTickets(client: GlpiClient, ticketId: number, otherId: number): Promise<void> {
  await client.add("Ticket_Ticket", { tickets_id_1: ticketId, tickets_id_2: otherId, link: 1 });
}

/**
 * Sees that a ticket has its requester and adds them if not: GLPI 11 drops, without a word, a requester who is
 * inactive or has no profile in the ticket's entity, and a business rule may name another. Resolves to false when GLPI
 * does not keep them all the same.
 */
export async function keepRequester(client: GlpiClient, ticketId: number, requesterId: number): Promise<boolean> {
  if (await isRequester(client, ticketId, requesterId)) return true;
  await client.add("Ticket_User", { tickets_id: ticketId, users_id: requesterId, type: REQUESTER_TYPE });
  return isRequester(client, ticketId, requesterId);
}

async function isRequester(client: GlpiClient, ticketId: number, requesterId: number): Promise<boolean> {
  const actors = await client.get(`Ticket/${ticketId}/Ticket_User`, ticketUsersAnswer);
  return actors.some((actor) => actor.type === REQUESTER_TYPE && actor.users_id === requesterId);
}

/** Words for GLPI's statuses, so that nobody has to know its numbers; a plugin's own are `other`. */
export type TicketStatus = "new" | "assigned" | "planned" | "pending" | "solved" | "closed" | "approval" | "other";

const statuses: Readonly<Record<number, TicketStatus>> = {
  1: "new",
  2: "assigned",
  3: "planned",
  4: "pending",
  5: "solved",
  6: "closed",
  10: "approval",
};

/** The word for one of GLPI's numbers. */
export function ticketStatus(number: number): TicketStatus {
  return statuses[number] ?? "other";
}

/** A ticket as a customer may see it. */
export interface TicketSummary {
  id: number;
  title: string;
  status: TicketStatus;
  /** As GLPI writes it: `YYYY-MM-DD HH:MM:SS` in the server's own time zone. */
  openedAt: string;
  /** Last change, in the same form. */
  updatedAt: string;
  /** Full name of the entity: `Root entity > ACME`. */
  entity: string;
}

/** Where a technician sees the ticket, from the address of the API. */
export function ticketUrl(apiUrl: string, ticketId: number): string {
  return `${apiUrl.replace(/\/(apirest\.php|api\.php\/v1)$/, "")}/front/ticket.form.php?id=${ticketId}`;
}
