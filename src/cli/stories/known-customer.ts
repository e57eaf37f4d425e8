import { screen } from "../screen.js";
import { check, createTickets, type Stage, Talk } from "../stage.js";
import { showTicket } from "./show-ticket.js";

const pieces = ["Bom dia!", "a impressora do financeiro parou", "aparece <erro 50.4> & apita 😩", "podem ajudar?"];

/** A person GLPI knows, their telephone written as people write it, tells their problem in four pieces. */
export async function knownCustomer(stage: Stage): Promise<void> {
  const { admin, companies, host } = stage;
  const [company] = companies;
  const digits = await admin.unusedTelephone();
  const mobile = `(31) 9${digits.slice(0, 4)}-${digits.slice(4)}`;
  const beatriz = await admin.addPerson({ firstname: "Beatriz", realname: "Souza", mobile, entityId: company.id });

  screen.title("1. A known customer writes in four pieces");
  screen.note(`Beatriz Souza is a user of ${company.name} in GLPI, telephone ${mobile}; WhatsApp says 5531${digits}.`);
  const talk = new Talk(stage, { id: 7, name: "Beatriz Souza", phoneNumber: `5531${digits}` });
  const [first, ...others] = pieces;
  await talk.transferred(createTickets, first);
  for (const piece of others) await talk.writes(piece);
  const ticket = await talk.ticket;

  await showTicket(stage, ticket, { requesterId: beatriz.id, entityId: company.id, pieces });
  check(host.sentTo(talk.conversation).join().includes(String(ticket.ticketId)), "the customer was told the number");
  screen.passed("four messages, one ticket, for the right person in the right company");
}
