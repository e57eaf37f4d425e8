import { afterEach, describe, expect, it } from "vitest";
import { useFakeClock } from "../fake-clock.js";
import { dayKinds, readable, useDatabase } from "../integration/day.js";
import { fileOf } from "../testing/pictures.js";
import { makeWhazingDay, type WhazingDay } from "./whazing-day.js";

useFakeClock();

const database = useDatabase();
const jpeg = fileOf("jpg");

describe.each(dayKinds)("a day of a stock Whazing, on GLPI %i, store %s:", (version, kind) => {
  let day: WhazingDay;
  const begin = async (more: Parameters<typeof makeWhazingDay>[3] = {}) => {
    day = await makeWhazingDay(version, kind, database(), more);
    return day;
  };
  afterEach(() => day.end());

  it("the menu, a transfer, a description: one ticket, and its number is read", async () => {
    const { whazing, beatriz } = await begin();
    day.asks("2");
    await day.live(20);
    expect(day.read()).toEqual(["Olá, Beatriz"]);
    whazing.writes(beatriz, { text: "a impressora do financeiro" });
    whazing.writes(beatriz, { text: "não imprime" });
    await day.live(40);
    expect(day.glpi.tickets).toMatchObject([{ title: "a impressora do financeiro", entityId: 1 }]);
    expect(readable(day.glpi.tickets[0]?.content ?? "")).toMatch(/^2\s+a impressora do financeiro\s+não imprime\s/);
    expect(day.read()).toEqual(["Olá, Beatriz", "Pronto, Beatriz"]);
    expect(day.log).toEqual([]);
  });

  it("what was described to the bot is the ticket, once, though the message comes after its transfer too", async () => {
    const { whazing } = await begin();
    day.asks("a internet caiu na recepção");
    // As if the message had been lost the first two times.
    const [message] = whazing.webhooks.filter(({ body }) => !body.includes('"Type"'));
    Object.assign(message ?? {}, { dueAt: new Date(Date.now() + 30_000) });
    await day.live(60);
    expect(day.glpi.tickets).toMatchObject([{ title: "a internet caiu na recepção" }]);
    expect(readable(day.glpi.tickets[0]?.content ?? "").match(/a internet caiu/g)).toHaveLength(1);
    expect([day.glpi.followUps.length, day.read()]).toEqual([0, ["Pronto, Beatriz"]]);
  });

  it.each([{ botIsLate: false }, { botIsLate: true }])(
    "what the bot says before it transfers is not the customer's (%o)",
    async ({ botIsLate }) => {
      const { whazing, beatriz } = await begin();
      const { conversationId } = whazing.writes(beatriz, { text: "2" });
      whazing.agentWrites(conversationId, "Certo, vou transferir você para o suporte técnico");
      const bots = whazing.webhooks.at(-1);
      whazing.transfers(conversationId, 5);
      if (botIsLate) Object.assign(bots ?? {}, { dueAt: new Date(Date.now() + 8_000) });
      await day.live(20);
      whazing.writes(beatriz, { text: "a impressora do financeiro parou" });
      await day.live(60);
      expect(day.glpi.tickets).toMatchObject([{ title: "a impressora do financeiro parou" }]);
      expect(readable(day.glpi.tickets[0]?.content ?? "")).not.toContain("transferir");
      expect(day.glpi.followUps).toEqual([]);
    },
  );

  it("webhooks whose answer is lost come three times, and nothing happens twice", async () => {
    const { whazing, beatriz } = await begin();
    day.answers = false;
    day.asks("2");
    await day.live(10);
    whazing.writes(beatriz, { text: "a impressora parou" });
    await day.live(500);
    expect(whazing.webhooks.filter(({ tries }) => tries === 3).length).toBeGreaterThanOrEqual(4);
    expect([day.glpi.tickets.length, day.glpi.followUps.length]).toEqual([1, 0]);
    expect(day.read()).toEqual(["Olá, Beatriz", "Pronto, Beatriz"]);
  });

  it.each(["down", "refusing"] as const)(
    "Whazing is %s while the number is due: it is read later, once",
    async (how) => {
      const { whazing } = await begin();
      const fault = how === "down" ? whazing.faults.resetBefore() : whazing.faults.status(503);
      day.asks("a impressora parou");
      await day.live(240);
      expect([day.glpi.tickets.length, day.read()]).toEqual([1, []]);
      fault.off();
      await day.live(300);
      expect(day.read()).toEqual(["Pronto, Beatriz"]);
    },
  );

  it("Whazing is down while it is to be told that it failed, and the conversation to be moved: both come later, once", async () => {
    const { whazing } = await begin({ create: { errorQueueId: 9 } });
    day.create.userToken = "wrong";
    const fault = whazing.faults.status(502);
    const id = day.asks("a impressora parou");
    await day.live(240);
    fault.off();
    await day.live(300);
    expect(day.read()).toEqual(["Desculpe, Beatriz"]);
    expect(whazing.conversations).toMatchObject([{ id, queueId: 9 }]);
    expect(whazing.requests.filter(({ path, status }) => path === "/updatequeue" && status === 200)).toHaveLength(1);
  });

  it("an answer that is lost does not have it said twice", async () => {
    const { whazing } = await begin();
    whazing.faults.resetAfter({ times: 1, when: ({ method, path }) => method === "POST" && path === "/" });
    day.asks("a impressora parou");
    await day.live(60);
    expect(day.read()).toEqual(["Pronto, Beatriz"]);
  });

  it("in a group, who wrote is the requester", async () => {
    const { whazing, beatriz } = await begin({ create: { includeGroups: true } });
    const group = whazing.addContact({ name: "ACME e Suporte", number: "120363041234567890", isGroup: true });
    const message = whazing.writes(group, { text: "a impressora parou", author: beatriz.id });
    whazing.transfers(message.conversationId, 5);
    await day.live(40);
    const user = day.glpi.users.find(({ login }) => login === "beatriz");
    expect(day.glpi.tickets).toMatchObject([{ title: "a impressora parou", requesters: [user?.id] }]);
    expect(whazing.reads(group)).toHaveLength(1);
  });

  it.each([{ sendsBase64: true }, { sendsBase64: false }])("a picture is in the ticket (%o)", async (channel) => {
    const { whazing, beatriz } = await begin({ channel, mediaApiKey: "media-key", host: { mediaApiKey: "media-key" } });
    day.asks("2");
    await day.live(10);
    whazing.writes(beatriz, {
      text: "a tela ficou assim",
      file: { name: "tela.jpg", bytes: jpeg, type: "image/jpeg" },
    });
    await day.live(60);
    expect(day.glpi.tickets).toMatchObject([{ title: "a tela ficou assim" }]);
    expect(day.glpi.documents).toMatchObject([{ ticketId: day.glpi.tickets[0]?.id }]);
  });

  it.each([
    ["Whazing is down", 503],
    ["a proxy answers in its place", 404],
  ])("what the technician answers is read, with its file, and later where %s", async (_what, status) => {
    const { whazing } = await begin({ create: { tellChanges: true, windowHours: 0 }, rights: { document: 5 } });
    day.asks("a impressora parou");
    await day.live(40);
    const fault = whazing.faults.status(status);
    day.glpi.technician.reply(day.glpi.tickets[0]?.id ?? 0, "<p>Siga o manual.</p>", {
      files: [{ name: "manual.pdf", bytes: Buffer.from("%PDF-1.4 manual") }],
    });
    await day.live(180);
    fault.off();
    await day.live(300);
    const [, file, answer, ...others] = whazing.reads(day.beatriz);
    expect([file?.fileName, others]).toEqual(["manual.pdf", []]);
    expect(answer?.text).toContain("Siga o manual");
    expect(Buffer.from(whazing.file("manual.pdf") ?? "").toString()).toBe("%PDF-1.4 manual");
  });

  it("a conversation that is closed, or leaves, hands over what waits", async () => {
    const { whazing, beatriz } = await begin({ create: { messageIntervalMs: 600_000, maxWaitMs: 600_000 } });
    const id = day.asks("2");
    await day.live(10);
    whazing.writes(beatriz, { text: "a impressora parou" });
    await day.live(10);
    whazing.closes(id);
    await day.live(10);
    expect(day.glpi.tickets).toHaveLength(1);
    const next = day.asks("o ramal está mudo");
    await day.live(10);
    whazing.transfers(next, 3);
    await day.live(10);
    expect(day.glpi.tickets).toHaveLength(2);
  });

  it("a conversation that an agent opens again and transfers is asked what it is about", async () => {
    const { whazing, beatriz } = await begin();
    const id = day.asks("2");
    await day.live(10);
    whazing.closes(id);
    await day.live(60);
    whazing.opens(id);
    whazing.transfers(id, 5);
    await day.live(20);
    expect(day.read()).toEqual(["Olá, Beatriz", "Olá, Beatriz"]);
    whazing.writes(beatriz, { text: "a impressora parou" });
    await day.live(60);
    expect(day.glpi.tickets).toMatchObject([{ title: "a impressora parou" }]);
  });

  it("a transfer to another agent, in the same queue and long after, brings nothing in anew", async () => {
    const { whazing, beatriz } = await begin();
    const id = day.asks("2");
    await day.live(10);
    whazing.writes(beatriz, { text: "a impressora do financeiro parou" });
    await day.live(60);
    whazing.writes(beatriz, { text: "ela pisca em vermelho também" });
    await day.live(60);
    await day.live(16 * 60);
    whazing.transfers(id, 5);
    await day.live(60);
    expect([day.glpi.tickets.length, day.glpi.followUps.length]).toEqual([1, 1]);
  });

  it.each([
    ["an agent said before it went elsewhere", "Vou verificar com o setor de compras e já retorno"],
    ["we said ourselves", undefined],
  ])("a transfer back, long after, brings in nothing that %s", async (_what, text) => {
    const { whazing } = await begin();
    const id = day.asks("a impressora parou");
    await day.live(60);
    if (text !== undefined) whazing.agentWrites(id, text);
    whazing.transfers(id, 3);
    await day.live(40 * 60);
    whazing.transfers(id, 5);
    await day.live(60);
    expect([day.glpi.tickets.length, day.glpi.followUps]).toEqual([1, []]);
  });

  it.each([
    ["oi", "transferred", true],
    ["oi", "closed", false],
    ["a impressora parou", "transferred", false],
    ["a impressora parou", "closed", true],
  ])(
    "%s comes again, or only, after the conversation was %s (heard before: %s): it stays where it is",
    async (text, how, heard) => {
      const { whazing, beatriz } = await begin({
        create: { noAnswerMinutes: 2, noAnswerAction: "transfer", noAnswerQueueId: 8 },
      });
      const id = day.asks("2");
      await day.live(10);
      if (heard) day.answers = false;
      else day.hears = false;
      whazing.writes(beatriz, { text });
      await day.live(5);
      Object.assign(day, { answers: true, hears: true });
      if (how === "closed") whazing.closes(id);
      else whazing.transfers(id, 3);
      await day.live(600);
      const isTicket = text !== "oi";
      expect(day.read()).toEqual(["Olá, Beatriz", ...(isTicket ? ["Pronto, Beatriz"] : [])]);
      expect([day.glpi.tickets.length, day.glpi.followUps.length]).toEqual([isTicket ? 1 : 0, 0]);
      expect(whazing.conversations).toMatchObject([{ id, queueId: how === "closed" ? 5 : 3 }]);
      whazing.writes(beatriz, { text: "tudo bem, obrigada, o preço está ótimo" });
      await day.live(60);
      expect(day.glpi.followUps).toEqual([]);
    },
  );

  it("two processes: what our side said is not the customer's in the other one, and what the customer said is once", async () => {
    const { whazing, beatriz } = await begin({ processes: 2 });
    const { conversationId } = whazing.writes(beatriz, { text: "2" });
    whazing.agentWrites(conversationId, "Certo, vou transferir você para o suporte técnico");
    whazing.transfers(conversationId, 5);
    await day.live(20);
    expect(day.read().slice(1)).toEqual(["Olá, Beatriz"]);
    whazing.writes(beatriz, { text: "a impressora do financeiro parou" });
    await day.live(60);
    expect(readable(day.glpi.tickets[0]?.content ?? "")).toMatch(/^a impressora do financeiro parou\s+Contato/);
    // With our own words, the agent's, and the customer's from the ticket as the last.
    for (const text of [undefined, "Um momento, já verifico o equipamento"]) {
      if (text !== undefined) whazing.agentWrites(conversationId, text);
      whazing.transfers(conversationId, 3);
      await day.live(30);
      whazing.transfers(conversationId, 5);
      await day.live(60);
    }
    expect([day.glpi.tickets.length, day.glpi.followUps]).toEqual([1, []]);
    whazing.closes(conversationId);
    await day.live(30);
    day.asks("o ramal está mudo");
    await day.live(60);
    expect([day.glpi.tickets.length, day.glpi.followUps]).toEqual([2, []]);
    expect(readable(day.glpi.tickets[1]?.content ?? "").match(/ramal/g)).toHaveLength(1);
  });

  it("what is written in another queue, by an agent, or by nobody, becomes nothing", async () => {
    const { whazing, beatriz } = await begin();
    const { conversationId, messageId } = whazing.writes(beatriz, { text: "quero falar com vendas, por favor" });
    whazing.transfers(conversationId, 3);
    await day.live(10);
    whazing.writes(beatriz, { text: "qual o preço do toner?" });
    whazing.transfers(conversationId, 5);
    await day.live(2);
    whazing.agentWrites(conversationId, "Já verifico o problema da impressora");
    whazing.reacts(messageId, "❤️");
    whazing.writes(beatriz, { mediaType: "call_log", text: "Chamada perdida" });
    await day.live(60);
    expect(day.glpi.tickets).toMatchObject([{ title: "qual o preço do toner?" }]);
    expect([day.glpi.tickets.length, day.glpi.followUps.length]).toEqual([1, 0]);
  });

  it("what is edited and deleted while it waits is in the ticket as it was meant; an edit of nothing changes nothing", async () => {
    const { whazing, beatriz } = await begin();
    day.asks("2");
    await day.live(10);
    const { messageId } = whazing.writes(beatriz, { text: "a impresora parou" });
    const second = whazing.writes(beatriz, { text: "ignore isto aqui" });
    await day.live(5);
    whazing.edits(messageId, "a impressora parou");
    whazing.deletes(second.messageId);
    await day.live(5);
    whazing.edits(messageId);
    await day.live(60);
    expect(readable(day.glpi.tickets[0]?.content ?? "")).toMatch(/^2\s+a impressora parou\s+Contato/);
  });

  it("a place, a card and a poll's answer are in the ticket; a sticker begins none, and a status is nobody's", async () => {
    const { whazing, beatriz } = await begin({ channel: { queueId: 5 } });
    const status = whazing.addContact({ name: "status", number: "status@broadcast" });
    whazing.writes(status, { text: "promoção de hoje: 50% de desconto" });
    whazing.writes(beatriz, { mediaType: "sticker" });
    await day.live(60);
    expect([day.glpi.tickets, day.read()]).toEqual([[], ["Olá, Beatriz"]]);
    whazing.writes(beatriz, { text: "-19.92,-43.94", mediaType: "location" });
    whazing.writes(beatriz, { text: "BEGIN:VCARD\nFN:Ana\nTEL:5531999999999\nEND:VCARD", mediaType: "vcard" });
    whazing.writes(beatriz, { text: "Enquete: a impressora", mediaType: "poll" });
    await day.live(60);
    expect(day.glpi.tickets).toHaveLength(1);
    const content = readable(day.glpi.tickets[0]?.content ?? "");
    for (const words of ["-19.92,-43.94", "Ana: 5531999999999", "Enquete: a impressora"])
      expect(content).toContain(words);
    expect(whazing.reads(status)).toEqual([]);
  });

  it("a channel's default queue: the first message begins it, and a call does not", async () => {
    const { whazing, beatriz } = await begin({ channel: { queueId: 5 } });
    whazing.writes(beatriz, { mediaType: "call_log", text: "Chamada perdida" });
    await day.live(20);
    expect(day.read()).toEqual([]);
    whazing.writes(beatriz, { text: "Oi" });
    await day.live(20);
    expect(day.read()).toEqual(["Olá, Beatriz"]);
    whazing.writes(beatriz, { text: "o sistema não abre" });
    await day.live(40);
    expect(day.glpi.tickets).toMatchObject([{ title: "o sistema não abre" }]);
  });

  it("our side is down while the customer writes: what Whazing repeats is one ticket", async () => {
    const { whazing, beatriz } = await begin();
    day.hears = false;
    day.asks("2");
    await day.live(10);
    whazing.writes(beatriz, { text: "a impressora parou" });
    await day.live(20);
    day.hears = true;
    await day.live(240);
    expect(day.glpi.tickets).toMatchObject([{ title: "a impressora parou" }]);
    expect([day.glpi.tickets.length, day.read().at(-1)]).toEqual([1, "Pronto, Beatriz"]);
  });

  it("a conversation that is to be closed with its ticket is, once, and what is written then is another one", async () => {
    const { whazing, beatriz } = await begin({ create: { afterCreated: "close" }, channel: { queueId: 5 } });
    whazing.writes(beatriz, { text: "a impressora parou" });
    await day.live(60);
    expect(whazing.conversations).toMatchObject([{ status: "closed" }]);
    expect(whazing.requests.filter(({ path }) => path === "/updateticketinfo")).toHaveLength(1);
    whazing.writes(beatriz, { text: "o ramal está mudo" });
    await day.live(60);
    expect(day.glpi.tickets.map(({ title }) => title)).toEqual(["a impressora parou", "o ramal está mudo"]);
    expect(whazing.conversations).toMatchObject([{ status: "closed" }, { status: "closed" }]);
  });

  it("who looks up tickets reads the list", async () => {
    const { whazing, beatriz } = await begin();
    day.asks("a impressora parou");
    await day.live(40);
    whazing.transfers(whazing.conversations[0]?.id ?? 0, 6);
    await day.live(20);
    whazing.writes(beatriz, { text: "1" });
    await day.live(20);
    expect(day.read().slice(1)).toEqual(["Olá, Beatriz", expect.stringContaining("Chamado")]);
  });
});

