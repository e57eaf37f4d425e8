import { afterEach, describe, expect, it } from "vitest";
import type { Conversation } from "../../src/index.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";
import { type Day, dayKinds, makeDay, useDatabase } from "./day.js";

useFakeClock();

const database = useDatabase();

describe.each(dayKinds)("the stop word, GLPI %i, store %s:", (version, kind) => {
  let day: Day;
  let read: () => string[];
  /** In a queue that is nobody's. */
  const elsewhere = conversation({ id: 202, queue: { id: 9 } });
  const open = async (create: Record<string, unknown> = {}) => {
    day = await makeDay(version, kind, database(), {
      create: { tellChanges: true, technicianName: "none", stopWord: "Parar!", ...create },
      integrationOfQueue: (queueId) => (queueId === 9 ? null : { id: 1 }),
    });
    await day.writes("a impressora do financeiro não imprime");
    await day.wait(20);
    const before = day.host.texts.length;
    read = () => day.host.texts.slice(before).map((text) => text.split("\n")[0] ?? "");
  };
  const reply = async (text: string, ticketId = 1) => {
    day.glpi.technician.reply(ticketId, `<p>${text}</p>`);
    await day.wait(130);
  };
  const writeIn = async (where: Conversation, text: string, other: object = {}) => {
    const written = message({ text, sentAt: Date.now(), ...other });
    await day.integration.onMessage({ conversation: where, message: written });
    await day.wait(5);
    return written;
  };
  const stopped = expect.stringMatching(/^Tudo bem, não avisamos mais .*escreva \*Parar!\* de novo/);
  const resumed = expect.stringMatching(/^Pronto, voltamos a avisar/);
  const answered = expect.stringMatching(/^Nossa equipe respondeu no chamado 1/);
  afterEach(() => day.end());

  it("ends what is told of a ticket, and says so; what is written goes into the ticket all the same", async () => {
    await open();
    await reply("Já vamos ver.");
    await day.writes("  parar ");
    await day.wait(5);
    await reply("Trocamos o cabo.");
    day.glpi.technician.solve(1, "<p>Pronto.</p>");
    await day.wait(130);
    expect(read()).toEqual([answered, stopped]);
    await day.writes("ainda não imprime nada");
    await day.wait(20);
    expect(day.followUps(1).at(-1)).toContain("ainda não imprime nada");
    expect(day.followUps(1).join()).not.toMatch(/parar/i);
    expect(day.glpi.tickets).toHaveLength(1);
  });

  it("stops although a problem that was told before it becomes a ticket only then", async () => {
    await open();
    const where = conversation({ id: 303 });
    const down = day.glpi.faults.status(503);
    await day.writes("o monitor do caixa queimou", {}, where);
    await day.wait(20);
    await day.writes("parar", {}, where);
    await day.wait(20);
    down.off();
    for (let minute = 0; minute < 10; minute += 1) await day.wait(60);
    expect(day.glpi.tickets).toHaveLength(2);
    expect(read().filter((text) => /avis/.test(text))).toEqual([stopped]);
  });

  it("ends what is told at once, though what was written before still waits for an answer", async () => {
    await open({ hoursBetweenTickets: 24 });
    const where = conversation({ id: 303 });
    await day.writes("o monitor do caixa queimou", {}, where);
    await day.wait(20);
    const asked = expect.stringContaining("É sobre este chamado?");
    expect(read()).toEqual([asked]);
    await day.writes("parar", {}, where);
    await day.wait(5);
    await reply("Trocamos o cabo.");
    expect(read()).toEqual([asked]);
    // Then the first problem goes without an answer.
    for (let minute = 0; minute < 12; minute += 1) await day.wait(60);
    expect(day.glpi.tickets).toHaveLength(2);
    await reply("Disto ninguém ouve.", 2);
    expect(read().filter((text) => /avis|respondeu/.test(text))).toEqual([stopped]);
  });

  it("is taken in any conversation of theirs, once, and the same word brings the next ones back", async () => {
    await open();
    const said = await writeIn(elsewhere, "PARAR");
    await day.integration.onMessage({ conversation: elsewhere, message: said });
    await day.wait(5);
    expect(read()).toEqual([stopped]);
    await reply("Disto ninguém ouve.");
    await writeIn(elsewhere, "Parar.");
    // What happened meanwhile is not told any more.
    await day.wait(130);
    await reply("Trocamos o cabo.");
    expect(read()).toEqual([stopped, resumed, answered]);
    expect(day.host.texts.at(-1)).toMatch(/Trocamos o cabo\.$/);
    expect(day.host.texts.at(-1)).not.toContain("ninguém ouve");
  });

  it("is taken where tickets are looked up", async () => {
    await open();
    const list = conversation({ id: 303, queue: { id: 6 } });
    await day.integration.onTransfer({ conversation: list, integrationId: 2 });
    await day.wait(5);
    const before = day.host.texts.length;
    const stop = message({ text: "parar", sentAt: Date.now() });
    await day.integration.onMessage({ conversation: list, integrationId: 2, message: stop });
    await day.wait(5);
    expect(day.host.texts.slice(before)).toEqual([stopped]);
    await reply("Trocamos o cabo.");
    expect(day.host.texts).toHaveLength(before + 1);
  });

  it("holds until a new ticket is opened: then they hear of all again", async () => {
    await open();
    await writeIn(elsewhere, "parar");
    await day.writes("o monitor não liga", {}, conversation({ id: 404 }));
    await day.wait(20);
    expect(day.glpi.tickets).toHaveLength(2);
    await reply("Do primeiro.");
    await reply("Do segundo.", 2);
    expect(day.host.texts.slice(-2)).toEqual([
      expect.stringContaining("Do primeiro."),
      expect.stringContaining("Do segundo."),
    ]);
  });

  it("is the word however it is written", async () => {
    await open();
    const ways = ["  parár\n", "*Parar!*", "¡Parar!", "“PARAR…”"];
    for (const text of ways) await writeIn(elsewhere, text);
    expect(read()).toEqual([stopped, resumed, stopped, resumed]);
  });

  it("is none in a sentence", async () => {
    await open();
    for (const text of ["pode parar de cobrar?", "parar tudo", "não parar", "parar, por favor", "vou parar", "paras"]) {
      await writeIn(elsewhere, text);
    }
    await reply("Já vamos ver.");
    expect(read()).toEqual([answered]);
  });

  it("is none with more around it, of another contact, or under a picture", async () => {
    await open();
    await writeIn(elsewhere, "pode parar");
    await writeIn(elsewhere, "parar", { media: { type: "image", fileName: "foto.jpg" } });
    await writeIn(conversation({ id: 505, queue: { id: 9 }, contact: { id: 8 } }), "parar");
    await reply("Já vamos ver.");
    expect(read()).toEqual([answered]);
  });

  it("is none where nobody set it", async () => {
    await open({ stopWord: "" });
    await writeIn(elsewhere, "parar");
    await reply("Já vamos ver.");
    expect(read()).toEqual([answered]);
  });

  it("reminds nobody who stopped", async () => {
    await open({ remindInWindow: true, windowHours: 2 });
    day.glpi.technician.change(1, { status: 4 });
    await day.wait(130);
    await writeIn(elsewhere, "parar");
    await day.wait(2 * 3_600);
    expect(read()).toEqual([stopped]);
  });
});
