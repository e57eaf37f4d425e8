import { afterEach, describe, expect, it } from "vitest";
import type { GlpiIntegration, GlpiIntegrationError } from "../../src/index.js";
import { MemoryStore } from "../../src/store/memory.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation } from "../words.js";
import { makeWorld } from "../world.js";
import { type Day, dayKinds, makeDay, useDatabase } from "./day.js";

useFakeClock();

const database = useDatabase();

describe.each(dayKinds)("a person who is to be forgotten, GLPI %i, store %s:", (version, kind) => {
  let day: Day;
  const begin = async () => {
    day = await makeDay(version, kind, database(), { create: { tellChanges: true } });
  };
  afterEach(() => day.end());

  it("is a stranger from then on: their ticket is not theirs here, and nobody is told of it", async () => {
    await begin();
    await day.writes("a impressora do financeiro não imprime");
    await day.wait(20);
    const forgotten = await day.integration.forgetContact({ tenantId: 1, contact: conversation().contact });
    expect(forgotten).toEqual({
      ...{ links: 1, watched: 1, requesters: 2, conversations: 1, alarms: 0 },
      ...{ batches: 0, deadLetters: 0, files: 0, inProgress: 0 },
    });
    const before = day.host.texts.length;
    day.glpi.technician.reply(1, "<p>Trocamos o cabo.</p>");
    await day.wait(120);
    expect(day.host.texts.slice(before)).toEqual([]);
    await day.writes("o monitor também não liga");
    await day.wait(20);
    expect(day.glpi.tickets).toHaveLength(2);
    expect(day.glpi.tickets[1]?.requesters).toEqual(day.glpi.tickets[0]?.requesters);
  });

  it("loses what waits, and a ticket that is being made is made", async () => {
    await begin();
    await day.writes("a impressora do financeiro não imprime");
    expect(await day.integration.forgetContact({ tenantId: 1, contactId: 7 })).toMatchObject({ batches: 1 });
    await day.wait(20);
    expect(day.glpi.tickets).toEqual([]);
    day.glpi.faults.delay(10_000, { when: ({ method, path }) => method === "POST" && path.endsWith("/Ticket") });
    await day.writes("o monitor não liga");
    await day.wait(20);
    expect(await day.integration.forgetContact({ tenantId: 1, contactId: 7 })).toMatchObject({ inProgress: 1 });
    await day.wait(20);
    expect(day.glpi.tickets).toHaveLength(1);
    expect(day.names()).toContain("ticketCreated");
    expect(await day.integration.forgetContact({ tenantId: 1, contactId: 7 })).toMatchObject({
      links: 1,
      inProgress: 0,
    });
  });
});

describe("to forget a contact", () => {
  const refusal = async (integration: GlpiIntegration, request: object) =>
    integration.forgetContact(request as never).then(
      () => undefined,
      (error: GlpiIntegrationError) => error,
    );

  it("needs to know whom, in which tenant", async () => {
    const { integration } = makeWorld();
    for (const request of [{ contactId: 7 }, { tenantId: 1 }, { tenantId: 1, contactId: 7, contact: { id: 7 } }]) {
      expect(await refusal(integration, request)).toMatchObject({ code: "EVENT_INVALID" });
    }
    await integration.close();
  });

  it("says what to do where the store cannot", async () => {
    const store = Object.assign(new MemoryStore(), { forgetContact: undefined });
    const { integration } = makeWorld(11, { options: { store } });
    const error = await refusal(integration, { tenantId: 1, contactId: 7 });
    expect(error?.code).toBe("CONFIGURATION_INVALID");
    expect(error?.message).toContain("this store has no forgetContact()");
    await integration.close();
  });
});
