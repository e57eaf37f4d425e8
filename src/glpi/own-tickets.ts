import type { z } from "zod";
import { cutText } from "./answer-text.js";
import type { GlpiClient } from "./client.js";
import { decodeGlpiText } from "./rich-text.js";
import { type Criterion, searchQuery } from "./search.js";
import { type TicketSummary, ticketStatus } from "./tickets.js";
import { cellTexts, searchAnswer, ticketRow } from "./wire.js";

/** Search options of a GLPI ticket, by number. */
const TITLE = 1;
const ID = 2;
const REQUESTER = 4;
const TECHNICIAN = 5;
const CATEGORY = 7;
const STATUS = 12;
const OPENED = 15;
const UPDATED = 19;
const ENTITY = 80;

export interface TicketQuery {
  requesterId: number;
  /** `notold`: neither solved nor closed; `notclosed`: the solved ones too. */
  status: "notold" | "notclosed";
  /** Of the solved ones those that changed in so many days; all without it. */
  solvedDays?: number | undefined;
  limit: number;
  /** Behind so many. */
  from?: number | undefined;
}

const columns = [ID, TITLE, REQUESTER, STATUS, OPENED, UPDATED, ENTITY];
const SOLVED = 5;

/** The tickets of one requester, newest change first, and how many there are in all. */
export async function searchTickets(
  client: GlpiClient,
  { requesterId, status, solvedDays, limit, from }: TicketQuery,
): Promise<{ tickets: TicketSummary[]; total: number }> {
  const ofPerson: Criterion = { field: REQUESTER, searchtype: "equals", value: requesterId };
  const withStatus = (value: string | number): Criterion => ({
    ...{ link: "AND", field: STATUS, searchtype: "equals" },
    value,
  });
  const criteria: Criterion[] =
    status === "notold" || !solvedDays
      ? [ofPerson, withStatus(status)]
      : [
          ...[ofPerson, withStatus("notold")],
          // GLPI reads AND before OR.
          ...[{ ...ofPerson, link: "OR" } as const, withStatus(SOLVED)],
          { link: "AND", field: UPDATED, searchtype: "morethan", value: `-${solvedDays}DAY` },
        ];
  const query = searchQuery({ criteria, columns, sort: UPDATED, order: "DESC", limit, from });
  const { data, totalcount } = await client.get("search/Ticket", searchAnswer, query);
  const own = ownRows(data, requesterId);
  return { tickets: own.map(summaryOf), total: totalcount - (data.length - own.length) };
}

/** A person's own ticket, with what only its detail shows. */
export interface OwnTicket extends TicketSummary {
  /** Full name; empty without one. */
  category: string;
  /** GLPI user id of the first technician. */
  technicianId: number | undefined;
}

/**
 * One ticket, whatever its status, if this person is a requester of it; undefined where it is another's or none at all,
 * at the same price.
 */
export async function findOwnTicket(
  client: GlpiClient,
  requesterId: number,
  ticketId: number,
): Promise<OwnTicket | undefined> {
  const query = searchQuery({
    criteria: [
      { field: REQUESTER, searchtype: "equals", value: requesterId },
      { link: "AND", field: ID, searchtype: "equals", value: ticketId },
    ],
    columns: [...columns, CATEGORY, TECHNICIAN],
    sort: UPDATED,
    order: "DESC",
    limit: 1,
  });
  const { data } = await client.get("search/Ticket", searchAnswer, query);
  const row = ownRows(data, requesterId).find((each) => each[ID] === ticketId);
  if (row === undefined) return undefined;
  const technicianId = cellTexts(row[TECHNICIAN])
    .map(Number)
    .find((id) => id > 0);
  return { ...summaryOf(row), category: cutText(decodeGlpiText(cellTexts(row[CATEGORY]).join())), technicianId };
}

type TicketRow = z.output<typeof ticketRow>;

/** The API user sees everybody's tickets: that these are this person's own is for us to check. */
function ownRows(data: readonly unknown[], requesterId: number): TicketRow[] {
  // A row that cannot be read, of which it is not known whose it is, is nobody's.
  const rows = data.flatMap((row) => ticketRow.safeParse(row).data ?? []);
  return rows.filter((row) => cellTexts(row[REQUESTER]).includes(String(requesterId)));
}

function summaryOf(row: TicketRow): TicketSummary {
  return {
    id: row[ID],
    title: cutText(decodeGlpiText(row[TITLE])),
    status: ticketStatus(row[STATUS]),
    openedAt: cutText(row[OPENED]),
    updatedAt: cutText(row[UPDATED]),
    entity: cutText(decodeGlpiText(row[ENTITY])),
  };
}
