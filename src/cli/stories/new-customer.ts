import { screen } from "../screen.js";
import { check, createTickets, type Stage, Talk } from "../stage.js";
import { showTicket } from "./show-ticket.js";

const pieces = ["estou sem internet desde cedo", "já reiniciei o roteador"];

/** Somebody GLPI does not know is asked what it is about, and becomes a user. */
export async function newCustomer(stage: Stage): Promise<void> {
  const { admin, companies, host } = stage;
  const [, company] = companies;
  const digits = await admin.unusedTelephone();

  screen.title("2. Alguém que o GLPI não conhece");
  screen.note(`O WhatsApp informa 55319${digits}; pela configuração, quem é novo entra na entidade ${company.name}.`);
  const talk = new Talk(stage, { id: 8, name: "José Carlos Lima", phoneNumber: `55319${digits}` });
  await talk.transferred(createTickets);
  for (const piece of pieces) await talk.writes(piece);
  const ticket = await talk.ticket;

  const { id: requesterId, matchedBy } = ticket.requester;
  await showTicket(stage, ticket, { requesterId, entityId: company.id, pieces });
  const { login, entityId } = await admin.person(requesterId);
  check(
    matchedBy === "created" && login === `whatsapp-55319${digits}`,
    "the person was created, named by the telephone",
  );
  check(entityId === company.id, "the person was created in the configured company");
  check(host.sentTo(talk.conversation).length === 2, "the customer was asked, and told the number");
  screen.passed("perguntamos do que se trata, a pessoa foi cadastrada: um só chamado");
}
