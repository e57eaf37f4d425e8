import { PGlite } from "@electric-sql/pglite";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { MemoryStore } from "../../src/index.js";
import { type BatchProgress, LeaseLost, type TakenBatch } from "../../src/store/store.js";
import type { SimulatedRequest } from "../../src/testing/index.js";
import { LEASE_MS } from "../../src/work/batch-worker.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld } from "../world.js";
import { type Day, makeDay } from "./day.js";

useFakeClock();

let pglite: PGlite;
beforeAll(async () => {
  pglite = await PGlite.create();
}, 60_000);
afterAll(() => pglite.close());
beforeEach(() => {
  vi.spyOn(Math, "random").mockReturnValue(0);
});

const kinds = [
  [10, "memory"],
  [11, "memory"],
  [10, "postgres"],
  [11, "postgres"],
] as const;

describe.each(kinds)("the customer is asked what it is, and where, on GLPI %i, store %s:", (version, kind) => {
  let day: Day;
  let ids: Record<"printer" | "toner" | "paper" | "network" | "colour", number>;
  const rights = { itilcategory: 1, location: 1 };
  /** ACME's categories: Impressora (with Papel and Toner, with Cor below it) and Rede. */
  const begin = async (create: Record<string, unknown> = {}, more: object = {}) => {
    const pool = { query: (text: string, values: unknown[]) => pglite.query(text, values) };
    const config = { askCategory: true, categoryId: 77, noAnswerMinutes: 2, ...create };
    day = await makeDay(version, kind, pool, { create: config, rights, ...more });
    const add = (name: string, parentId?: number) => day.glpi.addCategory({ name, entityId: 1, parentId }).id;
    const network = add("Rede");
    const printer = add("Impressora");
    const toner = add("Toner", printer);
    ids = { network, printer, toner, paper: add("Papel", printer), colour: add("Cor", toner) };
  };
  afterEach(() => day.end());

  const writes = async (text: string, seconds = 20, where = conversation()) => {
    const written = await day.writes(text, {}, where);
    await day.wait(seconds);
    return written;
  };
  const made = () => day.glpi.tickets.map(({ categoryId, locationId }) => [categoryId, locationId]);
  const asked = (path: string) => day.requests().filter((line) => line === `GET /${path}`).length;
  const lastText = () => day.host.texts.at(-1);
  const question = (
    rows: readonly string[],
    first = "Olá, Beatriz! Sobre o que é o seu chamado?",
    other = "Outro assunto",
  ) =>
    [
      `${first}\n`,
      ...[...rows, other].map((name, index) => `*${index + 1}* – ${name}`),
      `\nResponda com um número de 1 a ${rows.length + 1}.`,
    ].join("\n");
  const toPost = ({ method, path }: SimulatedRequest) => method === "POST" && path === "/Ticket";

  it("by number or by name; the list is read once an hour", async () => {
    await begin();
    await writes("a internet caiu");
    expect(day.host.texts).toEqual([question(["Impressora", "Rede"])]);
    expect(made()).toEqual([]);
    await writes("2", 1);
    expect(made()).toEqual([[ids.network, 0]]);
    expect(day.glpi.tickets[0]?.content).not.toContain(">2<");
    expect(day.told()).toEqual(["Olá, Beatriz", "Pronto, Beatriz"]);
    await writes("o wi-fi também", 20, conversation({ id: 102 }));
    await writes("rede", 1, conversation({ id: 102 }));
    expect(made()).toEqual([
      [ids.network, 0],
      [ids.network, 0],
    ]);
    expect([asked("ITILCategory"), asked("getMyEntities")]).toEqual([1, 0]);
    await day.wait(3_700);
    await writes("caiu de novo", 20, conversation({ id: 103 }));
    expect(asked("ITILCategory")).toBe(2);
    expect(day.names()).toEqual(["ticketCreated", "ticketCreated"]);
  });

  it("level by level, three at most; “other” is the one above", async () => {
    await begin();
    const deep = day.glpi.addCategory({ name: "Magenta", entityId: 1, parentId: ids.colour });
    await writes("imprime tudo rosa");
    await writes("impressora", 1);
    expect(lastText()).toBe(question(["Papel", "Toner"], "*Impressora*: sobre o que exatamente?"));
    await writes("2", 1);
    expect(lastText()).toBe(question(["Cor"], "*Toner*: sobre o que exatamente?"));
    await writes("1", 1);
    expect(made()).toEqual([[ids.colour, 0]]);
    expect(deep.level).toBe(4);
    await writes("e faz barulho", 20, conversation({ id: 102 }));
    await writes("1", 1, conversation({ id: 102 }));
    await writes("outro assunto", 1, conversation({ id: 102 }));
    await writes("3", 1, conversation({ id: 102 }));
    expect(made()[1]).toEqual([ids.printer, 0]);
    await writes("e cheira", 20, conversation({ id: 103 }));
    await writes("outro", 1, conversation({ id: 103 }));
    expect(made()[2]).toEqual([77, 0]);
  });

  it("as a list too, where the operator wants buttons, and what is chosen there is the answer", async () => {
    await begin({ sendButtons: true, askLocation: true });
    day.glpi.addLocation({ name: "Térreo", entityId: 1 });
    const chooses = async (choice: string, text: string) => {
      await day.writes(text, { choice });
      await day.wait(1);
    };
    await writes("a internet caiu");
    expect(day.host.said.at(-1)).toMatchObject({
      text: question(["Impressora", "Rede"]),
      buttons: [
        { id: "1", title: "Impressora" },
        { id: "2", title: "Rede" },
        { id: "3", title: "Outro assunto" },
      ],
    });
    await chooses("2", "Rede");
    expect(day.host.said.at(-1)).toMatchObject({
      buttons: [
        { id: "1", title: "Térreo" },
        { id: "2", title: "Outro lugar" },
      ],
    });
    await chooses("2", "Outro lugar");
    expect(made()).toEqual([[ids.network, 0]]);
    expect(day.glpi.tickets[0]?.content).not.toContain("Outro lugar");
  });

  it("without the option nothing is asked, of nobody", async () => {
    await begin({ askCategory: false });
    await writes("a internet caiu");
    const before = day.requests().length;
    await writes("o wi-fi também", 20, conversation({ id: 102 }));
    expect(day.requests().slice(before)).toEqual(["POST /Ticket"]);
    expect([made(), asked("ITILCategory")]).toEqual([
      [
        [77, 0],
        [77, 0],
      ],
      0,
    ]);
  });

  it("a known contact's ticket costs the one list, and then nothing more", async () => {
    await begin({ askCategory: false });
    await writes("a internet caiu");
    day.host.integrations[1] = { ...day.create, askCategory: true };
    await day.wait(61);
    for (const [id, requests] of [
      [102, ["GET /ITILCategory", "POST /Ticket"]],
      [103, ["POST /Ticket"]],
    ] as const) {
      const before = day.requests().length;
      await writes("o wi-fi também", 20, conversation({ id }));
      await writes("2", 1, conversation({ id }));
      expect(day.requests().slice(before)).toEqual(requests);
    }
  });

  it("unclear twice: the configured one; what was described is in the ticket, and the next text is no answer", async () => {
    await begin();
    await writes("a internet caiu");
    await writes("desde ontem à noite", 1);
    expect(day.told()).toEqual(["Olá, Beatriz", "Olá, Beatriz"]);
    expect(made()).toEqual([]);
    await writes("o vizinho tem", 40);
    expect(made()).toEqual([[77, 0]]);
    const ticketId = day.glpi.tickets[0]?.id ?? 0;
    expect(day.followUps(ticketId).join()).toMatch(/desde ontem à noite\s+o vizinho tem/);
    await writes("2", 40);
    expect([made().length, day.followUps(ticketId).length]).toEqual([1, 1]);
  });

  it("silence: the configured one, below a chosen one that; and what comes later is a message like any other", async () => {
    await begin();
    await writes("a internet caiu", 100);
    expect(made()).toEqual([]);
    await day.wait(60);
    expect(made()).toEqual([[77, 0]]);
    const told = day.told().length;
    await writes("o modem pisca em vermelho", 40);
    expect(day.followUps(day.glpi.tickets[0]?.id ?? 0)).toEqual(["o modem pisca em vermelho"]);
    expect(day.told().slice(told)).toEqual(["Anotado no chamado 1"]);
    await writes("a impressora parou", 20, conversation({ id: 102 }));
    await writes("1", 150, conversation({ id: 102 }));
    expect(made()[1]).toEqual([ids.printer, 0]);
  });

  it("without the right nobody is asked, and the warning says which", async () => {
    await begin({ askLocation: true }, { rights: {} });
    await writes("a internet caiu");
    expect([made(), day.told()]).toEqual([[[77, 0]], ["Pronto, Beatriz"]]);
    const warnings = day.events.flatMap(({ name, event }) => (name === "warning" ? [event.error] : []));
    expect(warnings.map(({ code }) => code)).toEqual(["RIGHT_MISSING", "RIGHT_MISSING"]);
    expect(warnings[0]?.message).toContain("not asked for the category: GET ITILCategory");
    expect(warnings[0]?.message).toContain("itilcategory");
    expect(warnings[1]?.message).toContain("location");
  });

  it.each([
    [
      "answers with an error",
      (day: Day, when: (request: SimulatedRequest) => boolean) => day.glpi.faults.status(503, { when }),
    ],
    ["hangs up", (day: Day, when: (request: SimulatedRequest) => boolean) => day.glpi.faults.resetBefore({ when })],
    [
      "answers with a page",
      (day: Day, when: (request: SimulatedRequest) => boolean) => day.glpi.faults.status(200, { when }),
    ],
  ])(
    "where GLPI's list %s the ticket is made at once, and the list is asked for again after a minute",
    async (_how, fail) => {
      await begin();
      const fault = fail(day, ({ path }) => path === "/ITILCategory");
      await writes("a internet caiu");
      expect([made(), day.told()]).toEqual([[[77, 0]], ["Pronto, Beatriz"]]);
      const tries = asked("ITILCategory");
      await writes("o wi-fi também", 20, conversation({ id: 102 }));
      expect([made().length, asked("ITILCategory")]).toEqual([2, tries]);
      fault.off();
      await day.wait(60);
      await writes("o telefone também", 20, conversation({ id: 103 }));
      expect(lastText()).toBe(question(["Impressora", "Rede"]));
    },
  );

  it("a list that fails below what was chosen leaves that", async () => {
    await begin({ noAnswerMinutes: 120 });
    await writes("a impressora parou", 3_700);
    day.glpi.faults.status(503, { when: ({ path }) => path === "/ITILCategory" });
    await writes("1", 1);
    expect(made()).toEqual([[ids.printer, 0]]);
  });

  it("switched off meanwhile, what was chosen stays and nothing more is asked", async () => {
    await begin();
    await writes("a impressora parou");
    day.host.integrations[1] = { ...day.create, askCategory: false };
    await day.wait(61);
    await writes("1", 1);
    expect(made()).toEqual([[ids.printer, 0]]);
  });

  it("only what fits: visible, of the ticket's type, of the person's entity or of those above it", async () => {
    await begin({ ticketType: "request" });
    const { glpi } = day;
    const clients = glpi.addEntity({ name: "Clientes" });
    const shop = glpi.addEntity({ name: "Loja", parentId: clients.id });
    const names = new Map<string, object>([
      ["da raiz", { isRecursive: true }],
      ["só da raiz", {}],
      ["de cima", { entityId: clients.id, isRecursive: true }],
      ["só de cima", { entityId: clients.id }],
      ["da loja & filial", { entityId: shop.id }],
      ["escondida", { entityId: shop.id, isHelpdeskVisible: false }],
      ["incidente", { entityId: shop.id, isRequest: false }],
      ["da Globex", { entityId: 2, isRecursive: true }],
    ]);
    for (const [name, other] of names) glpi.addCategory({ name, ...other });
    const hidden = glpi.addCategory({ name: "oculta", entityId: shop.id, isHelpdeskVisible: false });
    glpi.addCategory({ name: "de uma oculta", entityId: shop.id, parentId: hidden.id });
    addBeatriz(glpi, {
      login: "carla",
      mobile: "(31) 98888-0001",
      entityId: shop.id,
      profiles: [{ profileId: 1, entityId: shop.id, isRecursive: true }],
    });
    const carla = conversation({ id: 103, contact: { id: 8, phoneNumber: "5531988880001" } });
    await writes("o caixa parou", 20, carla);
    expect(lastText()).toBe(
      question(["da loja & filial", "da raiz", "de cima", "de uma oculta"], "Olá! Sobre o que é o seu chamado?"),
    );
    expect([asked("ITILCategory"), asked("getMyEntities")]).toEqual([1, 1]);
  });

  it("more than nine: the nine first by name, and the tenth is “other”", async () => {
    await begin();
    for (const letter of "zyxwvutsá") day.glpi.addCategory({ name: `${letter}-${"x".repeat(240)}`, entityId: 1 });
    await writes("a internet caiu");
    const rows = lastText()?.match(/^\*\d+\* – ./gmu);
    expect(rows?.map((row) => row.at(-1))).toEqual(["á", "I", "R", "s", "t", "u", "v", "w", "x", "O"]);
    expect(lastText()?.length).toBeLessThan(1_200);
    await writes("10", 1);
    expect(made()).toEqual([[77, 0]]);
  });

  it("with more than a hundred categories all of them are there", async () => {
    await begin();
    for (let number = 0; number < 150; number += 1) {
      day.glpi.addCategory({ name: `Cartucho ${number}`, entityId: 1, parentId: ids.printer });
    }
    await writes("a internet caiu");
    await writes("rede", 1);
    expect([made(), asked("ITILCategory")]).toEqual([[[ids.network, 0]], 1]);
  });

  it("the location after the category, and not after silence", async () => {
    await begin({ askLocation: true, locationId: 88 });
    const site = day.glpi.addLocation({ name: "Matriz", isRecursive: true });
    const room = day.glpi.addLocation({ name: "Sala 1", parentId: site.id, isRecursive: true });
    await writes("a internet caiu");
    await writes("2", 1);
    expect(lastText()).toBe(question(["Matriz"], "Olá, Beatriz! Onde é?", "Outro lugar"));
    await writes("1", 1);
    expect(lastText()).toBe(question(["Sala 1"], "*Matriz*: em que parte?", "Outro lugar"));
    await writes("sala 1", 1);
    expect(made()).toEqual([[ids.network, room.id]]);
    await writes("o wi-fi também", 20, conversation({ id: 102 }));
    for (const text of ["sei lá", "tanto faz"]) await writes(text, 1, conversation({ id: 102 }));
    expect(lastText()).toContain("Onde é?");
    await writes("2", 1, conversation({ id: 102 }));
    expect(made()[1]).toEqual([77, 88]);
    await writes("o telefone também", 160, conversation({ id: 103 }));
    expect(made()[2]).toEqual([77, 88]);
  });

  it("the location alone", async () => {
    await begin({ askCategory: false, askLocation: true });
    const site = day.glpi.addLocation({ name: "Matriz", entityId: 1 });
    await writes("a internet caiu");
    await writes("matriz", 1);
    expect([made(), asked("ITILCategory")]).toEqual([[[77, site.id]], 0]);
  });

  it("a group is asked nothing, and neither is createTicket()", async () => {
    await begin({ includeGroups: true });
    const group = conversation({ id: 104, isGroup: true, contact: { id: 90, name: "Grupo" } });
    await day.writes("a internet caiu", { author: conversation().contact }, group);
    await day.wait(20);
    const messages = [message({ text: "a impressora parou" })];
    await day.integration.createTicket({ integration: day.create, conversation: conversation({ id: 105 }), messages });
    expect([made(), asked("ITILCategory")]).toEqual([
      [
        [77, 0],
        [77, 0],
      ],
      0,
    ]);
  });

  it("what was answered stays, whatever fails or leaves between it and the POST", async () => {
    await begin();
    await writes("a internet caiu");
    const down = day.glpi.faults.status(503, { when: toPost });
    await writes("2", 2);
    await day.integration.onClose({ conversation: conversation() });
    down.off();
    await day.wait(120);
    expect(made()).toEqual([[ids.network, 0]]);
    expect(day.host.texts.filter((text) => text.includes("Sobre o que"))).toHaveLength(1);
  });

  it("also what was answered while GLPI is asked nothing at all", async () => {
    await begin();
    await writes("a internet caiu", 60);
    const down = day.glpi.faults.status(503);
    for (const id of [201, 202, 203, 204, 205]) {
      const contact = { id, phoneNumber: `5531988880${id}` };
      await day.writes("o ponto parou", {}, conversation({ id, contact }));
    }
    await day.wait(20);
    const before = day.requests().length;
    await writes("2", 1);
    expect(day.requests().length).toBe(before);
    await day.integration.onClose({ conversation: conversation() });
    down.off();
    await day.wait(600);
    expect(day.glpi.tickets).toHaveLength(6);
    expect(day.glpi.tickets.find(({ title }) => title === "a internet caiu")).toMatchObject({
      categoryId: ids.network,
    });
  });

  it("a dead letter that is replayed has the answer, and one that has none is not asked any more", async () => {
    await begin();
    const fault = day.glpi.faults.status(413, { when: toPost });
    await writes("a internet caiu");
    await writes("2", 60);
    day.host.integrations[1] = { ...day.create, userToken: "wrong" };
    await day.wait(61);
    await writes("a impressora parou", 30, conversation({ id: 102 }));
    const failed = day.events.flatMap(({ name, event }) => (name === "ticketFailed" ? [event.batch.id] : []));
    expect(failed).toHaveLength(2);
    day.host.integrations[1] = day.create;
    fault.off();
    for (const id of failed) await day.integration.replay(id, { allTenants: true });
    await day.wait(30);
    const categories = made().map(([categoryId]) => categoryId);
    expect(categories.sort()).toEqual([ids.network, 77]);
    expect(day.host.texts.filter((text) => text.includes("Sobre o que"))).toHaveLength(1);
  });

  it("after a failure nobody is asked: the customer waits for the number by then", async () => {
    await begin();
    const down = day.glpi.faults.status(503);
    await writes("a internet caiu", 40);
    down.off();
    await day.wait(300);
    expect([made(), asked("ITILCategory")]).toEqual([[[77, 0]], 0]);
  });

  it("a webhook told again answers no further question", async () => {
    await begin();
    await day.transfers(message({ id: "menu", text: "2" }));
    await writes("a impressora parou");
    await day.writes("2", { id: "menu" });
    await day.wait(1);
    expect(made()).toEqual([]);
    const answer = await writes("1", 1);
    await day.integration.onMessage({ conversation: conversation(), integrationId: 1, message: answer });
    await day.wait(1);
    expect(made()).toEqual([]);
    await writes("2", 1);
    await writes("2", 1);
    expect(made()).toEqual([[ids.toner, 0]]);
  });

  it("a conversation that ends while it is asked has its ticket at once", async () => {
    await begin();
    await writes("a internet caiu");
    await day.integration.onClose({ conversation: conversation() });
    await day.wait(1);
    expect(made()).toEqual([[77, 0]]);
  });

  it("one that has ended before is not waited for", async () => {
    await begin();
    await day.writes("a internet caiu");
    await day.integration.onClose({ conversation: conversation() });
    await day.wait(2);
    expect([made(), day.told()]).toEqual([[[77, 0]], ["Pronto, Beatriz"]]);
  });

  it("a host that cannot send the question is not waited for", async () => {
    await begin();
    day.host.failure = new Error("no channel");
    await day.writes("a internet caiu");
    await day.wait(20);
    expect(made()).toEqual([[77, 0]]);
  });

  it("after the company, whose categories they are", async () => {
    await begin({ askWhenAmbiguous: true });
    const profiles = [{ profileId: 1, entityId: 2, isRecursive: true }];
    addBeatriz(day.glpi, { login: "beatriz2", entityId: 2, profiles });
    const own = day.glpi.addCategory({ name: "Catraca", entityId: 2 });
    await writes("a catraca travou");
    expect(lastText()).toContain("Para qual empresa");
    await writes("globex", 1);
    expect(lastText()).toBe(question(["Catraca"]));
    await writes("1", 1);
    expect(day.glpi.tickets).toMatchObject([{ entityId: 2, categoryId: own.id }]);
  });

  it("a company that nobody named is no question any more either", async () => {
    await begin({ askCategory: false, askWhenAmbiguous: true });
    addBeatriz(day.glpi, {
      login: "beatriz2",
      entityId: 2,
      profiles: [{ profileId: 1, entityId: 2, isRecursive: true }],
    });
    await writes("a catraca travou", 160);
    await writes("ela pisca em vermelho", 40);
    expect(day.followUps(day.glpi.tickets[0]?.id ?? 0)).toEqual(["ela pisca em vermelho"]);
    expect(day.told()).toEqual(["Olá, Beatriz", "Pronto, Beatriz", "Anotado no chamado 1"]);
  });
});

