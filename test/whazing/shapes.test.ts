import { describe, expect, it } from "vitest";
import { conversationOf, messageOf } from "../../src/whazing/index.js";
import { useFakeClock } from "../fake-clock.js";
import { addBeatriz, makeWorld } from "../world.js";

useFakeClock();

/** As an ORM gives it: the values are behind getters of the prototype. */
function row<T extends object>(values: T): T {
  const prototype = {};
  for (const [key, value] of Object.entries(values)) Object.defineProperty(prototype, key, { get: () => value });
  return Object.assign(Object.create(prototype), { dataValues: values, _options: { include: [] } });
}

const contact = {
  id: 7,
  name: null,
  pushname: "Beatriz Souza",
  number: "5531987654322",
  email: "",
  lid: null,
  isGroup: false,
  extraInfo: [{ name: "CPF", value: "529.982.247-25" }],
};
const ticket = {
  id: 101,
  status: "open",
  protocol: 2026112400101,
  channel: "whatsapp",
  isGroup: false,
  queueId: 5,
  tenantId: 3,
  contact: row(contact),
};
const text = {
  id: "0c7e9c2a-6f0e-4a7e-9e36-2f2a4b0e1f11",
  messageId: "3EB0A1",
  body: "a impressora parou",
  timestamp: 1_763_990_000,
  createdAt: new Date(),
  fromMe: false,
  mediaType: "chat",
  mediaUrl: null,
  isDeleted: false,
  edited: null,
};

describe("a row of Whazing's ticket", () => {
  it("is a conversation by our names", () => {
    expect(conversationOf(row(ticket))).toEqual({
      id: 101,
      tenantId: 3,
      protocol: "2026112400101",
      channel: "WhatsApp",
      isGroup: false,
      queue: { id: 5 },
      contact: {
        id: 7,
        name: "Beatriz Souza",
        phoneNumber: "5531987654322",
        email: "",
        fields: { CPF: "529.982.247-25" },
      },
      fields: {},
      status: "open",
    });
  });

  it("names its queue where it was read with it", () => {
    expect(conversationOf({ ...ticket, queue: { id: 5, queue: "Suporte" } }).queue).toEqual({ id: 5, name: "Suporte" });
    expect(conversationOf({ ...ticket, queue: { name: "Suporte" } }).queue).toEqual({ id: 5, name: "Suporte" });
    expect(conversationOf({ ...ticket, queueId: null }).queue).toBeUndefined();
    // It was moved after it was read: the association is still the old one.
    const moved = { ...ticket, queue: { id: 3, name: "Vendas" } };
    expect(conversationOf(moved).queue).toEqual({ id: 5, name: undefined });
    expect(conversationOf({ ...moved, queueId: null }).queue).toBeUndefined();
  });

  it("of a webhook has its tenant and contact beside it", () => {
    const { contact: _contact, tenantId: _tenant, ...inWebhook } = ticket;
    const phoneNumber = "5531987654322";
    const given = {
      tenantId: 3,
      contact: { id: 7, name: "Bia", phoneNumber },
      channel: "Instagram",
      fields: { user: "Ana" },
    };
    expect(conversationOf(inWebhook, given)).toMatchObject({
      tenantId: 3,
      channel: "Instagram",
      contact: { name: "Bia", phoneNumber },
      fields: { user: "Ana" },
    });
    expect(() => conversationOf(inWebhook)).toThrow(/conversationOf: tenantId: .*contact/);
  });

  it("of a group has no telephone, for a group's id is none", () => {
    const group = {
      ...ticket,
      isGroup: true,
      contact: { ...contact, number: "5531987654322-1554398471", isGroup: true },
    };
    expect(conversationOf(group)).toMatchObject({ isGroup: true, contact: { phoneNumber: undefined, lid: undefined } });
  });
});

