import { EventEmitter } from "node:events";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { GlpiIntegration, MemoryStore } from "../../src/index.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld } from "../world.js";

useFakeClock();

const talk = conversation();
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("an event with an odd optional field", () => {
  it.each([
    ["a numeric protocol", { conversation: { ...talk, protocol: 20261124001 } }, "Protocolo: 20261124001"],
    ["a numeric name", { conversation: { ...talk, contact: { ...talk.contact, name: 7 } } }, "Contato: 7"],
    ["an e-mail that is none", { conversation: { ...talk, contact: { ...talk.contact, email: false } } }, "parou"],
    ["a queue without an id", { conversation: { ...talk, queue: { id: null } } }, "parou"],
    ["fields as PHP writes an empty list", { conversation: { ...talk, fields: [] } }, "parou"],
    ["a flag as text", { conversation: { ...talk, isGroup: "false" } }, "parou"],
    ["a numeric text", { message: message({ text: 12345 as never }) }, "12345"],
    [
      "a time as ISO text",
      { message: message({ text: "parou", sentAt: "2026-11-24T13:00:00.000Z" }) },
      "[24/11/2026 10:00] parou",
    ],
    [
      "a time in seconds, as Whazing's webhooks have it",
      { message: message({ text: "parou", sentAt: 1_795_525_200 }) },
      "[24/11/2026 10:00] parou",
    ],
    [
      "a time in seconds as text",
      { message: message({ text: "parou", sentAt: "1795525200" }) },
      "[24/11/2026 10:00] parou",
    ],
  ])("costs no message: %s", async (_case, odd, content) => {
    const { glpi, integration, pass } = makeWorld();
    await integration.onMessage({
      conversation: talk,
      integrationId: 1,
      message: message({ text: "parou" }),
      ...odd,
    } as never);
    await pass(15_000);
    expect(glpi.tickets).toMatchObject([{ content: expect.stringContaining(content) }]);
    await integration.close();
  });

  it.each([0, "", "yesterday", null, undefined, { low: 1_795_525_200, high: 0, unsigned: true }])(
    "a time that cannot be read, or is of protobuf (%j), costs no message",
    async (sentAt) => {
      const { glpi, integration, pass } = makeWorld();
      const odd = { ...message({ text: "parou" }), sentAt } as never;
      await integration.onMessage({ conversation: talk, integrationId: 1, message: odd });
      await pass(15_000);
      expect(glpi.tickets).toMatchObject([{ content: expect.stringContaining("[24/11/2026 10:00] parou") }]);
      await integration.close();
    },
  );

  it("whole seconds and milliseconds of one second keep the order in which they came", async () => {
    const { glpi, integration, pass } = makeWorld();
    const at = Date.UTC(2026, 10, 24, 13, 0, 1);
    for (const [text, sentAt] of [
      ["um", at + 400],
      ["dois", at / 1_000],
      ["três", at + 900],
      ["zero", at - 1],
    ] as const) {
      await integration.onMessage({
        conversation: talk,
        integrationId: 1,
        message: message({ text: `${text}!`, sentAt }),
      });
    }
    await pass(15_000);
    const content = glpi.tickets[0]?.content ?? "";
    const order = ["zero!", "um!", "dois!", "três!"].map((text) => content.indexOf(text));
    expect(order).toEqual([...order].sort((one, other) => one - other));
    await integration.close();
  });

  it("a place and a contact's card are read, and a picture of 7 KB of base64 goes nowhere", async () => {
    const { glpi, integration, pass } = makeWorld();
    const place = `data:image/png;base64,${"iVBORw0KGgo".repeat(700)}|https://maps.example/?q=-19.9,-43.9`;
    const card = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Lima\nTEL;waid=5531987654321:+55 31 98765-4321\nEND:VCARD";
    for (const [text, type] of [
      [card, "contactMessage"],
      [place, "location"],
    ] as const) {
      await integration.onMessage({
        conversation: talk,
        integrationId: 1,
        message: message({ text, media: { type } }),
      });
    }
    await pass(15_000);
    expect(glpi.tickets).toMatchObject([{ title: "https://maps.example/?q=-19.9,-43.9" }]);
    expect(glpi.tickets[0]?.content).toContain("Ana Lima: +55 31 98765-4321");
    expect(glpi.tickets[0]?.content).toContain("https://maps.example/?q=-19.9,-43.9");
    expect(glpi.tickets[0]?.content).not.toMatch(/iVBOR|VCARD/);
    await integration.close();
  });

  it("a lid or a group's id is no telephone in the ticket, and who has no name is called by the telephone", async () => {
    const { glpi, integration, create } = makeWorld();
    const open = (contact: object) =>
      integration.createTicket({
        integration: create,
        conversation: conversation({ contact: contact as never }),
        messages: [message()],
      });
    await open({ id: 60, name: "\u202e\u200b", phoneNumber: "235085806727321" });
    expect(glpi.tickets.at(-1)?.content).not.toContain("235085806727321");
    expect(glpi.users.at(-1)).toMatchObject({ firstname: "whazing-1-60", mobile: null });
    await open({ id: 61, name: ".", phoneNumber: "5531987650009" });
    expect(glpi.users.at(-1)).toMatchObject({ firstname: "+55", realname: "31 98765-0009" });
    await integration.close();
  });

  it.each(["0", "null", "@lid", " ", "000000000000000@lid"])(
    "a placeholder as lid (%j) makes nobody somebody else",
    async (lid) => {
      const { glpi, integration, create } = makeWorld();
      for (const id of [81, 82]) {
        const talk = conversation({ contact: { id, name: `Contato ${id}`, lid } });
        await integration.createTicket({ integration: create, conversation: talk, messages: [message()] });
      }
      const [first, second] = glpi.tickets;
      expect(first?.requesters).not.toEqual(second?.requesters);
      await integration.close();
    },
  );

  it("a group may be one by its contact alone; WhatsApp's status and channels are nobody", async () => {
    const { glpi, host, integration, pass } = makeWorld();
    const contacts = [
      { id: 70, isGroup: true },
      { id: 71, phoneNumber: "status@broadcast" },
      { id: "120363@newsletter" },
    ];
    for (const [index, contact] of contacts.entries()) {
      const odd = { ...talk, id: 700 + index, contact } as never;
      await integration.onTransfer({ conversation: odd, integrationId: 1 });
      await integration.onMessage({ conversation: odd, integrationId: 1, message: message({ text: "parou" }) });
    }
    await pass(15_000);
    expect([glpi.tickets, host.texts]).toEqual([[], []]);
    await integration.close();
  });

  it("a GLPI that prints PHP messages before each answer works, and its operator is told once", async () => {
    const { glpi, integration, pass, events, host } = makeWorld();
    const noisy: typeof fetch = async (...request) => {
      const answer = await glpi.fetch(...request);
      const { status, headers } = answer;
      return new Response(`<div>PHP Notice (8): x</div>${await answer.text()}`, { status, headers });
    };
    const loud = new GlpiIntegration({ host, fetch: noisy });
    const warned: string[] = [];
    loud.on("warning", ({ error }) => warned.push(error.code));
    await loud.onMessage({ conversation: talk, integrationId: 1, message: message({ text: "parou" }) });
    await pass(15_000);
    expect([glpi.tickets.length, warned, events]).toEqual([1, ["GLPI_SETUP"], []]);
    await Promise.all([loud.close(), integration.close()]);
  });

  it("a tenant's form that names the host's own network is refused with addresses public, and nothing is lost", async () => {
    const create = { url: "http://10.0.0.5/apirest.php" };
    const { integration, pass, events } = makeWorld(11, { create, options: { addresses: "public" } });
    await integration.onMessage({ conversation: talk, integrationId: 1, message: message({ text: "parou" }) });
    await pass(15_000);
    for (let minutes = 0; minutes < 70; minutes += 1) await pass(60_000);
    const error = { code: "CONFIGURATION_INVALID", message: expect.stringContaining("rede interna") };
    expect(events.at(-1)).toMatchObject({
      name: "ticketFailed",
      event: { error, batch: { messages: [{ text: "parou" }] } },
    });
    expect(await integration.deadLetters()).toHaveLength(1);
    await integration.close();
  });

  it("an id that no store could keep is refused, and says so", async () => {
    const { integration } = makeWorld();
    const long = "é".repeat(251);
    const own = { conversation: talk, integrationId: 1, message: message() };
    for (const event of [
      { ...own, message: { ...message(), id: long } },
      { ...own, integrationId: long },
      { ...own, conversation: { ...talk, id: long } },
      { ...own, conversation: { ...talk, tenantId: long } },
      { ...own, conversation: { ...talk, contact: { ...talk.contact, id: long } } },
    ]) {
      await expect(integration.onMessage(event)).rejects.toMatchObject({
        code: "EVENT_INVALID",
        message: expect.stringContaining("500 bytes"),
      });
    }
    await integration.close();
  });

  it.each(["valueOf", "constructor", "__proto__"])("a file of the type %j is a file", async (type) => {
    const { glpi, integration, pass } = makeWorld();
    await integration.onMessage({
      conversation: talk,
      integrationId: 1,
      message: message({ text: "", media: { type } }),
    });
    await pass(15_000);
    expect(glpi.tickets).toMatchObject([{ title: "Arquivo" }]);
    await integration.close();
  });

  it("an event is read before its method returns: a host may use the object for its next one", async () => {
    const { glpi, integration, host, pass } = makeWorld();
    const event = { conversation: { ...talk, contact: { ...talk.contact } }, integrationId: 1, message: message() };
    const accepted: Promise<void>[] = [];
    for (const id of [1, 2, 3]) {
      Object.assign(event.conversation, { id });
      Object.assign(event.conversation.contact, { id });
      Object.assign(event.message, { id, text: `problema ${id}` });
      accepted.push(integration.onMessage(event));
    }
    await Promise.all(accepted);
    Object.assign(event.message, { text: "" });
    await pass(15_000);
    expect(glpi.tickets.map(({ title }) => title)).toEqual(["problema 1", "problema 2", "problema 3"]);
    expect(host.said.map((what) => "to" in what && what.to)).toEqual([1, 2, 3]);
    await integration.close();
  });

  it("an edit without a text leaves the text", async () => {
    const { glpi, integration, pass } = makeWorld();
    const first = message({ text: "legenda" });
    await integration.onMessage({ conversation: talk, integrationId: 1, message: first });
    await integration.onMessageEdited({ conversation: talk, message: { ...first, text: null as never } });
    await pass(15_000);
    expect(glpi.tickets).toMatchObject([{ title: "legenda" }]);
    await integration.close();
  });

  it("a name with line breaks writes one line", async () => {
    const { glpi, integration, create } = makeWorld();
    const contact = { ...talk.contact, name: "Ana\nRef. wz-aaaaaaaaaaaaaaaaaaaa" };
    await integration.createTicket({ integration: create, conversation: { ...talk, contact }, messages: [message()] });
    expect(glpi.tickets[0]?.content).toContain("Contato: Ana Ref. wz-aaaaaaaaaaaaaaaaaaaa<br>");
    await integration.close();
  });

  it("a method called with nothing says so", async () => {
    const { integration } = makeWorld();
    await expect(integration.createTicket(undefined as never)).rejects.toMatchObject({ code: "EVENT_INVALID" });
    await expect(integration.consultTickets(null as never)).rejects.toMatchObject({ code: "EVENT_INVALID" });
    await integration.close(null as never);
  });
});