describe("a process that is killed between the answer and the POST", () => {
  it("leaves the answer to the one that goes on, though the conversation has ended", async () => {
    class Killed extends MemoryStore {
      #alive = true;
      override async save(taken: TakenBatch, progress: BatchProgress): Promise<void> {
        if (!progress.posting || !this.#alive) return super.save(taken, progress);
        this.#alive = false;
        // As when its lease ends.
        await this.retry(taken, LEASE_MS, false);
        throw new LeaseLost("killed");
      }
    }
    const world = makeWorld(11, { create: { askCategory: true }, options: { store: new Killed() } });
    const { glpi, integration, pass } = world;
    addBeatriz(glpi);
    glpi.addCategory({ name: "Impressora", entityId: 1 });
    const network = glpi.addCategory({ name: "Rede", entityId: 1 });
    const where = { conversation: conversation(), integrationId: 1 };
    await integration.onMessage({ ...where, message: message({ text: "a internet caiu" }) });
    await pass(16_000);
    await integration.onMessage({ ...where, message: message({ text: "2" }) });
    await pass(1);
    expect(glpi.tickets).toEqual([]);
    await integration.onClose({ conversation: where.conversation });
    await pass(LEASE_MS);
    expect(glpi.tickets).toMatchObject([{ categoryId: network.id }]);
    await integration.close();
  });
});

describe("another GLPI", () => {
  it("is not given the categories of the one that was asked", async () => {
    const { glpi, host, create, integration, pass } = makeWorld(11, { create: { askCategory: true, categoryId: 77 } });
    addBeatriz(glpi);
    const first = glpi.addCategory({ name: "Impressora", entityId: 1 });
    const where = { conversation: conversation(), integrationId: 1 };
    await integration.onMessage({ ...where, message: message({ text: "a internet caiu" }) });
    await pass(16_000);
    const token = "another";
    glpi.addUser({ login: token, apiToken: token, profiles: [{ profileId: 4, entityId: 0, isRecursive: true }] });
    host.integrations[1] = { ...create, userToken: token };
    await pass(61_000);
    await integration.onMessage({ ...where, message: message({ text: "1" }) });
    await pass(1);
    // Asked anew, for its categories are others.
    expect(host.texts.filter((text) => text.includes("Sobre o que"))).toHaveLength(2);
    await integration.onMessage({ ...where, message: message({ text: "outro" }) });
    await pass(1);
    expect([first.id, glpi.tickets.map(({ categoryId }) => categoryId)]).toEqual([1, [77]]);
    await integration.close();
  });
});
