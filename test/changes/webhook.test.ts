import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { glpiWebhook } from "../../src/changes/webhook.js";
import { GlpiIntegrationError } from "../../src/glpi/errors.js";
import { recordedWebhooks, secret, signed } from "./webhooks.js";

const url = "https://bot.example.test/hook";
const sentAt = 1_795_576_943;
const minute = 60_000;
const whose = { tenantId: 1, integrationId: 7 };

let now = 0;
let failure: Error | undefined;
let rung: unknown[] = [];
const bell = {
  async glpiChanged(event: object) {
    if (failure !== undefined) throw failure;
    rung.push(event);
  },
};

beforeEach(() => {
  now = sentAt * 1_000;
  failure = undefined;
  rung = [];
});

const handlerOf = (options: object = {}) => glpiWebhook(bell, { secret, ...whose, now: () => now, ...options });

/** A message as GLPI sends it: without a `Content-Type`. */
function post(raw: string, headers: Record<string, string> = signed(raw, String(sentAt))): Request {
  return new Request(url, { method: "POST", headers, body: Buffer.from(raw) });
}

const payload = (ticketId: number) => JSON.stringify({ item: { id: ticketId }, event: "update" });

describe("a webhook's message rings", () => {
  it("in a test that has all of the recorded ones", () => {
    expect(recordedWebhooks.map(({ number }) => Number(number))).toEqual([304, 305, 306, 307, 308, 309, 310, 311, 312]);
  });

  it.each(recordedWebhooks.filter(({ number }) => Number(number) <= 309))(
    "with the signature that GLPI recorded: $number $name",
    async ({ raw, headers }) => {
      expect(Buffer.byteLength(raw)).toBe(Number(headers["content-length"]));
      expect((await handlerOf()(post(raw, headers))).status).toBe(200);
      expect(rung).toEqual([{ ...whose, ticketId: 678 }]);
    },
  );

  it.each(recordedWebhooks.filter(({ number }) => Number(number) > 309))(
    "when it is signed: $number $name",
    async ({ raw, headers }) => {
      expect(Buffer.byteLength(raw)).toBe(Number(headers["content-length"]));
      expect((await handlerOf()(post(raw, headers))).status).toBe(401);
      expect((await handlerOf()(post(raw))).status).toBe(200);
      expect(rung).toEqual([{ ...whose, ticketId: 680 }]);
    },
  );

  it.each([
    [
      "a follow-up of a change",
      { item: { id: 3, itemtype: "Change", items_id: 9 }, parent_item: { id: 9 } },
      undefined,
    ],
    ["a document of a ticket", { item: { id: 3, itemtype: "Ticket", items_id: 9 }, parent_item: { id: 4 } }, 9],
    ["an approval", { item: { id: 3, tickets_id: 9 }, parent_item: { id: 9 } }, 9],
    ["what says its ticket only beside it", { item: { id: 3 }, parent_item: { id: 9 } }, 9],
    ["a ticket whose number is none", { item: { id: "9 OR 1" } }, undefined],
    ["a number that is too large", { item: { id: 1e300 } }, undefined],
    ["an operator's own payload", { text: "something changed" }, undefined],
    ["no item", { item: null, parent_item: [] }, undefined],
  ])("with the ticket's number where it can be seen: %s", async (_what, body, ticketId) => {
    expect((await handlerOf()(post(JSON.stringify(body)))).status).toBe(200);
    expect(rung).toEqual([ticketId === undefined ? whose : { ...whose, ticketId }]);
  });

  it("with any of several secrets", async () => {
    const raw = payload(9);
    const handler = handlerOf({ secret: ["another one", secret] });
    expect((await handler(post(raw))).status).toBe(200);
    expect((await handler(post(raw, signed(raw, String(sentAt), "another one")))).status).toBe(200);
    expect((await handler(post(raw, signed(raw, String(sentAt), "a third")))).status).toBe(401);
    expect(rung).toHaveLength(2);
  });
});

describe("a repetition", () => {
  it("minutes later is answered, and does not ring again", async () => {
    const handler = handlerOf();
    await handler(post(payload(9)));
    now += 4 * minute;
    expect((await handler(post(payload(9)))).status).toBe(200);
    expect(rung).toHaveLength(1);
  });

  it("of what could not be kept rings", async () => {
    const handler = handlerOf();
    failure = new GlpiIntegrationError("STORE_FAILED", "not now");
    expect((await handler(post(payload(9)))).status).toBe(503);
    failure = undefined;
    now += minute;
    expect((await handler(post(payload(9)))).status).toBe(200);
    expect(rung).toEqual([{ ...whose, ticketId: 9 }]);
  });

  it("is taken for a day, and not longer", async () => {
    now += 24 * 60 * minute;
    expect((await handlerOf()(post(payload(9)))).status).toBe(200);
    now += 1;
    expect((await handlerOf()(post(payload(9)))).status).toBe(401);
    now -= 2 * 24 * 60 * minute + 2;
    expect((await handlerOf()(post(payload(9)))).status).toBe(401);
    expect(rung).toHaveLength(1);
  });
});