describe("a row of Whazing's message", () => {
  it("is a message by our names", () => {
    expect(messageOf(row(text))).toEqual({
      id: "3EB0A1",
      text: "a impressora parou",
      sentAt: 1_763_990_000_000,
      fromMe: false,
    });
    expect(messageOf({ id: "A1", messageBody: "oi", timestamp: "2026-11-24T13:00:00Z" })).toMatchObject({
      id: "A1",
      text: "oi",
      sentAt: Date.UTC(2026, 10, 24, 13),
    });
  });

  it("says which message it quotes", () => {
    expect(messageOf({ ...text, quotedMsgId: "3EB0A0" })).toMatchObject({ id: "3EB0A1", repliesTo: "3EB0A0" });
  });

  it.each([
    [
      { mediaType: "image", mediaUrl: "https://w.example/public/3/1698-foto%20nova.jpg?x=1", body: "olha" },
      "image",
      "1698-foto nova.jpg",
      "olha",
    ],
    [{ mediaType: "ptt", mediaUrl: "1698.ogg", body: "1698.ogg" }, "voice", "1698.ogg", ""],
    [
      { mediaType: "application", mediaUrl: "/public/x.pdf", mediaName: "nota.pdf", body: "nota.pdf" },
      "document",
      "nota.pdf",
      "",
    ],
    [
      { mediaType: "location", body: "https://maps.example/?q=1,2" },
      "location",
      undefined,
      "https://maps.example/?q=1,2",
    ],
    [
      { mediaType: "vcard", body: "BEGIN:VCARD\nFN:Ana\nTEL:+55 31 98765-4321\nEND:VCARD" },
      "contactCard",
      undefined,
      "Ana: +55 31 98765-4321",
    ],
  ])("with media, %o", (given, type, fileName, body) => {
    const { media, text: read } = messageOf({ ...text, ...given });
    expect([read, media?.type, media?.fileName]).toEqual([body, type, fileName]);
  });

  it("that was edited or deleted, that is ours, a call or a reaction, says so", () => {
    expect(messageOf({ ...text, edited: true, isDeleted: true, fromMe: true })).toMatchObject({
      edited: true,
      isDeleted: true,
      fromMe: true,
    });
    expect(messageOf({ ...text, mediaType: "call_log" })).toMatchObject({ kind: "call" });
    expect(messageOf({ ...text, mediaType: "reaction" })).toMatchObject({ kind: "reaction" });
    expect(messageOf({ ...text, contactmessage: contact }).author).toMatchObject({
      name: "Beatriz Souza",
      phoneNumber: contact.number,
    });
    expect(() => messageOf({ body: "oi" })).toThrow("messageOf: id");
  });
});

describe("what is no file", () => {
  it.each(["", "chat", "interactive", "button", "ciphertext", "revoked", "protocolMessage", "gp2"])(
    "makes no description of a menu's choice: mediaType %j",
    (mediaType) => {
      expect(messageOf({ ...text, body: "2", mediaType }).media).toBeUndefined();
    },
  );

  it.each([
    ["Texto antes da edição", true],
    ["false", undefined],
    ["0", undefined],
    ["", undefined],
    [1, true],
    [null, undefined],
  ])("an edit marked with %j", (edited, read) => {
    expect(messageOf({ ...text, edited: edited as never }).edited).toBe(read);
  });

  it("a message of our own shape keeps its own id", async () => {
    const { glpi, integration, pass } = makeWorld();
    addBeatriz(glpi);
    const own = { id: "row", messageId: "channel", text: "minha senha é 1234", sentAt: Date.now() };
    const conversation = conversationOf(ticket);
    await integration.onMessage({ conversation, integrationId: 1, message: own });
    await integration.onMessageDeleted({ conversation, messageId: "row" });
    await pass(60_000);
    expect(glpi.tickets).toEqual([]);
    await integration.close();
  });
});

