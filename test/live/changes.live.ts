import { expect, it } from "vitest";
import type { CreatedTicket } from "../../src/events.js";
import { conversation, message } from "../words.js";
import { describeOnGlpi, TELLING } from "./live-glpi.js";

describeOnGlpi("what happens to a ticket in GLPI", (live) => {
  it("is told at the bell, without what is private, and the customer's yes closes it", async () => {
    const { admin, integration, texts } = live();
    const { id, contact } = await live().addBeatriz();
    const talk = conversation({ id: 4_242, contact });
    const created = new Promise<CreatedTicket>((resolve) => {
      integration.on("ticketCreated", ({ batch, ticket }) => batch.conversation.id === talk.id && resolve(ticket));
    });
    const told = new Promise<object>((resolve, reject) => {
      integration.on("changeTold", resolve);
      integration.on("warning", ({ error }) => reject(error));
    });
    told.catch(() => undefined);
    const written = message({ text: "a impressora parou" });
    await integration.onTransfer({ conversation: talk, integrationId: TELLING, lastMessage: written });
    const { ticketId } = await created;
    await admin.addFollowUp(ticketId, "<p>O cliente <b>não</b> lê isto.</p>", { isPrivate: true });
    await admin.addFollowUp(ticketId, "<p>Vou <b>trocar</b> o cabo.</p>");
    await admin.solve(ticketId, "<p>Trocamos o cabo.</p>");
    await integration.glpiChanged({ integrationId: TELLING, tenantId: talk.tenantId, ticketId });

    expect(await told).toMatchObject({ ticketId, reason: "solution" });
    const read = texts.filter((text) => /cabo/.test(text));
    expect(read).toEqual([expect.stringMatching(/Vou \*trocar\* o cabo\.[\s\S]*Trocamos o cabo\.[\s\S]*\*1\*/)]);
    expect(texts.join()).not.toContain("não lê isto");

    await integration.onMessage({ conversation: talk, integrationId: TELLING, message: message({ text: "1" }) });
    await expect.poll(async () => (await admin.ticket(ticketId)).status, { timeout: 20_000, interval: 500 }).toBe(6);
    expect(await admin.ticketsOf(id)).toEqual([ticketId]);
  });
});
