import { afterEach, describe, expect, it } from "vitest";
import type { Conversation, Id, Message } from "../../src/host/events.js";
import type { CustomerNotice } from "../../src/index.js";
import type { ProfileRights } from "../../src/testing/index.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";
import { type Day, dayKinds, makeDay, useDatabase } from "./day.js";

useFakeClock();

const database = useDatabase();

/** The same contact, in another conversation that is in no queue of ours. */
const elsewhere = conversation({ id: 55, queue: { id: 9, name: "Vendas" } });

describe.each(dayKinds)("what is answered to what happened in GLPI %i, store %s:", (version, kind) => {
  let day: Day;
  let notices: CustomerNotice[];
  /** An entity whose customers are asked how it was. */
  let surveyed: number;
  afterEach(() => day.end());

  /** Beatriz opened a ticket, and reads what happens to it. */
  const open = async (create: Record<string, unknown> = {}, solves = true, rights: ProfileRights = {}) => {
    const options = {
      create: { tellChanges: true, ...create },
      rights: { ticket: 132_103, ...rights },
      integrationOfQueue: (id: Id) => (id === 9 ? null : { id: 1 }),
    };
    day = await makeDay(version, kind, database(), options);
    notices = [];
    day.host.contactCustomer = (notice) => {
      notices.push(notice);
      return { messageId: `told-${notices.length}` };
    };
    surveyed = day.glpi.addEntity({ name: "Com pesquisa", hasSurvey: true }).id;
    await day.writes("a impressora do financeiro não imprime");
    await day.wait(20);
    const ticketId = day.glpi.tickets[0]?.id ?? 0;
    day.glpi.technician.change(ticketId, { technicians: [2] });
    if (solves) {
      day.glpi.technician.solve(ticketId, "<p>Era o cabo.</p>");
      await day.wait(70);
    }
    const before = day.host.texts.length;
    return { ticketId, said: () => day.host.texts.slice(before), technician: day.glpi.technician };
  };
  /** As a host tells of a message that it knows no queue of ours for. */
  const writesIn = async (where: Conversation, text: string, other: Partial<Message> = {}) => {
    await day.integration.onMessage({ conversation: where, message: message({ text, sentAt: Date.now(), ...other }) });
    await day.wait(30);
  };
  const status = () => day.glpi.tickets.map((ticket) => ticket.status);

  it("yes closes the ticket, in the customer's name, once", async () => {
    const { ticketId, said } = await open();
    await day.writes("sim, obrigada!");
    await day.wait(200);
    expect(status()).toEqual([6]);
    expect(day.followUps(ticketId)).toEqual(["O cliente aprovou a solução."]);
    expect(day.glpi.followUps).toMatchObject([{ userId: day.glpi.tickets[0]?.requesters[0] }]);
    expect(said()).toEqual([expect.stringContaining(`${ticketId} está fechado`)]);
    expect(notices).toHaveLength(1);
  });

  it("no reopens it at once, and what is said why is in the same ticket", async () => {
    const { ticketId, said } = await open();
    await day.writes("2");
    await day.wait(5);
    expect(status()).toEqual([2]);
    expect(said()).toEqual([expect.stringContaining("O que ainda não está funcionando?")]);
    await day.writes("a luz continua piscando");
    await day.wait(30);
    expect(day.followUps(ticketId)).toEqual([
      "O cliente respondeu que o problema ainda não está resolvido.",
      "a luz continua piscando",
    ]);
    expect(day.glpi.tickets).toHaveLength(1);
  });

  it("thanks are no answer, and nothing is said", async () => {
    const { said } = await open();
    await day.writes("obrigada!");
    await day.wait(60);
    expect([status(), said()]).toEqual([[5], []]);
    await day.writes("1");
    await day.wait(30);
    expect(status()).toEqual([6]);
  });

  it("in a conversation that is in no queue any more, yes and no are answers all the same", async () => {
    const { ticketId } = await open();
    await day.integration.onClose({ conversation: conversation() });
    const sales = conversation({ queue: { id: 9, name: "Vendas" } });
    await writesIn(sales, "sim");
    await writesIn(sales, "não, quero outro");
    expect(status()).toEqual([5]);
    const { queue: _queue, ...away } = conversation();
    await writesIn(away, "não, a luz continua piscando");
    expect(status()).toEqual([2]);
    expect(day.followUps(ticketId)).toEqual(["não, a luz continua piscando"]);
    day.glpi.technician.solve(ticketId, "<p>Agora sim.</p>");
    await day.wait(130);
    await writesIn(away, "👍");
    expect(status()).toEqual([6]);
  });

  it("a number in another conversation answers another bot, and a button of ours does not", async () => {
    const { ticketId } = await open({ sendButtons: true });
    const [yes] = notices[0]?.buttons ?? [];
    expect(notices[0]?.buttons).toHaveLength(2);
    await writesIn(elsewhere, "1");
    await writesIn(elsewhere, "sim");
    expect(status()).toEqual([5]);
    await writesIn(elsewhere, yes?.title ?? "", { choice: yes?.id });
    expect(status()).toEqual([6]);
    await writesIn(elsewhere, "Sim", { choice: "wz-verdict-999999-yes" });
    expect(day.followUps(ticketId)).toHaveLength(1);
  });

  it("the bot's menu comes with a transfer, and answers nothing of ours", async () => {
    await open();
    await day.transfers(message({ id: "menu", text: "2", sentAt: Date.now() }), conversation());
    await day.wait(20);
    expect(status()).toEqual([5]);
  });

  it("what quotes an answer goes into its ticket, in whatever conversation", async () => {
    const { ticketId, technician } = await open({}, false);
    technician.reply(ticketId, "<p>Qual é o modelo?</p>");
    await day.wait(70);
    await writesIn(elsewhere, "é a 5420", { repliesTo: "told-1" });
    expect(day.followUps(ticketId).at(-1)).toBe("é a 5420");
    await writesIn(elsewhere, "e o preço do toner?");
    await writesIn(elsewhere, "outra coisa", { repliesTo: "unknown" });
    expect(day.glpi.followUps).toHaveLength(2);
    expect(day.glpi.tickets).toHaveLength(1);
    // The quotation does not make it that conversation's ticket.
    const later = { conversation: elsewhere, integrationId: 1 };
    await day.integration.onMessage({ ...later, message: message({ text: "o monitor apagou", sentAt: Date.now() }) });
    await day.wait(30);
    expect(day.glpi.tickets).toHaveLength(2);
  });

  it("held twice within a minute, it is told each time the customer writes elsewhere", async () => {
    const { ticketId } = await open({}, false);
    let answer: "sent" | "held" = "held";
    day.host.contactCustomer = (notice) => {
      notices.push(notice);
      return answer;
    };
    const elsewhere = conversation({ id: 77, queue: { id: 9 } });
    day.glpi.technician.reply(ticketId, "<p>um</p>");
    await day.wait(70);
    await writesIn(elsewhere, "oi");
    answer = "sent";
    await writesIn(elsewhere, "alguém aí?");
    expect(notices.map(({ text }) => /um$/.test(text))).toEqual([true, true, true]);
  });

  it("another contact's button does nothing", async () => {
    const { ticketId } = await open({ sendButtons: true });
    const stranger = conversation({ id: 88, queue: { id: 9 }, contact: { id: 77, phoneNumber: "5531999990000" } });
    await writesIn(stranger, "Sim", { choice: `wz-verdict-${ticketId}-yes` });
    await writesIn(stranger, "Sim", { repliesTo: "told-1" });
    expect(status()).toEqual([5]);
  });

  it("yes to a ticket that is closed by now is told so", async () => {
    const { ticketId, said, technician } = await open({ tellStatuses: [] });
    technician.change(ticketId, { status: 6 });
    await day.writes("1");
    await day.wait(30);
    expect(said()).toEqual([expect.stringContaining("já está fechado")]);
    expect(day.glpi.followUps).toEqual([]);
  });

  it("the answer's POST is lost: it is looked for, and there once", async () => {
    const { ticketId } = await open();
    const isFollowUp = ({ method, path }: { method: string; path: string }) =>
      method === "POST" && path === "/ITILFollowup";
    day.glpi.faults.resetAfter({ when: isFollowUp, times: 1 });
    await day.writes("1");
    await day.wait(120);
    expect([status(), day.followUps(ticketId)]).toEqual([[6], ["O cliente aprovou a solução."]]);
  });

  it("after closing a rating is asked for, and goes into GLPI's survey with its words", async () => {
    const { ticketId, said, technician } = await open({ ratingText: "De 1 a 5?" }, false);
    technician.change(ticketId, { entityId: surveyed });
    technician.change(ticketId, { status: 6 });
    await day.wait(130);
    expect(notices.at(-1)?.text).toMatch(/De 1 a 5\?$/);
    await day.writes("4, demorou um pouco");
    await day.wait(30);
    expect(day.glpi.surveys).toMatchObject([{ ticketId, score: 4, comment: "4, demorou um pouco" }]);
    expect(said()).toEqual([expect.stringContaining("avaliação")]);
    expect(day.glpi.tickets).toHaveLength(1);
  });

  it("without a survey the rating is a note for technicians", async () => {
    const { ticketId, technician } = await open({ ratingText: "De 1 a 5?" }, false);
    technician.change(ticketId, { status: 6 });
    await day.wait(130);
    await day.writes("5");
    await day.wait(30);
    expect(day.glpi.followUps).toMatchObject([{ ticketId, isPrivate: true }]);
    expect(day.followUps(ticketId)).toEqual(["Avaliação do cliente: 5 de 5"]);
  });

  it("a rating that GLPI lets nobody write down fails nothing: the operator is warned, the customer is thanked", async () => {
    const { ticketId, said, technician } = await open({ ratingText: "De 1 a 5?" }, false, { followup: 1 });
    technician.change(ticketId, { status: 6 });
    await day.wait(130);
    await day.writes("5");
    await day.wait(30);
    expect(said()).toEqual([expect.stringContaining("avaliação")]);
    expect(day.names()).not.toContain("ticketFailed");
    expect(day.events.filter(({ name }) => name === "warning")).toMatchObject([
      { event: { error: { code: "REFUSED", message: expect.stringContaining("4101") } } },
    ]);
  });

  it("a new problem after closing is no rating", async () => {
    const { ticketId, technician } = await open({ ratingText: "De 1 a 5?" }, false);
    technician.change(ticketId, { status: 6 });
    await day.wait(130);
    await day.writes("2 computadores do financeiro pararam de ligar hoje cedo");
    await day.wait(30);
    expect(day.glpi.tickets).toHaveLength(2);
    expect(day.glpi.surveys).toEqual([]);
  });
});
