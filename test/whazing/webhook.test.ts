import { describe, expect, it, vi } from "vitest";
import { GlpiIntegrationError } from "../../src/glpi/errors.js";
import { type FoundMessage, whazingWebhook } from "../../src/whazing/index.js";
import { useFakeClock } from "../fake-clock.js";

useFakeClock();

const token = "n8n-secret";
const contact = { id: 7, name: "Beatriz", phoneNumber: "5531987654322", email: "", isGroup: false, lid: null };
const ticket = { id: 101, status: "open", protocol: "2026101", queueId: 5, apiConfig: null, isGroup: false };
const message = {
  messageId: "3EB0A1",
  messageBody: "a impressora parou",
  timestamp: Date.UTC(2026, 10, 24, 13) / 1_000,
  status: "sended",
  fromMe: false,
  mediaType: "chat",
  mediaUrl: null,
  mediaBase64: null,
  isDeleted: false,
  edited: false,
  reactions: null,
  dataJson: { deep: ["unknown"] },
  ticket,
  contact,
  contactmessage: null,
  user: { id: 3, name: "Ana", email: "ana@acme.example" },
  whatsapp: { id: 4, name: "Suporte" },
};
const transfer = (queueId: number | null, messageBody = "2") => ({
  Type: "TransferTicket",
  messageBody,
  ticket: { ...ticket, queueId, userId: null },
  contact,
  whatsapp: { id: 4, name: "Suporte" },
});

type Calls = [name: string, event: Record<string, unknown>][];

function make({ failure, ...options }: Partial<Parameters<typeof whazingWebhook>[1]> & { failure?: Error } = {}) {
  const calls: Calls = [];
  const log: [string, unknown][] = [];
  const take = (name: string) => async (event: object) => {
    if (failure) throw failure;
    calls.push([name, event as Record<string, unknown>]);
  };
  const listener = { onMessage: take("message"), onConversation: take("conversation"), onClose: take("close") };
  const handler = whazingWebhook(listener, {
    tenants: [
      { id: 1, channels: [4] },
      { id: 2, channels: [8, 9] },
    ],
    queues: [
      { id: 5, integrationId: 1 },
      { id: 6, integrationId: 2, startOnTransfer: false },
      { id: 7, integrationId: 3, tenantId: 2 },
    ],
    token,
    logger: { warn: (text, details) => void log.push([text, details]) },
    ...options,
  });
  const post = async (body: unknown, headers: Record<string, string> = { "x-n8n-api-key": token }) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const answer = await handler(new Request("https://bot.example.test/", { method: "POST", headers, body: text }));
    return [answer.status, await answer.text()];
  };
  return { handler, post, calls, log };
}