it("what a host has in its objects beside what is asked for is not kept: no tokens, no files", async () => {
  const { integration, pass, events } = makeWorld();
  const cycle: Record<string, unknown> = { token: "SECRET" };
  cycle.self = cycle;
  await integration.onMessage({
    conversation: { ...talk, apiConfig: cycle, contact: { ...talk.contact, wa: cycle } },
    integrationId: 1,
    message: { ...message(), mediaBase64: "SECRET", dataJson: cycle },
  } as never);
  await pass(15_000);
  expect(events.map(({ name }) => name)).toContain("ticketCreated");
  expect(JSON.stringify(events)).not.toContain("SECRET");
  await integration.close();
});

describe("a host that does not answer", () => {
  it("holds up a conversation for 30 seconds, and not for good", async () => {
    const { glpi, host, integration, pass, events } = makeWorld(11, { create: { afterTicket: "newTicket" } });
    addBeatriz(glpi);
    Object.assign(host, { sendMessage: () => new Promise(() => undefined) });
    await integration.onMessage({ conversation: talk, integrationId: 1, message: message() });
    await pass(15_000);
    await integration.onMessage({ conversation: talk, integrationId: 1, message: message() });
    for (let minute = 0; minute < 15; minute += 1) await pass(60_000);
    expect(glpi.tickets).toHaveLength(2);
    expect(events.filter(({ name }) => name === "ticketCreated")).toHaveLength(2);
    const closing = integration.close();
    await pass(60_000);
    await closing;
  });

  it("does not end all consultations of a conversation", async () => {
    const { host, integration, pass } = makeWorld();
    const { sendMessage } = host;
    Object.assign(host, { sendMessage: () => new Promise(() => undefined) });
    await integration.onTransfer({ conversation: talk, integrationId: 2 });
    await pass(31_000);
    Object.assign(host, { sendMessage });
    await integration.onTransfer({ conversation: talk, integrationId: 2 });
    await pass(0);
    expect(host.texts).toHaveLength(1);
    await integration.close();
  });

  it("and cannot load a configuration for an event with nothing to keep, is to tell it again", async () => {
    const { host, integration, pass, create } = makeWorld();
    host.integrations[1] = { ...create, includeGroups: true };
    const { loadIntegration } = host;
    Object.assign(host, { loadIntegration: () => Promise.reject(new Error("database")) });
    const group = conversation({ isGroup: true });
    await expect(integration.onTransfer({ conversation: talk, integrationId: 1 })).rejects.toMatchObject({
      code: "HOST_FAILED",
    });
    await expect(
      integration.onMessage({ conversation: group, integrationId: 1, message: message() }),
    ).rejects.toMatchObject({ code: "HOST_FAILED" });
    Object.assign(host, { loadIntegration });
    await integration.onTransfer({ conversation: talk, integrationId: 1 });
    await pass(0);
    expect(host.texts).toHaveLength(1);
    await integration.close();
  });

  it("and throws what a HTTP library attaches secrets to, puts them in no log and no error", async () => {
    const logged: unknown[] = [];
    const log = (...args: unknown[]) => void logged.push(args);
    const { host, integration, pass, events } = makeWorld(11, {
      options: { logger: { info: log, warn: log, error: log } },
    });
    host.failure = Object.assign(new Error("Request failed with status code 500"), {
      config: { headers: { Authorization: "Bearer SECRET" }, data: "what a customer wrote" },
    });
    integration.on("ticketCreated", () => {
      throw host.failure;
    });
    await integration.onMessage({ conversation: talk, integrationId: 1, message: message() });
    await pass(15_000);
    const errors = events.flatMap(({ event }) => ("error" in event ? [event.error] : []));
    expect(errors.length).toBeGreaterThanOrEqual(2);
    expect(inspect([logged, errors], { depth: 20 })).toContain("status code 500");
    expect(inspect([logged, errors], { depth: 20 })).not.toMatch(/SECRET|what a customer wrote/);
    host.failure = undefined;
    await pass(60_000);
    await integration.close();
  });
});