describe("a day on the official API, outside WhatsApp's window:", () => {
  it.each([
    ["a template says that there is news", 0],
    ["Whazing refuses the template", 400],
  ])("%s, and what it is comes when the customer writes", async (_what, status) => {
    const day = await makeWhazingDay(11, "memory", undefined, {
      create: { tellChanges: true, windowHours: 24, changesEverySeconds: 600 },
      channel: { kind: "official" },
      template: "novidade_chamado",
    });
    day.asks("a impressora parou");
    await day.live(40);
    day.whazing.closes(day.whazing.conversations[0]?.id ?? 0);
    await day.live(10);
    if (status > 0) day.whazing.faults.status(status, { body: "json", when: ({ path }) => path === "/apioficial" });
    await day.wait(25 * 3_600);
    day.glpi.technician.reply(day.glpi.tickets[0]?.id ?? 0, "<p>Trocamos o toner.</p>");
    await day.wait(1_200);
    expect(day.read().slice(1)).toEqual(status === 0 ? ["novidade_chamado"] : []);
    // Longer than `tellForHours`.
    await day.wait(25 * 3_600);
    day.whazing.writes(day.beatriz, { text: "oi" });
    await day.live(30);
    expect(day.whazing.reads(day.beatriz).at(-1)?.text).toContain("Trocamos o toner.");
    await day.end();
  });
});
