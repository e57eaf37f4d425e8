import { describe, expect, it } from "vitest";
import { type NewWhazingChannel, WhazingSimulator } from "../../src/testing/index.js";

const SECOND_MS = 1_000;
const webhook = { url: "https://bot.example.test/whazing", token: "n8n" };

function make(channel: NewWhazingChannel = {}, mediaApiKey?: string) {
  let at = Date.UTC(2026, 10, 24, 13);
  const whazing = new WhazingSimulator({ now: () => new Date(at), mediaApiKey });
  const row = whazing.addChannel({ webhook, ...channel });
  const beatriz = whazing.addContact({ name: "Beatriz", number: "5531987654322" });
  const got: { token: string | null; body: Record<string, unknown> }[] = [];
  let status = 200;
  return {
    whazing,
    row,
    beatriz,
    got,
    answers: (next: number) => {
      status = next;
    },
    /** Lets so many seconds go by, and sends what is due. */
    pass: async (seconds: number) => {
      at += seconds * SECOND_MS;
      await whazing.sendWebhooks(async (url: string, init: RequestInit) => {
        const request = new Request(url, init);
        got.push({ token: request.headers.get("x-n8n-api-key"), body: JSON.parse(await request.text()) });
        if (status === 0) throw new TypeError("fetch failed");
        return new Response("", { status });
      });
    },
    call: async (path: string, body?: unknown, headers: Record<string, string> = {}) => {
      const init = { authorization: `Bearer ${row.token}`, "content-type": "application/json", ...headers };
      const answer = await whazing.fetch(`${row.url}${path}`, {
        headers: init,
        ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
      });
      return [answer.status, await answer.json()];
    },
  };
}

describe("the webhooks of a simulated Whazing", () => {
  it("come three seconds after the event, once, with their token", async () => {
    const { whazing, beatriz, got, pass } = make();
    whazing.writes(beatriz, { text: "2" });
    await pass(2);
    expect(got).toEqual([]);
    await pass(1);
    await pass(600);
    expect(got.map(({ token, body }) => [token, body.Type])).toEqual([
      ["n8n", "NewTicket"],
      ["n8n", undefined],
    ]);
  });

  it.each([500, 401, 302, 0])("come again twice, three minutes apart, where the answer was %i", async (status) => {
    const { whazing, beatriz, got, pass, answers } = make();
    whazing.writes(beatriz, { text: "2" });
    answers(status);
    const counts: number[] = [];
    for (const seconds of [3, 179, 1, 179, 1, 600]) {
      await pass(seconds);
      counts.push(got.length);
    }
    expect(counts).toEqual([2, 2, 4, 4, 6, 6]);
    expect(whazing.webhooks.map(({ tries, lastStatus }) => [tries, lastStatus])).toEqual([
      [3, status],
      [3, status],
    ]);
  });

  it("bring a message with everything that Whazing's have", async () => {
    const { whazing, beatriz, got, pass } = make({ sendsBase64: true, queueId: 5 });
    const bytes = Buffer.from("jpeg");
    const group = whazing.addContact({ name: "ACME", number: "1203630", isGroup: true });
    whazing.writes(group, { text: "olhe", author: beatriz.id, file: { name: "a.jpg", bytes, type: "image/jpeg" } });
    await pass(3);
    expect(got[1]?.body).toMatchObject({
      messageId: expect.any(String),
      messageBody: "olhe",
      timestamp: Date.UTC(2026, 10, 24, 13) / 1_000,
      fromMe: false,
      mediaType: "image",
      mediaUrl: expect.stringMatching(/\/public\/[0-9a-f]{8}-a\.jpg$/),
      mediaBase64: bytes.toString("base64"),
      isDeleted: false,
      edited: false,
      reactions: [],
      ticket: { id: 101, status: "pending", protocol: "2026101", queueId: 5, isGroup: true },
      contact: { id: group.id, name: "ACME", phoneNumber: "1203630", isGroup: true },
      contactmessage: { id: beatriz.id, phoneNumber: "5531987654322" },
      user: null,
      whatsapp: { id: 1 },
    });
  });

  it("tell of a transfer with the very last message, whoever wrote it, and no id of it, of a close, an edit, a deletion and a reaction", async () => {
    const { whazing, beatriz, got, pass } = make();
    const { conversationId, messageId } = whazing.writes(beatriz, { text: "a impressora parou" });
    whazing.agentWrites(conversationId, "um momento");
    whazing.transfers(conversationId, 5);
    whazing.edits(messageId, "a impressora 2 parou");
    whazing.reacts(messageId, "👍");
    whazing.deletes(messageId);
    whazing.closes(conversationId);
    await pass(3);
    expect(got.slice(2).map(({ body }) => body)).toMatchObject([
      { fromMe: true, messageBody: "um momento" },
      { Type: "TransferTicket", messageBody: "um momento", ticket: { queueId: 5, userId: null } },
      { messageId, messageBody: "a impressora 2 parou", edited: true },
      { messageId, reactions: ["👍"] },
      { messageId, isDeleted: true },
      { Type: "ClosedTicket", ticket: { status: "closed", closingReasonId: null } },
    ]);
    expect(got[3]?.body).not.toHaveProperty("messageId");
    // The next thing that is written begins another conversation.
    expect(whazing.writes(beatriz, { text: "oi" }).conversationId).not.toBe(conversationId);
  });
});

