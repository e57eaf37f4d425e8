import type { GlpiClient } from "./client.js";
import { htmlToText } from "./html-text.js";
import { newestRows } from "./newest-rows.js";
import { publicFollowUpRow, solutionRow } from "./wire.js";

/** So many of the newest follow-ups are looked at. */
const MOST_LOOKED_AT = 20;

/**
 * The newest public follow-up of a ticket that is not the requester's own, as text; empty where there is none, or the
 * API user sees none. What is private, or does not say that it is public, is none.
 */
export async function lastAnswer(client: GlpiClient, ticketId: number, requesterId: number): Promise<string> {
  const rows = await newestRows(client, `Ticket/${ticketId}/ITILFollowup`, MOST_LOOKED_AT, publicFollowUpRow);
  return firstText(rows.filter((row) => row.items_id === ticketId && row.users_id !== requesterId));
}

/** The newest solution of a ticket, as text; empty where there is none. */
export async function lastSolution(client: GlpiClient, ticketId: number): Promise<string> {
  const rows = await newestRows(client, `Ticket/${ticketId}/ITILSolution`, 1, solutionRow);
  return firstText(rows.filter((row) => row.items_id === ticketId));
}

/** An answer of a picture alone says nothing here. */
function firstText(rows: readonly { content: string }[]): string {
  for (const { content } of rows) {
    const text = htmlToText(content);
    if (text !== "") return text;
  }
  return "";
}