describe("refused, and not rung, is", () => {
  const raw = payload(9);
  const good = signed(raw, String(sentAt));
  it.each([
    ["no signature", { "x-glpi-timestamp": String(sentAt) }],
    ["no timestamp", { "x-glpi-signature": good["x-glpi-signature"] ?? "" }],
    ["another secret's signature", signed(raw, String(sentAt), "another")],
    ["another message's signature", signed(payload(8), String(sentAt))],
    ["another time", { ...good, "x-glpi-timestamp": String(sentAt + 1) }],
    ["half a signature", { ...good, "x-glpi-signature": good["x-glpi-signature"]?.slice(32) ?? "" }],
    ["a signature of other letters", { ...good, "x-glpi-signature": "é".repeat(64) }],
    ["an empty signature", { ...good, "x-glpi-signature": "" }],
    ["a time that is none, though signed", signed(raw, "now")],
    ["a time without end, though signed", signed(raw, "Infinity")],
  ])("%s: 401", async (_what, headers: Record<string, string>) => {
    const reply = await handlerOf()(post(raw, headers));
    expect(reply.status).toBe(401);
    expect((await reply.text()).length).toBeLessThan(40);
    expect(rung).toEqual([]);
  });

  it.each(["", "segredo", "[1]", "null", '{"item":', "event=update"])(
    "signed, but no object: %j: 400",
    async (text) => {
      expect((await handlerOf()(post(text))).status).toBe(400);
      expect(rung).toEqual([]);
    },
  );

  it.each(["GET", "PUT", "PATCH", "DELETE", "HEAD"])("%s: 405", async (method) => {
    const reply = await handlerOf()(new Request(url, { method }));
    expect([reply.status, reply.headers.get("allow")]).toEqual([405, "POST"]);
  });

  it("a body of more than maxBytes, whatever it says of its length: 413, and the rest is not read", async () => {
    let read = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        read += 1;
        controller.enqueue(new Uint8Array(1_024));
      },
    });
    const headers = { ...good, "content-length": "10" };
    const request = new Request(url, { method: "POST", headers, body: endless, duplex: "half" } as RequestInit);
    expect((await handlerOf({ maxBytes: 4_096 })(request)).status).toBe(413);
    expect(read).toBeLessThan(10);
    expect(rung).toEqual([]);
  });

  it("one of 1 MB and a byte by default, not one of 1 MB", async () => {
    const [begin, end] = ['{"item":{"id":9,"content":"', '"}}'];
    const whole = begin + "x".repeat(1_048_576 - begin.length - end.length) + end;
    expect((await handlerOf()(post(whole))).status).toBe(200);
    expect((await handlerOf()(post(`${whole} `))).status).toBe(413);
    expect(rung).toEqual([{ ...whose, ticketId: 9 }]);
  });

  it("a body that is cut off, or that was read before: 400", async () => {
    const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error("reset")) });
    const cut = new Request(url, { method: "POST", headers: good, body: broken, duplex: "half" } as RequestInit);
    expect((await handlerOf()(cut)).status).toBe(400);
    const read = post(raw);
    await read.text();
    expect((await handlerOf()(read)).status).toBe(400);
  });
});

describe("GLPI's challenge", () => {
  const hmac = (text: string, by = secret) => createHmac("sha256", by).update(text).digest("hex");
  const ask = (token: string) => handlerOf()(new Request(`${url}?crc_token=${token}`));

  it("is answered with the token's signature, and nothing else", async () => {
    const token = hmac("validate_cra_challenge");
    const reply = await ask(token);
    expect([reply.status, await reply.text()]).toEqual([200, hmac(token)]);
  });

  it("is answered by the one of several secrets that asks", async () => {
    const token = hmac("validate_cra_challenge", "another");
    const reply = await handlerOf({ secret: [secret, "another"] })(new Request(`${url}?crc_token=${token}`));
    expect(await reply.text()).toBe(hmac(token, "another"));
  });

  it.each([
    ["a message", encodeURIComponent(`${payload(9)}${sentAt}`)],
    ["a token of another secret", hmac("validate_cra_challenge", "another")],
    ["nothing", ""],
  ])("signs for no stranger: %s", async (_what, token) => {
    const reply = await ask(token);
    expect(reply.status).toBe(401);
    expect(await reply.text()).not.toMatch(/[0-9a-f]{64}/);
  });
});

describe("glpiWebhook()", () => {
  it.each([
    ["secret", { secret: "" }],
    ["secret", { secret: [] }],
    ["maxBytes", { maxBytes: 0 }],
    ["tenantId", { tenantId: undefined }],
    ["integrationId", { integrationId: "" }],
    ["secrets", { secrets: "x" }],
  ])("names an option that is wrong, and not the secret: %s %j", (name, options) => {
    const make = () => handlerOf(options);
    expect(make).toThrow(expect.objectContaining({ code: "CONFIGURATION_INVALID" }));
    expect(make).toThrow(name);
    expect(make).not.toThrow(secret);
  });

  it("takes the time of the process by default", async () => {
    vi.spyOn(Date, "now").mockReturnValue(now);
    expect((await glpiWebhook(bell, { secret, ...whose })(post(payload(9)))).status).toBe(200);
  });
});
