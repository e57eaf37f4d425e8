import { describe, expect, it } from "vitest";
import type { Conversation } from "../../src/host/events.js";
import type { Locale } from "../../src/locales/locale.js";
import { messageVariables } from "../../src/locales/message-variables.js";

const conversation: Conversation = {
  id: 77,
  tenantId: 1,
  protocol: "2026110001",
  queue: { id: 5, name: "Suporte" },
  contact: {
    id: 9,
    name: " Ana  Maria Souza ",
    phoneNumber: "5531987654321",
    email: "ana@acme.example",
    fields: { CPF: "123", user: "nobody", name: "hidden" },
  },
  fields: { user: "Bruno", userEmail: "bruno@acme.example", protocol: "hidden" },
};

function variables(changes: Partial<Conversation> = {}, utc = "2026-11-03T12:05:00Z", locale: Locale = "pt-BR") {
  const now = new Date(utc);
  return messageVariables({
    conversation: { ...conversation, ...changes },
    now,
    timeZone: "America/Sao_Paulo",
    locale,
  });
}

describe("the variables of a text", () => {
  it("are Whazing's own and the extra fields; the conversation's win over the contact's", () => {
    expect(variables()).toEqual({
      firstName: "Ana",
      name: "Ana  Maria Souza",
      phoneNumber: "5531987654321",
      email: "ana@acme.example",
      greting: "Bom dia",
      ticket_id: "77",
      protocol: "2026110001",
      hour: "09:05",
      date: "03/11/2026",
      fila: "Suporte",
      user: "Bruno",
      userEmail: "bruno@acme.example",
      CPF: "123",
    });
  });

  it("leave out what has no value, so that an extra field of that name is seen", () => {
    expect(
      variables({ contact: { id: 9, name: " " }, queue: undefined, protocol: undefined, fields: { fila: "N2" } }),
    ).toEqual({
      greting: "Bom dia",
      ticket_id: "77",
      hour: "09:05",
      date: "03/11/2026",
      fila: "N2",
    });
  });

  it.each([
    ["2026-11-03T07:59:00Z", "04:59", "Boa noite"],
    ["2026-11-03T08:00:00Z", "05:00", "Bom dia"],
    ["2026-11-03T14:59:00Z", "11:59", "Bom dia"],
    ["2026-11-03T15:00:00Z", "12:00", "Boa tarde"],
    ["2026-11-03T20:59:00Z", "17:59", "Boa tarde"],
    ["2026-11-03T21:00:00Z", "18:00", "Boa noite"],
  ])("greet by the local hour: %s is %s, %s", (utc, hour, greting) => {
    expect(variables({}, utc)).toMatchObject({ hour, greting });
  });

  it.each([
    ["es", "Buenos días"],
    ["en", "Good morning"],
  ] as const)("greet in %s", (locale, greting) => {
    expect(variables({}, "2026-11-03T12:05:00Z", locale)).toMatchObject({ greting });
  });

  it("keep a field named __proto__ as data", () => {
    const fields = JSON.parse('{"__proto__":"x"}');
    expect(Object.entries(variables({ fields }))).toContainEqual(["__proto__", "x"]);
  });
});
