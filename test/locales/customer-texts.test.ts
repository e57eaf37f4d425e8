import { describe, expect, it } from "vitest";
import { localeCodes } from "../../src/locales/locale.js";
import { locales } from "../../src/locales/locales.js";
import { renderTemplate } from "../../src/locales/render.js";

const { "glpi-create-ticket": create, "glpi-consult-tickets": consult } = locales["pt-BR"].texts;
const tickets = [
  {
    number: 12,
    title: "Sem internet",
    status: "Novo",
    openedAt: "2026-11-03 09:00:00",
    updatedAt: "2026-11-04 10:00:00",
  },
  {
    number: 9,
    title: "A < B & C",
    status: "Pendente",
    openedAt: "2026-11-01 09:00:00",
    updatedAt: "2026-11-02 10:00:00",
  },
];

describe("the default texts", () => {
  it("tell the number of the ticket", () => {
    const view = { firstName: "Ana", ticketNumber: 1234, ticketTitle: "Sem internet" };
    expect(renderTemplate(create.ticketCreatedText, view)).toBe(`Pronto, Ana! ✅ Seu chamado foi aberto.

*Número:* 1234
*Assunto:* Sem internet

Guarde esse número para acompanhar. Nossa equipe já recebeu o seu pedido.`);
  });

  it("list the open tickets", () => {
    expect(
      renderTemplate(consult.openTicketsText, { firstName: "Ana", tickets, total: 2, shown: 2, more: 0 }),
    ).toBe(`Olá, Ana! Estes são os seus chamados (2):

*12* – Sem internet
Situação: Novo
Aberto em: 2026-11-03 09:00:00
Última atualização: 2026-11-04 10:00:00

*9* – A < B & C
Situação: Pendente
Aberto em: 2026-11-01 09:00:00
Última atualização: 2026-11-02 10:00:00`);
  });

  it("say how many tickets are left out", () => {
    const text = renderTemplate(consult.openTicketsText, { tickets, total: 5, shown: 2, more: 3 });
    expect(text).toMatch(/2026-11-02 10:00:00\n\nEstes são os que mudaram por último\. Além deles, há mais 3\.$/);
  });

  it.each(localeCodes)("greet a contact without a name well in %s", (locale) => {
    for (const texts of Object.values(locales[locale].texts)) {
      for (const text of Object.values<string>(texts)) {
        const rendered = renderTemplate(text, { tickets, total: 2, shown: 2, more: 0 });
        expect(rendered).not.toMatch(/[{}]|,\s*[!.]| [!.,:]/);
        expect(renderTemplate(text, { firstName: "Ana" })).toMatch(/^¡?[A-Z]\S*( \S+)?, Ana[!.] /u);
      }
    }
  });
});
