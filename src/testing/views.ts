import type { DocumentRow, StoredDocument, TicketRow } from "./rows.js";

/** A ticket as it is stored, and who it is for. */
export interface SimulatedTicket extends Readonly<TicketRow> {
  /** The ids of its requesters. */
  readonly requesters: readonly number[];
}

export function viewTicket(row: TicketRow): SimulatedTicket {
  return { ...row, requesters: row.actors.filter((actor) => actor.type === 1).map((actor) => actor.userId) };
}

export function viewDocument({ links, ...row }: StoredDocument): DocumentRow {
  const [first] = links;
  const link = first === undefined || first.ticketId === null ? null : { id: first.id, ticketId: first.ticketId };
  return { ...row, links: [...links], link, ticketId: link?.ticketId ?? null, followUpId: first?.followUpId ?? null };
}
