import { cutText } from "./answer-text.js";
import type { GlpiClient } from "./client.js";
import { isGlpiIntegrationError } from "./errors.js";
import { decodeGlpiText } from "./rich-text.js";
import { type Criterion, searchQuery } from "./search.js";
import { type TicketStatus, ticketStatus } from "./tickets.js";
import { cellTexts, changedTicketRow, searchAnswer, ticketOfPeopleRow } from "./wire.js";

/** Search options of a GLPI ticket, by number. */
const TITLE = 1;
const ID = 2;
const REQUESTER = 4;
const STATUS = 12;
const UPDATED = 19;

/** So many rows a request gives at most. */
const CHANGES_ON_A_PAGE = 200;
/** A web server takes 8 KB, which is some sixty. */
const IDS_IN_AN_ADDRESS = 50;

/** That something of a ticket changed; what it was, and whether the customer may see it, this does not tell. */
export interface ChangedTicket {
  ticketId: number;
  /** In GLPI's own time, `YYYY-MM-DD HH:MM:SS`; several changes may share a second. */
  changedAt: string;
  status: TicketStatus;
}

/** One page of them. */
export interface ChangedTickets {
  rows: ChangedTicket[];
  /** How many there are on all pages. */
  total: number;
}

/**
 * The tickets within reach that changed strictly after `since`, in GLPI's own time, the oldest change first; without
 * `since` only the one that changed last. Those in the trash are in none.
 *
 * @param from behind so many. A ticket that changes between two pages moves to the end, and the next page would miss the
 *   one that takes its place: go on with a later `since` wherever the rows of a page differ in their time.
 */
export async function changedTickets(client: GlpiClient, since: string | undefined, from = 0): Promise<ChangedTickets> {
  const criteria: Criterion[] = since === undefined ? [] : [{ field: UPDATED, searchtype: "morethan", value: since }];
  const page =
    since === undefined
      ? ({ order: "DESC", limit: 1 } as const)
      : ({ order: "ASC", limit: CHANGES_ON_A_PAGE, from } as const);
  // Columns of people would cost a millisecond a row.
  const query = searchQuery({ criteria, columns: [ID, UPDATED, STATUS], sort: UPDATED, ...page });
  try {
    const { data, totalcount } = await client.get("search/Ticket", searchAnswer, query);
    return { rows: data.flatMap(changeOf), total: totalcount };
  } catch (error) {
    if (!isGlpiIntegrationError(error) || error.glpiCode !== "ERROR_RANGE_EXCEED_TOTAL") throw error;
    // Fewer than there were at the page before.
    return { rows: [], total: from };
  }
}

/** Whose a ticket is. */
export interface TicketOfPeople {
  ticketId: number;
  title: string;
  /** GLPI user ids. */
  requesterIds: number[];
}

/** The requesters of tickets within reach; those in the trash are left out. */
export async function requestersOf(client: GlpiClient, ticketIds: readonly number[]): Promise<TicketOfPeople[]> {
  const found: TicketOfPeople[] = [];
  for (let from = 0; from < ticketIds.length; from += IDS_IN_AN_ADDRESS) {
    const ids = ticketIds.slice(from, from + IDS_IN_AN_ADDRESS);
    const criteria = ids.map(
      (value, index): Criterion => ({ ...(index > 0 && { link: "OR" }), field: ID, searchtype: "equals", value }),
    );
    const columns = [ID, TITLE, REQUESTER];
    const query = searchQuery({ criteria, columns, sort: ID, order: "ASC", limit: ids.length });
    const { data } = await client.get("search/Ticket", searchAnswer, query);
    const rows = data.flatMap((row) => ticketOfPeopleRow.safeParse(row).data ?? []);
    found.push(
      ...rows.map((row) => ({
        ticketId: row[ID],
        title: cutText(decodeGlpiText(row[TITLE])),
        requesterIds: cellTexts(row[REQUESTER]).map(Number),
      })),
    );
  }
  return found;
}

function changeOf(row: unknown): ChangedTicket[] {
  const { data } = changedTicketRow.safeParse(row);
  if (data === undefined) return [];
  return [{ ticketId: data[ID], changedAt: data[UPDATED], status: ticketStatus(data[STATUS]) }];
}