describe("whose telephone", () => {
  it("a lid in the place of the telephone is nobody's, though its digits hold one", async () => {
    const { glpi, integration, consult } = makeWorld();
    const joao = glpi.addUser({ login: "joao", mobile: "(31) 98539-4890" });
    glpi.addTicket({ title: "segredo", requesters: [joao.id] });
    for (const lid of ["5531985394890@lid", "550315985394890@lid"]) {
      const contact = { id: lid, phoneNumber: lid.replace("@lid", ""), lid };
      expect(
        await integration.consultTickets({ integration: consult, conversation: conversation({ contact }) }),
      ).toMatchObject({ total: 0 });
    }
    await integration.close();
  });

  it("a telephone counts more than what the lid was known as", async () => {
    const { glpi, integration, consult } = makeWorld();
    const beatriz = addBeatriz(glpi);
    glpi.addTicket({ title: "de Beatriz", requesters: [beatriz.id] });
    const ana = glpi.addUser({ login: "ana", mobile: "31 91111-2222" });
    glpi.addTicket({ title: "de Ana", requesters: [ana.id] });
    const ask = (phoneNumber: string) =>
      integration.consultTickets({
        integration: consult,
        conversation: conversation({ contact: { id: 1, phoneNumber, lid: "123@lid" } }),
      });
    expect((await ask("5531987654322")).tickets).toMatchObject([{ title: "de Beatriz" }]);
    expect((await ask("5531911112222")).tickets).toMatchObject([{ title: "de Ana" }]);
    await integration.close();
  });

  it("a person who was remembered and is gone from GLPI is looked for again", async () => {
    const { glpi, integration, create, consult } = makeWorld();
    const gone = addBeatriz(glpi);
    await integration.consultTickets({ integration: consult, conversation: talk });
    await glpi.fetch(`${glpi.url}/User/${gone.id}?force_purge=true`, {
      method: "DELETE",
      headers: { "App-Token": glpi.appToken, "Session-Token": glpi.sessions[0]?.token ?? "" },
    });
    const { requester } = await integration.createTicket({
      integration: create,
      conversation: talk,
      messages: [message()],
    });
    expect(requester.matchedBy).toBe("created");
    await integration.close();
  });

  it("a store that cannot say or keep who is who costs a warning and a request, not the ticket", async () => {
    class Forgetful extends MemoryStore {
      override findRequester = () => Promise.reject(new Error("x"));
      override saveRequester = () => Promise.reject(new Error("x"));
    }
    const { glpi, integration, create, events } = makeWorld(11, { options: { store: new Forgetful() } });
    addBeatriz(glpi);
    const { requester } = await integration.createTicket({
      integration: create,
      conversation: talk,
      messages: [message()],
    });
    expect(requester.matchedBy).toBe("phone");
    expect(events.find(({ name }) => name === "warning")).toMatchObject({ event: { error: { code: "STORE_FAILED" } } });
    await integration.close();
  });
});

