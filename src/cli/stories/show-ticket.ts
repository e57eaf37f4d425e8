import type { CreatedTicket } from "../../events.js";
import { screen } from "../screen.js";
import { check, type Stage } from "../stage.js";

/** What is to be true of a ticket. */
export interface Expected {
  requesterId: number;
  entityId: number;
  pieces: readonly string[];
}

/** Reads a ticket back from GLPI, prints it, and checks that it is the only one and all of it is right. */
export async function showTicket({ admin }: Stage, { ticketId }: CreatedTicket, expected: Expected): Promise<void> {
  const ticket = await admin.ticket(ticketId);
  const all = await admin.ticketsOf(expected.requesterId);
  const requester = await admin.person(expected.requesterId);
  screen.heading("No GLPI");
  screen.row("chamados", `${all.length} desta pessoa`);
  screen.row("número", ticketId);
  screen.row("título", ticket.title);
  screen.row("entidade", await admin.companyName(ticket.entityId));
  screen.row("requerente", `${requester.name} (login ${requester.login}, telefone ${requester.mobile})`);
  screen.row("conteúdo", ticket.content);

  check(all.length === 1 && all[0] === ticketId, "there is exactly one ticket for this conversation");
  check(ticket.requesterIds.join() === String(expected.requesterId), "the ticket is for the right person, alone");
  check(ticket.entityId === expected.entityId, "the ticket is in the right company");
  for (const piece of expected.pieces) check(ticket.content.includes(piece), `the ticket says "${piece}"`);
}
