import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import type { GlpiIntegrationError } from "../../src/glpi/errors.js";
import type { Conversation } from "../../src/host/events.js";
import type { CustomerNotice, OutgoingMedia, OutgoingMessage } from "../../src/host/host.js";
import { type NewWhazingChannel, type SimulatedRequest, WhazingSimulator } from "../../src/testing/index.js";
import { WhazingHost, type WhazingHostOptions } from "../../src/whazing/index.js";
import { useFakeClock } from "../fake-clock.js";

useFakeClock();

const HOUR_MS = 3_600_000;

function make({
  channel = {},
  options = {},
  mediaApiKey,
}: {
  channel?: NewWhazingChannel & { template?: string };
  options?: Partial<WhazingHostOptions>;
  mediaApiKey?: string;
} = {}) {
  const whazing = new WhazingSimulator({ mediaApiKey });
  const { template, ...others } = channel;
  const { id, url, token, kind } = whazing.addChannel(others);
  const beatriz = whazing.addContact({ name: "Beatriz", number: "5531987654322" });
  const { conversationId } = whazing.writes(beatriz, { text: "oi" });
  const log: string[] = [];
  const host = new WhazingHost({
    channels: [{ id, tenantId: 1, url, token, kind, template }],
    queues: [{ id: 5, integrationId: 1 }],
    loadIntegration: () => null,
    fetch: whazing.fetch,
    logger: { warn: (text) => void log.push(text) },
    ...options,
  });
  const conversation: Conversation = {
    id: conversationId,
    tenantId: 1,
    contact: { id: beatriz.id, phoneNumber: "5531987654322" },
    fields: { channelId: String(id) },
  };
  const notice = (more: Partial<CustomerNotice> = {}): CustomerNotice => ({
    ...{ conversation, contact: conversation.contact, text: "Trocamos o toner.", reason: "answer" },
    ...{ ticketNumber: 12, windowOpen: true },
    ...more,
  });
  const sent = () =>
    whazing.requests.filter(({ method }) => method === "POST").map(({ path, body }) => [path, body] as const);
  return { whazing, host, conversation, notice, log, sent, read: () => whazing.reads(beatriz) };
}