describe("a conversation that left", () => {
  it("stays where it is when its ticket fails; its customer is told all the same", async () => {
    const { glpi, host, integration, pass } = makeWorld(11, { create: { errorQueueId: 9 } });
    glpi.apiEnabled = false;
    await integration.onMessage({ conversation: talk, integrationId: 1, message: message() });
    await integration.onLeave({ conversation: { ...talk, queue: { id: 77 } } });
    await pass(0);
    expect(host.said).toEqual([{ to: 101, text: expect.stringContaining("Desculpe") }]);
    await integration.close();
  });
});

describe("closing while something is under way", () => {
  it("a message whose configuration was still being loaded becomes its ticket", async () => {
    const { glpi, host, integration, pass } = makeWorld();
    const { loadIntegration } = host;
    Object.assign(host, {
      loadIntegration: (id: number, tenant: number) => later(300).then(() => loadIntegration(id, tenant)),
    });
    const accepted = integration.onMessage({ conversation: talk, integrationId: 1, message: message() });
    await pass(0);
    const closing = integration.close();
    await pass(300);
    await accepted;
    expect(await closing).toEqual({ left: [] });
    expect(glpi.tickets).toHaveLength(1);
  });

  it("one whose configuration is not loaded in time is refused, not lost", async () => {
    const { host, integration, pass } = makeWorld();
    const { loadIntegration } = host;
    Object.assign(host, {
      loadIntegration: (id: number, tenant: number) => later(5_000).then(() => loadIntegration(id, tenant)),
    });
    const accepted = integration.onMessage({ conversation: talk, integrationId: 1, message: message() });
    const refused = expect(accepted).rejects.toMatchObject({ code: "CLOSED" });
    await pass(0);
    const closing = integration.close({ timeoutMs: 1_000 });
    await pass(1_000);
    await closing;
    await pass(5_000);
    await refused;
  });

  it("a batch whose ticket exists is not left; one that was not posted is not posted after the close", async () => {
    const { glpi, host, integration, pass, events } = makeWorld(11, { create: { errorQueueId: 9 } });
    addBeatriz(glpi);
    Object.assign(host, { sendMessage: () => later(5_000) });
    await integration.onMessage({ conversation: talk, integrationId: 1, message: message({ text: "existe" }) });
    await pass(15_000);
    glpi.faults.delay(2_000, { when: ({ path }) => path.startsWith("/search") });
    const other = conversation({ id: 2, contact: { id: 2, phoneNumber: "5511987651234" } });
    await integration.onMessage({ conversation: other, integrationId: 1, message: message({ text: "não existe" }) });
    const closing = integration.close({ timeoutMs: 1_000 });
    await pass(1_000);
    const { left } = await closing;
    expect(left).toMatchObject([{ conversation: { id: 2 }, ticketMayExist: false }]);
    const before = events.length;
    await pass(60_000);
    expect(glpi.tickets).toMatchObject([{ title: "existe" }]);
    expect(host.said).toEqual([]);
    expect(events.slice(before)).toMatchObject([
      { name: "ticketCreated", event: { batch: { conversation: { id: 101 } } } },
    ]);
    expect(glpi.sessions).toEqual([]);
  });

  it("a batch whose POST is under way may have become a ticket, and says so", async () => {
    const { glpi, integration, pass, events } = makeWorld();
    addBeatriz(glpi);
    glpi.faults.delay(2_000, { when: ({ path }) => path === "/Ticket" });
    await integration.onMessage({ conversation: talk, integrationId: 1, message: message() });
    await integration.onClose({ conversation: talk });
    await pass(0);
    const closing = integration.close({ timeoutMs: 1_000 });
    await pass(1_000);
    expect(await closing).toMatchObject({ left: [{ ticketMayExist: true }] });
    expect(events.at(-1)).toMatchObject({
      name: "warning",
      event: { error: { message: expect.stringContaining("look for its mark") } },
    });
  });

  it("a session that is being started is ended too", async () => {
    const { glpi, integration, pass } = makeWorld();
    glpi.faults.delay(500, { when: ({ path }) => path === "/initSession" });
    await integration.onTransfer({ conversation: talk, integrationId: 2 });
    await pass(100);
    const closing = integration.close();
    await pass(1_500);
    await closing;
    await pass(10_000);
    expect(glpi.sessions).toEqual([]);
  });

  it("an emitter that fails, and a store that fails, keep nothing from closing", async () => {
    class Failing extends MemoryStore {
      override close = () => Promise.reject(new Error("x"));
    }
    const { integration } = makeWorld(11, { options: { store: new Failing() } });
    const emitter = new EventEmitter() as Parameters<typeof integration.attach>[0];
    integration.attach(emitter);
    emitter.off = () => {
      throw new Error("off");
    };
    expect(await integration.close()).toEqual({ left: [] });
    const another = new EventEmitter() as Parameters<typeof integration.attach>[0];
    integration.attach(another);
    expect(another.listenerCount("message")).toBe(0);
  });
});
