import { screen } from "../screen.js";
import { check, createTickets, type Stage, Talk } from "../stage.js";
import { showTicket } from "./show-ticket.js";
import { visor, visorSha1 } from "./visor.js";

/** As the wizard of Whazing makes it. */
const menu = "Olá! Como podemos ajudar?\n1. Falar com Humano\n2. Abrir chamado";
const answer = "Estamos indo ver a impressora. Pode deixá-la ligada?";
const later = "voltou a apitar agora";
const pieces = ["Bom dia!", "a impressora do financeiro parou", "aparece <erro 50.4> & apita 😩"];
const last = "podem ajudar?";

/**
 * A person GLPI knows, their telephone written as people write it, chooses in the bot's menu, is asked, tells their
 * problem in four pieces and a picture, thanks, reads what the technician answers, and writes again when the ticket was
 * solved.
 */
export async function knownCustomer(stage: Stage): Promise<void> {
  const { admin, companies, host, integration, signal } = stage;
  const [company] = companies;
  const digits = await admin.unusedTelephone();
  const mobile = `(31) 9${digits.slice(0, 4)}-${digits.slice(4)}`;
  const beatriz = await admin.addPerson({
    ...{ login: "beatriz.souza", firstname: "Beatriz", realname: "Souza" },
    ...{ mobile, entityId: company.id },
  });

  screen.title("1. Do menu do bot ao chamado reaberto");
  screen.note(
    `Beatriz Souza está cadastrada no GLPI, na entidade ${company.name}, com o telefone ${mobile}; o WhatsApp informa 5531${digits}, sem o nono dígito.`,
  );
  const talk = new Talk(stage, { id: 7, name: "Beatriz Souza", phoneNumber: `5531${digits}` });
  await talk.withBot("Oi", menu);
  await talk.transferred(createTickets, "2");
  for (const piece of pieces) await talk.writes(piece);
  await talk.sends(visor);
  await talk.writes(last);
  const ticket = await talk.ticket;

  await showTicket(stage, ticket, {
    requesterId: beatriz.id,
    entityId: company.id,
    pieces: [...pieces, visor.fileName, last],
  });
  const [picture, ...others] = await talk.files(ticket.ticketId, 1);
  screen.row("arquivo", `${picture?.filename} (${picture?.mime})`);
  check(picture?.sha1sum === visorSha1 && others.length === 0, "the ticket has the picture, once and whole");
  const [question = "", number = ""] = host.sentTo(talk.conversation);
  check(question.includes("Conte o que está acontecendo"), "the customer was asked what it is about");
  check(number.includes(String(ticket.ticketId)), "the customer was told the number");
  screen.passed(
    `a escolha do menu, ${pieces.length + 1} mensagens e uma foto: um só chamado, da pessoa certa, na empresa certa`,
  );

  await talk.writes("obrigada!");
  screen.event("(agradecer não acrescenta nada; o técnico responde no GLPI)");
  const told = host.nextTo(talk.conversation, signal);
  await admin.addFollowUp(ticket.ticketId, `<p>${answer}</p>`);
  // GLPI is asked once a minute; GLPI 11's webhooks can ring so.
  await integration.glpiChanged({ integrationId: createTickets, tenantId: 1, ticketId: ticket.ticketId });
  check((await told).includes(answer), "the customer reads what the technician answered");
  screen.passed("a resposta do técnico chegou ao WhatsApp");

  screen.event("(o técnico soluciona o chamado, e a cliente escreve)");
  await admin.solve(ticket.ticketId, "<p>Limpamos a fusora.</p>");
  await talk.writes(later);
  const { followUpId } = await talk.followUp();
  const { status } = await admin.ticket(ticket.ticketId);
  screen.heading("No GLPI");
  screen.row("acompanhamento", `${followUpId}, em nome de Beatriz Souza: "${later}"`);
  screen.row("status", `${status} (5 seria solucionado)`);
  check(status !== 5 && status !== 6, "the solved ticket was reopened");
  check((await admin.ticketsOf(beatriz.id)).length === 1, "there is still one ticket");
  screen.passed("o que veio depois está no mesmo chamado, que foi reaberto");
}