describe("a webhook of a stock Whazing", () => {
  it("that brings a message is told, with its tenant, its integration, and what a text may name", async () => {
    const { post, calls, log } = make();
    expect(await post(message)).toEqual([200, "heard"]);
    expect(calls).toMatchObject([
      [
        "message",
        {
          integrationId: 1,
          conversation: {
            id: 101,
            tenantId: 1,
            queue: { id: 5 },
            contact: { id: 7, phoneNumber: "5531987654322" },
            fields: { user: "Ana", userEmail: "ana@acme.example", channelId: "4" },
          },
          message: { id: "3EB0A1", text: "a impressora parou" },
        },
      ],
    ]);
    expect(log).toEqual([]);
  });

  it("finds the integration by queue and tenant; a queue of another tenant's has none", async () => {
    const { post, calls } = make();
    await post({ ...message, ticket: { ...ticket, queueId: 7 }, whatsapp: { id: 8 } });
    await post({ ...message, ticket: { ...ticket, queueId: 7 } });
    await post({ ...message, ticket: { ...ticket, queueId: null } });
    expect(calls.map(([, { integrationId }]) => integrationId)).toEqual([3, undefined, undefined]);
  });

  it("without a channel is the one tenant's, where there is one", async () => {
    const { post, calls } = make({ tenants: [{ id: 9 }] });
    await post({ ...message, whatsapp: undefined });
    expect(calls).toMatchObject([["message", { conversation: { tenantId: 9, fields: {} } }]]);
  });

  it.each([
    ["a test", { event: "test", origin: "webhook-config", timestamp: "2026-11-24T13:00:00Z" }],
    ["a new conversation", { ...transfer(5), Type: "NewTicket" }],
    ["a conversation that an agent began", { ...transfer(5), Type: "NewTicketUserCreate" }],
    ["a kind of a later version", { ...transfer(5), Type: "TagChanged" }],
    ["our own message", { ...message, fromMe: true }],
    ["a reaction", { ...message, reactions: [{ emoji: "❤️" }] }],
    ["an edit without its text", { ...message, edited: true, messageBody: "" }],
    ["a channel of nobody's", { ...message, whatsapp: { id: 99 } }],
    ["a channel of nobody's, that lacks everything", { messageId: "x", whatsapp: { id: 99 } }],
  ])("that is nothing for us is answered 200, and told to nobody: %s", async (_what, body) => {
    const { post, calls, log } = make();
    expect((await post(body))[0]).toBe(200);
    expect([calls, log]).toEqual([[], []]);
  });

  it.each([
    ["no JSON", "{ broken", 400, "no JSON object"],
    ["no object", "[1]", 400, "no JSON object"],
    ["nothing", "", 400, "no JSON object"],
    ["an empty object", {}, 400, /messageOf: id/],
    ["a message without its conversation", { ...message, ticket: undefined }, 400, /conversationOf: id/],
    ["a transfer without its contact", { ...transfer(5), contact: null }, 400, /contact/],
    ["too much", { ...message, mediaBase64: "A".repeat(5_000) }, 413, "more than 4096 bytes"],
  ])(
    "that cannot be read is refused with a reason, and a line that tells nothing of it: %s",
    async (_what, body, status, why) => {
      const { post, calls, log } = make({ maxBytes: 4_096 });
      const answer = await post(body);
      expect(answer).toEqual([status, typeof why === "string" ? why : expect.stringMatching(why)]);
      expect(calls).toEqual([]);
      expect(log).toEqual([[expect.stringContaining(String(answer[1])), { status }]]);
      expect(JSON.stringify([answer, log])).not.toMatch(/impressora|Beatriz|5531987654322|n8n-secret/);
    },
  );

  it("with a wrong token, or none, is refused before it is read; each of several is good", async () => {
    const { post, calls, log } = make({ token: ["old-one", "new-one"] });
    expect(await post(message)).toEqual([401, "not the token"]);
    expect(await post(message, {})).toEqual([401, "not the token"]);
    expect(log).toHaveLength(2);
    for (const each of ["old-one", "new-one"]) expect((await post(message, { "x-n8n-api-key": each }))[0]).toBe(200);
    expect(calls).toHaveLength(2);
  });

  it("that is no POST is answered 405", async () => {
    const { handler } = make();
    const answer = await handler(new Request("https://bot.example.test/"));
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
  });

  it("that breaks off is refused", async () => {
    const { handler } = make();
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error("reset")) });
    const init = { method: "POST", headers: { "x-n8n-api-key": token }, body, duplex: "half" } as RequestInit;
    expect((await handler(new Request("https://bot.example.test/", init))).status).toBe(400);
  });

  it.each(["STORE_FAILED", "CLOSED", "CONFIGURATION_INVALID", "HOST_FAILED"] as const)(
    "is answered 503 where it is not kept, so that it comes again: %s",
    async (code) => {
      const { post, log } = make({ failure: new GlpiIntegrationError(code, "not kept") });
      for (const body of [message, transfer(5), { ...transfer(5), Type: "ClosedTicket" }]) {
        expect(await post(body)).toEqual([503, `not now: ${code}`]);
      }
      expect(log).toHaveLength(3);
    },
  );

  it("that the integration calls invalid is not asked for again", async () => {
    const { post } = make({ failure: new GlpiIntegrationError("EVENT_INVALID", "an id has 500 bytes at most") });
    expect(await post(message)).toEqual([400, "an id has 500 bytes at most"]);
  });

  it("that takes back a message to which somebody reacted is told", async () => {
    const { post, calls } = make();
    await post({ ...message, reactions: [{ emoji: "❤️" }], isDeleted: true });
    expect(calls).toMatchObject([["message", { message: { id: "3EB0A1", isDeleted: true } }]]);
  });

  it("names a file by its whole address, where Whazing gives its path", async () => {
    const { post, calls } = make({ publicUrl: "https://api.whazing.example" });
    await post({ ...message, mediaType: "image", mediaUrl: "/public/1/foto.jpg", messageBody: "foto.jpg" });
    await post({ ...message, mediaType: "image", mediaUrl: "https://cdn.example.test/foto.jpg", messageId: "b" });
    expect(calls.map(([, event]) => (event.message as { media: { url: string } }).media.url)).toEqual([
      "https://api.whazing.example/public/1/foto.jpg",
      "https://cdn.example.test/foto.jpg",
    ]);
  });
});

