import { describe, expect, it } from "vitest";
import { noticeMessages, readNotice } from "../../src/host/notices.js";

const choices = {
  options: [
    { id: "yes", title: "Sim" },
    { id: "no", title: "Não" },
  ],
  button: "Ver opções",
  prompt: "Escolha:",
};

describe("a notice", () => {
  it("that fits is one message, with its choices as buttons", () => {
    expect(noticeMessages("Resolvido.", undefined)).toEqual([{ text: "Resolvido." }]);
    expect(noticeMessages("Resolvido.", choices)).toMatchObject([{ text: "Resolvido.", buttons: choices.options }]);
  });

  it("that is too long goes in several, of whole words, and nothing of it is lost", () => {
    const words = Array.from({ length: 2_000 }, (_, index) => `palavra${index}`);
    const messages = noticeMessages(words.join(" "), undefined);
    expect(messages.length).toBeGreaterThan(3);
    expect(messages.every(({ text }) => text.length <= 4_096)).toBe(true);
    expect(messages.map(({ text }) => text).join(" ")).toBe(words.join(" "));
  });

  it("of one endless word, or one endless character, is cut all the same", () => {
    for (const text of ["x".repeat(10_000), `e${"\u0301".repeat(10_000)}`]) {
      const messages = noticeMessages(text, undefined);
      expect(messages.map((message) => message.text).join("")).toBe(text);
      expect(messages.every((message) => message.text.length <= 4_096)).toBe(true);
    }
  });

  it("with choices that is too long for buttons has them behind it", () => {
    const [first, second, ...others] = noticeMessages("palavra ".repeat(200), choices);
    expect([first?.buttons, second?.text, second?.buttons, others]).toEqual([
      undefined,
      "Escolha:",
      choices.options,
      [],
    ]);
  });
});

it.each([
  [undefined, { answer: "sent", messageId: undefined }],
  [null, { answer: "sent", messageId: undefined }],
  ["sent", { answer: "sent", messageId: undefined }],
  ["held", { answer: "held", messageId: undefined }],
  ["later", { answer: "later", messageId: undefined }],
  ["refused", { answer: "refused", messageId: undefined }],
  ["wamid.7", { answer: "sent", messageId: "wamid.7" }],
  [7, { answer: "sent", messageId: "7" }],
  ["", { answer: "sent", messageId: undefined }],
  [{ messageId: 7 }, { answer: "sent", messageId: "7" }],
  [
    { answer: "held", messageId: "t1" },
    { answer: "held", messageId: "t1" },
  ],
  [{ answer: "perhaps" }, { answer: "sent", messageId: undefined }],
  [[], { answer: "sent", messageId: undefined }],
  [true, { answer: "sent", messageId: undefined }],
])("the host's answer %o is read as %o", (given, outcome) => {
  expect(readNotice(given)).toEqual(outcome);
});
