import { EventEmitter } from "node:events";
import { inspect } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld } from "../world.js";

useFakeClock();
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
});

const talk = conversation();

describe.each([10, 11] as const)("on GLPI %i", (version) => {
  it("a transfer and three messages in pieces become one ticket, for the right person in the right company", async () => {
    const { glpi, host, integration, pass, events } = makeWorld(version);
    const beatriz = addBeatriz(glpi);
    const at = Date.UTC(2026, 10, 24, 13, 0);
    await integration.onTransfer({
      conversation: talk,
      integrationId: 1,
      lastMessage: message({ text: "Bom dia", sentAt: at }),
    });
    for (const text of ["a impressora <b>parou</b>", "e faz um\nbarulho", "5 & 6"]) {
      await pass(10_000);
      await integration.onMessage({
        conversation: talk,
        integrationId: 1,
        message: message({ text, sentAt: new Date() }),
      });
    }
    expect(glpi.tickets).toEqual([]);
    await pass(15_000);

    expect(glpi.tickets).toHaveLength(1);
    const [ticket] = glpi.tickets;
    expect(ticket).toMatchObject({ entityId: 1, requesters: [beatriz.id], type: 1 });
    expect(events).toMatchObject([{ event: { ticket: { title: "a impressora <b>parou</b>" } } }]);
    const content = ticket?.content.replaceAll("&#60;", "<").replaceAll("&#62;", ">").replaceAll("&#38;", "&");
    expect(content).toContain("<p>[24/11/2026 10:00] Bom dia</p>");
    expect(content).toContain("a impressora &lt;b&gt;parou&lt;/b&gt;");
    expect(content).toContain("e faz um<br>barulho");
    expect(content).toContain("5 &amp; 6");
    expect(content).toMatch(
      /<p class="wz-\w{20}">Contato: Beatriz Souza.*Telefone: 5531987654322.*Canal: WhatsApp.*Protocolo: 2026112400101/s,
    );
    expect(host.texts).toEqual([
      expect.stringContaining("Conte o que está acontecendo"),
      expect.stringContaining(`*Número:* ${ticket?.id}`),
    ]);
    expect(events.map(({ name }) => name)).toEqual(["ticketCreated"]);
    await integration.close();
  });

  it("a person found for the first time costs three requests, and one to see that GLPI keeps them; known, one", async () => {
    const { glpi, integration, requests, create } = makeWorld(version);
    const beatriz = addBeatriz(glpi);
    const open = () => integration.createTicket({ integration: create, conversation: talk, messages: [message()] });

    expect(await open()).toMatchObject({ entityId: 1, requester: { id: beatriz.id, matchedBy: "phone" } });
    const first = ["GET /search/User", `GET /User/${beatriz.id}`, "POST /Ticket"];
    expect(requests()).toEqual([...first, expect.stringMatching(/Ticket_User$/)]);
    glpi.clearRequests();
    expect(await open()).toMatchObject({ entityId: 1, requester: { id: beatriz.id, matchedBy: "store" } });
    expect(glpi.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /Ticket"]);
    await integration.close();
  });

  it("an unknown person is created, with three requests, or four with an e-mail to look for", async () => {
    const { glpi, integration, requests, create, events } = makeWorld(version, { create: { newRequesterEntityId: 2 } });
    const contact = { id: 8, name: "José da Silva", phoneNumber: "553187654999" };
    const open = (who: object) =>
      integration.createTicket({
        integration: create,
        conversation: conversation({ contact: { ...contact, ...who } }),
        messages: [message()],
      });

    const created = await open({});
    expect(created).toMatchObject({ entityId: 2, requester: { matchedBy: "created" } });
    expect(requests().slice(0, 3)).toEqual(["GET /search/User", "POST /User", "POST /Ticket"]);
    expect(requests()).toHaveLength(4);
    expect(glpi.users.at(-1)).toMatchObject({
      id: created.requester.id,
      login: "whatsapp-5531987654999",
      firstname: "José",
      realname: "da Silva",
      mobile: "+55 31 98765-4999",
      entityId: 2,
      profiles: [{ profileId: 1, entityId: 2, isRecursive: true }],
    });
    expect(events).toContainEqual({
      name: "requesterCreated",
      event: expect.objectContaining({ requesterId: created.requester.id, login: "whatsapp-5531987654999" }),
    });
    glpi.clearRequests();
    await open({ id: 9, phoneNumber: "5531987650000", email: "jose@acme.example" });
    expect(requests().slice(0, 4)).toEqual(["GET /search/User", "GET /search/User", "POST /User", "POST /Ticket"]);
    expect(glpi.users.at(-1)?.emails).toEqual(["jose@acme.example"]);
    await integration.close();
  });

  it("a transfer into a queue that consults sends the open tickets, and nobody else's", async () => {
    const { glpi, host, integration, pass, events } = makeWorld(version);
    const beatriz = addBeatriz(glpi);
    const other = glpi.addUser({ login: "outro", mobile: "31 91111-2222" });
    const mine = glpi.addTicket({ title: "Impressora <b> & cia", entityId: 1, requesters: [beatriz.id, other.id] });
    glpi.addTicket({ title: "Resolvido", entityId: 1, requesters: [beatriz.id], status: 5 });
    glpi.addTicket({ title: "De outra pessoa", entityId: 1, requesters: [other.id] });
    await integration.onTransfer({ conversation: talk, integrationId: 2, lastMessage: message({ text: "2" }) });
    await pass(0);
    expect(host.texts).toHaveLength(1);
    expect(host.texts[0]).toContain(`*${mine.id}* – Impressora <b> & cia`);
    expect(host.texts[0]).not.toMatch(/Resolvido|De outra pessoa/);
    expect(events).toMatchObject([
      {
        name: "ticketsConsulted",
        event: { total: 1, tickets: [{ id: mine.id, status: "new", entity: "Root entity > ACME" }] },
      },
    ]);
    await integration.close();
  });
});

describe("starting", () => {
  it("without a last message asks for a description, and waits without a timer", async () => {
    const { glpi, host, integration, pass } = makeWorld(11, {
      create: { askDescriptionText: "{{greting}}, {{firstName}}: o que houve?" },
    });
    addBeatriz(glpi);
    await pass(0);
    const timers = vi.getTimerCount();
    await integration.onTransfer({ conversation: talk, integrationId: 1 });
    await pass(0);
    expect(host.texts).toEqual(["Bom dia, Beatriz: o que houve?"]);
    expect(vi.getTimerCount()).toBe(timers);
    await pass(3_600_000);
    await integration.onMessage({ conversation: talk, integrationId: 1, message: message({ text: "parou" }) });
    await pass(15_000);
    expect(glpi.tickets).toMatchObject([{ title: "parou" }]);
    await integration.close();
  });

  it("a last message of our own is none", async () => {
    const { host, integration, pass } = makeWorld();
    await integration.onTransfer({ conversation: talk, integrationId: 1, lastMessage: message({ fromMe: true }) });
    await pass(600_000);
    expect(host.texts).toEqual([expect.stringContaining("Conte o que está acontecendo")]);
    await integration.close();
  });

  it("a second transfer while it runs changes nothing", async () => {
    const { glpi, host, integration, pass } = makeWorld();
    addBeatriz(glpi);
    const lastMessage = message({ text: "parou" });
    await integration.onTransfer({ conversation: talk, integrationId: 1, lastMessage });
    await pass(14_000);
    await integration.onTransfer({ conversation: talk, integrationId: 1, lastMessage });
    await integration.onTransfer({ conversation: talk, integrationId: 1 });
    await pass(1_000);
    expect(glpi.tickets).toHaveLength(1);
    await pass(120_000);
    expect(glpi.tickets).toHaveLength(1);
    expect(host.texts).toHaveLength(1);
    await integration.close();
  });

  it("a menu choice is not the title when words follow", async () => {
    const { glpi, integration, pass } = makeWorld();
    await integration.onTransfer({ conversation: talk, integrationId: 1, lastMessage: message({ text: "2" }) });
    await integration.onMessage({ conversation: talk, integrationId: 1, message: message({ text: "sem internet" }) });
    await pass(15_000);
    expect(glpi.tickets).toMatchObject([{ title: "sem internet", content: expect.stringContaining("] 2</p>") }]);
    await integration.close();
  });
});

describe("gathering", () => {
  it("takes messages of our side and of groups for nothing, unless groups are switched on", async () => {
    const { glpi, host, integration, pass } = makeWorld();
    host.integrations[3] = { ...(host.integrations[1] as object), includeGroups: true };
    const ana = { id: 9, name: "Ana", phoneNumber: "5511987651234" };
    const group = conversation({ id: 300, isGroup: true, contact: { id: 30, name: "Equipe" } });
    await integration.onMessage({ conversation: talk, integrationId: 1, message: message({ fromMe: true }) });
    await integration.onMessage({ conversation: group, integrationId: 1, message: message({ author: ana }) });
    await integration.onTransfer({ conversation: group, integrationId: 1 });
    await integration.onTransfer({ conversation: group, integrationId: 2 });
    await pass(120_000);
    expect(glpi.requests).toEqual([]);
    expect(host.said).toEqual([]);

    await integration.onMessage({
      conversation: group,
      integrationId: 3,
      message: message({ text: "caiu", author: ana }),
    });
    await pass(15_000);
    expect(glpi.tickets).toMatchObject([{ content: expect.stringMatching(/Ana: caiu.*Grupo: Equipe/s) }]);
    expect(glpi.users.at(-1)).toMatchObject({ firstname: "Ana", login: "whatsapp-5511987651234" });
    await integration.close();
  });

  it("counts a repeated message once, replaces what is edited, removes what is deleted", async () => {
    const { glpi, integration, pass, events } = makeWorld();
    const first = message({ text: "impresora parada" });
    const second = message({ text: "isto não" });
    for (const each of [first, second, first])
      await integration.onMessage({ conversation: talk, integrationId: 1, message: each });
    await integration.onMessageEdited({ conversation: talk, message: { ...first, text: "impressora parada" } });
    await integration.onMessageDeleted({ conversation: talk, messageId: second.id });
    await pass(15_000);
    expect(glpi.tickets).toHaveLength(1);
    expect(glpi.tickets[0]?.title).toBe("impressora parada");
    expect(glpi.tickets[0]?.content).not.toMatch(/impresora|isto não/);

    await integration.onMessage({ conversation: talk, integrationId: 1, message: first });
    await integration.onMessageEdited({ conversation: talk, message: { ...first, text: "tarde" } });
    await integration.onMessageDeleted({ conversation: talk, messageId: first.id });
    await pass(120_000);
    expect(glpi.tickets).toHaveLength(1);
    expect(events.filter(({ name }) => name === "warning")).toMatchObject([
      { event: { error: { code: "TOO_LATE" } } },
      { event: { error: { code: "TOO_LATE" } } },
    ]);
    await integration.close();
  });

  it("cuts a text of more than 64 kB, and says so in the ticket", async () => {
    const { glpi, integration, pass } = makeWorld();
    const first = message({ text: `A impressora ${"x".repeat(100_000)}` });
    await integration.onTransfer({ conversation: conversation(), integrationId: 1, lastMessage: first });
    await integration.onMessageEdited({
      conversation: conversation(),
      message: { ...first, text: `A TV ${"y".repeat(70_000)}` },
    });
    await pass(15_000);
    expect(glpi.tickets[0]?.content).toContain("yy<br>(O texto passa de 64 kB e foi cortado aqui.)");
    await integration.close();
  });

  it("waits as the operator configured, and no longer than the longest wait", async () => {
    const { glpi, integration, pass } = makeWorld(11, { create: { messageIntervalMs: 2_000, maxWaitMs: 5_000 } });
    for (let time = 0; time < 3; time += 1) {
      await integration.onMessage({ conversation: talk, integrationId: 1, message: message() });
      await pass(1_900);
    }
    expect(glpi.tickets).toHaveLength(1);
    await integration.close();
  });

  it("a file that comes alone leaves a readable line, and is the title", async () => {
    const { glpi, integration, pass } = makeWorld();
    await integration.onMessage({
      conversation: talk,
      integrationId: 1,
      message: message({ text: "", media: { type: "image", fileName: "foto.jpg" } }),
    });
    await integration.onMessage({
      conversation: talk,
      integrationId: 1,
      message: message({ text: "", media: { type: "audio" } }),
    });
    await pass(15_000);
    expect(glpi.tickets).toMatchObject([
      { title: "foto.jpg", content: expect.stringMatching(/📎 foto\.jpg.*📎 Áudio/s) },
    ]);
    await integration.close();
  });

  it("a text of which the host says what type it is has no file", async () => {
    const { glpi, integration, create } = makeWorld();
    const messages = [message({ text: "sem rede", media: { type: "chat" } })];
    await integration.createTicket({ integration: create, conversation: talk, messages });
    expect(glpi.tickets[0]?.content).not.toContain("📎");
    await integration.close();
  });

  it.each(["onLeave", "onClose"] as const)("%s makes what waits a ticket at once", async (leave) => {
    const { glpi, host, integration, pass } = makeWorld();
    await integration.onTransfer({ conversation: talk, integrationId: 1, lastMessage: message({ text: "parou" }) });
    await integration[leave]({ conversation: talk });
    await pass(0);
    expect(glpi.tickets).toMatchObject([{ title: "parou" }]);
    expect(host.texts).toHaveLength(1);
    await integration[leave]({ conversation: talk });
    await pass(120_000);
    expect(glpi.tickets).toHaveLength(1);
    await integration.close();
  });

  it("a file in place of words, a new conversation after a close, and tenants do not mix", async () => {
    const { glpi, host, integration, pass } = makeWorld();
    host.integrations["2/1"] = { ...(host.integrations[1] as object), newRequesterEntityId: 2 };
    const same = message({ id: 1, text: "tela preta" });
    await integration.onMessage({ conversation: talk, integrationId: 1, message: same });
    await integration.onMessage({
      conversation: { ...talk, tenantId: 2 },
      integrationId: 1,
      message: { ...same, text: "tela azul" },
    });
    await pass(15_000);
    expect(glpi.tickets.map(({ title }) => title).sort()).toEqual(["tela azul", "tela preta"]);
    expect(host.loaded).toEqual([
      [1, 1],
      [1, 2],
    ]);
    await integration.close();
  });

  it("events of one conversation are taken one after another, however they are told", async () => {
    const { glpi, integration, pass } = makeWorld();
    const first = message({ text: "erro a" });
    void integration.onTransfer({ conversation: talk, integrationId: 1, lastMessage: first });
    void integration.onMessageEdited({ conversation: talk, message: { ...first, text: "erro b" } });
    void integration.onLeave({ conversation: talk });
    await pass(0);
    expect(glpi.tickets).toMatchObject([{ title: "erro b" }]);
    await integration.close();
  });
});

describe("failing", () => {
  it("tells the customer, moves the conversation, and gives the batch whole", async () => {
    const { glpi, host, integration, pass, events } = makeWorld(11, {
      create: { errorQueueId: 99, failureText: "Ops, {{firstName}}" },
    });
    glpi.apiEnabled = false;
    await integration.onMessage({ conversation: talk, integrationId: 1, message: message({ id: 1, text: "parou" }) });
    await pass(15_000);
    expect(host.said).toEqual([
      { to: 101, text: "Ops, Beatriz" },
      { move: 101, queue: 99 },
    ]);
    expect(events).toMatchObject([
      {
        name: "ticketFailed",
        event: { error: { code: "API_DISABLED" }, batch: { integrationId: 1, messages: [{ id: 1, text: "parou" }] } },
      },
    ]);
    await integration.close();
  });

  it("never moves a conversation into the queue it is in", async () => {
    const { glpi, host, integration, pass } = makeWorld(11, { create: { errorQueueId: "5" } });
    glpi.apiEnabled = false;
    await integration.onMessage({ conversation: talk, integrationId: 1, message: message() });
    await pass(15_000);
    expect(host.said).toHaveLength(1);
    await integration.close();
  });

  it("a message whose integration cannot be read is kept, and read again when it is due", async () => {
    const { glpi, host, integration, pass, events, create } = makeWorld();
    host.integrations[1] = { ...create, url: "https://glpi.example.test/" };
    await integration.onMessage({ conversation: talk, integrationId: 1, message: message({ text: "parou" }) });
    expect(events).toMatchObject([
      {
        name: "warning",
        event: { error: { code: "CONFIGURATION_INVALID", message: expect.stringContaining("(url)") } },
      },
    ]);
    host.integrations[1] = create;
    await pass(15_000);
    expect(glpi.tickets).toMatchObject([{ title: "parou" }]);
    await integration.close();
  });

  it("a consultation that fails is told to the customer and to whoever listens", async () => {
    const { glpi, host, integration, pass, events } = makeWorld(11, { consult: { errorQueueId: 99 } });
    glpi.faults.status(503);
    await integration.onTransfer({ conversation: talk, integrationId: 2 });
    await pass(30_000);
    expect(host.said).toEqual([]);
    await pass(120_000);
    expect(host.said).toEqual([
      { to: 101, text: expect.stringContaining("Não conseguimos consultar") },
      { move: 101, queue: 99 },
    ]);
    const warning = { name: "warning", event: { error: { code: "UNAVAILABLE" } } };
    expect(events).toMatchObject([warning, warning]);
    await integration.close();
  });

  it("a consultation while GLPI is down for a minute is answered when it is back, unless the conversation has left", async () => {
    const { glpi, host, integration, pass, events } = makeWorld();
    addBeatriz(glpi);
    const down = glpi.faults.status(503);
    const other = { ...talk, id: 102 };
    for (const conversation of [talk, other]) await integration.onTransfer({ conversation, integrationId: 2 });
    await pass(10_000);
    await integration.onClose({ conversation: other });
    down.off();
    await pass(60_000);
    expect(host.said).toEqual([{ to: 101, text: expect.stringContaining("não tem nenhum chamado") }]);
    expect(events.at(-1)).toMatchObject({ name: "ticketsConsulted" });
    await integration.close();
  });

  it("a consultation that fails at last is no trouble of who is in another queue by then", async () => {
    const { glpi, host, integration, consult, pass } = makeWorld();
    addBeatriz(glpi);
    host.integrations[2] = { ...consult, errorQueueId: 99 };
    const down = glpi.faults.status(503);
    await integration.onTransfer({ conversation: talk, integrationId: 2 });
    await pass(10_000);
    await integration.onTransfer({ conversation: talk, integrationId: 1, lastMessage: message({ text: "2" }) });
    await pass(180_000);
    expect(host.said).toEqual([{ to: 101, text: expect.stringContaining("Conte") }]);
    down.off();
    await integration.close();
  });

  it("a list that was just asked for, and a question, are sent before a store in memory is closed", async () => {
    const { glpi, host, integration, pass } = makeWorld();
    addBeatriz(glpi);
    await integration.onTransfer({ conversation: talk, integrationId: 2 });
    const choice = message({ text: "2" });
    await integration.onTransfer({ conversation: { ...talk, id: 102 }, integrationId: 1, lastMessage: choice });
    await Promise.all([integration.close(), pass(1_500)]);
    expect(host.said).toHaveLength(2);
    expect(host.said).toContainEqual({ to: 101, text: expect.stringContaining("nenhum chamado") });
    expect(host.said).toContainEqual({ to: 102, text: expect.stringContaining("Conte") });
  });

  it("a consultation that cannot succeed by waiting is told at once", async () => {
    const { host, integration, consult, pass, events } = makeWorld();
    host.integrations[2] = { ...consult, userToken: "wrong" };
    await integration.onTransfer({ conversation: talk, integrationId: 2 });
    await pass(1_000);
    expect(host.texts).toEqual([expect.stringContaining("Não conseguimos consultar")]);
    expect(events).toMatchObject([{ name: "warning", event: { error: { code: "USER_TOKEN_WRONG" } } }]);
    await integration.close();
  });

  it("two queues that are each other's error queue do not send a conversation to and fro", async () => {
    const { glpi, host, integration, consult, pass, events } = makeWorld();
    host.integrations[2] = { ...consult, errorQueueId: 62 };
    host.integrations[3] = { ...consult, errorQueueId: 61 };
    glpi.faults.status(503);
    const queueOf: Record<number, number> = { 61: 2, 62: 3 };
    const { transferToQueue } = host;
    const enter = (id: number) =>
      integration.onTransfer({ conversation: { ...talk, queue: { id } }, integrationId: queueOf[id] ?? 0 });
    Object.assign(host, {
      transferToQueue: (where: typeof talk, queue: number) => {
        transferToQueue(where, queue);
        void enter(queue);
      },
    });
    await enter(61);
    for (let minute = 0; minute < 10; minute += 1) await pass(60_000);
    expect(host.said).toEqual([
      { to: 101, text: expect.stringContaining("Não conseguimos consultar") },
      { move: 101, queue: 62 },
    ]);
    const stays = events.filter(({ event }) => "error" in event && event.error.code === "CONFIGURATION_INVALID");
    expect(stays).toHaveLength(1);
    for (let minute = 0; minute < 55; minute += 1) await pass(60_000);
    await enter(62);
    for (let minute = 0; minute < 3; minute += 1) await pass(60_000);
    expect(host.said.slice(2, 4)).toEqual([
      { to: 101, text: expect.any(String) },
      { move: 101, queue: 61 },
    ]);
    await integration.close();
  });

  it("a host that throws costs a warning, not the ticket", async () => {
    const { glpi, host, integration, pass, events } = makeWorld();
    addBeatriz(glpi);
    host.failure = new Error("conversation gone");
    await integration.onTransfer({ conversation: talk, integrationId: 1 });
    await pass(1);
    await integration.onMessage({ conversation: talk, integrationId: 1, message: message() });
    await pass(15_000);
    expect(glpi.tickets).toHaveLength(1);
    const hostFailed = { name: "warning", event: { error: { code: "HOST_FAILED", cause: host.failure } } };
    expect(events).toMatchObject([hostFailed, hostFailed, { name: "ticketCreated" }]);
    host.failure = undefined;
    await pass(10_000);
    expect(host.texts).toHaveLength(1);
    await integration.close();
  });

  it("a listener that throws or rejects disturbs neither the others nor the ticket", async () => {
    const { glpi, host, integration, pass, events } = makeWorld();
    addBeatriz(glpi);
    integration.on("ticketCreated", () => {
      throw new Error("listener");
    });
    integration.on("ticketCreated", async () => {
      throw new Error("async listener");
    });
    integration.on("warning", () => {
      throw new Error("listener of warnings");
    });
    await integration.onMessage({ conversation: talk, integrationId: 1, message: message() });
    await pass(15_000);
    expect(host.texts).toHaveLength(1);
    const warned = events.filter(({ name }) => name === "warning");
    expect(warned).toHaveLength(2);
    expect(warned).toMatchObject([
      { event: { error: { code: "HOST_FAILED" } } },
      { event: { error: { code: "HOST_FAILED" } } },
    ]);
    await integration.close();
  });
});

describe("bad input", () => {
  it.each([
    ["no event", undefined, "the argument"],
    ["no conversation", { integrationId: 1, message: message() }, "conversation"],
    [
      "a conversation of no tenant",
      { integrationId: 1, message: message(), conversation: { ...talk, tenantId: undefined } },
      "conversation.tenantId",
    ],
    [
      "no contact",
      { integrationId: 1, message: message(), conversation: { ...talk, contact: null } },
      "conversation.contact",
    ],
    [
      "a message without an id",
      { integrationId: 1, conversation: talk, message: { ...message(), id: "" } },
      "message.id",
    ],
    ["no integration", { conversation: talk, message: message() }, "integrationId"],
  ])("%s is refused, with the field that is wrong", async (_case, event, field) => {
    const { integration } = makeWorld();
    const refusal = integration.onMessage(event as never);
    await expect(refusal).rejects.toMatchObject({
      code: "EVENT_INVALID",
      message: expect.stringContaining(`${field}: `),
    });
    await integration.close();
  });

  it("what is missing may be null, as databases and webhooks write it", async () => {
    const { glpi, integration, pass } = makeWorld();
    const event = {
      integrationId: 1,
      conversation: {
        ...talk,
        protocol: null,
        channel: null,
        isGroup: null,
        queue: null,
        fields: null,
        contact: { id: 1, name: null, phoneNumber: null, email: null, lid: null },
      },
      message: { id: 1, text: null, sentAt: new Date(), author: null, media: { type: "image", fileName: null } },
    };
    await integration.onMessage(event as never);
    await pass(15_000);
    expect(glpi.tickets).toMatchObject([{ title: "Imagem" }]);
    expect(glpi.users.at(-1)).toMatchObject({ login: "whazing-1-1" });
    await integration.close();
  });

  it("a rejection that nobody awaits reaches nobody", async () => {
    const { integration, pass } = makeWorld();
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    void integration.onMessage(undefined as never);
    void integration.createTicket(undefined as never);
    await pass(1_000);
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
    await integration.close();
  });

  it("a configuration of the other type, or none, is refused", async () => {
    const { integration, create, consult } = makeWorld();
    const request = { conversation: talk, messages: [message()] };
    for (const wrong of [consult, undefined, { ...create, unknown: 1 }]) {
      await expect(integration.createTicket({ ...request, integration: wrong })).rejects.toMatchObject({
        code: "CONFIGURATION_INVALID",
      });
    }
    await expect(integration.consultTickets({ ...request, integration: create })).rejects.toMatchObject({
      code: "CONFIGURATION_INVALID",
    });
    await expect(
      integration.createTicket({ integration: create, conversation: talk, messages: [message({ fromMe: true })] }),
    ).rejects.toMatchObject({ code: "EVENT_INVALID" });
    await integration.close();
  });

  it("options are checked, each with what is wrong", () => {
    expect(() => makeWorld(11, { options: { host: {} as never, requestTimeoutMs: 5 } })).toThrow(
      /host[\s\S]*requestTimeoutMs|requestTimeoutMs[\s\S]*host/,
    );
    expect(() => makeWorld(11, { options: { unknown: 1 } as never })).toThrow(/unknown/);
  });
});

describe("a host's emitter", () => {
  it("is listened to until detached, and what cannot be accepted becomes a warning", async () => {
    const { glpi, integration, pass, events } = makeWorld();
    const emitter = new EventEmitter() as Parameters<typeof integration.attach>[0];
    const detach = integration.attach(emitter);
    const first = message({ text: "erro um" });
    const second = message({ text: "x" });
    emitter.emit("transfer", { conversation: talk, integrationId: 1, lastMessage: first });
    emitter.emit("message", { conversation: talk, integrationId: 1, message: second });
    emitter.emit("messageEdited", { conversation: talk, message: { ...second, text: "erro dois" } });
    const third = message();
    emitter.emit("message", { conversation: talk, integrationId: 1, message: third });
    emitter.emit("messageDeleted", { conversation: talk, messageId: third.id });
    emitter.emit("leave", { conversation: talk });
    emitter.emit("close", {} as never);
    await pass(0);
    expect(glpi.tickets).toMatchObject([{ title: "erro um erro dois", content: expect.stringMatching(/um.*dois/s) }]);
    expect(glpi.tickets[0]?.content.match(/<p>\[/g)).toHaveLength(2);
    expect(events.filter(({ name }) => name === "warning")).toMatchObject([
      { event: { error: { code: "EVENT_INVALID" } } },
    ]);
    detach();
    expect(emitter.listenerCount("message")).toBe(0);
    integration.attach(emitter);
    await integration.close();
    expect(emitter.listenerCount("message")).toBe(0);
  });
});

describe("closing", () => {
  it("hands over what waits, ends the session, and takes nothing more", async () => {
    const { glpi, host, integration, pass } = makeWorld();
    await integration.onMessage({ conversation: talk, integrationId: 1, message: message({ text: "parou" }) });
    const closing = integration.close();
    expect(integration.close()).toBe(closing);
    await pass(0);
    expect(await closing).toEqual({ left: [] });
    expect(glpi.tickets).toMatchObject([{ title: "parou" }]);
    expect(host.texts).toHaveLength(1);
    expect(glpi.sessions).toEqual([]);
    await expect(
      integration.onMessage({ conversation: talk, integrationId: 1, message: message() }),
    ).rejects.toMatchObject({ code: "CLOSED" });
  });

  it("returns in time when GLPI does not answer, and says what is left, message by message", async () => {
    const { glpi, integration, pass, events } = makeWorld();
    glpi.faults.delay(3_600_000);
    await integration.onMessage({ conversation: talk, integrationId: 1, message: message({ id: "m-1" }) });
    const closing = integration.close({ timeoutMs: 1_000 });
    await pass(1_000);
    const { left } = await closing;
    expect(left).toMatchObject([{ messages: [{ id: "m-1" }] }]);
    expect(events).toMatchObject([
      { name: "warning", event: { error: { code: "CLOSED", message: expect.stringContaining("m-1") } } },
    ]);
    await pass(3_700_000);
  });
});

it("tokens and what a customer wrote are in no log, no error, and no inspected object", async () => {
  const logged: unknown[] = [];
  const log = (...args: unknown[]) => void logged.push(args);
  const { glpi, integration, pass, events } = makeWorld(11, {
    options: { logger: { info: log, warn: log, error: log } },
  });
  addBeatriz(glpi);
  addBeatriz(glpi, { login: "beatriz2", emails: [] });
  const write = () =>
    integration.onMessage({ conversation: talk, integrationId: 1, message: message({ text: "segredo" }) });
  await write();
  await pass(15_000);
  glpi.faults.resetAfter();
  await write();
  await pass(60_000);
  glpi.faults.clear();
  await integration.onMessage({ conversation: talk, integrationId: 9, message: message({ text: "segredo" }) });
  const unknown = conversation({ id: 77, contact: { id: 77, name: "Caio Lima", phoneNumber: "5531977776666" } });
  await integration.onMessage({ conversation: unknown, integrationId: 1, message: message({ text: "segredo" }) });
  await pass(15_000);
  expect(events.map(({ name }) => name)).toContain("requesterCreated");
  expect(inspect(logged, { depth: 20 })).not.toMatch(/977776666|Caio|Beatriz/);
  expect(logged.length).toBeGreaterThanOrEqual(4);
  const strange = conversation({ id: "1\n\u001b[31mERROR", contact: { id: 5, phoneNumber: "5531987654322" } });
  await integration.onMessage({ conversation: strange, integrationId: 1, message: message({ text: "segredo" }) });
  await pass(15_000);
  const lines = logged.map((args) => String((args as unknown[])[0]));
  for (const line of lines) expect(line).toMatch(/conversation (?:101|77|1 \[31mERROR|1\s*\S*ERROR)/);
  expect(lines.join("")).not.toMatch(/\p{Cc}/u);
  const errors = events.flatMap(({ event }) => ("error" in event ? [event.error] : []));
  const shown = inspect([logged, errors, integration], { depth: 20, showHidden: true });
  expect(shown).not.toMatch(/segredo|APP_TOKEN|USER_TOKEN/);
  for (const { token } of glpi.sessions) expect(shown).not.toContain(token);
  await integration.close();
});