describe("the external API of a simulated Whazing", () => {
  it("sends texts by conversation or number, and lists what was said", async () => {
    const { whazing, beatriz, call } = make();
    const { conversationId } = whazing.writes(beatriz, { text: "oi" });
    expect((await call("/", { ticketId: conversationId, body: "Olá", externalKey: "k1" }))[0]).toBe(200);
    expect((await call("/", { number: "5531987654322", body: "De novo" }))[0]).toBe(200);
    expect(whazing.reads(beatriz)).toEqual([{ text: "Olá" }, { text: "De novo" }]);
    const [status, listed] = await call(`/ticket/${conversationId}`);
    expect([status, JSON.stringify(listed).match(/k1/g)?.length]).toEqual([200, 1]);
  });

  it("refuses what is wrong", async () => {
    const { whazing, beatriz, call, row } = make();
    whazing.writes(beatriz, { text: "oi" });
    expect((await call("/", { ticketId: 101, body: "x" }, { authorization: "Bearer wrong" }))[0]).toBe(401);
    expect((await call("/", { ticketId: 999, body: "x" }))[0]).toBe(404);
    expect((await call("/", { ticketId: 101 }))[0]).toBe(400);
    expect((await call("/", { number: "1", body: "x" }))[0]).toBe(400);
    expect((await call("/nothing", {}))[0]).toBe(404);
    expect((await call("/apiplus", { number: "5531987654322", contents: {} }))[0]).toBe(400);
    expect((await call("/updateticketinfo", { ticketId: 101, status: "gone" }))[0]).toBe(400);
    expect((await whazing.fetch(`${whazing.url}/v1/api/external/unknown`)).status).toBe(404);
    expect(row.kind).toBe("other");
  });

  it("answers, and sends nothing again, for a key of before, where it knows them", async () => {
    const { whazing, beatriz, call } = make();
    whazing.writes(beatriz, { text: "oi" });
    const text = { ticketId: 101, body: "Olá", externalKey: "k1" };
    await call("/", text);
    await call("/", text);
    expect(whazing.reads(beatriz)).toHaveLength(2);
    whazing.knowsKeys = true;
    expect((await call("/", text))[0]).toBe(200);
    expect(whazing.reads(beatriz)).toHaveLength(2);
  });

  it("takes what WhatsApp does not deliver, and nobody reads it", async () => {
    const { whazing, beatriz, call, pass } = make({ kind: "official" });
    whazing.writes(beatriz, { text: "oi" });
    const number = "5531987654322";
    const button = (title: string, text = "Resolveu?") => ({
      number,
      contents: { type: "button", body: { text }, action: { buttons: [{ type: "reply", reply: { id: "1", title } }] } },
    });
    expect((await call("/", { number, body: "a".repeat(4_097) }))[0]).toBe(200);
    expect((await call("/apioficial", button("x".repeat(21))))[0]).toBe(200);
    expect((await call("/apioficial", button("Sim", "a".repeat(1_025))))[0]).toBe(200);
    expect(whazing.reads(beatriz)).toEqual([]);
    await call("/apioficial", button("Sim"));
    await pass(24 * 3_600);
    await call("/", { number, body: "Trocamos o toner" });
    await call("/apioficial", { number, contents: { type: "template", name: "ticket_news" } });
    expect(whazing.reads(beatriz)).toEqual([
      { text: "Resolveu?", buttons: ["Sim"] },
      { text: "ticket_news", template: "ticket_news" },
    ]);
  });

  it("keeps files under /public, guarded by a key where there is one", async () => {
    const { whazing, beatriz, row } = make({}, "media");
    whazing.writes(beatriz, { text: "oi" });
    const form = new FormData();
    form.append("ticketId", "101");
    form.append("body", "manual.pdf");
    form.append("media", new Blob(["%PDF"], { type: "application/pdf" }), "manual.pdf");
    const init = { method: "POST", headers: { authorization: `Bearer ${row.token}` }, body: form };
    expect((await whazing.fetch(row.url, init)).status).toBe(200);
    expect(whazing.reads(beatriz)).toEqual([{ text: "manual.pdf", fileName: "manual.pdf" }]);
    const url = `${whazing.url}/public/${whazing.messages.at(-1)?.fileName}`;
    expect((await whazing.fetch(url)).status).toBe(403);
    const answer = await whazing.fetch(url, { headers: { "x-api-key": "media" } });
    expect([answer.status, await answer.text()]).toEqual([200, "%PDF"]);
  });

  it("moves and closes conversations, and tells of it by its webhooks", async () => {
    const { whazing, beatriz, call, pass, got } = make();
    whazing.writes(beatriz, { text: "oi" });
    await call("/updatequeue", { ticketId: 101, queueId: 9 });
    await call("/updateticketinfo", { ticketId: 101, status: "closed" });
    await call("/updateticketinfo", { ticketId: 101, status: "closed" });
    expect(whazing.conversations).toMatchObject([{ queueId: 9, status: "closed" }]);
    await pass(3);
    expect(got.map(({ body }) => body.Type)).toEqual(["NewTicket", undefined, "TransferTicket", "ClosedTicket"]);
  });
});
