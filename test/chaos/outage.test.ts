import { appendFileSync } from "node:fs";
import { expect, it } from "vitest";
import { MemoryStore } from "../../src/index.js";
import type { GlpiSimulator } from "../../src/testing/index.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";
import { makeWorld } from "../world.js";
import type { Figures } from "./judge.js";
import { figuresVariable } from "./variants/outage.js";

const HOUR_MS = 60 * 60 * 1_000;
const OUTAGE_HOURS = 72;
const CONVERSATIONS = 18;
/** What a durable store is given by default. */
const giveUpAfterMs = 4 * 24 * HOUR_MS;

useFakeClock();

/** For the row of `npm run chaos`, where it asks for it. */
function tellFigures({ tickets, users }: GlpiSimulator, texts: readonly string[]): void {
  const file = process.env[figuresVariable];
  if (file === undefined) return;
  const parts = tickets.flatMap(({ content }) => content.match(/part \d of c\d+/g) ?? []);
  const made = users.filter(({ login }) => login.startsWith("whatsapp-")).length;
  const figures: Figures = {
    conversations: CONVERSATIONS,
    messages: 2 * CONVERSATIONS,
    notAccepted: 0,
    lost: 2 * CONVERSATIONS - new Set(parts).size,
    inTwoTickets: parts.length - new Set(parts).size,
    files: 0,
    filesMissing: 0,
    filesTwice: 0,
    answers: 0,
    answersLost: 0,
    answersAstray: 0,
    answersOutOfOrder: 0,
    answersTwice: 0,
    filed: tickets.length,
    bursts: CONVERSATIONS,
    tickets: tickets.length,
    conversationsHeard: CONVERSATIONS,
    notReopened: 0,
    unknownPeople: CONVERSATIONS,
    usersMade: made,
    notOneUser: Math.abs(CONVERSATIONS - made),
    tenantsMixed: 0,
    wrongPerson: tickets.filter(({ requesters }) => requesters.length !== 1).length,
    silent: 0,
    silentTold: 0,
    hushed: 0,
    untold: tickets.filter(({ id }) => !texts.includes(`number ${id}`)).length,
  };
  appendFileSync(file, `${JSON.stringify(figures)}\n`);
}

it.each([10, 11] as const)(
  "GLPI %i is down for 72 hours: nothing is lost, doubled or given up, and it is probed",
  {
    timeout: 60_000,
  },
  async (version) => {
    const options = { store: new MemoryStore(), retry: { giveUpAfterMs } };
    const { glpi, host, integration, pass } = makeWorld(version, {
      create: { ticketCreatedText: "number {{ticketNumber}}", ticketDelayedText: "later" },
      options,
    });
    const down = glpi.faults.resetBefore();

    // One conversation every four hours, in two messages; the last ones when three days have gone by.
    for (let index = 0; index < CONVERSATIONS; index += 1) {
      const talk = conversation({ id: index, contact: { id: index, phoneNumber: `55319${88_000_000 + index}` } });
      for (const part of [1, 2]) {
        const written = message({ id: `c${index}m${part}`, text: `part ${part} of c${index}`, sentAt: Date.now() });
        await integration.onMessage({ conversation: talk, integrationId: 1, message: written });
        await pass(5_000);
      }
      for (let rest = (OUTAGE_HOURS / CONVERSATIONS) * 60; rest > 0; rest -= 1) await pass(60_000);
    }

    const probes = (OUTAGE_HOURS * HOUR_MS) / 30_000;
    // Each probe is a GET, repeated twice; a few more come before the breaker opens.
    expect(glpi.requests.length).toBeGreaterThan(probes / 2);
    expect(glpi.requests.length).toBeLessThanOrEqual(3 * probes + 20);
    expect(await integration.health()).toMatchObject({ dead: 0, servers: [{ state: "open" }] });
    expect(glpi.tickets).toEqual([]);
    expect(host.said).toEqual(Array.from({ length: CONVERSATIONS }, (_, index) => ({ to: index, text: "later" })));

    down.off();
    const back = glpi.requests.length;
    for (let minute = 0; minute < 10; minute += 1) await pass(60_000);

    tellFigures(glpi, host.texts);
    expect(await integration.health()).toMatchObject({ waiting: 0, inProgress: 0, failed: 0, dead: 0 });
    expect(glpi.tickets).toHaveLength(CONVERSATIONS);
    for (let index = 0; index < CONVERSATIONS; index += 1) {
      const holding = glpi.tickets.filter(({ content }) => new RegExp(`part \\d of c${index}\\b`).test(content));
      expect(holding.map(({ content }) => content.match(/part \d of c\d+/g))).toEqual([
        [`part 1 of c${index}`, `part 2 of c${index}`],
      ]);
      expect(host.said.filter((said) => "to" in said && said.to === index).slice(1)).toEqual([
        { to: index, text: `number ${holding[0]?.id}` },
      ]);
    }
    // A search, a user, a ticket and its requester each, and nothing twice.
    expect(glpi.requests.length - back).toBeLessThanOrEqual(4 * CONVERSATIONS + 10);
    await integration.close();
  },
);
