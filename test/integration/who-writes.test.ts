import { afterEach, describe, expect, it } from "vitest";
import type { Contact } from "../../src/host/events.js";
import type { ProfileRights } from "../../src/testing/index.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation } from "../words.js";
import { addBeatriz } from "../world.js";
import { type Day, dayKinds, makeDay, useDatabase } from "./day.js";

useFakeClock();

const database = useDatabase();

describe.each(dayKinds)("who writes, on GLPI %i, store %s:", (version, kind) => {
  let day: Day;
  const begin = async (create: Record<string, unknown>, rights?: ProfileRights) => {
    day = await makeDay(version, kind, database(), { create, ...(rights && { rights }) });
  };
  afterEach(() => day.end());
  /** A conversation of somebody whom GLPI does not know by telephone. */
  const stranger = (fields: Contact["fields"], id = 201) =>
    conversation({ id, contact: { id: 20, name: "Carla Dias", phoneNumber: "5531999990001", fields } });
  const matched = () => day.events.flatMap(({ name, event }) => (name === "ticketCreated" ? [event.ticket] : []));

  describe("the same contact under fewer names", () => {
    const names = { id: 30, name: "Dora Lima" };
    const phoneNumber = "5531999998888";
    const lid = "55443322110099@lid";
    const writes = async (contact: Contact, id: number) => {
      await day.writes(`o monitor ${id} apagou`, {}, conversation({ id, contact }));
      await day.wait(20);
    };
    const made = () => day.glpi.users.filter(({ realname }) => realname === "Lima");

    it("first with a telephone, then only with a lid, then only with the host's id, later on: one person", async () => {
      await begin({});
      await writes({ ...names, phoneNumber }, 301);
      await writes({ ...names, phoneNumber, lid }, 302);
      await day.wait(3_700);
      await writes({ id: 31, name: names.name, lid }, 303);
      await day.wait(3_700);
      await writes(names, 304);
      expect(made()).toHaveLength(1);
      expect(day.glpi.tickets.map(({ requesters }) => requesters)).toEqual(Array(4).fill([made()[0]?.id]));
    });

    it("first with a lid, later with a telephone: one person, who has it then where that may be", async () => {
      await begin({}, { user: 7 });
      await writes({ ...names, lid }, 301);
      expect(made()).toMatchObject([{ mobile: null }]);
      await day.wait(3_700);
      await writes({ ...names, lid, phoneNumber }, 302);
      await day.wait(3_700);
      await writes({ id: 31, name: names.name, phoneNumber }, 303);
      expect(made()).toMatchObject([{ mobile: "+55 31 99999-8888" }]);
      expect(day.glpi.tickets.map(({ requesters }) => requesters)).toEqual(Array(3).fill([made()[0]?.id]));
      expect(day.names().filter((name) => name !== "ticketCreated")).toEqual(["requesterCreated"]);
    });

    it("and without that right, one person too", async () => {
      await begin({});
      await writes({ ...names, lid }, 301);
      await writes({ ...names, lid, phoneNumber }, 302);
      await day.wait(3_700);
      await writes({ id: 31, name: names.name, phoneNumber }, 303);
      expect(made()).toMatchObject([{ mobile: null }]);
      expect(day.glpi.tickets.map(({ requesters }) => requesters)).toEqual(Array(3).fill([made()[0]?.id]));
    });

    it("the person with the telephone counts for more than the one of the lid", async () => {
      await begin({});
      await writes({ ...names, lid }, 301);
      const known = addBeatriz(day.glpi, { login: "dora", mobile: "(31) 99999-8888" });
      await writes({ ...names, lid, phoneNumber }, 302);
      expect(day.glpi.tickets.at(-1)).toMatchObject({ requesters: [known.id] });
      await writes({ ...names, lid }, 303);
      expect(day.glpi.tickets.at(-1)).toMatchObject({ requesters: [known.id] });
    });
  });

  describe("two people with one telephone", () => {
    it("whoever consults sees nobody's tickets, also after a ticket; the team sees who it may be", async () => {
      await begin({});
      const other = addBeatriz(day.glpi, { login: "beatriz2", entityId: 2 });
      await day.writes("a tela piscou");
      await day.wait(20);
      const consulting = conversation({ id: 105 });
      await day.integration.onTransfer({ conversation: consulting, integrationId: 2 });
      await day.wait(1);
      expect(day.host.texts.at(-1)).toContain("mais de um cadastro");
      expect(day.events.at(-2)?.event).toMatchObject({ candidates: [expect.any(Number), other.id], chosen: undefined });
      expect(day.events.at(-1)).toMatchObject({ name: "ticketsConsulted", event: { total: 0, tickets: [] } });
    });

    it("one of whom is inactive: the other one's are shown", async () => {
      await begin({});
      addBeatriz(day.glpi, { login: "beatriz2", isActive: false });
      await day.writes("a tela piscou");
      await day.wait(20);
      await day.integration.onTransfer({ conversation: conversation({ id: 105 }), integrationId: 2 });
      await day.wait(1);
      expect(day.host.texts.at(-1)).toContain("a tela piscou");
    });
  });

  describe("with personField", () => {
    it("a new telephone is the person whose CPF the bot asked for; the next ticket costs one request", async () => {
      await begin({ personField: "CPF", trustContactEmail: false });
      const carla = day.glpi.addUser({
        login: "carla",
        mobile: "(31) 98888-0000",
        registrationNumber: "529.982.247-25",
        entityId: 2,
        profiles: [{ profileId: 1, entityId: 2, isRecursive: true }],
      });
      const talk = stranger({ cpf: "52998224725" });
      await day.writes("o leitor não lê", {}, talk);
      await day.wait(20);
      const requester = { id: carla.id, matchedBy: "registrationNumber" };
      expect(matched()).toMatchObject([{ entityId: 2, requester }]);
      expect(day.requests().filter((line) => line === "GET /search/User")).toHaveLength(2);
      day.glpi.clearRequests();
      await day.writes("a gaveta não abre", {}, stranger({ cpf: "52998224725" }, 202));
      await day.wait(20);
      expect(day.requests()).toEqual(["POST /Ticket"]);
      expect(matched()[1]).toMatchObject({ entityId: 2, requester: { id: carla.id } });
    });

    it("the telephone counts for more, and a CPF with a wrong digit is nobody's", async () => {
      await begin({ personField: "CPF" });
      const number = { login: "carla", registrationNumber: "529.982.247-26" };
      day.glpi.addUser(number);
      await day.writes("o leitor não lê", {}, stranger({ CPF: "529.982.247-26" }));
      await day.wait(20);
      expect(matched()).toMatchObject([{ requester: { matchedBy: "created" } }]);
      day.glpi.addUser({ ...number, login: "other", registrationNumber: "111.444.777-35" });
      const beatriz = { ...conversation().contact, fields: { CPF: "111.444.777-35" } };
      await day.writes("a tela piscou", {}, conversation({ contact: beatriz }));
      await day.wait(20);
      expect(matched()[1]).toMatchObject({ entityId: 1, requester: { matchedBy: "phone" } });
    });

    it("of two with the telephone it is the one with the CPF; who is created gets it", async () => {
      await begin({ personField: "CPF" });
      const mother = addBeatriz(day.glpi, { login: "mother", registrationNumber: "11144477735", entityId: 2 });
      const contact = { ...conversation().contact, fields: { CPF: "111.444.777-35" } };
      await day.writes("a tela piscou", {}, conversation({ contact }));
      await day.wait(20);
      expect(matched()).toMatchObject([{ entityId: 2, requester: { id: mother.id, matchedBy: "phone" } }]);
      expect(day.names()).toEqual(["ticketCreated"]);
      await day.writes("o leitor não lê", {}, stranger({ CPF: "529.982.247-25" }));
      await day.wait(20);
      expect(day.glpi.users.at(-1)).toMatchObject({ registrationNumber: "52998224725" });
      // Another telephone of hers, the next month.
      const contact2 = { id: 21, phoneNumber: "5531999990002", fields: { CPF: "52998224725" } };
      await day.writes("o leitor caiu", {}, conversation({ id: 203, contact: contact2 }));
      await day.wait(20);
      expect(matched()[2]?.requester).toEqual({ id: matched()[1]?.requester.id, matchedBy: "registrationNumber" });
    });

    it("several with the CPF are ambiguous, as with a telephone", async () => {
      await begin({ personField: "CPF" });
      for (const login of ["one", "other"]) day.glpi.addUser({ login, registrationNumber: "529.982.247-25" });
      await day.writes("o leitor não lê", {}, stranger({ CPF: "52998224725" }));
      await day.wait(20);
      expect(day.names()).toEqual(["requesterAmbiguous", "ticketCreated"]);
    });
  });

  describe("with companyField", () => {
    const newHere = { companyField: "CNPJ", newRequesterEntityId: 1 };
    const fields = { CNPJ: "12.345.678/0001-95" };

    it("who is created goes into the company of that CNPJ", async () => {
      await begin(newHere, { entity: 1 });
      const initech = day.glpi.addEntity({ name: "Initech", registrationNumber: "12345678000195" });
      await day.writes("a catraca travou", {}, stranger(fields));
      await day.wait(20);
      expect(matched()).toMatchObject([{ entityId: initech.id, requester: { matchedBy: "created" } }]);
      expect(day.names()).toEqual(["requesterCreated", "ticketCreated"]);
      day.glpi.clearRequests();
      await day.writes("a catraca travou de novo", {}, stranger(fields, 202));
      await day.wait(20);
      expect(day.requests()).toEqual(["POST /Ticket"]);
    });

    it("without the right to read entities the ticket is opened all the same, and the right is named", async () => {
      await begin(newHere);
      day.glpi.addEntity({ name: "Initech", registrationNumber: "12345678000195" });
      await day.writes("a catraca travou", {}, stranger(fields));
      await day.wait(20);
      expect(matched()).toMatchObject([{ entityId: 1 }]);
      expect(day.names()).toEqual(["warning", "requesterCreated", "ticketCreated"]);
      const message = expect.stringContaining("read entities");
      expect(day.events[0]?.event).toMatchObject({ error: { code: "RIGHT_MISSING", message } });
    });

    it("of two companies with the CNPJ it is the first, and that is said; with none it is the usual one", async () => {
      await begin(newHere, { entity: 1 });
      const first = day.glpi.addEntity({ name: "Initech", registrationNumber: "12.345.678/0001-95" });
      day.glpi.addEntity({ name: "Initech copy", registrationNumber: "12345678000195" });
      await day.writes("a catraca travou", {}, stranger(fields));
      await day.wait(20);
      expect(matched()).toMatchObject([{ entityId: first.id }]);
      expect(day.events[0]).toMatchObject({ name: "warning", event: { error: { code: "COMPANY_AMBIGUOUS" } } });
      const unknown = { id: 22, phoneNumber: "5531999990003", fields: { CNPJ: "11.222.333/0001-81" } };
      await day.writes("a cancela travou", {}, conversation({ id: 203, contact: unknown }));
      await day.wait(20);
      expect(matched()[1]).toMatchObject({ entityId: 1 });
    });
  });

  describe("with askWhenAmbiguous", () => {
    const lid = "98765432109876@lid";
    const contact = { ...conversation().contact, lid };
    const talk = conversation({ contact });
    let other: { id: number };
    const open = async (create: Record<string, unknown> = {}, rights?: ProfileRights) => {
      await begin({ askWhenAmbiguous: true, noAnswerMinutes: 2, ...create }, rights);
      other = addBeatriz(day.glpi, {
        login: "beatriz2",
        entityId: 2,
        profiles: [{ profileId: 1, entityId: 2, isRecursive: true }],
      });
    };

    it("the customer says for which company it is, and is not asked again, under any name", async () => {
      await open();
      await day.writes("o ponto não registra", {}, talk);
      await day.wait(20);
      expect(day.glpi.tickets).toEqual([]);
      expect(day.host.texts).toEqual([
        "Olá, Beatriz! Para qual empresa é este chamado?\n\n*1* – ACME\n*2* – Globex\n\nResponda com um número de 1 a 2.",
      ]);
      await day.writes("2", {}, talk);
      await day.wait(20);
      expect(day.glpi.tickets).toMatchObject([{ title: "o ponto não registra", entityId: 2 }]);
      expect(matched()).toMatchObject([{ entityId: 2, requester: { id: other.id, matchedBy: "phone" } }]);
      expect(day.names()).toEqual(["ticketCreated"]);
      // WhatsApp shows no telephone this time.
      const hidden = conversation({ id: 102, contact: { id: 7, name: "Beatriz Souza", lid } });
      await day.writes("o ponto travou", {}, hidden);
      await day.wait(20);
      expect(matched()[1]).toMatchObject({ entityId: 2, requester: { id: other.id, matchedBy: "store" } });
      expect(day.told()).toEqual(["Olá, Beatriz", "Pronto, Beatriz", "Pronto, Beatriz"]);
    });

    it("by its name too; what else was written is in the ticket", async () => {
      await open();
      await day.writes("o ponto não registra", {}, talk);
      await day.wait(20);
      await day.writes("desde ontem", {}, talk);
      await day.wait(1);
      expect(day.told()).toEqual(["Olá, Beatriz", "Olá, Beatriz"]);
      await day.writes("globex", {}, talk);
      await day.wait(40);
      expect(day.glpi.tickets).toMatchObject([{ entityId: 2 }]);
      expect(day.followUps(day.glpi.tickets[0]?.id ?? 0)).toEqual(["desde ontem"]);
    });

    it.each([
      ["who answers unclearly twice", ["não sei", "tanto faz"]],
      ["who says nothing", []],
    ])("%s gets the ticket of who was there first, and is asked the next time", async (_who, answers) => {
      await open();
      await day.writes("o ponto não registra", {}, talk);
      await day.wait(20);
      for (const answer of answers) await day.writes(answer, {}, talk);
      await day.wait(150);
      expect(day.glpi.tickets).toMatchObject([{ title: "o ponto não registra", entityId: 1 }]);
      expect(day.names().filter((name) => name !== "followUpAdded")).toEqual(["requesterAmbiguous", "ticketCreated"]);
      await day.writes("o crachá sumiu", {}, conversation({ id: 102, contact }));
      await day.wait(20);
      expect(day.host.texts.at(-1)).toContain("Para qual empresa");
    });

    it("nobody is asked where all are of one company, or where the CNPJ says it", async () => {
      await open({ companyField: "CNPJ" }, { entity: 1 });
      const initech = day.glpi.addEntity({ name: "Initech", registrationNumber: "12345678000195" });
      for (const login of ["one", "two"]) addBeatriz(day.glpi, { login, mobile: "(31) 98888-0001" });
      await day.writes("o ponto caiu", {}, conversation({ id: 103, contact: { id: 8, phoneNumber: "5531988880001" } }));
      await day.wait(20);
      expect(matched()).toMatchObject([{ entityId: 1 }]);
      const profiles = [{ profileId: 1, entityId: initech.id, isRecursive: true }];
      const third = addBeatriz(day.glpi, { login: "beatriz3", entityId: initech.id, profiles });
      const fields = { CNPJ: "12.345.678/0001-95" };
      await day.writes("o ponto parou", {}, conversation({ contact: { ...contact, fields } }));
      await day.wait(20);
      expect(matched()[1]).toMatchObject({ entityId: initech.id, requester: { id: third.id } });
      expect(day.host.texts.filter((text) => text.includes("empresa"))).toEqual([]);
    });

    it("a group is asked nothing", async () => {
      await open({ includeGroups: true });
      const group = conversation({ id: 104, isGroup: true, contact: { id: 90, name: "Grupo" } });
      await day.writes("o ponto parou", { author: contact }, group);
      await day.wait(20);
      expect(day.glpi.tickets).toMatchObject([{ entityId: 1 }]);
      expect(day.names()).toEqual(["requesterAmbiguous", "ticketCreated"]);
    });

    it("with hoursBetweenTickets both questions are asked, one after the other", async () => {
      await open({ hoursBetweenTickets: 24 });
      await day.writes("o ponto não registra", {}, talk);
      await day.wait(200);
      expect(day.glpi.tickets).toMatchObject([{ entityId: 1 }]);
      const next = conversation({ id: 102, contact });
      await day.writes("o crachá sumiu", {}, next);
      await day.wait(20);
      expect(day.host.texts.at(-1)).toContain("É sobre este chamado?");
      await day.writes("2", {}, next);
      await day.wait(5);
      expect(day.host.texts.at(-1)).toContain("Para qual empresa");
      await day.writes("2", {}, next);
      await day.wait(5);
      expect(day.glpi.tickets).toMatchObject([{ entityId: 1 }, { title: "o crachá sumiu", entityId: 2 }]);
    });
  });
});
