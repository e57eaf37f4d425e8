import { describe, expect, it, vi } from "vitest";
import type { GlpiIntegrationError } from "../../src/glpi/errors.js";
import type { CustomerNotice, Host, OutgoingMedia, OutgoingMessage } from "../../src/host/host.js";
import { Chatter } from "../../src/work/chatter.js";
import { HostCalls } from "../../src/work/host-calls.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation } from "../words.js";

useFakeClock();

const talk = conversation();
const choices = {
  options: [
    { id: "wz-verdict-12-yes", title: "Sim, resolveu" },
    { id: "wz-verdict-12-no", title: "Não foi resolvido" },
  ],
  button: "Ver opções",
  prompt: "Escolha uma opção:",
};
const media: OutgoingMedia[] = [
  { type: "image", mimeType: "image/jpeg", fileName: "foto.jpg", open: () => Promise.reject(new Error("not asked")) },
];

function notice(text = "Trocamos o toner.\n📎 foto.jpg") {
  const { contact } = talk;
  return { conversation: talk, contact, text, reason: "answer" as const, ticketNumber: 12, windowOpen: false };
}

/** The host's functions, and what they were given. */
function make(functions: Partial<Pick<Host, "sendMessage" | "contactCustomer">>) {
  const sent: OutgoingMessage[] = [];
  const notices: CustomerNotice[] = [];
  const warnings: GlpiIntegrationError[] = [];
  const { sendMessage, contactCustomer } = functions;
  const host: Host = {
    sendMessage: (to, message) => {
      sent.push(message);
      return sendMessage?.(to, message);
    },
    ...(contactCustomer && {
      contactCustomer: (given: CustomerNotice) => {
        notices.push(given);
        return contactCustomer(given);
      },
    }),
    transferToQueue: () => undefined,
    loadIntegration: () => null,
  };
  const emit = (_event: string, payload: unknown) => warnings.push((payload as { error: GlpiIntegrationError }).error);
  const calls = new HostCalls(host, emit, new Chatter(emit));
  return { calls, sent, notices, warnings };
}

const plain = { sendButtons: false, again: false };

describe("a notice", () => {
  it("goes to contactCustomer, with its files and its choices, and not to sendMessage", async () => {
    const { calls, sent, notices } = make({ contactCustomer: () => ({ messageId: 77 }) });
    const outcome = await calls.contact(notice(), { choices, media, sendButtons: true, again: false });
    expect(outcome).toEqual({ answer: "sent", messageId: "77", messageIds: ["77"] });
    expect(notices).toEqual([{ ...notice(), media, buttons: choices.options }]);
    expect(sent).toEqual([]);
  });

  it("goes to sendMessage where the host has nothing else, and names its files in the text", async () => {
    const { calls, sent } = make({ sendMessage: async () => ({ messageId: "wamid.1" }) });
    const outcome = await calls.contact(notice(), { choices, media, ...plain });
    expect(outcome).toEqual({ answer: "sent", messageId: "wamid.1", messageIds: ["wamid.1"] });
    expect(sent).toEqual([{ text: notice().text, media }]);
  });

  it("has no buttons where the operator wants none", async () => {
    const { calls, notices } = make({ contactCustomer: () => "sent" });
    await calls.contact(notice(), { choices, ...plain });
    expect(notices).toEqual([notice()]);
  });

  it.each(["held", "later", "refused"] as const)(
    "that the host says is %s is so, without a warning",
    async (answer) => {
      const { calls, warnings } = make({ contactCustomer: async () => answer });
      expect(await calls.contact(notice(), plain)).toEqual({ answer, messageId: undefined, messageIds: [] });
      expect(warnings).toEqual([]);
    },
  );

  it("of which the host says nothing was sent", async () => {
    const { calls } = make({ contactCustomer: () => undefined });
    expect(await calls.contact(notice(), plain)).toMatchObject({ answer: "sent", messageIds: [] });
  });

  it("that is too long comes in several, each with an id, the files and the choices at the last", async () => {
    let id = 0;
    const { calls, notices } = make({
      contactCustomer: () => {
        id += 1;
        return { messageId: id };
      },
    });
    const text = "palavra ".repeat(600).trim();
    const outcome = await calls.contact(notice(text), { choices, media, sendButtons: true, again: false });
    expect(outcome).toEqual({ answer: "sent", messageId: "2", messageIds: ["1", "2"] });
    expect(notices.map((each) => each.text).join(" ")).toBe(text);
    expect(notices.map(({ buttons, media: files }) => [buttons, files])).toEqual([
      [undefined, undefined],
      [choices.options, media],
    ]);
  });

  it("of which the host holds the first part goes no further", async () => {
    const { calls, notices } = make({ contactCustomer: () => "held" });
    const outcome = await calls.contact(notice("palavra ".repeat(1_200)), plain);
    expect([outcome.answer, notices.length]).toEqual(["held", 1]);
  });
});

describe("a host that fails", () => {
  const fails = () => {
    throw new Error("no channel");
  };

  it("is tried later, with one warning that does not hold the text", async () => {
    for (const [name, functions] of [
      ["contactCustomer", { contactCustomer: fails }],
      ["sendMessage", { sendMessage: fails }],
    ] as const) {
      const { calls, warnings } = make(functions);
      expect(await calls.contact(notice(), plain)).toMatchObject({ answer: "later", messageIds: [] });
      expect(await calls.contact(notice(), { ...plain, again: true })).toMatchObject({ answer: "later" });
      expect(warnings.map(({ code }) => code)).toEqual(["HOST_FAILED"]);
      expect(warnings[0]?.message).toContain(name);
      expect(warnings[0]?.message).not.toContain("toner");
    }
  });

  it("to answer within 30 seconds is tried later", async () => {
    const { calls, warnings } = make({ contactCustomer: () => new Promise(() => undefined) });
    const outcome = calls.contact(notice(), plain);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await outcome).toMatchObject({ answer: "later" });
    expect(warnings).toHaveLength(1);
  });
});
