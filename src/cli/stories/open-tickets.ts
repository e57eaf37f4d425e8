import { screen } from "../screen.js";
import { check, consultTickets, type Stage, Talk } from "../stage.js";

/** Somebody asks for their open tickets: not for those that are solved, nor for another person's. */
export async function openTickets(stage: Stage): Promise<void> {
  const { admin, companies, host } = stage;
  const [company] = companies;
  const digits = await admin.unusedTelephone();
  const mobile = `+55 31 9${digits}`;
  const entityId = company.id;
  const marcia = await admin.addPerson({
    login: "marcia.reis",
    firstname: "Márcia",
    realname: "Reis",
    mobile,
    entityId,
  });
  const joao = await admin.addPerson({
    ...{ login: "joao.alves", firstname: "João", realname: "Alves" },
    ...{ mobile: "", entityId },
  });
  const add = (title: string, person: { id: number }) => admin.addTicket({ title, entityId, requesterId: person.id });
  const open = [await add("Trocar o monitor", marcia), await add("Acesso ao ERP", marcia)];
  const solved = await add("Senha vencida", marcia);
  await admin.solve(solved, "<p>Senha nova enviada.</p>");
  const notHers = await add("VPN não conecta", joao);

  screen.title("4. Consulta aos chamados em aberto");
  screen.heading("No GLPI");
  for (const id of open) screen.row(`${id}`, "de Márcia Reis, em aberto");
  screen.row(`${solved}`, "de Márcia Reis, solucionado");
  screen.row(`${notHers}`, "de João Alves, em aberto");
  const told = new Promise<void>((resolve, reject) => {
    stage.integration.on("ticketsConsulted", () => resolve());
    stage.integration.on("warning", ({ error }) => reject(error));
    stage.signal.addEventListener("abort", () => reject(stage.signal.reason));
  });
  const talk = new Talk(stage, { id: 10, name: "Márcia Reis", phoneNumber: `55319${digits}` });
  await Promise.all([told, talk.transferred(consultTickets, "Quero ver os meus chamados")]);

  const numbers = [
    ...host
      .sentTo(talk.conversation)
      .join()
      .matchAll(/\(nº (\d+)\)/g),
  ].map(([, id]) => Number(id));
  const sorted = numbers.sort((one, other) => one - other);
  check(sorted.join() === open.join(), "the customer was told their open tickets, and no others");
  screen.passed("os dois chamados dela em aberto; nem o solucionado, nem o de outra pessoa");

  const shown = host.nextTo(talk.conversation, stage.signal);
  await talk.writes(`#${solved}`, consultTickets);
  const detail = await shown;
  check(detail.includes("Senha nova enviada."), "the solution is shown as plain text");
  check(detail.includes("*2* – Aprovar a solução"), "the customer can approve it");
  screen.passed("o chamado que ela escolheu, com a solução e o que ela pode fazer");
}