/** What came of a call, with all the time that it takes. */
async function outcome<T>(call: Promise<T>): Promise<T | GlpiIntegrationError> {
  const settled = call.catch((error: GlpiIntegrationError) => error);
  for (let turn = 0; turn < 400; turn += 1) {
    await vi.advanceTimersByTimeAsync(100);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return settled;
}

const isText = ({ method, path }: SimulatedRequest) => method === "POST" && path === "/";
const isUpload = ({ files }: SimulatedRequest) => files.length > 0;

const buttons = [
  { id: "wz-yes", title: "Sim, resolveu" },
  { id: "wz-no", title: "Não foi resolvido" },
];
const list = { button: "Ver opções", rows: [{ id: "1", title: "Impressora", description: "Tudo de impressão" }] };
const choices: OutgoingMessage = { text: "Resolveu?\n1 – Sim\n2 – Não", buttons };

function file(name: string, bytes: Uint8Array, type: OutgoingMedia["type"] = "document", mimeType = "application/pdf") {
  const open = vi.fn(async () =>
    (async function* () {
      yield bytes;
    })(),
  );
  return { type, mimeType, fileName: name, open };
}

describe("a text", () => {
  it("goes into its conversation, under a key, and gives the id of the message", async () => {
    const { host, conversation, sent, whazing } = make();
    const answer = await host.sendMessage(conversation, { text: "Olá" });
    expect(sent()).toEqual([
      ["/", { body: "Olá", ticketId: conversation.id, externalKey: expect.stringMatching(/^wz-[0-9a-f]{32}$/) }],
    ]);
    expect(answer).toEqual({ messageId: whazing.messages.at(-1)?.messageId });
  });

  it("that is said again has another key; a try of the same has the same, also in another process", async () => {
    const one = make();
    const fault = one.whazing.faults.status(503, { when: isText });
    await outcome(one.host.sendMessage(one.conversation, { text: "Olá" }));
    fault.off();
    await one.host.sendMessage(one.conversation, { text: "Olá" });
    await one.host.sendMessage(one.conversation, { text: "Olá" });
    const keys = one.sent().map(([, body]) => (body as { externalKey: string }).externalKey);
    expect([new Set(keys).size, new Set(keys.slice(0, -1)).size]).toEqual([2, 1]);
    const other = make();
    await other.host.sendMessage(other.conversation, { text: "Olá" });
    expect(other.sent()[0]?.[1]).toMatchObject({ externalKey: keys[0] });
  });

  it("whose answer is lost is looked for before it is said again", async () => {
    const { whazing, host, conversation, read } = make();
    whazing.faults.resetAfter({ times: 1, when: isText });
    await outcome(host.sendMessage(conversation, { text: "Olá" }));
    expect(read()).toEqual([{ text: "Olá" }]);
    expect(whazing.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /", "GET /ticket/101"]);
    // A failure before anything was done is no message there.
    whazing.faults.resetBefore({ times: 1, when: isText });
    await outcome(host.sendMessage(conversation, { text: "De novo" }));
    expect(read().map(({ text }) => text)).toEqual(["Olá", "De novo"]);
  });

  it("is said once by a Whazing that knows keys, though nobody could look", async () => {
    const { whazing, host, conversation, read } = make();
    whazing.knowsKeys = true;
    whazing.faults.resetAfter({ times: 1, when: isText });
    whazing.faults.status(404, { when: ({ method }) => method === "GET" });
    await outcome(host.sendMessage(conversation, { text: "Olá" }));
    expect(read()).toEqual([{ text: "Olá" }]);
  });

  it.each([
    [503, true],
    [502, true],
    [429, true],
    [401, true],
    [403, true],
    [400, false],
    [413, false],
    [302, true],
    [404, true],
    [410, true],
    [410, false, "json"],
  ] as [number, boolean, "json"?][])(
    "that Whazing answers %i: trying again helps %s",
    async (status, retryable, body) => {
      const { whazing, host, conversation } = make();
      whazing.faults.status(status, body && { body });
      const error = await outcome(host.sendMessage(conversation, { text: "Olá" }));
      expect(error).toMatchObject({ code: "HOST_FAILED", retryable, status });
      expect(whazing.requests).toHaveLength(retryable ? 3 : 1);
    },
  );

  it("that its conversation and its number answer 404 has a wrong address, and may be tried again", async () => {
    const { whazing, host, notice } = make();
    whazing.faults.status(404, { body: "json" });
    expect(await outcome(host.contactCustomer(notice()))).toMatchObject({ retryable: true, status: 404 });
  });

  it("that is answered a web page was not said", async () => {
    const { whazing, host, conversation } = make();
    whazing.faults.html();
    expect(await outcome(host.sendMessage(conversation, { text: "Olá" }))).toMatchObject({ retryable: true });
  });

  it.each([{ error: "ERR_SENDING_WAPP_MSG" }, { success: false }, { error: { message: "offline" } }])(
    "that is answered 200 with an error was not said, and may be tried again: %o",
    async (answer) => {
      let isDown = true;
      const made = make({
        options: { fetch: async (input, init) => (isDown ? Response.json(answer) : made.whazing.fetch(input, init)) },
      });
      expect(await outcome(made.host.sendMessage(made.conversation, { text: "Olá" }))).toMatchObject({
        code: "HOST_FAILED",
        retryable: true,
      });
      isDown = false;
      await made.host.sendMessage(made.conversation, { text: "Olá" });
      expect(made.read()).toEqual([{ text: "Olá" }]);
    },
  );

  it("that is answered 200 without an error was said", async () => {
    for (const answer of [{ error: null }, { error: false, success: true }, { error: "" }, [], "ok"]) {
      const { host, conversation } = make({ options: { fetch: async () => Response.json(answer) } });
      expect(await host.sendMessage(conversation, { text: "Olá" })).toBeUndefined();
    }
  });

  it.each([
    ["2", 3, [0, 2_000, 5_000]],
    ["60", 1, [0]],
    ["Thu, 01 Jan 1970 00:00:00 GMT", 3, [0, 1_000, 4_000]],
  ])("that Whazing has no time for is not tried before it says (Retry-After: %s)", async (seconds, tries, times) => {
    const at: number[] = [];
    const began = Date.now();
    const fetch = async () => {
      at.push(Date.now() - began);
      return new Response("{}", { status: 429, headers: { "retry-after": seconds } });
    };
    const { host, conversation } = make({ options: { fetch } });
    expect(await outcome(host.sendMessage(conversation, { text: "Olá" }))).toMatchObject({ retryable: true });
    expect([at.length, at]).toEqual([tries, times]);
  });

  it.each([
    ["a text", 8_000, 0],
    ["a text, by a patient host", 20_000, 0],
    ["a text with files", 8_000, 1],
  ])(
    "that is not answered within 25 s has failed, and may be tried again: %s",
    async (_what, requestTimeoutMs, files) => {
      const { whazing, host, notice } = make({ options: { requestTimeoutMs } });
      whazing.faults.delay(60_000);
      const began = Date.now();
      const media = files ? [file("manual.pdf", Buffer.from("%PDF"))] : [];
      const failure = host.contactCustomer(notice({ media })).catch((error: GlpiIntegrationError) => {
        return { retryable: error.retryable, ms: Date.now() - began };
      });
      const { retryable, ms } = (await outcome(failure)) as unknown as { retryable: boolean; ms: number };
      expect([retryable, ms > 12_000, ms <= 25_000]).toEqual([true, true, true]);
    },
  );

  it("fails without a token or the address in its error, or in what is inspected", async () => {
    const { whazing, host, conversation } = make();
    whazing.faults.resetBefore();
    const error = await outcome(host.sendMessage(conversation, { text: "segredo" }));
    whazing.faults.clear();
    whazing.faults.status(403);
    const refused = await outcome(host.sendMessage(conversation, { text: "segredo" }));
    const shown = [error, refused, host].map((each) => inspect(each, { depth: 9, showHidden: true })).join("\n");
    expect(shown).toContain("HOST_FAILED");
    expect(shown).not.toMatch(/API_TOKEN|v1\/api\/external|segredo/);
  });
});

describe("choices", () => {
  it("are buttons or a list where the channel has them, to the contact's number", async () => {
    for (const [kind, path] of [
      ["official", "/apioficial"],
      ["plus", "/apiplus"],
    ] as const) {
      const { host, conversation, sent, read } = make({ channel: { kind } });
      await host.sendMessage(conversation, choices);
      await host.sendMessage(conversation, { text: "Sobre o quê?", list });
      expect(sent()).toEqual([
        [
          path,
          {
            number: "5531987654322",
            externalKey: expect.any(String),
            contents: {
              type: "button",
              body: { text: choices.text },
              action: { buttons: buttons.map((reply) => ({ type: "reply", reply })) },
            },
          },
        ],
        [path, expect.objectContaining({ contents: expect.objectContaining({ type: "list" }) })],
      ]);
      expect(read()).toEqual([
        { text: choices.text, buttons: ["Sim, resolveu", "Não foi resolvido"] },
        { text: "Sobre o quê?", rows: ["Impressora"] },
      ]);
    }
  });

  it("are the text alone on another channel, to who has no number, in a group, and where Whazing refuses them", async () => {
    const other = make();
    await other.host.sendMessage(other.conversation, choices);
    expect(other.sent().map(([path]) => path)).toEqual(["/"]);
    const plus = make({ channel: { kind: "plus" } });
    const hidden = { ...plus.conversation, contact: { id: 7, lid: "123456789012345" } };
    await plus.host.sendMessage(hidden, choices);
    await plus.host.sendMessage({ ...plus.conversation, isGroup: true }, choices);
    expect(plus.sent().map(([path]) => path)).toEqual(["/", "/"]);
    plus.whazing.faults.status(400, { when: ({ path }) => path === "/apiplus" });
    await plus.host.sendMessage(plus.conversation, choices);
    expect(plus.sent().map(([path]) => path)).toEqual(["/", "/", "/apiplus", "/"]);
    expect(plus.read().map(({ text }) => text)).toEqual([choices.text, choices.text, choices.text]);
  });
});

it("choices that Whazing answers 200 with an error are the text alone", async () => {
  const made = make({
    channel: { kind: "plus" },
    options: {
      fetch: async (input, init) => {
        const isChoice = new URL(input instanceof Request ? input.url : input).pathname.endsWith("/apiplus");
        return isChoice ? Response.json({ error: "ERR_BUTTONS" }) : made.whazing.fetch(input, init);
      },
    },
  });
  await outcome(made.host.sendMessage(made.conversation, choices));
  expect(made.read()).toEqual([{ text: choices.text }]);
});

describe("a notice", () => {
  it("brings its files first, and its text last, each once however often it is tried", async () => {
    const { whazing, host, notice, read, log } = make();
    const manual = file("manual.pdf", Buffer.from("%PDF manual"));
    const photo = file("foto.jpg", Buffer.from("jpeg"), "image", "image/jpeg");
    whazing.faults.status(503, { when: (request) => isText(request) && !isUpload(request), times: 3 });
    const media = [manual, photo];
    expect(await outcome(host.contactCustomer(notice({ media })))).toMatchObject({ retryable: true });
    const again = host.contactCustomer(notice({ media, text: "Trocamos o toner e o cabo." }));
    expect(await outcome(again)).toEqual({ messageId: expect.any(String) });
    expect(read()).toEqual([
      { text: "manual.pdf", fileName: "manual.pdf" },
      { text: "foto.jpg", fileName: "foto.jpg" },
      { text: "Trocamos o toner e o cabo." },
    ]);
    expect(Buffer.from(whazing.file("manual.pdf") ?? "").toString()).toBe("%PDF manual");
    expect([manual.open.mock.calls.length, log]).toEqual([1, []]);
    // Another answer, with files of the same names.
    await outcome(host.contactCustomer(notice({ media })));
    expect(
      read()
        .map(({ text }) => text)
        .slice(3),
    ).toEqual(["manual.pdf", "foto.jpg", "Trocamos o toner."]);
  });

  it.each([
    ["of another ticket", { ticketNumber: 13 }, {}],
    ["of another document", {}, { documentId: 8 }],
  ])("brings its file though one of the same name, %s, was sent and waits for its text", async (_what, about, its) => {
    const { whazing, host, notice, read } = make();
    const first = { ...file("manual.pdf", Buffer.from("%PDF one")), documentId: 7 };
    const second = { ...file("manual.pdf", Buffer.from("%PDF two")), documentId: 7, ...its };
    const fault = whazing.faults.status(503, { when: (request) => isText(request) && !isUpload(request) });
    await outcome(host.contactCustomer(notice({ media: [first] })));
    fault.off();
    await outcome(host.contactCustomer(notice({ media: [second], text: "Veja o manual.", ...about })));
    await outcome(host.contactCustomer(notice({ media: [first] })));
    expect(read().map(({ text }) => text)).toEqual(["manual.pdf", "manual.pdf", "Veja o manual.", "Trocamos o toner."]);
    expect([first.open.mock.calls.length, second.open.mock.calls.length]).toEqual([1, 1]);
  });

  it("that was refused does not keep its files from another one", async () => {
    const { whazing, host, notice, read } = make();
    whazing.faults.status(400, { body: "json", when: (request) => isText(request) && !isUpload(request), times: 1 });
    const media = [file("manual.pdf", Buffer.from("%PDF"))];
    expect(await outcome(host.contactCustomer(notice({ media })))).toBe("refused");
    await outcome(host.contactCustomer(notice({ media })));
    expect(read().map(({ text }) => text)).toEqual(["manual.pdf", "manual.pdf", "Trocamos o toner."]);
  });

  it("waits for its files while Whazing is down, and for none that it refuses or GLPI has not", async () => {
    const { whazing, host, notice, read, log } = make();
    const down = whazing.faults.resetBefore({ when: isUpload });
    const media = [file("manual.pdf", Buffer.from("%PDF"))];
    expect(await outcome(host.contactCustomer(notice({ media })))).toMatchObject({ retryable: true });
    expect(read()).toEqual([]);
    down.off();
    whazing.faults.status(413, { when: isUpload, times: 1 });
    const gone = { ...file("nota.pdf", Buffer.from("")), open: () => Promise.reject(new Error("404")) };
    await outcome(host.contactCustomer(notice({ media: [...media, gone] })));
    expect(read()).toEqual([{ text: "Trocamos o toner." }]);
    expect(log).toHaveLength(2);
    expect(log.join()).not.toMatch(/manual|nota\.pdf/);
  });

  it("waits for its files where a proxy answers in place of Whazing", async () => {
    const { whazing, host, notice, read, log } = make();
    const proxy = whazing.faults.status(404, { when: isUpload });
    const media = [file("manual.pdf", Buffer.from("%PDF"))];
    expect(await outcome(host.contactCustomer(notice({ media })))).toMatchObject({ retryable: true });
    proxy.off();
    await outcome(host.contactCustomer(notice({ media })));
    expect([read().map(({ text }) => text), log]).toEqual([["manual.pdf", "Trocamos o toner."], []]);
  });

  it("leaves out what WhatsApp would not deliver", async () => {
    const { host, notice, read, log } = make();
    const large = file("foto.jpg", Buffer.alloc(5 * 1024 * 1024 + 1), "image", "image/jpeg");
    await outcome(host.contactCustomer(notice({ media: [large] })));
    expect(read()).toEqual([{ text: "Trocamos o toner." }]);
    expect(log).toEqual([expect.stringContaining("more than 5 MB")]);
  });

  it("whose files take longer than the host may is told with a later try, once", async () => {
    const { whazing, host, notice, read } = make();
    whazing.faults.delay(24_000, { when: isUpload, times: 1 });
    const bytes = Buffer.alloc(4 * 1024 * 1024);
    const media = [file("manual.pdf", bytes)];
    expect(await outcome(host.contactCustomer(notice({ media })))).toMatchObject({ retryable: true });
    await outcome(host.contactCustomer(notice({ media })));
    expect(read().map(({ text }) => text)).toEqual(["manual.pdf", "Trocamos o toner."]);
    expect(media[0]?.open).toHaveBeenCalledTimes(1);
  });

  it("does not wait for ever for one file", async () => {
    const { whazing, host, notice, read, log } = make();
    whazing.faults.status(500, { when: isUpload });
    const media = [file("manual.pdf", Buffer.from("%PDF"))];
    for (let tries = 0; tries < 12; tries += 1) await outcome(host.contactCustomer(notice({ media })));
    expect(read()).toEqual([{ text: "Trocamos o toner." }]);
    expect(log).toEqual([expect.stringContaining("tried too often")]);
  });

  it("on the official API, outside the window, is held, with a template where the channel has one", async () => {
    const official = make({ channel: { kind: "official", template: "ticket_news" } });
    vi.setSystemTime(Date.now() + 25 * HOUR_MS);
    expect(await official.host.contactCustomer(official.notice({ windowOpen: false }))).toBe("held");
    expect(official.read()).toEqual([{ text: "ticket_news", template: "ticket_news" }]);
    expect(await official.host.contactCustomer(official.notice({ windowOpen: true }))).toMatchObject({});
    const plain = make({ channel: { kind: "official" } });
    expect(await plain.host.contactCustomer(plain.notice({ windowOpen: false }))).toBe("held");
    expect(plain.sent()).toEqual([]);
  });

  it("goes to the contact's number where Whazing has deleted the conversation, and is refused where there is none", async () => {
    const { host, notice, conversation, read, log } = make();
    const deleted = { ...conversation, id: 999 };
    expect(await host.contactCustomer(notice({ conversation: deleted }))).toMatchObject({});
    expect(read()).toEqual([{ text: "Trocamos o toner." }]);
    const hidden = { ...deleted, contact: { id: 7, lid: "123456789012345" } };
    expect(await host.contactCustomer(notice({ conversation: hidden }))).toBe("refused");
    expect([read().length, log]).toEqual([1, []]);
  });

  it("whose template Whazing refuses is held all the same, and a line says so", async () => {
    const { whazing, host, notice, log } = make({ channel: { kind: "official", template: "ticket_news" } });
    whazing.faults.status(400, { body: "json", times: 1 });
    expect(await host.contactCustomer(notice({ windowOpen: false }))).toBe("held");
    expect(log).toEqual([expect.stringMatching(/template .*ticket_news.* 400/)]);
    whazing.faults.status(503);
    expect(await outcome(host.contactCustomer(notice({ windowOpen: false })))).toMatchObject({ retryable: true });
  });

  it("on a channel without a window is told at any time", async () => {
    const { host, notice, read } = make();
    await host.contactCustomer(notice({ windowOpen: false }));
    expect(read()).toEqual([{ text: "Trocamos o toner." }]);
  });
});

describe("a conversation", () => {
  it("is moved and closed", async () => {
    const { whazing, host, conversation } = make();
    // As a database gives its ids.
    await host.transferToQueue({ ...conversation, id: String(conversation.id) }, "9");
    expect(whazing.conversations).toMatchObject([{ queueId: 9, status: "pending" }]);
    await host.closeConversation(conversation);
    expect(whazing.conversations).toMatchObject([{ queueId: 9, status: "closed" }]);
  });

  it("goes by its channel; by the tenant's only one where that has no id", async () => {
    const { whazing, host, conversation } = make();
    const second = whazing.addChannel({});
    const both = [
      { id: 1, tenantId: 1, url: whazing.url, token: "x" },
      { id: second.id, tenantId: 1, url: second.url, token: second.token },
    ];
    const { conversationId } = whazing.writes({ id: conversation.contact.id as number }, { text: "oi", channelId: 2 });
    const make2 = (channels: WhazingHostOptions["channels"]) =>
      new WhazingHost({ channels, queues: [], loadIntegration: () => null, fetch: whazing.fetch });
    await make2(both).sendMessage({ ...conversation, id: conversationId, fields: { channelId: "2" } }, { text: "Olá" });
    await make2([{ tenantId: 1, url: second.url, token: second.token }]).sendMessage(
      { ...conversation, id: conversationId, fields: {} },
      { text: "Olá de novo" },
    );
    await host.sendMessage({ ...conversation, fields: {} }, { text: "Olá outra vez" });
    expect(whazing.messages.filter(({ fromMe }) => fromMe)).toHaveLength(3);
    for (const other of [
      { ...conversation, tenantId: 2 },
      { ...conversation, fields: { channelId: "7" } },
    ]) {
      const failure = await host.sendMessage(other, { text: "Olá" }).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: "CONFIGURATION_INVALID", retryable: false });
    }
  });

  it("is in a queue that has an integration, or in none", () => {
    const { host } = make();
    expect(host.integrationOfQueue(5, 1)).toEqual({ id: 1, startOnTransfer: true });
    expect(host.integrationOfQueue("5", "1")).toEqual({ id: 1, startOnTransfer: true });
    expect(host.integrationOfQueue(4, 1)).toBeNull();
  });
});

