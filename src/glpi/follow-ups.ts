import type { GlpiClient } from "./client.js";
import { idsAnswer } from "./wire.js";
import { addWithFiles, type FileAlong, type MadeWithFiles } from "./with-files.js";

/** A follow-up to be made. */
export interface NewFollowUp {
  ticketId: number;
  /** HTML with at least one tag, the mark as a class of one. */
  content: string;
  /** Who wrote it: the ticket's requester. */
  userId: number;
  requestSourceId?: number | undefined;
  /** Seen by technicians only. */
  isPrivate?: boolean | undefined;
  /** A pending, solved or closed ticket goes on. Needs the right to update tickets: GLPI says nothing when it is missing. */
  reopen?: boolean | undefined;
  /** Of the documents that its files become; GLPI's choice without. */
  entityId?: number | undefined;
  /** A solved ticket is approved, and closed. Needs the same right, and GLPI says as little. */
  close?: boolean | undefined;
}

/**
 * Makes a follow-up; resolves to its id. `beforeSend` runs when the request is about to go out. After `ANSWER_LOST` it
 * may exist: see `findFollowUp`.
 */
export function addFollowUp(
  client: GlpiClient,
  followUp: NewFollowUp,
  beforeSend?: () => Promise<void>,
): Promise<number> {
  return client.add("ITILFollowup", inputOf(followUp), beforeSend);
}

/** As `addFollowUp`, with files that are sure to pass: see `addWithFiles`. A closed ticket takes it too (right followup 4101). */
export function addFollowUpWithFiles(
  client: GlpiClient,
  followUp: NewFollowUp,
  files: readonly FileAlong[],
  beforeSend: () => Promise<void>,
): Promise<MadeWithFiles> {
  return addWithFiles(client, "ITILFollowup", inputOf(followUp), files, beforeSend);
}

function inputOf({ ticketId, content, userId, requestSourceId, isPrivate, reopen, close, entityId }: NewFollowUp) {
  return {
    itemtype: "Ticket",
    items_id: ticketId,
    content,
    users_id: userId,
    requesttypes_id: requestSourceId,
    entities_id: entityId,
    is_private: isPrivate ? 1 : 0,
    ...(reopen ? { add_reopen: 1 } : {}),
    // GLPI asks whether it is there, not whether it is true.
    ...(close ? { add_close: 1 } : {}),
    // What the customer wrote is no answer of the team: the clock of its time to own goes on.
    _do_not_compute_takeintoaccount: 1,
  };
}

/** The public follow-up of a ticket that carries a mark, once its POST is done. */
export async function findFollowUp(client: GlpiClient, ticketId: number, mark: string): Promise<number | undefined> {
  const query = new URLSearchParams({ "searchText[content]": mark, range: "0-0", get_hateoas: "false" });
  const [found] = await client.get(`Ticket/${ticketId}/ITILFollowup`, idsAnswer, query);
  return found?.id;
}
