import { afterEach, describe, expect, it } from "vitest";
import type { SimulatedRequest } from "../../src/testing/index.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";
import { type Day, dayKinds, makeDay, readable, useDatabase } from "./day.js";

useFakeClock();

const database = useDatabase();

describe.each(dayKinds)("a day on GLPI %i, store %s:", (version, kind) => {
  let day: Day;
  const begin = async (create: Record<string, unknown> = {}) => {
    day = await makeDay(version, kind, database(), { create });
    return day;
  };
  afterEach(() => day.end());

  it("the wizard's menu: the choice is answered at once, the greeting waits, the problem is the ticket, thanks are none", async () => {
    await begin();
    await day.transfers("2");
    expect(day.told()).toEqual(["Olá, Beatriz"]);
    await day.wait(60);
    await day.writes("bom dia!!");
    await day.wait(300);
    expect(day.glpi.tickets).toEqual([]);
    await day.writes("a impressora do financeiro");
    await day.wait(10);
    await day.writes("não imprime");
    await day.wait(20);
    expect(day.glpi.tickets).toMatchObject([{ title: "a impressora do financeiro" }]);
    const content = readable(day.glpi.tickets[0]?.content ?? "");
    expect(content).toMatch(/^2\s+bom dia!!\s+a impressora do financeiro\s+não imprime\s/);
    await day.writes("obrigado!");
    await day.writes("👍🏽");
    await day.wait(120);
    expect([day.glpi.tickets.length, day.glpi.followUps.length]).toEqual([1, 0]);
    expect(day.told()).toEqual(["Olá, Beatriz", "Pronto, Beatriz"]);
    expect(day.names()).toEqual(["ticketCreated"]);
  });

  it("a channel's default queue: 'Oi' begins it, and the customer is asked once", async () => {
    await begin();
    await day.writes("Oi");
    await day.writes("tudo bem?");
    await day.wait(200);
    expect(day.told()).toEqual(["Olá, Beatriz"]);
    await day.writes("o sistema não abre");
    await day.wait(20);
    expect(day.glpi.tickets).toMatchObject([{ title: "o sistema não abre" }]);
  });

  it("who described the problem to the bot is asked nothing", async () => {
    await begin();
    await day.transfers("a internet caiu na recepção");
    await day.wait(20);
    expect(day.told()).toEqual(["Pronto, Beatriz"]);
    expect(day.glpi.tickets).toMatchObject([{ title: "a internet caiu na recepção" }]);
  });

  it("what is remembered afterwards goes into the same ticket, in the customer's name, and is acknowledged once", async () => {
    await begin();
    await day.writes("o notebook não liga");
    await day.wait(20);
    const [ticket] = day.glpi.tickets;
    await day.writes("é o modelo 5420");
    await day.writes("", { media: { type: "image", fileName: "etiqueta.jpg" } });
    await day.wait(30);
    await day.writes("patrimônio 00871");
    await day.wait(30);
    expect(day.followUps(ticket?.id ?? 0)).toEqual(["é o modelo 5420\n\n📎 etiqueta.jpg", "patrimônio 00871"]);
    expect(day.glpi.followUps).toMatchObject([
      { userId: ticket?.requesters[0], isPrivate: false },
      { userId: ticket?.requesters[0] },
    ]);
    expect(day.glpi.tickets).toMatchObject([{ status: 1, takenIntoAccountAt: null }]);
    expect(day.told()).toEqual(["Pronto, Beatriz", `Anotado no chamado ${ticket?.id}`]);
    expect(day.names()).toEqual(["ticketCreated", "followUpAdded", "followUpAdded"]);
    await day.wait(600);
    await day.writes("e a bateria também");
    await day.wait(20);
    expect(day.told()).toHaveLength(3);
    expect(day.glpi.tickets).toHaveLength(1);
  });

  it("a voice note is a ticket; a sticker is none", async () => {
    await begin();
    await day.transfers();
    await day.writes("", { media: { type: "sticker" } });
    await day.wait(200);
    expect(day.glpi.tickets).toEqual([]);
    await day.writes("", { media: { type: "audio" } });
    await day.wait(20);
    expect(day.glpi.tickets).toHaveLength(1);
  });

  it("a solved ticket is reopened by what is still wrong, and not by thanks or by 'it works'", async () => {
    await begin();
    await day.writes("o ramal 210 está mudo");
    await day.wait(20);
    const id = day.glpi.tickets[0]?.id ?? 0;
    day.glpi.technician.change(id, { technicians: [2] });
    day.glpi.technician.solve(id, "<p>Trocamos o aparelho.</p>");
    await day.writes("obrigada!");
    await day.wait(60);
    await day.writes("funcionou, obrigada");
    await day.wait(60);
    expect(day.glpi.tickets).toMatchObject([{ status: 5 }]);
    await day.writes("ainda não funciona quando chove");
    await day.wait(60);
    expect(day.glpi.tickets).toMatchObject([{ status: 2 }]);
    expect(day.names()).toEqual(["ticketCreated", "followUpAdded", "ticketReopened", "followUpAdded"]);
    expect(day.told().slice(-1)).toEqual([`Reabrimos o chamado ${id}`]);
    expect(day.glpi.tickets).toHaveLength(1);
  });

  it("a pending ticket goes on when the customer answers", async () => {
    await begin();
    await day.writes("preciso de acesso à pasta do RH");
    await day.wait(20);
    const id = day.glpi.tickets[0]?.id ?? 0;
    day.glpi.technician.change(id, { technicians: [2], status: 4 });
    await day.writes("quem autoriza é a Marina");
    await day.wait(20);
    expect(day.glpi.tickets).toMatchObject([{ status: 2 }]);
    expect(day.names()).not.toContain("ticketReopened");
  });

  it.each(["closed", "in the trash", "moved out of reach", "purged"] as const)(
    "a ticket that is %s meanwhile leads to a new one, which names it",
    async (fate) => {
      await begin();
      await day.writes("o ponto eletrônico não registra");
      await day.wait(20);
      const old = day.glpi.tickets[0]?.id ?? 0;
      const { technician } = day.glpi;
      if (fate === "closed") technician.change(old, { status: 6 });
      if (fate === "in the trash") technician.change(old, { isDeleted: true });
      if (fate === "moved out of reach") technician.change(old, { entityId: 99 });
      if (fate === "purged") technician.purge(old);
      await day.writes("obrigado");
      await day.wait(60);
      await day.writes("voltou a acontecer hoje cedo");
      await day.wait(20);
      const fresh = day.glpi.tickets.at(-1);
      expect(fresh?.title).toBe("voltou a acontecer hoje cedo");
      expect(readable(fresh?.content ?? "")).toContain(`Veja também o chamado ${old}`);
      expect(day.events.at(-1)).toMatchObject({ name: "ticketCreated", event: { ticket: { linkedTo: old } } });
      const linked = day.glpi.ticketLinks.map(({ ticketId1, ticketId2 }) => [ticketId1, ticketId2]);
      expect(linked).toEqual(fate === "closed" || fate === "in the trash" ? [[fresh?.id, old]] : []);
      await day.writes("desde as 7 horas");
      await day.wait(20);
      expect(day.followUps(fresh?.id ?? 0)).toEqual(["desde as 7 horas"]);
    },
  );

  it("what is edited or deleted while it waits is in the ticket as it was meant", async () => {
    await begin();
    await day.transfers("2");
    const first = await day.writes("oi");
    await day.writes("", { id: first.id, text: "a catraca travou", edited: true });
    const second = await day.writes("ignore isto aqui");
    await day.writes("", { id: second.id, isDeleted: true });
    await day.wait(20);
    expect(readable(day.glpi.tickets[0]?.content ?? "")).toMatch(/^2\s+a catraca travou\s+Contato/);
    expect(day.names()).toEqual(["ticketCreated"]);
  });

  it("a call, a reaction and a notice begin and fill nothing", async () => {
    await begin();
    await day.transfers(message({ text: "", kind: "call" }));
    expect(day.told()).toEqual(["Olá, Beatriz"]);
    await day.writes("Mensagem não suportada", { kind: "system" });
    await day.writes("❤️", { kind: "reaction" });
    await day.writes("", { media: { type: "reactionMessage" } });
    await day.writes("\u200e");
    await day.wait(300);
    await day.integration.onClose({ conversation: conversation() });
    await day.wait(10);
    expect([day.glpi.tickets.length, day.names()]).toEqual([0, []]);
  });

  it("who greets and goes leaves no ticket, and an event with what was written", async () => {
    await begin();
    await day.transfers("2");
    await day.writes("oi");
    await day.writes("alguém aí?");
    await day.integration.onClose({ conversation: conversation() });
    await day.wait(10);
    expect(day.glpi.tickets).toEqual([]);
    expect(day.events).toMatchObject([
      { name: "nothingDescribed", event: { messages: [{ text: "2" }, { text: "oi" }, { text: "alguém aí?" }] } },
    ]);
    expect(await day.integration.health()).toMatchObject({ waiting: 0, held: 0, inProgress: 0, failed: 0, dead: 0 });
  });

  it("who describes it and goes has the ticket at once", async () => {
    await begin();
    await day.writes("o projetor queimou");
    await day.integration.onLeave({ conversation: conversation() });
    await day.wait(1);
    expect(day.glpi.tickets).toMatchObject([{ title: "o projetor queimou" }]);
  });

  it("who writes for longer than may be waited has one ticket all the same", async () => {
    await begin();
    for (let line = 1; line <= 20; line += 1) {
      await day.writes(`passo ${line} do erro`);
      await day.wait(10);
    }
    await day.wait(60);
    expect(day.glpi.tickets).toHaveLength(1);
    expect(day.followUps(day.glpi.tickets[0]?.id ?? 0).join("\n")).toContain("passo 20 do erro");
  });

  it("a message that the host tells in two conversations is one ticket", async () => {
    await begin();
    const written = await day.writes("a TV da sala 2 não liga");
    await day.integration.onMessage({
      conversation: conversation({ id: 202 }),
      integrationId: 1,
      message: { ...written },
    });
    await day.wait(30);
    expect(day.glpi.tickets).toHaveLength(1);
  });

  it("two problems in two conversations are two tickets", async () => {
    await begin();
    await day.writes("o e-mail não chega");
    await day.wait(20);
    await day.integration.onClose({ conversation: conversation() });
    await day.wait(60);
    const next = conversation({ id: 102 });
    await day.transfers("2", next);
    await day.writes("preciso de um mouse novo", {}, next);
    await day.wait(20);
    expect(day.glpi.tickets.map(({ title }) => title)).toEqual(["o e-mail não chega", "preciso de um mouse novo"]);
  });

  it("a contact whose own bot answers each text of ours is spoken to no more, and makes no pile", async () => {
    await begin();
    await day.transfers("Oi");
    const answer = "Olá! Nosso horário de atendimento é das 8h às 18h. Em breve retornaremos.";
    let heard = 0;
    for (let turn = 0; turn < 12; turn += 1) {
      if (day.host.texts.length > heard) {
        heard = day.host.texts.length;
        await day.writes(answer);
      }
      await day.wait(20);
    }
    expect(day.glpi.tickets.length).toBeLessThanOrEqual(4);
    expect(day.host.texts.length).toBeLessThanOrEqual(8);
  });

  it("who thanks for every text is a person, and is told all", async () => {
    await begin({ followUpAddedText: "" });
    await day.writes("o telão não desce");
    await day.wait(20);
    const id = day.glpi.tickets[0]?.id ?? 0;
    for (let time = 0; time < 4; time += 1) {
      await day.writes("obrigada!");
      day.glpi.technician.solve(id, "<p>ok</p>");
      await day.writes(`parou de novo, vez ${time}`);
      await day.wait(20);
    }
    await day.writes("obrigada!");
    expect(day.told()).toEqual(["Pronto, Beatriz", ...Array.from({ length: 4 }, () => `Reabrimos o chamado ${id}`)]);
    expect(day.names()).not.toContain("warning");
  });

  it("a message that the host tells again and again is no machine's", async () => {
    await begin();
    await day.transfers("2");
    const written = await day.writes("sem sinal na filial");
    for (let again = 0; again < 4; again += 1) await day.writes("", written);
    await day.wait(20);
    expect(day.told()).toEqual(["Olá, Beatriz", "Pronto, Beatriz"]);
    expect(day.names()).toEqual(["ticketCreated"]);
  });

  it.each([
    ["newTicket", 2, 0],
    ["ignore", 1, 0],
    ["followUp", 1, 1],
  ] as const)(
    "afterTicket %s: what is written later makes %i tickets and %i follow-ups",
    async (afterTicket, tickets, followUps) => {
      await begin({ afterTicket });
      await day.writes("o ar-condicionado pinga");
      await day.wait(20);
      await day.writes("agora molhou o teclado");
      await day.wait(20);
      expect([day.glpi.tickets.length, day.glpi.followUps.length]).toEqual([tickets, followUps]);
    },
  );

  it("with courtesyFollowUps thanks are in the ticket too, soon, and reopen nothing", async () => {
    await begin({ courtesyFollowUps: true });
    await day.writes("a porta não trava");
    await day.wait(20);
    const id = day.glpi.tickets[0]?.id ?? 0;
    day.glpi.technician.solve(id, "<p>ok</p>");
    await day.writes("obrigado 👍");
    await day.wait(20);
    expect(day.followUps(id)).toEqual(["obrigado 👍"]);
    expect(day.glpi.tickets).toMatchObject([{ status: 5 }]);
  });

  it("with lateEdits note the technician reads what was edited or deleted later, in private and once", async () => {
    await begin({ lateEdits: "note" });
    const written = await day.writes("sala 3 sem rede");
    await day.wait(20);
    const id = day.glpi.tickets[0]?.id ?? 0;
    const edited = { conversation: conversation(), message: { ...written, text: "sala 5 sem rede" } };
    await day.integration.onMessageEdited(edited);
    await day.wait(5);
    // A webhook tells it again; GLPI shows a private note to nobody without a right of its own, its author included.
    await day.integration.onMessageEdited(edited);
    await day.wait(5);
    await day.integration.onMessageDeleted({ conversation: conversation(), messageId: written.id });
    await day.wait(5);
    expect(day.glpi.followUps).toMatchObject([{ isPrivate: true }, { isPrivate: true }]);
    expect(day.followUps(id)[0]).toContain("sala 5 sem rede");
    expect(day.names()).toEqual(["ticketCreated"]);
  });

  it("who does not answer reads so after noAnswerMinutes, and goes where the operator wants", async () => {
    await begin({ noAnswerMinutes: 2, noAnswerAction: "transfer", noAnswerQueueId: 77 });
    await day.transfers("2");
    await day.wait(80);
    await day.writes("oi");
    await day.wait(80);
    expect(day.host.said).toHaveLength(1);
    await day.wait(60);
    expect(day.host.said.slice(1)).toEqual([
      { to: 101, text: expect.stringContaining("não tivemos resposta") },
      { move: 101, queue: 77 },
    ]);
    await day.wait(240);
    expect(day.host.said).toHaveLength(3);
  });

  it("who answers in time hears nothing of it", async () => {
    await begin({ noAnswerMinutes: 2 });
    await day.transfers("2");
    await day.wait(80);
    await day.writes("o scanner não puxa a folha");
    await day.wait(240);
    expect(day.told()).toEqual(["Olá, Beatriz", "Pronto, Beatriz"]);
  });

  it.each(["", "[Undecryptable]", "Aguardando mensagem. Isso pode levar alguns instantes."])(
    "what WhatsApp could not read at first (%j) is read when it comes",
    async (placeholder) => {
      await begin();
      const written = message({ text: placeholder, sentAt: Date.now() });
      await day.transfers(written);
      await day.wait(30);
      expect([day.told(), day.glpi.tickets.length]).toEqual([["Olá, Beatriz"], 0]);
      await day.writes("o alarme não para", { id: written.id });
      await day.wait(20);
      expect(day.glpi.tickets).toMatchObject([{ title: "o alarme não para" }]);
      expect(day.names()).toEqual(["ticketCreated"]);
    },
  );

  it("a text whose photo is told later has it, in the ticket or in a note", async () => {
    await begin({ lateEdits: "note" });
    const photo = { media: { type: "image", fileName: "tela.jpg" } };
    const first = await day.writes("a tela ficou assim");
    await day.wait(5);
    await day.writes(first.text, { ...first, ...photo });
    await day.wait(20);
    const id = day.glpi.tickets[0]?.id ?? 0;
    expect(readable(day.glpi.tickets[0]?.content ?? "")).toMatch(/^a tela ficou assim\n📎 tela.jpg/);
    const second = await day.writes("e a outra assim");
    await day.wait(20);
    for (let again = 0; again < 3; again += 1) await day.writes(second.text, { ...second, ...photo });
    await day.wait(20);
    expect(day.followUps(id)).toEqual([
      "e a outra assim",
      expect.stringMatching(/editou uma mensagem.*\ne a outra assim\n📎 tela.jpg$/),
    ]);
    expect(day.glpi.followUps).toMatchObject([{ isPrivate: false }, { isPrivate: true }]);
  });

  it("the person is looked for while the customer still writes: the ticket is one request away", async () => {
    await begin();
    await day.transfers("2");
    await day.writes("bom dia");
    await day.wait(60);
    expect(day.glpi.requests).toEqual([]);
    await day.writes("a catraca travou");
    await day.writes("de novo");
    await day.wait(5);
    expect(day.requests()).toEqual(["GET /search/User", expect.stringMatching(/^GET \/User\/\d+$/)]);
    day.glpi.clearRequests();
    await day.wait(20);
    expect(day.requests()).toEqual(["POST /Ticket", expect.stringMatching(/Ticket_User$/)]);
    expect(day.events).toMatchObject([{ event: { ticket: { entityId: 1, requester: { matchedBy: "phone" } } } }]);
    day.glpi.clearRequests();
    await day.writes("e a porta também");
    await day.wait(5);
    expect(day.glpi.requests).toEqual([]);
  });

  it("when looking early fails, it costs nothing", async () => {
    await begin();
    const fault = day.glpi.faults.status(503);
    await day.writes("a catraca travou");
    await day.wait(12);
    fault.off();
    await day.wait(20);
    expect(day.glpi.tickets).toMatchObject([{ title: "a catraca travou" }]);
    expect(day.names()).toEqual(["ticketCreated"]);
  });

  it.each([403, 406, 451, 500])(
    "a text that a firewall refuses by a page with %i holds up nothing for long, and is kept",
    async (status) => {
      await begin();
      const refuses = ({ method, path, body }: SimulatedRequest) =>
        method === "POST" && path === "/Ticket" && JSON.stringify(body).includes("union select");
      day.glpi.faults.status(status, { when: refuses });
      await day.writes("o relatório diz: 1' union select senha from usuarios");
      await day.wait(20);
      await day.writes("e a impressora parou");
      await day.wait(240);
      expect(day.glpi.tickets).toMatchObject([{ title: "e a impressora parou" }]);
      const posts = day.glpi.requests.filter(({ method, path }) => method === "POST" && path === "/Ticket");
      expect(posts).toHaveLength(4);
      expect(await day.integration.deadLetters()).toMatchObject([
        { code: "REFUSED", message: expect.stringContaining(`${status} with a page in place of JSON`) },
      ]);
    },
  );

  it("a person whose name a firewall refuses holds up nothing for long, and is kept", async () => {
    await begin();
    day.glpi.faults.status(403, { when: ({ method, path }) => method === "POST" && path === "/User" });
    const contact = { id: 30, name: "Ana <script>alert(1)</script>", phoneNumber: "5531999990009" };
    await day.writes("a impressora parou", {}, conversation({ contact }));
    await day.wait(400);
    const [dead] = await day.integration.deadLetters();
    expect(dead?.message).toContain("403 with a page in place of JSON");
    expect(await day.integration.health()).toMatchObject({ waiting: 0, failed: 0, dead: 1 });
  });

  it("a GLPI that is down for long is waited for all the same", async () => {
    await begin();
    const down = day.glpi.faults.status(503, { when: ({ path }) => path === "/Ticket" });
    await day.writes("a impressora parou");
    await day.wait(500);
    expect(await day.integration.deadLetters()).toEqual([]);
    down.off();
    await day.wait(400);
    expect(day.glpi.tickets).toMatchObject([{ title: "a impressora parou" }]);
  });

  it.each([
    { leaves: true, seconds: 60 },
    { leaves: false, seconds: 3_600 },
  ])("a new transfer, whose last message is in the ticket, asks for what is new %o", async ({ leaves, seconds }) => {
    await begin();
    const last = message({ text: "a internet caiu", sentAt: Date.now() });
    await day.transfers(last);
    await day.wait(20);
    // The same transfer, told again.
    await day.transfers(last);
    await day.wait(20);
    expect(day.told()).toEqual(["Pronto, Beatriz"]);
    if (leaves) await day.integration.onLeave({ conversation: conversation() });
    await day.wait(seconds);
    await day.transfers(last);
    await day.wait(1);
    await day.transfers(last);
    await day.wait(1);
    expect(day.told()).toEqual(["Pronto, Beatriz", "Olá, Beatriz"]);
    expect(day.glpi.tickets).toHaveLength(1);
    await day.writes("agora é o telefone que não liga");
    await day.wait(20);
    expect(day.glpi.tickets).toHaveLength(1);
    expect(day.glpi.followUps).toHaveLength(1);
  });

  it.each([
    { last: undefined, times: 1 },
    { last: "2", times: 2 },
    { last: "a internet caiu", times: 2 },
  ])("who is asked is waited for, however the transfer comes: %o", async ({ last, times }) => {
    await begin({ noAnswerMinutes: 5, noAnswerAction: "close" });
    const lastMessage = last === undefined ? undefined : message({ text: last });
    for (let time = 0; time < times; time += 1) {
      await day.transfers(lastMessage);
      await day.wait(20);
      if (time + 1 < times) await day.integration.onLeave({ conversation: conversation() });
      await day.wait(5);
    }
    expect(day.told().at(-1)).toBe("Olá, Beatriz");
    const told = day.told().length;
    await day.wait(400);
    expect(day.told()).toHaveLength(told + 1);
  });

  it("a question that the host cannot send is sent when it can, and nobody is waited for before", async () => {
    await begin({ noAnswerMinutes: 5 });
    day.host.failure = new Error("the channel is down");
    await day.transfers(message({ text: "2" }));
    await day.wait(8);
    day.host.failure = undefined;
    await day.wait(60);
    expect(day.told()).toEqual(["Olá, Beatriz"]);
    await day.wait(400);
    expect(day.told()).toHaveLength(2);
  });

  it("what the host tells again is no answer, whatever the customer was asked", async () => {
    await begin({ hoursBetweenTickets: 24, noAnswerMinutes: 30 });
    await day.writes("o monitor apagou", { id: "monitor" });
    await day.wait(20);
    const other = conversation({ id: 102 });
    await day.writes("a impressora parou", { id: "printer" }, other);
    await day.wait(20);
    expect(day.told().at(-1)).toContain("Olá");
    const told = day.told().length;
    for (let times = 0; times < 3; times += 1) {
      await day.writes("a impressora parou", { id: "printer" }, other);
      await day.wait(60);
    }
    expect(day.told()).toHaveLength(told);
    expect(day.glpi.tickets).toHaveLength(1);
    await day.writes("2", {}, other);
    await day.wait(20);
    expect(day.glpi.tickets).toHaveLength(2);
  });

  it("who describes it by an edit, told as a message, is waited for no longer", async () => {
    await begin({ noAnswerMinutes: 5, noAnswerAction: "close" });
    await day.transfers(message({ text: "2" }));
    await day.writes("oi", { id: "greeting" });
    await day.writes("oi, a internet caiu", { id: "greeting", edited: true });
    await day.wait(20);
    await day.wait(600);
    expect(day.told()).toEqual(["Olá, Beatriz", "Pronto, Beatriz"]);
    expect(day.glpi.tickets).toHaveLength(1);
  });

  it("a conversation that is back before its messages became a ticket is asked for nothing", async () => {
    await begin();
    const last = message({ text: "a internet caiu", sentAt: Date.now() });
    await day.transfers(last);
    await day.integration.onLeave({ conversation: conversation() });
    await day.transfers(last);
    await day.wait(20);
    expect(day.told()).toEqual(["Pronto, Beatriz"]);
    expect(day.glpi.tickets).toHaveLength(1);
  });

  it("who can write more is told so; in a conversation that was closed meanwhile nobody can", async () => {
    await begin();
    await day.writes("o no-break apita");
    await day.wait(20);
    expect(day.host.texts.at(-1)).toContain("acrescentar");
    const other = conversation({ id: 102 });
    await day.writes("a luz piscou", {}, other);
    await day.integration.onClose({ conversation: other });
    await day.wait(5);
    expect(day.told()).toEqual(["Pronto, Beatriz", "Pronto, Beatriz"]);
    expect(day.host.texts.at(-1)).not.toContain("acrescentar");
  });

  it.each([{ afterTicket: "newTicket" }, { afterTicket: "ignore" }, { afterCreated: "close" }])(
    "nobody is invited to write more with %o",
    async (otherwise) => {
      await begin(otherwise);
      await day.writes("o no-break apita");
      await day.wait(20);
      expect(day.told()).toEqual(["Pronto, Beatriz"]);
      expect(day.host.texts.at(-1)).not.toContain("acrescentar");
    },
  );

  it("afterCreated transfers the conversation when the number was told", async () => {
    await begin({ afterCreated: "transfer", afterCreatedQueueId: 8 });
    await day.writes("o no-break apita");
    await day.wait(20);
    expect(day.host.said.slice(-1)).toEqual([{ move: 101, queue: 8 }]);
  });

  describe("with hoursBetweenTickets, another conversation of the same contact", () => {
    const next = conversation({ id: 102 });
    const open = async (create: Record<string, unknown> = {}) => {
      await begin({ hoursBetweenTickets: 24, noAnswerMinutes: 2, ...create });
      await day.writes("a VPN não conecta");
      await day.wait(20);
      await day.integration.onClose({ conversation: conversation() });
      await day.wait(60);
      await day.writes("continua sem conectar", {}, next);
      await day.wait(20);
      return day.glpi.tickets[0]?.id ?? 0;
    };
    const question = () => day.host.texts.filter((text) => text.includes("É sobre este chamado?"));

    it("is asked whether it is about that ticket; yes adds to it, and so does what comes then", async () => {
      const id = await open();
      expect(question()).toHaveLength(1);
      expect(question()[0]).toContain(`*1* – Sim, o chamado ${id}: a VPN não conecta`);
      await day.writes("1", {}, next);
      await day.wait(20);
      expect(day.followUps(id)).toEqual(["continua sem conectar"]);
      await day.writes("o erro é o 809", {}, next);
      await day.wait(20);
      expect(day.followUps(id)).toEqual(["continua sem conectar", "o erro é o 809"]);
      expect(day.glpi.tickets).toHaveLength(1);
    });

    it("has the choices as buttons too, where the operator wants that, and answers by their ids", async () => {
      const id = await open({ sendButtons: true });
      const asked = day.host.said.find((each) => "text" in each && each.text.includes("É sobre este chamado?"));
      expect(asked).toMatchObject({
        text: expect.stringContaining(`*1* – Sim, o chamado ${id}`),
        buttons: [
          { id: "1", title: `#${id} a VPN não conecta` },
          { id: "2", title: "Outro problema" },
        ],
      });
      await day.writes("", { choice: "1" }, next);
      await day.wait(20);
      expect(day.followUps(id)).toEqual(["continua sem conectar"]);
    });

    it("another problem is a new ticket", async () => {
      await open();
      await day.writes("2", {}, next);
      await day.wait(20);
      expect(day.glpi.tickets.map(({ title }) => title)).toEqual(["a VPN não conecta", "continua sem conectar"]);
      expect(day.glpi.ticketLinks).toEqual([]);
    });

    it("unclear twice is a new ticket that names the other, and nothing that was written is lost", async () => {
      const id = await open();
      await day.writes("a mesma de ontem", {}, next);
      await day.wait(20);
      expect(question()).toHaveLength(2);
      await day.writes("a VPN oras", {}, next);
      await day.wait(60);
      const fresh = day.glpi.tickets.at(-1);
      expect(day.glpi.tickets).toHaveLength(2);
      expect(readable(fresh?.content ?? "")).toContain(`Veja também o chamado ${id}`);
      const all = [readable(fresh?.content ?? ""), ...day.followUps(fresh?.id ?? 0)].join("\n");
      for (const said of ["continua sem conectar", "a mesma de ontem", "a VPN oras"]) expect(all).toContain(said);
    });

    it("no answer at all is a new ticket that names the other", async () => {
      const id = await open();
      await day.wait(150);
      expect(day.glpi.tickets).toHaveLength(2);
      expect(readable(day.glpi.tickets.at(-1)?.content ?? "")).toContain(`Veja também o chamado ${id}`);
    });

    it("is asked nothing when that ticket was closed", async () => {
      await begin({ hoursBetweenTickets: 24 });
      await day.writes("a VPN não conecta");
      await day.wait(20);
      day.glpi.technician.change(day.glpi.tickets[0]?.id ?? 0, { status: 6 });
      await day.writes("teclado quebrado", {}, next);
      await day.wait(20);
      expect(question()).toEqual([]);
      expect(day.glpi.tickets).toHaveLength(2);
    });
  });
});
