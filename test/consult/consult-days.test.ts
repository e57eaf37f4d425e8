import { PGlite } from "@electric-sql/pglite";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { useFakeClock } from "../fake-clock.js";
import { addBeatriz } from "../world.js";
import { type ConsultDay, makeConsultDay } from "./consult-day.js";

let pglite: PGlite;
beforeAll(async () => {
  pglite = await PGlite.create();
}, 60_000);
afterAll(() => pglite.close());
useFakeClock();

const kinds = [
  [10, "memory"],
  [11, "memory"],
  [11, "postgres"],
] as const;

describe.each(kinds)("somebody who looks up their tickets on GLPI %i, kept in %s", (version, kind) => {
  let day: ConsultDay;
  const begin = async (options: Parameters<typeof makeConsultDay>[3] = {}) => {
    day = await makeConsultDay(version, kind, pglite as never, options);
    return day;
  };
  afterEach(() => day.end());

  it("reads the list, one of them by position or number, and the list again", async () => {
    const { glpi, ticket, asks, answers } = await begin();
    const ana = glpi.addUser({ login: "ana", firstname: "Ana Clara", realname: "Lima" });
    const printer = await ticket("A impressora parou", { technicians: [ana.id], status: 2 });
    const monitor = await ticket("Trocar o monitor");
    glpi.technician.reply(
      printer,
      "<p>Qual é a <a href='https://manual.example/x'>impressora</a>?</p><ul><li>a do térreo</li><li>a outra</li></ul>",
      {
        userId: ana.id,
      },
    );
    glpi.technician.reply(printer, "<p>nota interna</p>", { userId: ana.id, isPrivate: true });
    const list = await asks();
    expect(list).toContain(`*1* – A impressora parou (nº ${printer})`);
    expect(list).toContain(`*2* – Trocar o monitor (nº ${monitor})`);
    expect(list).toContain("responda com o número dele. *sair* termina");
    const detail = await answers("1");
    expect(detail).toBe(`*Chamado ${printer}* – A impressora parou

Situação: Em atendimento (atribuído)
Aberto em: 24/11/2026 10:01
Última atualização: 24/11/2026 10:02
Técnico: Ana

*Última resposta:*
Qual é a impressora (https://manual.example/x)?

• a do térreo
• a outra

*1* – Acrescentar algo
*0* – Voltar à lista
*sair* – Terminar`);
    expect(await answers("voltar")).toBe(list);
    expect(await answers(`nº ${monitor}`)).toContain(`*Chamado ${monitor}* – Trocar o monitor`);
    expect(await answers("sair")).toContain("Até logo");
    expect(await answers("obrigada")).toBe("");
  });

  it("adds something: what is written within the quiet time is one follow-up, in their name", async () => {
    const { glpi, ticket, asks, answers, wait, followUps, host, names, beatriz } = await begin();
    const printer = await ticket("A impressora parou", { status: 2 });
    await asks();
    await answers("1");
    expect(await answers("1")).toContain(`O que você quer acrescentar ao chamado ${printer}?`);
    await answers("pisca em vermelho");
    await answers("e não puxa o papel", { media: { type: "image", fileName: "foto.jpg" } });
    expect(followUps(printer)).toEqual([]);
    await wait(20);
    expect(followUps(printer)).toEqual(["pisca em vermelho\n\ne não puxa o papel\n📎 foto.jpg"]);
    expect(glpi.followUps[0]).toMatchObject({ userId: beatriz.id, ticketId: printer });
    expect(host.texts.at(-1)).toContain(`Acrescentamos ao chamado ${printer}`);
    expect(glpi.tickets).toHaveLength(1);
    expect(names()).toContain("followUpAdded");
    // More of it is another one; back to the list goes what waits at once.
    await answers("é a do segundo andar");
    expect(await answers("0")).toContain("Estes são os seus chamados");
    expect(followUps(printer)).toHaveLength(2);
    await answers("1");
    await answers("1");
    await answers("obrigada!");
    await wait(200);
    expect(followUps(printer)).toHaveLength(2);
  });

  it("approves a solution, or says why it is not solved", async () => {
    const { glpi, ticket, asks, answers, wait, followUps, host } = await begin({
      consult: { ticketStatuses: "notClosed" },
    });
    const cable = await ticket("Sem internet", { technicians: [2] });
    const printer = await ticket("A impressora parou", { technicians: [2] });
    glpi.technician.solve(cable, "<p>Era o cabo.</p><p>Trocado.</p>");
    glpi.technician.solve(printer, "<p>Toner novo</p>");
    const list = await asks();
    expect(list).toContain("Situação: Solucionado ✅");
    const detail = await answers(`#${cable}`);
    expect(detail).toContain("*Solução:*\nEra o cabo.\n\nTrocado.");
    expect(detail).toContain("*2* – Aprovar a solução\n*3* – Não foi resolvido");
    const approved = await answers("2");
    expect(approved).toContain(`O chamado ${cable} está fechado`);
    expect(glpi.tickets.find(({ id }) => id === cable)?.status).toBe(6);
    expect(glpi.solutions.find(({ ticketId }) => ticketId === cable)?.status).toBe(3);
    expect(followUps(cable)).toEqual(["O cliente aprovou a solução."]);
    await answers("0");
    await answers(`#${printer}`);
    expect(await answers("3")).toContain(`O que ainda não está resolvido no chamado ${printer}?`);
    // Whatever they say is the reason.
    await answers("não");
    await wait(20);
    expect(glpi.tickets.find(({ id }) => id === printer)?.status).toBe(2);
    expect(followUps(printer)).toEqual(["não"]);
    expect(host.texts.at(-1)).toContain(`Reabrimos o chamado ${printer}`);
    // Closed by GLPI while they wrote why.
    glpi.technician.solve(printer, "<p>Toner novo</p>");
    await answers("0");
    await answers(`#${printer}`);
    await answers("3");
    await answers("ainda não imprime");
    glpi.technician.change(printer, { status: 6 });
    await wait(20);
    expect(glpi.tickets.find(({ id }) => id === printer)?.status).toBe(2);
  });

  it("is told honestly where GLPI lets nobody change the status", async () => {
    const { glpi, ticket, asks, answers, wait, host, events } = await begin({
      consult: { ticketStatuses: "notClosed" },
      rights: { ticket: 1029 },
    });
    const cable = await ticket("Sem internet", { technicians: [2] });
    const printer = await ticket("A impressora parou", { technicians: [2] });
    for (const id of [cable, printer]) glpi.technician.solve(id, "<p>feito</p>");
    await asks();
    await answers(`#${cable}`);
    expect(await answers("2")).toContain("Ele ainda não foi fechado");
    await answers(`#${printer}`);
    await answers("3");
    await answers("continua parada");
    await wait(20);
    expect(host.texts.at(-1)).toContain("Ele ainda não foi reaberto");
    expect(glpi.tickets.map(({ status }) => status)).toEqual([5, 5]);
    expect(events.filter(({ name }) => name === "warning")).toHaveLength(2);
  });

  it("never sees another's ticket: its number answers as one that does not exist, by the same requests", async () => {
    const { glpi, ticket, asks, answers, requests } = await begin();
    await ticket("A impressora parou");
    const joao = glpi.addUser({ login: "joao", mobile: "(31) 98765-1111", entityId: 1 });
    const his = glpi.addTicket({ title: "Segredo", entityId: 1, requesters: [joao.id] }).id;
    await asks();
    const asked = async (number: number) => {
      glpi.clearRequests();
      const text = await answers(`#${number}`);
      return { text: text.replaceAll(String(number), "N"), requests: requests() };
    };
    const other = await asked(his);
    expect(other).toEqual(await asked(999));
    expect(other.text).toContain("Não encontramos o chamado N entre os seus");
    // A button of another conversation's message opens nothing either.
    for (const choice of [`ticket:${his}`, `add:${his}`, `reopen:${his}`]) {
      const text = await answers("x", { choice });
      expect(text).toContain(`Não encontramos o chamado ${his}`);
    }
    await answers("x", { choice: `approve:${his}` });
    expect(glpi.followUps).toEqual([]);
  });

  it("sees no ticket that is theirs no more when its turn comes", async () => {
    const { glpi, ticket, asks, answers, wait, events } = await begin();
    const printer = await ticket("A impressora parou");
    const joao = glpi.addUser({ login: "joao", mobile: "(31) 98765-1111", entityId: 1 });
    await asks();
    await answers("1");
    await answers("1");
    await answers("pisca em vermelho");
    glpi.technician.change(printer, { requesters: [joao.id] });
    await wait(20);
    expect(glpi.followUps).toEqual([]);
    const failed = events.find(({ name }) => name === "ticketFailed");
    expect(failed?.event).toMatchObject({ batch: { messages: [{ text: "pisca em vermelho" }] } });
  });

  it("turns pages with mais", async () => {
    const { ticket, asks, answers } = await begin({ consult: { maxTickets: 2 } });
    const ids = [];
    for (const title of ["a", "b", "c", "d", "e"]) ids.unshift(await ticket(`Chamado ${title}`));
    expect(await asks()).toContain("*mais* mostra outros");
    const second = await answers("mais");
    expect(second).toContain(`*1* – Chamado c (nº ${ids[2]})`);
    expect(await answers("Ver mais")).toMatch(/Chamado a(?:.|\n)*sair/);
    expect(await answers("mais")).toContain("Desculpe, não entendi");
    expect(await answers("1")).toContain(`*Chamado ${ids[4]}*`);
    expect(await answers("0")).toContain("*1* – Chamado e");
  });

  it("is asked again twice where the answer is not clear, and then goes to the team", async () => {
    const { ticket, asks, answers, host } = await begin({ consult: { errorQueueId: 9 } });
    await ticket("A impressora parou");
    await asks();
    expect(await answers("?")).toContain("Desculpe, não entendi");
    expect(await answers("oi")).toContain("responda com o número dele");
    expect(await answers("bom dia")).toContain("Vamos chamar a nossa equipe");
    expect(host.said.at(-1)).toEqual({ move: 101, queue: 9 });
  });

  it("opens a ticket with words that belong to none, if they want to; what follows goes into it", async () => {
    const { glpi, ticket, asks, answers, wait, host, names, followUps } = await begin({
      consult: { createIntegrationId: 1, errorQueueId: 9 },
    });
    await ticket("A impressora parou");
    await asks();
    const offer = await answers("o monitor também apagou");
    expect(offer).toContain("*1* – Abrir um chamado\n*2* – Falar com a equipe\n*0* – Voltar à lista");
    expect(await answers("o da recepção", { media: { type: "image", fileName: "foto.jpg" } })).toBe("");
    await answers("1");
    await wait(5);
    expect(glpi.tickets.map(({ title }) => title)).toEqual(["A impressora parou", "o monitor também apagou"]);
    const opened = glpi.tickets[1];
    expect(opened?.content).toContain("foto.jpg");
    expect(opened?.content).not.toMatch(/\] 1</);
    expect(host.texts.at(-1)).toContain("Seu chamado foi aberto");
    await answers("a tomada está boa");
    await wait(20);
    expect(followUps(opened?.id ?? 0)).toEqual(["a tomada está boa"]);
    expect(names().filter((name) => name === "ticketCreated")).toHaveLength(1);
  });

  it("leaves words to the team, if they want to, and loses none where nobody is asked", async () => {
    const { glpi, ticket, asks, answers, wait, host, events } = await begin({
      consult: { createIntegrationId: 1, errorQueueId: 9 },
    });
    await ticket("A impressora parou");
    await asks();
    await answers("o monitor também apagou");
    expect(await answers("falar com a equipe")).toContain("Vamos chamar a nossa equipe");
    expect(host.said.at(-1)).toEqual({ move: 101, queue: 9 });
    await wait(30);
    expect(glpi.tickets).toHaveLength(1);
    expect(events.filter(({ name }) => name === "nothingDescribed")).toHaveLength(1);
  });

  it("has a ticket of their words when the conversation ends before they chose", async () => {
    const { glpi, ticket, asks, answers, wait, integration } = await begin({ consult: { createIntegrationId: 1 } });
    await ticket("A impressora parou");
    await asks();
    await answers("o monitor também apagou");
    await integration.onClose({ conversation: (await import("../words.js")).conversation() });
    await wait(5);
    expect(glpi.tickets.map(({ title }) => title)).toContain("o monitor também apagou");
  });

  it("has no words lost where nothing can be offered for them, or nobody answers", async () => {
    const { glpi, ticket, asks, answers, wait, events } = await begin();
    await ticket("A impressora parou");
    await asks();
    expect(await answers("o monitor também apagou")).toContain("Desculpe, não entendi");
    expect(events.find(({ name }) => name === "nothingDescribed")?.event).toMatchObject({
      messages: [{ text: "o monitor também apagou" }],
    });
    // What was written for no ticket is in none.
    await answers("1");
    await answers("1");
    await answers("pisca em vermelho");
    await wait(20);
    expect(glpi.followUps.map(({ content }) => content.includes("monitor"))).toEqual([false]);
    expect(glpi.tickets).toHaveLength(1);
  });

  it("has a ticket of their words when they say nothing more", async () => {
    const { glpi, ticket, asks, answers, wait } = await begin({
      consult: { createIntegrationId: 1, noAnswerMinutes: 2, noAnswerAction: "none" },
    });
    await ticket("A impressora parou");
    await asks();
    await answers("o monitor também apagou");
    await wait(130);
    expect(glpi.tickets.map(({ title }) => title)).toContain("o monitor também apagou");
  });

  it("goes on where they were when their integration could not be read for a moment", async () => {
    const { ticket, asks, answers, host, integration, consult } = await begin();
    const printer = await ticket("A impressora parou");
    await asks();
    host.integrations[2] = { type: "nonsense" };
    integration.forgetIntegration(2, 1);
    await answers("1");
    host.integrations[2] = consult;
    integration.forgetIntegration(2, 1);
    expect(await answers("0")).toContain("Estes são os seus chamados");
    expect(await answers("1")).toContain(`*Chamado ${printer}*`);
  });

  it("is answered once where an answer is told again", async () => {
    const { glpi, ticket, asks, answers, followUps } = await begin({ consult: { ticketStatuses: "notClosed" } });
    await ticket("Outro");
    const cable = await ticket("Sem internet", { technicians: [2] });
    glpi.technician.solve(cable, "<p>Era o cabo.</p>");
    await asks();
    // A position in the list is something else in the detail.
    expect(await answers("1", { id: 5_000 })).toContain(`*Chamado ${cable}*`);
    expect(await answers("1", { id: 5_000 })).toBe("");
    await answers("2", { id: 5_001 });
    expect(await answers("2", { id: 5_001 })).toBe("");
    expect(followUps(cable)).toHaveLength(1);
  });

  it("waits for an answer as long as the operator wants, and no longer", async () => {
    const { ticket, asks, answers, wait, host } = await begin({
      consult: { noAnswerMinutes: 5, noAnswerAction: "transfer", noAnswerQueueId: 8 },
    });
    await ticket("A impressora parou");
    await asks();
    await wait(240);
    await answers("1");
    await wait(240);
    expect(host.said.some((each) => "move" in each)).toBe(false);
    await wait(70);
    expect(host.texts.at(-1)).toContain("Como não tivemos resposta");
    expect(host.said.at(-1)).toEqual({ move: 101, queue: 8 });
  });

  it("whose contact is of several people sees nothing, at any step", async () => {
    const { glpi, ticket, asks, answers } = await begin();
    const printer = await ticket("A impressora parou");
    addBeatriz(glpi, { login: "outra", emails: [] });
    expect(await asks()).toContain("Há mais de um cadastro com o seu contato");
    expect(await answers(`#${printer}`)).toContain(`Não encontramos o chamado ${printer}`);
    await answers("x", { choice: `approve:${printer}` });
    expect(glpi.followUps).toEqual([]);
  });

  // Three days take a database long.
  it.runIf(kind === "memory")(
    "reads of the company where their tickets are of several, and all within what WhatsApp takes",
    async () => {
      const { glpi, ticket, asks, answers, beatriz } = await begin({
        consult: { ticketStatuses: "notClosed", solvedDays: 2 },
      });
      const old = await ticket("Muito antigo");
      glpi.technician.solve(old, "<p>feito</p>");
      await day.wait(3 * 24 * 3_600);
      const long = await ticket("A impressora parou");
      glpi.addTicket({ title: "Da outra empresa", entityId: 2, requesters: [beatriz.id] });
      glpi.technician.solve(long, `<p>${"palavra ".repeat(2_000)}</p>`);
      const list = await asks();
      expect(list).toContain("Estes são os seus chamados (2)");
      expect(list).not.toContain("Muito antigo");
      const detail = await answers(`#${long}`);
      expect(detail).toContain("Empresa: ACME\n");
      expect(detail.length).toBeLessThanOrEqual(4_096);
      expect(detail.length).toBeGreaterThan(4_000);
      expect(detail).toMatch(/palavra…\n\n\*1\* – Acrescentar algo\n(?:.*\n)*\*sair\* – Terminar$/);
      // One that is closed, or long solved, is still theirs.
      expect(await answers(`#${old}`)).toContain("Muito antigo");
      glpi.technician.change(old, { status: 6 });
      const closed = await answers(`#${old}`);
      expect(closed).toContain("*0* – Voltar à lista");
      expect(closed).not.toContain("*1*");
    },
  );

  it("has the same choices as buttons, or as a list, and their ids are answers", async () => {
    const { glpi, ticket, asks, answers, host } = await begin({
      consult: { sendButtons: true, ticketStatuses: "notClosed" },
    });
    const printer = await ticket("A impressora parou e não volta mais");
    for (const title of ["b", "c", "d"]) await ticket(title);
    await asks();
    const list = host.said.at(-1);
    expect(list).toMatchObject({
      text: expect.stringContaining("responda com o número dele"),
      list: {
        button: "Ver opções",
        rows: [
          {},
          {},
          {},
          { id: `ticket:${printer}`, title: `#${printer} A impressora parou e…` },
          { id: "end", title: "Terminar" },
        ],
      },
    });
    expect(await answers("x", { choice: `ticket:${printer}` })).toContain(`*Chamado ${printer}*`);
    expect(host.said.at(-1)).toMatchObject({
      text: expect.stringContaining("*1* – Acrescentar algo"),
      buttons: [
        { id: `add:${printer}`, title: "Acrescentar algo" },
        { id: "list", title: "Voltar à lista" },
        { id: "end", title: "Terminar" },
      ],
    });
    // As a text, where a host has no place for the id; and by its title.
    expect(await answers(`add:${printer}`)).toContain("O que você quer acrescentar");
    expect(await answers("Voltar à lista")).toContain("Estes são os seus chamados");
    glpi.technician.solve(printer, `<p>${"palavra ".repeat(300)}</p>`);
    const before = host.said.length;
    await answers(`#${printer} A impressora parou e…`);
    const [whole, choices] = host.said.slice(before);
    expect(whole).not.toHaveProperty("list");
    expect(choices).toMatchObject({
      text: "Escolha uma opção:",
      list: { rows: [{}, { id: `approve:${printer}` }, {}, {}, {}] },
    });
  });
});