describe("rows that are told as they are", () => {
  it("say themselves that they are closed, and as of when", async () => {
    const { glpi, integration, host, pass } = makeWorld();
    addBeatriz(glpi);
    const at = (seconds: number) => new Date(Date.now() + seconds * 1_000);
    const fact = (more: object) =>
      integration.onConversation({
        conversation: conversationOf({ ...ticket, ...more }),
        integrationId: 1,
        closed: null as never,
      });
    await fact({ updatedAt: at(1) });
    await pass(1);
    await integration.onMessage({ conversation: conversationOf(ticket), integrationId: 1, message: messageOf(text) });
    await fact({ status: "closed", updatedAt: at(3) });
    await fact({ updatedAt: at(2) });
    await pass(1_000);
    expect(glpi.tickets).toHaveLength(1);
    expect(host.texts).toHaveLength(2);
    await integration.close();
  });

  it("find the person that they name", async () => {
    const { glpi, integration, pass, events, requests } = makeWorld();
    const beatriz = addBeatriz(glpi);
    await integration.onTransfer({
      conversation: row(ticket) as never,
      integrationId: 1,
      lastMessage: row(text) as never,
    });
    await integration.onMessage({
      conversation: row(ticket) as never,
      integrationId: 1,
      message: row({ ...text, messageId: "3EB0A2", body: "e pisca" }) as never,
    });
    await pass(16_000);
    expect(glpi.tickets).toMatchObject([{ title: "a impressora parou", requesters: [beatriz.id] }]);
    expect(requests()).not.toContain("POST /User");
    expect(events.filter(({ name }) => name === "warning")).toEqual([]);
    await integration.onMessageDeleted({ conversation: row(ticket) as never, messageId: "3EB0A1" });
    await integration.close();
  });

  it("of a group: its id is no telephone, and its name no first name", async () => {
    const { glpi, integration, host, pass } = makeWorld(11, { create: { includeGroups: true } });
    const beatriz = addBeatriz(glpi);
    // Its id holds somebody else's number.
    glpi.addUser({ login: "rui", mobile: "(31) 3333-4444" });
    const group = { id: 90, name: "Equipe Financeiro", number: "553133334444", isGroup: true };
    await integration.onMessage({
      conversation: { ...ticket, id: 300, isGroup: true, contact: group } as never,
      integrationId: 1,
      message: { ...text, contactmessage: contact } as never,
    });
    await pass(16_000);
    expect(glpi.tickets).toMatchObject([{ requesters: [beatriz.id], title: "a impressora parou" }]);
    expect(glpi.tickets[0]?.content).toContain("Grupo: Equipe Financeiro");
    expect(glpi.tickets[0]?.content).not.toContain("33334444");
    expect(host.texts).toEqual([expect.stringMatching(/^Pronto! /)]);
    await integration.close();
  });

  it("a contact's card is no title, and who it is of is in the ticket", async () => {
    const { glpi, integration, pass } = makeWorld();
    addBeatriz(glpi);
    const card = { mediaType: "vcard", body: "BEGIN:VCARD\nFN:Ana\nTEL:+55 31 98765-4321\nEND:VCARD" };
    await integration.onMessage({
      conversation: ticket as never,
      integrationId: 1,
      message: { ...text, ...card } as never,
    });
    await pass(16_000);
    expect(glpi.tickets).toMatchObject([{ title: "Cartão de contato" }]);
    expect(glpi.tickets[0]?.content).toContain("Ana: +55 31 98765-4321");
    await integration.close();
  });

  it("a WhatsApp contact without any number is said once for a tenant", async () => {
    const { integration, events } = makeWorld();
    const tell = (id: number, more: object) =>
      integration.onMessage({
        conversation: { ...ticket, id, ...more } as never,
        integrationId: 1,
        message: { ...text, messageId: `m${id}` } as never,
      });
    await tell(1, {});
    await tell(2, { channel: "telegram", contact: { id: 8, name: "Ana" } });
    await tell(3, { isGroup: true, contact: { id: 9, name: "Equipe" } });
    expect(events.filter(({ name }) => name === "warning")).toEqual([]);
    await tell(4, { contact: { id: 8, name: "Ana" } });
    await tell(5, { contact: { id: 10, name: "Rui" } });
    expect(events.filter(({ name }) => name === "warning")).toMatchObject([
      { event: { error: { code: "EVENT_INVALID", message: expect.stringContaining("phoneNumber") } } },
    ]);
    await integration.close();
  });
});
