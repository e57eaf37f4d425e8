import { describe, expect, it } from "vitest";
import { useFakeClock } from "../fake-clock.js";
import { conversation } from "../words.js";
import { addBeatriz, makeWorld } from "../world.js";

useFakeClock();

describe.each([10, 11] as const)("the open tickets on GLPI %i", (version) => {
  it("are neither solved nor closed, newest change first, ten at most, and how many more there are", async () => {
    const { glpi, integration, consult, pass } = makeWorld(version);
    const { id } = addBeatriz(glpi);
    for (const status of [5, 6]) glpi.addTicket({ title: `status ${status}`, entityId: 1, requesters: [id], status });
    for (let number = 1; number <= 12; number += 1) {
      await pass(60_000);
      glpi.addTicket({ title: `chamado ${number}`, entityId: 1, requesters: [id], status: (number % 4) + 1 });
    }
    const { tickets, total, text } = await integration.consultTickets({
      integration: consult,
      conversation: conversation(),
    });
    expect(total).toBe(12);
    expect(tickets.map(({ title }) => title)).toEqual(
      [12, 11, 10, 9, 8, 7, 6, 5, 4, 3].map((number) => `chamado ${number}`),
    );
    expect(tickets[0]).toMatchObject({
      status: "new",
      openedAt: "2026-11-24 13:12:00",
      updatedAt: "2026-11-24 13:12:00",
      entity: "Root entity > ACME",
    });
    expect(text).toContain("há mais 2");
    expect(text).toContain("Situação: Em atendimento (atribuído)");
    expect(text).toContain("Aberto em: 24/11/2026 10:12");
    await integration.close();
  });

  it.each([
    ["GLPI's clock is that of São Paulo", -3 * 60, "America/Sao_Paulo", "24/11/2026 10:00"],
    [
      "GLPI's clock is that of São Paulo and goes four minutes wrong",
      -3 * 60 + 4,
      "America/Sao_Paulo",
      "24/11/2026 10:04",
    ],
    ["GLPI's clock is that of Kathmandu, the customer in Manaus", 5 * 60 + 45, "America/Manaus", "24/11/2026 09:00"],
  ])("have the customer's hours where %s", async (_where, minutes, timeZone, openedAt) => {
    const now = () => new Date(Date.now() + minutes * 60_000);
    const { glpi, integration, consult } = makeWorld(version, { now });
    const { id } = addBeatriz(glpi);
    glpi.addTicket({ title: "chamado", entityId: 1, requesters: [id] });
    const { text } = await integration.consultTickets({
      integration: { ...consult, timeZone },
      conversation: conversation(),
    });
    expect(text).toContain(`Aberto em: ${openedAt}`);
    await integration.close();
  });

  it("keep the solved ones in, and are as few as configured, in the operator's words", async () => {
    const { glpi, integration, consult } = makeWorld(version);
    const { id } = addBeatriz(glpi);
    for (const status of [1, 5, 6])
      glpi.addTicket({ title: `status ${status}`, entityId: 1, requesters: [id], status });
    const { total, tickets, text } = await integration.consultTickets({
      integration: {
        ...consult,
        locale: "es",
        ticketStatuses: "notClosed",
        maxTickets: 1,
        openTicketsText: "{{shown}}/{{total}} {{#tickets}}{{number}} {{status}} {{url}}{{/tickets}}",
      },
      conversation: conversation(),
    });
    expect(total).toBe(2);
    expect(tickets).toHaveLength(1);
    expect(text).toMatch(
      /^1\/2 \d+ (Nuevo|Resuelto) https:\/\/glpi\.example\.test\/glpi\/front\/ticket\.form\.php\?id=\d+$/,
    );
    await integration.close();
  });

  it("of nobody whom GLPI knows are none, and nobody is created; so for a person who has none", async () => {
    const { glpi, integration, consult } = makeWorld(version);
    const none = await integration.consultTickets({ integration: consult, conversation: conversation() });
    expect(none).toMatchObject({ tickets: [], total: 0, text: expect.stringContaining("nenhum chamado em aberto") });
    expect(glpi.users).toHaveLength(1);
    addBeatriz(glpi);
    expect((await integration.consultTickets({ integration: consult, conversation: conversation() })).text).toBe(
      none.text,
    );
    await integration.close();
  });

  it("of a known contact cost two requests: who it is, each time, and the list", async () => {
    const { glpi, integration, consult, requests } = makeWorld(version);
    const beatriz = addBeatriz(glpi);
    const ask = () => integration.consultTickets({ integration: consult, conversation: conversation() });
    await ask();
    expect(requests()).toEqual(["GET /search/User", "GET /search/Ticket"]);
    glpi.clearRequests();
    await ask();
    expect(glpi.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /User/${beatriz.id}`,
      "GET /search/Ticket",
    ]);
    await integration.close();
  });
});
