import { screen } from "../screen.js";
import { check, consultTickets, type Stage, Talk } from "../stage.js";

/** Somebody asks for their open tickets: not for those that are solved, nor for another person's. */
export async function openTickets(stage: Stage): Promise<void> {
  const { admin, companies, host } = stage;
  const [company] = companies;
  const digits = await admin.unusedTelephone();
  const mobile = `+55 31 9${digits}`;
  const marcia = await admin.addPerson({ firstname: "Márcia", realname: "Reis", mobile, entityId: company.id });
  const joao = await admin.addPerson({ firstname: "João", realname: "Alves", mobile: "", entityId: company.id });
  const add = (title: string, person: { id: number }) =>
    admin.addTicket({ title, entityId: company.id, requesterId: person.id });
  const open = [await add("Trocar o monitor", marcia), await add("Acesso ao ERP", marcia)];
  const solved = await add("Senha vencida", marcia);
  await admin.solve(solved, "<p>Senha nova enviada.</p>");
  const notHers = await add("VPN não conecta", joao);

  screen.title("3. Somebody asks for their open tickets");
  screen.heading("GLPI holds");
  for (const id of open) screen.row(`${id}`, "of Márcia Reis, open");
  screen.row(`${solved}`, "of Márcia Reis, solved");
  screen.row(`${notHers}`, "of João Alves, open");
  const told = new Promise<void>((resolve, reject) => {
    stage.integration.on("ticketsConsulted", () => resolve());
    stage.integration.on("warning", ({ error }) => reject(error));
    stage.signal.addEventListener("abort", () => reject(stage.signal.reason));
  });
  const talk = new Talk(stage, { id: 9, name: "Márcia Reis", phoneNumber: `55319${digits}` });
  await Promise.all([told, talk.transferred(consultTickets, "Quero ver os meus chamados")]);

  const numbers = [
    ...host
      .sentTo(talk.conversation)
      .join()
      .matchAll(/\*(\d+)\* –/g),
  ].map(([, id]) => Number(id));
  const sorted = numbers.sort((one, other) => one - other);
  check(sorted.join() === open.join(), "the customer was told their open tickets, and no others");
  screen.passed("her two open tickets, not the solved one, not another person's");
}
