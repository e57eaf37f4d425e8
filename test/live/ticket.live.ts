import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import type { AddedFollowUp, CreatedTicket } from "../../src/events.js";
import { conversation, message } from "../words.js";
import { describeOnGlpi, messageIntervalMs } from "./live-glpi.js";

describeOnGlpi("a ticket", (live) => {
  it("is one for several messages in pieces, and its number is told", async () => {
    const { admin, texts, integration } = live();
    const { id, entityId, contact } = await live().addBeatriz();
    const talk = conversation({ contact });
    const created = new Promise<CreatedTicket>((resolve, reject) => {
      integration.on("ticketCreated", ({ ticket }) => resolve(ticket));
      integration.on("ticketFailed", ({ error }) => reject(error));
    });
    const pieces = ["Bom dia", "a impressora parou", "e faz barulho"];
    await integration.onTransfer({ conversation: talk, integrationId: 1, lastMessage: message({ text: "2" }) });
    for (const text of pieces) {
      await pause(messageIntervalMs * 0.4);
      await integration.onMessage({ conversation: talk, integrationId: 1, message: message({ text }) });
    }
    const { ticketId } = await created;

    // Were there a second ticket, it would come after another quiet period.
    await pause(messageIntervalMs * 1.5);
    expect(await admin.ticketsOf(id)).toEqual([ticketId]);
    const ticket = await admin.ticket(ticketId);
    expect(ticket).toMatchObject({ title: "a impressora parou", entityId, requesterIds: [id] });
    expect(ticket.content).toMatch(new RegExp(["2", ...pieces].join("\\n.*")));
    expect(texts).toEqual([expect.stringContaining("Conte"), expect.stringContaining(`*Número:* ${ticketId}`)]);
  });

  it("goes on with what comes later, in the requester's name, and is reopened when it was solved", async () => {
    const { admin, integration } = live();
    const { id, contact } = await live().addBeatriz();
    const talk = conversation({ contact });
    const { ticketId } = await live().open(contact, { text: "a impressora parou" });
    await admin.solve(ticketId, "<p>Trocamos o cabo.</p>");
    const added = new Promise<AddedFollowUp>((resolve, reject) => {
      integration.on("followUpAdded", ({ followUp }) => resolve(followUp));
      // Such as a right that is missing.
      integration.on("warning", ({ error }) => reject(error));
    });
    added.catch(() => undefined);
    await integration.onMessage({ conversation: talk, integrationId: 1, message: message({ text: "obrigada!" }) });
    await integration.onMessage({ conversation: talk, integrationId: 1, message: message({ text: "parou de novo" }) });
    expect(await added).toMatchObject({ ticketId, requesterId: id });
    expect([1, 2]).toContain((await admin.ticket(ticketId)).status);
    expect(await admin.ticketsOf(id)).toEqual([ticketId]);
  });

  it("says what was written, with markup, quotes, emoji and line breaks", async () => {
    const { admin } = live();
    const { contact } = await live().addBeatriz();
    const text = `<b>&"' &lt; &#60; 👩‍🔧 ação\nsegunda linha`;
    const { ticketId, title } = await live().open(contact, { text });
    const ticket = await admin.ticket(ticketId);
    expect(ticket.content).toContain(text);
    expect(ticket.title).toBe(title);
    expect(title).toBe(text.replace("\n", " "));
  });

  it("has a title of whole words within GLPI's 255 characters, and the whole text", async () => {
    const { admin } = live();
    const { contact } = await live().addBeatriz();
    const text = "impressão <1> & cópia 😩 ".repeat(30).trim();
    const { ticketId, title } = await live().open(contact, { text });
    const ticket = await admin.ticket(ticketId);
    expect(ticket.title).toBe(title);
    expect([...title].length).toBeLessThanOrEqual(255);
    expect(title).toMatch(/^impressão <1> & cópia 😩 .*\S…$/u);
    expect(ticket.content).toContain(text);
  });
});