describe("a message of a conversation", () => {
  it("is found by its text, with who wrote it", async () => {
    const { whazing, host, conversation } = make();
    const beatriz = { id: conversation.contact.id as number };
    const { messageId } = whazing.writes(beatriz, { text: "a internet caiu" });
    whazing.agentWrites(conversation.id as number, "Vou transferir você");
    for (const text of ["ok", "pois é", "pois é"]) whazing.writes(beatriz, { text });
    whazing.agentWrites(conversation.id as number, "ok");
    expect(await host.findMessage(conversation, "a internet caiu")).toEqual({ id: messageId, fromMe: false });
    expect(await host.findMessage(conversation, "Vou transferir você")).toMatchObject({ fromMe: true });
    expect(await host.findMessage(conversation, "pois é")).toEqual({ id: undefined, fromMe: false });
    expect(await host.findMessage(conversation, "ok")).toBeUndefined();
    expect(await host.findMessage(conversation, "boa tarde")).toBeUndefined();
    expect(await host.findMessage({ ...conversation, tenantId: 9 }, "oi")).toBeUndefined();
  });

  it("is not found where Whazing does not say so, once and in time", async () => {
    for (const fault of ["resetBefore", "html"] as const) {
      const { whazing, host, conversation } = make();
      whazing.faults[fault]();
      expect(await outcome(host.findMessage(conversation, "oi"))).toBeUndefined();
      expect(whazing.requests).toHaveLength(1);
    }
    const { whazing, host, conversation } = make();
    whazing.faults.delay(60_000);
    const began = Date.now();
    const ms = host.findMessage(conversation, "oi").then((found) => [found, Date.now() - began]);
    expect(await outcome(ms)).toEqual([undefined, 5_000]);
    for (const answer of [null, "oi", { messages: "oi" }, [{ body: "oi" }, null]]) {
      const other = make({ options: { fetch: async () => Response.json(answer) } });
      expect(await other.host.findMessage(conversation, "oi")).toBeUndefined();
    }
  });
});

