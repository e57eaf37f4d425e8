import type { z } from "zod";
import type { GlpiClient } from "./client.js";
import { isGlpiIntegrationError } from "./errors.js";
import { htmlToText } from "./html-text.js";
import { publicFollowUpRow, rowsAnswer, solutionRow } from "./wire.js";

/** So many of the newest follow-ups are looked at. */
const MOST_LOOKED_AT = 20;

/**
 * The newest public follow-up of a ticket that is not the requester's own, as text; empty where there is none, or the
 * API user sees none. What is private, or does not say that it is public, is none.
 */
export async function lastAnswer(client: GlpiClient, ticketId: number, requesterId: number): Promise<string> {
  const rows = await newest(client, `Ticket/${ticketId}/ITILFollowup`, MOST_LOOKED_AT, publicFollowUpRow);
  return firstText(rows.filter((row) => row.items_id === ticketId && row.users_id !== requesterId));
}

/** The newest solution of a ticket, as text; empty where there is none. */
export async function lastSolution(client: GlpiClient, ticketId: number): Promise<string> {
  const rows = await newest(client, `Ticket/${ticketId}/ITILSolution`, 1, solutionRow);
  return firstText(rows.filter((row) => row.items_id === ticketId));
}

async function newest<T extends z.ZodType>(
  client: GlpiClient,
  path: string,
  most: number,
  schema: T,
): Promise<z.output<T>[]> {
  const query = new URLSearchParams({ sort: "id", order: "DESC", range: `0-${most - 1}`, get_hateoas: "false" });
  try {
    const rows = await client.get(path, rowsAnswer, query);
    return rows.flatMap((row) => schema.safeParse(row).data ?? []);
  } catch (error) {
    // Whether the API user may read them is the operator's choice; the ticket itself was read.
    if (isGlpiIntegrationError(error) && error.code === "RIGHT_MISSING") return [];
    throw error;
  }
}

/** An answer of a picture alone says nothing here. */
function firstText(rows: readonly { content: string }[]): string {
  for (const { content } of rows) {
    const text = htmlToText(content);
    if (text !== "") return text;
  }
  return "";
}
