import { screen } from "../screen.js";
import { check, createTickets, type Stage, Talk } from "../stage.js";
import { showTicket } from "./show-ticket.js";

const pieces = ["o leitor de código de barras não liga", "já troquei o cabo"];

/** GLPI is down while a customer writes: they read that it takes longer, and get the number after all. */
export async function glpiDown(stage: Stage): Promise<void> {
  const { admin, companies, connection, host, signal } = stage;
  const [company] = companies;
  const digits = await admin.unusedTelephone();
  const mobile = `31 9${digits}`;
  const rafael = await admin.addPerson({
    ...{ login: "rafael.nunes", firstname: "Rafael", realname: "Nunes" },
    ...{ mobile, entityId: company.id },
  });

  screen.title("3. O GLPI fora do ar enquanto alguém escreve");
  screen.note(`Rafael Nunes está cadastrado no GLPI, na entidade ${company.name}, com o telefone ${mobile}.`);
  const talk = new Talk(stage, { id: 9, name: "Rafael Nunes", phoneNumber: `55319${digits}` });
  await talk.transferred(createTickets, "2");
  screen.event("(o GLPI sai do ar)");
  connection.isDown = true;
  try {
    for (const piece of pieces) await talk.writes(piece);
    // A ticket that fails is the end of the story too.
    const told = await Promise.race([host.nextTo(talk.conversation, signal), talk.ticket.then(() => "")]);
    check(told.includes("está demorando"), "the customer was told that it takes longer");
    check((await admin.ticketsOf(rafael.id)).length === 0, "GLPI was down and has no ticket");
  } finally {
    connection.isDown = false;
  }
  screen.event("(o GLPI volta; a integração tenta de novo sozinha)");
  const ticket = await talk.ticket;

  await showTicket(stage, ticket, { requesterId: rafael.id, entityId: company.id, pieces });
  const sent = host.sentTo(talk.conversation);
  check(sent.length === 3, "the customer was asked, told of the delay and told the number, each once");
  check(sent[2]?.includes(String(ticket.ticketId)) === true, "the number came after all");
  screen.passed("o cliente soube da demora uma vez e recebeu o número: nada se perdeu, nada em dobro");
}