describe("a customer's file", () => {
  const withFile = (options: Parameters<typeof make>[0]) => {
    const made = make(options);
    const { fileName } = made.whazing.writes(
      { id: made.conversation.contact.id as number },
      { file: { name: "tela.jpg", bytes: Buffer.from("jpeg"), type: "image/jpeg" } },
    );
    return { ...made, url: `${made.whazing.url}/public/${fileName}` };
  };

  it("is downloaded from /public with the key", async () => {
    const { host, conversation, url } = withFile({ mediaApiKey: "media", options: { mediaApiKey: "media" } });
    const content = await host.openMedia(conversation, { url });
    const chunks: Uint8Array[] = [];
    for await (const chunk of content as AsyncIterable<Uint8Array>) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe("jpeg");
  });

  it("that is gone, without an address, or on another server is none; no other server gets the key", async () => {
    const { whazing, host, conversation, url } = withFile({ options: { mediaApiKey: "media" } });
    expect(await host.openMedia(conversation, { url: `${url}x` })).toBeNull();
    expect(await host.openMedia(conversation, {})).toBeNull();
    whazing.clearRequests();
    expect(await host.openMedia(conversation, { url: "https://elsewhere.example.test/public/a.jpg" })).toBeNull();
    expect(whazing.requests).toEqual([]);
  });

  it("that Whazing sends elsewhere for is not fetched there: nobody else gets the key", async () => {
    const asked: string[] = [];
    const made = withFile({
      options: {
        mediaApiKey: "media",
        fetch: async (input) => {
          asked.push(input instanceof Request ? input.url : String(input));
          return new Response(null, { status: 302, headers: { location: "https://elsewhere.example.test/a.jpg" } });
        },
      },
    });
    await expect(made.host.openMedia(made.conversation, { url: made.url })).rejects.toMatchObject({
      code: "HOST_FAILED",
    });
    expect(asked).toEqual([made.url]);
  });

  it("that Whazing does not give is asked for again", async () => {
    const { whazing, host, conversation, url } = withFile({ mediaApiKey: "media" });
    await expect(host.openMedia(conversation, { url })).rejects.toThrow(/403: give it mediaApiKey/);
    whazing.faults.resetBefore();
    await expect(host.openMedia(conversation, { url })).rejects.toMatchObject({ retryable: true });
  });
});

describe("new WhazingHost", () => {
  it("sends nothing, and names each option that is wrong, never a token", () => {
    const { whazing } = make();
    whazing.clearRequests();
    const wrong = (options: object) => () => make({ options: options as never });
    expect(wrong({ channels: [] })).toThrow(/channels/);
    expect(wrong({ channels: [{ tenantId: 1, url: "ftp://x", token: "geheim" }] })).toThrow(/url/);
    expect(wrong({ channels: [{ tenantId: 1, url: "ftp://x", token: "geheim" }] })).not.toThrow(/geheim/);
    expect(wrong({ queues: [{ id: 5 }] })).toThrow(/integrationId/);
    expect(wrong({ loadIntegration: undefined })).toThrow(/loadIntegration/);
    expect(wrong({ requestTimeoutMs: 60_000 })).toThrow(/requestTimeoutMs/);
    expect(wrong({ colour: "red" })).toThrow(/colour/);
    expect(whazing.requests).toEqual([]);
  });
});