describe("a transfer", () => {
  it("into a queue of ours is told with what was written before it, by its own id", async () => {
    const { post, calls } = make();
    await post({ ...message, messageBody: "a internet caiu", ticket: { ...ticket, queueId: null } });
    expect(await post(transfer(5, "a internet caiu"))).toEqual([200, "came"]);
    expect(calls[1]).toMatchObject([
      "conversation",
      { integrationId: 1, lastMessage: { id: "3EB0A1", text: "a internet caiu" } },
    ]);
  });

  it("before its message has a last message of its own, which the message is told as when it comes, however often", async () => {
    const { post, calls } = make();
    await post(transfer(5, "a internet caiu"));
    const [, { lastMessage }] = calls[0] ?? ["", {}];
    const { id } = lastMessage as { id: string };
    await post({ ...message, messageBody: "a internet caiu" });
    await post({ ...message, messageBody: "a internet caiu" });
    await post({ ...message, messageId: "3EB0A2", messageBody: "a internet caiu" });
    await post({ ...message, edited: true, messageBody: "a internet caiu de novo" });
    await post({ ...message, isDeleted: true, messageBody: "" });
    const ids = calls.slice(1).map(([, event]) => (event.message as { id: string }).id);
    expect(ids).toEqual([id, id, "3EB0A2", id, id]);
    await post(transfer(5, "a internet caiu"));
    expect(calls.at(-1)?.[1].lastMessage).toMatchObject({ id: expect.any(String) });
  });

  it("before its message is forgotten after a while: the same words are another message then", async () => {
    const { post, calls } = make();
    await post(transfer(5, "oi"));
    await vi.advanceTimersByTimeAsync(20 * 60_000);
    const later = { ...message, messageBody: "oi", timestamp: message.timestamp + 1_200 };
    await post(later);
    expect(calls.at(-1)).toMatchObject(["message", { message: { id: "3EB0A1" } }]);
  });

  it("is not undone by what was written before it and comes late, or again", async () => {
    const { post, calls } = make();
    await post(transfer(5, "2"));
    const late = {
      ...message,
      messageBody: "Oi",
      ticket: { ...ticket, queueId: 3 },
      timestamp: message.timestamp - 60,
    };
    expect(await post(late)).toEqual([200, "written before it came here"]);
    expect(calls).toHaveLength(1);
    // What is written in another queue afterwards says where the conversation is.
    await post({ ...late, messageId: "x", timestamp: message.timestamp + 60 });
    expect(calls).toHaveLength(2);
  });

  it("out of a queue is told again after what was written in that before, and comes late; not after it came back", async () => {
    const { post, calls } = make();
    const late = { ...message, timestamp: Math.floor(Date.now() / 1_000) - 60 };
    await post(transfer(3));
    expect(await post(late)).toEqual([200, "written before it left"]);
    expect(calls.slice(1)).toMatchObject([
      ["message", { message: { id: "3EB0A1" } }],
      ["conversation", { integrationId: null }],
    ]);
    expect(await post({ ...late, messageId: "x", timestamp: late.timestamp + 120 })).toEqual([200, "heard"]);
    await post(transfer(5));
    expect(await post(late)).toEqual([200, "heard"]);
    await post({ ...transfer(5), Type: "ClosedTicket" });
    await post({ ...transfer(5), Type: "NewTicket" });
    expect(await post(late)).toEqual([200, "heard"]);
  });

  it("into another queue, or out of all, is a leave; into one that starts with a message too, unless it is there", async () => {
    const { post, calls } = make();
    await post(transfer(3));
    await post(transfer(null));
    await post(transfer(6));
    expect(calls).toEqual([
      ["conversation", expect.objectContaining({ integrationId: null })],
      ["conversation", expect.objectContaining({ integrationId: null })],
      ["conversation", expect.objectContaining({ integrationId: undefined, lastMessage: undefined })],
    ]);
  });

  it("that comes only after the close, or again, is not taken for a new one; one after a message is", async () => {
    const { post, calls } = make();
    await post({ ...transfer(5), Type: "ClosedTicket" });
    expect(await post(transfer(5))).toEqual([200, "closed since"]);
    expect(calls).toHaveLength(1);
    await post({
      ...message,
      messageBody: "oi",
      timestamp: message.timestamp + 5,
      ticket: { ...ticket, queueId: null },
    });
    expect(await post(transfer(5))).toEqual([200, "came"]);
  });

  it("whose last message is our own is told with what the customer wrote last, or with nothing", async () => {
    const { post, calls } = make();
    const bot = { ...message, messageId: "B1", fromMe: true, messageBody: "Certo, vou transferir você" };
    const other = { ...ticket, id: 102 };
    await post({ ...message, messageBody: "a internet caiu", ticket: { ...ticket, queueId: null } });
    for (const each of [ticket, other]) {
      await post({ ...bot, ticket: { ...each, queueId: null } });
      await post({ ...transfer(5, bot.messageBody), ticket: each });
    }
    const lasts = calls.slice(1).map(([, event]) => (event.lastMessage as { id: string } | undefined)?.id);
    expect(lasts).toEqual(["3EB0A1", undefined]);
  });

  it("says of a last message without an id that it counts only where the conversation comes by it", async () => {
    const { post, calls } = make();
    await post(transfer(5, "a internet caiu"));
    await post({ ...message, ticket: { ...ticket, id: 102 } });
    await post({ ...transfer(5, message.messageBody), ticket: { ...ticket, id: 102 } });
    const said = calls.filter(([name]) => name === "conversation").map(([, event]) => event.lastMessageOnEntry);
    expect(said).toEqual([true, undefined]);
  });

  it("whose last message turns out to be our own has it taken back", async () => {
    const { post, calls } = make();
    const bot = { ...message, messageId: "B1", fromMe: true, messageBody: "Certo, vou transferir você" };
    await post(transfer(5, bot.messageBody));
    const { id } = (calls[0]?.[1].lastMessage ?? {}) as { id?: string };
    const late = { ...bot, timestamp: message.timestamp - 3, ticket: { ...ticket, queueId: null } };
    await post(late);
    await post(late);
    expect(calls.slice(1)).toMatchObject([["message", { message: { id, isDeleted: true } }]]);
  });

  it("whose last message this process did not hear has it as Whazing says: the customer's, by its id, or none", async () => {
    const asked: string[] = [];
    const found: Record<string, FoundMessage> = {
      "a internet caiu": { id: "3EB0A1", fromMe: false },
      "Vou transferir você": { id: "B1", fromMe: true },
      "pois é": { id: undefined, fromMe: false },
    };
    const host = {
      findMessage: async ({ id }: { id: unknown }, text: string) => {
        asked.push(`${id} ${text}`);
        return found[text];
      },
    };
    const { post, calls } = make({ host });
    for (const [index, text] of [...Object.keys(found), "oi", ""].entries()) {
      await post({ ...transfer(5, text), ticket: { ...ticket, id: 101 + index } });
    }
    const lasts = calls.map(([, { lastMessage }]) => (lastMessage as { id: string } | undefined)?.id);
    expect(lasts).toEqual([
      "3EB0A1",
      undefined,
      expect.stringMatching(/^last-103-/),
      expect.stringMatching(/^last-104-/),
      undefined,
    ]);
    expect(asked).toEqual(["101 a internet caiu", "102 Vou transferir você", "103 pois é", "104 oi"]);
    // What was heard is not asked for.
    await post({ ...message, messageBody: "oi", ticket: { ...ticket, id: 109 } });
    await post({ ...transfer(5, "oi"), ticket: { ...ticket, id: 109 } });
    expect(asked).toHaveLength(4);
  });

  const pass = (minutes: number) => vi.advanceTimersByTimeAsync(minutes * 60_000);

  it("of a conversation that an agent opened again is told; one of before the close that comes again is not", async () => {
    const { post, calls } = make();
    await post(transfer(5, "a internet caiu"));
    await pass(1);
    await post({ ...transfer(5), Type: "ClosedTicket" });
    await pass(2);
    expect(await post(transfer(5, "a internet caiu"))).toEqual([200, "closed since"]);
    await pass(3);
    expect(await post(transfer(5, "a internet caiu"))).toEqual([200, "closed since"]);
    expect(calls).toHaveLength(2);
    await pass(1);
    expect(await post(transfer(5, "a internet caiu"))).toEqual([200, "came"]);
  });

  it.each(["another queue", "other words"])("of before the close is another one by %s", async (what) => {
    const { post } = make();
    await post(what === "another queue" ? transfer(3, "2") : transfer(5, "oi"));
    await post({ ...transfer(5), Type: "ClosedTicket" });
    await pass(1);
    expect(await post(transfer(5, "2"))).toEqual([200, "came"]);
  });

  it("right after the close is told where a new conversation was begun meanwhile", async () => {
    const { post } = make();
    await post({ ...transfer(5), Type: "ClosedTicket" });
    expect(await post(transfer(5))).toEqual([200, "closed since"]);
    await post({ ...transfer(null), Type: "NewTicket" });
    expect(await post(transfer(5))).toEqual([200, "came"]);
  });

  it("without any last message is told without", async () => {
    const { post, calls } = make();
    await post(transfer(5, ""));
    expect(calls).toMatchObject([["conversation", { integrationId: 1, lastMessage: undefined }]]);
  });

  it("of a picture remembers no bytes of it", async () => {
    const { post, calls } = make();
    const picture = { mediaType: "image", mediaUrl: "https://w.example.test/public/foto.jpg", mediaBase64: "AAAA" };
    await post({ ...message, ...picture, messageBody: "foto.jpg" });
    await post(transfer(5, "foto.jpg"));
    const { lastMessage } = calls[1]?.[1] ?? {};
    expect(lastMessage).toMatchObject({ id: "3EB0A1", media: { url: picture.mediaUrl } });
    expect((lastMessage as { media: object }).media).not.toHaveProperty("data");
  });
});

it("a close is told as one", async () => {
  const { post, calls } = make();
  expect(await post({ ...transfer(5), Type: "ClosedTicket" })).toEqual([200, "closed"]);
  expect(calls).toMatchObject([["close", { conversation: { id: 101, tenantId: 1 } }]]);
});

describe("whazingWebhook", () => {
  const wrong = (options: object) => () => make(options as never);

  it("names each option that is wrong", () => {
    expect(wrong({ token: "" })).toThrow(/token/);
    expect(wrong({ tenants: [] })).toThrow(/tenants/);
    expect(wrong({ tenants: [{ id: 1 }, { id: 2, channels: [3] }] })).toThrow(/each needs its channels/);
    expect(wrong({ queues: [{ id: 5 }] })).toThrow(/integrationId/);
    expect(wrong({ maxBytes: 1 })).toThrow(/maxBytes/);
    expect(wrong({ publicUrl: "whazing" })).toThrow(/publicUrl/);
    expect(wrong({ host: {} })).toThrow(/host/);
    expect(wrong({ tokens: "x" })).toThrow(/CONFIGURATION_INVALID|tokens/);
  });
});
