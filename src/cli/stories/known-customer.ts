import { screen } from "../screen.js";
import { check, createTickets, type Stage, Talk } from "../stage.js";
import { showTicket } from "./show-ticket.js";

const later = "voltou a apitar agora";
const pieces = ["Bom dia!", "a impressora do financeiro parou", "aparece <erro 50.4> & apita 😩", "podem ajudar?"];

/**
 * A person GLPI knows, their telephone written as people write it, comes from the bot's menu, tells their problem in
 * four pieces, thanks, and writes again when the ticket was solved.
 */
export async function knownCustomer(stage: Stage): Promise<void> {
  const { admin, companies, host } = stage;
  const [company] = companies;
  const digits = await admin.unusedTelephone();
  const mobile = `(31) 9${digits.slice(0, 4)}-${digits.slice(4)}`;
  const beatriz = await admin.addPerson({ firstname: "Beatriz", realname: "Souza", mobile, entityId: company.id });

  screen.title("1. A known customer, from the menu to the reopened ticket");
  screen.note(`Beatriz Souza is a user of ${company.name} in GLPI, telephone ${mobile}; WhatsApp says 5531${digits}.`);
  const talk = new Talk(stage, { id: 7, name: "Beatriz Souza", phoneNumber: `5531${digits}` });
  await talk.transferred(createTickets, "2");
  for (const piece of pieces) await talk.writes(piece);
  const ticket = await talk.ticket;

  await showTicket(stage, ticket, { requesterId: beatriz.id, entityId: company.id, pieces });
  check(host.sentTo(talk.conversation).join().includes(String(ticket.ticketId)), "the customer was told the number");
  screen.passed("a menu choice and four messages, one ticket, for the right person in the right company");

  await talk.writes("obrigada!");
  screen.event("(thanks add nothing; the technician solves the ticket)");
  await admin.solve(ticket.ticketId, "<p>Limpamos a fusora.</p>");
  await talk.writes(later);
  const { followUpId } = await talk.followUp();
  const { status } = await admin.ticket(ticket.ticketId);
  screen.heading("GLPI holds");
  screen.row("follow-up", `${followUpId}, in the name of Beatriz Souza: "${later}"`);
  screen.row("status", `${status} (5 would be solved)`);
  check(status !== 5 && status !== 6, "the solved ticket was reopened");
  check((await admin.ticketsOf(beatriz.id)).length === 1, "there is still one ticket");
  screen.passed("what came later is in the same ticket, and it was reopened");
}
