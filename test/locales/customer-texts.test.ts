import { describe, expect, it } from "vitest";
import { localeCodes } from "../../src/locales/locale.js";
import { locales } from "../../src/locales/locales.js";
import { renderTemplate } from "../../src/locales/render.js";

const { "glpi-create-ticket": create, "glpi-consult-tickets": consult } = locales["pt-BR"].texts;
const tickets = [
  {
    position: 1,
    number: 12,
    title: "Sem internet",
    status: "Novo",
    openedAt: "2026-11-03 09:00:00",
    updatedAt: "2026-11-04 10:00:00",
  },
  {
    position: 2,
    number: 9,
    title: "A < B & C",
    status: "Pendente",
    openedAt: "2026-11-01 09:00:00",
    updatedAt: "2026-11-02 10:00:00",
  },
];

describe("the default texts", () => {
  it("tell the number of the ticket", () => {
    const view = { firstName: "Ana", ticketNumber: 1234, ticketTitle: "Sem internet", canAdd: true };
    expect(renderTemplate(create.ticketCreatedText, view)).toBe(`Pronto, Ana! ✅ Seu chamado foi aberto.

*Número:* 1234
*Assunto:* Sem internet

Guarde esse número para acompanhar. Nossa equipe já recebeu o seu pedido. Se quiser acrescentar algo, é só escrever aqui.`);
  });

  it("list the open tickets", () => {
    expect(
      renderTemplate(consult.openTicketsText, { firstName: "Ana", tickets, total: 2, shown: 2, more: 0 }),
    ).toBe(`Olá, Ana! Estes são os seus chamados (2):

*1* – Sem internet (nº 12)
Situação: Novo
Aberto em: 2026-11-03 09:00:00
Última atualização: 2026-11-04 10:00:00

*2* – A < B & C (nº 9)
Situação: Pendente
Aberto em: 2026-11-01 09:00:00
Última atualização: 2026-11-02 10:00:00`);
  });

  it("say how many tickets are left out", () => {
    const text = renderTemplate(consult.openTicketsText, { tickets, total: 5, shown: 2, more: 3 });
    expect(text).toMatch(/2026-11-02 10:00:00\n\nEstes são os que mudaram por último\. Além deles, há mais 3\.$/);
  });

  it("ask about one open ticket, or about several, with a number for each answer", () => {
    const one = { firstName: "Ana", tickets: [{ position: 1, number: 12, title: "Sem internet" }], another: 2 };
    expect(renderTemplate(create.openTicketText, { ...one, several: false })).toBe(`Olá, Ana! É sobre este chamado?

*1* – Sim, o chamado 12: Sem internet
*2* – Não, é outro problema

Responda com um número de 1 a 2.`);
    const two = { ...one, tickets: [...one.tickets, { position: 2, number: 9, title: "Sem luz" }], another: 3 };
    expect(renderTemplate(create.openTicketText, { ...two, several: true })).toContain(
      "um destes chamados?\n\n*1* – Sim, o chamado 12: Sem internet\n*2* – Sim, o chamado 9: Sem luz\n*3* – Não",
    );
  });

  it.each(localeCodes)("stay within WhatsApp's 4,096 characters with the longest titles in %s", (locale) => {
    const title = "x".repeat(255);
    const longest = [1, 2, 3].map((position) => ({ position, number: 4_294_967_295, title }));
    const rows = Array.from({ length: 9 }, (_, index) => ({ position: index + 1, name: "x".repeat(100) }));
    const options = { categories: rows, locations: rows, within: "x".repeat(100), other: 10 };
    const view = {
      ...options,
      firstName: "Maximiliano",
      tickets: longest,
      another: 4,
      several: true,
      ticketTitle: title,
    };
    for (const text of Object.values<string>(locales[locale].texts["glpi-create-ticket"])) {
      expect(renderTemplate(text, view).length).toBeLessThan(4_096);
    }
  });

  it.each(localeCodes)("greet a contact without a name well in %s", (locale) => {
    for (const texts of Object.values(locales[locale].texts)) {
      for (const text of Object.values<string>(texts)) {
        const view = {
          tickets,
          total: 2,
          shown: 2,
          more: 0,
          ticketNumber: 12,
          ticketTitle: "Sem internet",
          another: 3,
          other: 3,
          status: "está resolvido",
        };
        const rendered = renderTemplate(text, view);
        expect(rendered).not.toMatch(/[{}]|,\s*[!.]| [!.,:]/);
        if (!text.includes("{{firstName}}")) continue;
        expect(renderTemplate(text, { ...view, firstName: "Ana" })).toMatch(/^¡?[A-Z]\S*( \S+)?, Ana[!.] /u);
      }
    }
  });
});
