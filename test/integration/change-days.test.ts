import { afterEach, describe, expect, it } from "vitest";
import type { CustomerNotice } from "../../src/index.js";
import type { ProfileRights } from "../../src/testing/index.js";
import { useFakeClock } from "../fake-clock.js";
import { fileOf } from "../testing/pictures.js";
import { conversation } from "../words.js";
import { type Day, dayKinds, makeDay, useDatabase } from "./day.js";

useFakeClock();

const database = useDatabase();

describe.each(dayKinds)("what happens in GLPI %i, store %s:", (version, kind) => {
  let day: Day;
  let ana: number;
  const begin = async (create: Record<string, unknown> = {}, rights?: ProfileRights) => {
    day = await makeDay(version, kind, database(), {
      create: { tellChanges: true, ...create },
      ...(rights && { rights }),
    });
    ana = day.glpi.addUser({ login: "ana", firstname: "Ana Paula", realname: "Lima", entityId: 1 }).id;
    return day;
  };
  afterEach(() => day.end());

  /** The ticket that Beatriz opened, and what she reads from then on. */
  const open = async (create: Record<string, unknown> = {}, rights?: ProfileRights) => {
    await begin(create, rights);
    await day.writes("a impressora do financeiro não imprime");
    await day.wait(20);
    const ticketId = day.glpi.tickets[0]?.id ?? 0;
    const before = day.host.texts.length;
    const read = () => day.host.texts.slice(before);
    return { ticketId, read, technician: day.glpi.technician };
  };
  const asAna = () => ({ userId: ana });

  it("the technician's answer arrives within the minute, with a name, once", async () => {
    const { ticketId, read, technician } = await open();
    technician.reply(ticketId, "<p>Já <b>trocamos</b> o cabo.</p><p>Pode testar?</p>", asAna());
    await day.wait(70);
    expect(read()).toEqual([expect.stringMatching(/Ana\b[\s\S]*Já \*trocamos\* o cabo\.\n\nPode testar\?$/)]);
    await day.wait(600);
    expect(read()).toHaveLength(1);
    expect(day.names()).toContain("changeTold");
  });

  it("what the customer writes, private notes and tasks are told to nobody", async () => {
    const { ticketId, read, technician } = await open({ followUpAddedText: "" });
    technician.reply(ticketId, "<p>o cliente é chato</p>", { ...asAna(), isPrivate: true });
    await day.wait(70);
    await day.writes("é a do segundo andar");
    await day.wait(20);
    await day.wait(120);
    expect(day.glpi.followUps).toHaveLength(2);
    expect(read()).toEqual([]);
  });

  it("several answers of a minute are one message, in their order", async () => {
    const { ticketId, read, technician } = await open();
    technician.reply(ticketId, "<p>Olá!</p>", asAna());
    technician.reply(ticketId, "<p>Vou aí às 14 h.</p>", asAna());
    await day.wait(70);
    expect(read()).toEqual([expect.stringMatching(/Olá!\n\nVou aí às 14 h\.$/)]);
    technician.reply(ticketId, "<p>Cheguei.</p>", asAna());
    await day.wait(130);
    expect(read()).toHaveLength(2);
  });

  it("an answer that is deleted before it is told is not told", async () => {
    const { ticketId, read, technician } = await open();
    const { id } = technician.reply(ticketId, "<p>senha: 1234</p>", asAna());
    technician.reply(ticketId, "<p>Pronto.</p>", asAna());
    technician.removeReply(id);
    await day.wait(70);
    expect(read()).toEqual([expect.stringMatching(/Pronto\.$/)]);
    expect(read().join()).not.toContain("senha");
  });

  it("a private note that becomes public is told then", async () => {
    const { ticketId, read, technician } = await open();
    const { id } = technician.reply(ticketId, "<p>trocar o toner</p>", { ...asAna(), isPrivate: true });
    await day.wait(70);
    technician.editReply(id, { isPrivate: false });
    await day.wait(70);
    expect(read()).toEqual([expect.stringMatching(/trocar o toner$/)]);
  });

  it("a solution asks whether it helped; yes closes the ticket, which is told once", async () => {
    const { ticketId, read, technician } = await open();
    technician.solve(ticketId, "<p>Era o cabo.</p>", asAna());
    await day.wait(70);
    expect(read()).toEqual([expect.stringMatching(/Era o cabo\.\n\n[\s\S]*\*1\* – Sim, resolveu\n\*2\* – Ainda não$/)]);
    await day.writes("1");
    await day.wait(30);
    expect(day.glpi.tickets).toMatchObject([{ status: 6 }]);
    await day.wait(300);
    expect(read().slice(1)).toEqual([expect.stringContaining(`${ticketId}`)]);
  });

  it("what is still wrong reopens it, and the next solution is told again", async () => {
    const { ticketId, read, technician } = await open();
    technician.change(ticketId, { technicians: [ana] });
    technician.solve(ticketId, "<p>Era o cabo.</p>", asAna());
    await day.wait(70);
    await day.writes("continua sem imprimir");
    await day.wait(70);
    expect(day.glpi.tickets).toMatchObject([{ status: 2 }]);
    technician.solve(ticketId, "<p>Era o driver.</p>", asAna());
    await day.wait(130);
    expect(read().at(-1)).toMatch(/Era o driver\./);
    expect(read().filter((text) => text.includes("Era o cabo"))).toHaveLength(1);
    expect(day.glpi.tickets).toHaveLength(1);
  });

  it("closed without a word is told, and so is a status that the operator wants told", async () => {
    const { ticketId, read, technician } = await open({ tellStatuses: ["assigned", "pending", "closed"] });
    technician.change(ticketId, { technicians: [ana] });
    await day.wait(70);
    technician.change(ticketId, { status: 4 });
    await day.wait(70);
    technician.change(ticketId, { status: 6 });
    await day.wait(130);
    expect(read()).toEqual([
      expect.stringContaining("já está cuidando"),
      expect.stringContaining("esperando uma resposta sua"),
      expect.stringMatching(/fechado|encerrado/),
    ]);
  });

  it.each([
    ["with its day, where the API user may read tasks", 1, /agendado para 27\/11\/2026 06:00/],
    ["without a day where it may not", 0, /agendado\. /],
  ])("planned is told %s", async (_why, task, text) => {
    const { ticketId, read, technician } = await open({ tellStatuses: ["planned"] }, { task });
    technician.addTask(ticketId, { content: "<p>visita</p>", begin: "2026-11-27 09:00:00" });
    technician.change(ticketId, { status: 3 });
    await day.wait(130);
    expect(read()).toEqual([expect.stringMatching(text)]);
  });

  const picture = { name: "a.png", bytes: fileOf("png"), type: "image/png" };
  it.each<[what: string, change: (day: Day, ticketId: number) => void, told: boolean]>([
    ["a public follow-up", ({ glpi }, id) => glpi.technician.reply(id, "<p>a</p>"), true],
    ["a private follow-up", ({ glpi }, id) => glpi.technician.reply(id, "<p>a</p>", { isPrivate: true }), false],
    ["a file alone", ({ glpi }, id) => glpi.technician.attach(id, picture), false],
    ["a task", ({ glpi }, id) => glpi.technician.addTask(id, { content: "<p>a</p>" }), false],
    ["a private task", ({ glpi }, id) => glpi.technician.addTask(id, { content: "<p>a</p>", isPrivate: true }), false],
    ["an approval", ({ glpi }, id) => glpi.technician.askApproval(id), false],
    ["a solution", ({ glpi }, id) => glpi.technician.solve(id, "<p>a</p>"), true],
    [
      "a picture in a private follow-up",
      ({ glpi }, id) => glpi.technician.reply(id, "<p>a</p>", { files: [picture], isPrivate: true }),
      false,
    ],
    ["another title", ({ glpi }, id) => glpi.technician.change(id, { title: "a" }), false],
    ["a new deadline", ({ glpi }, id) => glpi.technician.change(id, { dueAt: "2026-11-27 18:00:00" }), false],
    ["another technician", ({ glpi }, id) => glpi.technician.change(id, { technicians: [2] }), false],
    ["another company", ({ glpi }, id) => glpi.technician.change(id, { entityId: 2 }), false],
    ["closed", ({ glpi }, id) => glpi.technician.change(id, { status: 6 }), true],
  ])("of what may happen to a ticket: %s", async (_what, change, isTold) => {
    const { ticketId, read } = await open({}, { document: 5, task: 8193 });
    change(day, ticketId);
    await day.wait(130);
    expect(read()).toHaveLength(isTold ? 1 : 0);
  });

  it("GLPI is down for ten minutes: what was answered is told when it is back, in order and once", async () => {
    const { ticketId, read, technician } = await open();
    technician.reply(ticketId, "<p>um</p>", asAna());
    const down = day.glpi.faults.status(503);
    await day.wait(600);
    technician.reply(ticketId, "<p>dois</p>", asAna());
    down.off();
    for (let minute = 0; minute < 5; minute += 1) await day.wait(60);
    expect(read()).toEqual([expect.stringMatching(/um\n\ndois$/)]);
  });

  it("GLPI answers one look with an error: the next one comes no later than any other", async () => {
    const { ticketId, read, technician } = await open({ changesEverySeconds: 15 });
    await day.wait(60);
    technician.reply(ticketId, "<p>um</p>", asAna());
    const fault = day.glpi.faults.status(503, { when: ({ path }) => path === "/search/Ticket" });
    await day.wait(24);
    fault.off();
    await day.wait(25);
    expect(read()).toEqual([expect.stringMatching(/um$/)]);
  });

  it("the host fails at the second part of a long answer: the first is not said again", async () => {
    const { ticketId, technician } = await open();
    const texts: string[] = [];
    let failures = 3;
    day.host.contactCustomer = ({ text }) => {
      if (texts.length === 1 && failures > 0) {
        failures -= 1;
        throw new Error("no channel");
      }
      texts.push(text);
      return "sent";
    };
    const long = Array.from({ length: 900 }, (_, index) => `palavra${index}`).join(" ");
    technician.reply(ticketId, `<p>${long}</p>`, asAna());
    await day.wait(600);
    expect(failures).toBe(0);
    expect(texts.flatMap((text) => text.match(/palavra\d+/g))).toEqual(long.split(" "));
  });

  it("what changes between the parts of a long answer is told from its beginning", async () => {
    const { ticketId, technician } = await open();
    const texts: string[] = [];
    let fails = true;
    day.host.contactCustomer = ({ text }) => {
      if (texts.length === 1 && fails) throw new Error("no channel");
      texts.push(text);
      return "sent";
    };
    const long = "palavra ".repeat(900);
    const { id } = technician.reply(ticketId, `<p>${long}</p>`, asAna());
    await day.wait(70);
    technician.removeReply(id);
    technician.reply(ticketId, `<p>Outra. ${long}</p>`, asAna());
    fails = false;
    await day.wait(600);
    expect(texts.slice(1).join(" ")).toMatch(/Outra\. palavra/);
  });

  it("the host fails for ten minutes: it is told when it works", async () => {
    const { ticketId, read, technician } = await open();
    day.host.failure = new Error("no channel");
    technician.reply(ticketId, "<p>um</p>", asAna());
    await day.wait(600);
    day.host.failure = undefined;
    await day.wait(600);
    expect(read()).toEqual([expect.stringMatching(/um$/)]);
  });

  it("the window is closed: it is held until the customer writes anything, and then told once", async () => {
    const { ticketId, technician } = await open({ windowHours: 1 });
    const notices: CustomerNotice[] = [];
    day.host.contactCustomer = (notice) => {
      notices.push(notice);
      return notice.windowOpen ? "sent" : "held";
    };
    await day.wait(3_700);
    technician.reply(ticketId, "<p>um</p>", asAna());
    await day.wait(70);
    technician.reply(ticketId, "<p>dois</p>", asAna());
    await day.wait(120);
    expect(notices).toMatchObject([{ windowOpen: false, reason: "answer", ticketNumber: ticketId }]);
    await day.writes("oi", {}, conversation({ id: 77, queue: { id: 9 } }));
    await day.wait(20);
    expect(notices.slice(1)).toMatchObject([{ windowOpen: true, conversation: { id: 77 } }]);
    expect(notices[1]?.text).toMatch(/um\n\ndois$/);
    await day.wait(300);
    expect(notices).toHaveLength(2);
  });

  it("held after the host failed once: hours later it is told, though the host fails once more", async () => {
    const { ticketId, technician } = await open({ tellForHours: 1 });
    const texts: string[] = [];
    const answers = ["later", "held", "later", "sent"] as const;
    let asked = 0;
    day.host.contactCustomer = ({ text }) => {
      const answer = answers[asked] ?? "refused";
      asked += 1;
      if (answer === "sent") texts.push(text);
      return answer;
    };
    technician.reply(ticketId, "<p>um</p>", asAna());
    await day.wait(300);
    expect(asked).toBe(2);
    await day.wait(5 * 3_600);
    await day.writes("oi", {}, conversation({ id: 77, queue: { id: 9 } }));
    await day.wait(300);
    expect(texts).toEqual([expect.stringMatching(/um$/)]);
  });

  it("a picture of the answer is handed over with it, and a private note's is not", async () => {
    const { ticketId, technician } = await open({}, { document: 5 });
    const notices: CustomerNotice[] = [];
    day.host.contactCustomer = (notice) => {
      notices.push(notice);
      return "sent";
    };
    const bytes = fileOf("jpg");
    const file = (name: string, content: Uint8Array) => ({ files: [{ name, bytes: content, type: "image/jpeg" }] });
    const inside = file("interno.jpg", fileOf("png"));
    technician.reply(ticketId, "<p>rascunho</p>", { ...asAna(), ...inside, isPrivate: true });
    technician.reply(ticketId, "<p>Veja a foto.</p>", { ...asAna(), ...file("cabo.jpg", bytes) });
    await day.wait(70);
    expect(notices).toHaveLength(1);
    expect(notices[0]?.text).toMatch(/Veja a foto\.\n📎 cabo\.jpg$/);
    expect(notices[0]?.media).toMatchObject([
      { type: "image", mimeType: "image/jpeg", fileName: "cabo.jpg", documentId: expect.any(Number) },
    ]);
    const read: Uint8Array[] = [];
    for await (const part of (await notices[0]?.media?.[0]?.open()) ?? []) read.push(part);
    expect(Buffer.concat(read)).toEqual(Buffer.from(bytes));
  });

  it("what the host refuses is told to nobody, and the operator is warned, once", async () => {
    const { ticketId, technician } = await open();
    let asked = 0;
    day.host.contactCustomer = () => {
      asked += 1;
      return "refused";
    };
    technician.reply(ticketId, "<p>um</p>", asAna());
    await day.wait(300);
    expect(asked).toBe(1);
    expect(day.events.filter(({ name }) => name === "warning")).toMatchObject([
      { event: { error: { code: "HOST_FAILED", message: expect.stringContaining(`ticket ${ticketId}`) } } },
    ]);
  });

  it("what the host wants later is tried again, and given up after tellForHours with a warning", async () => {
    const { ticketId, technician } = await open({ tellForHours: 1 });
    let asked = 0;
    day.host.contactCustomer = () => {
      asked += 1;
      return "later";
    };
    technician.reply(ticketId, "<p>um</p>", asAna());
    await day.wait(1_800);
    expect(asked).toBeGreaterThan(3);
    expect(day.names()).not.toContain("warning");
    await day.wait(3_600);
    const before = asked;
    await day.wait(1_800);
    expect([asked, day.names().filter((name) => name === "warning")]).toEqual([before, ["warning"]]);
  });

  it("what GLPI could not give for hours counts nothing of the hours that the host has", async () => {
    const { ticketId, technician } = await open({ tellForHours: 1 });
    const texts: string[] = [];
    let later = 3;
    day.host.contactCustomer = ({ text }) => {
      later -= 1;
      if (later >= 0) return "later";
      texts.push(text);
      return "sent";
    };
    technician.reply(ticketId, "<p>um</p>", asAna());
    const down = day.glpi.faults.status(503, { when: ({ path }) => path.startsWith("/Ticket/") });
    await day.wait(2 * 3_600);
    down.off();
    await day.wait(3_600);
    expect(texts).toEqual([expect.stringMatching(/um$/)]);
  });

  it("who is waited for is reminded an hour before the window closes, once, and not who has answered", async () => {
    const { ticketId, read, technician } = await open({ remindInWindow: true, windowHours: 2, followUpAddedText: "" });
    technician.change(ticketId, { technicians: [ana] });
    technician.reply(ticketId, "<p>Qual é o modelo?</p>", asAna());
    technician.change(ticketId, { status: 4 });
    await day.wait(3_000);
    expect(read()).toHaveLength(1);
    await day.wait(900);
    expect(read().slice(1)).toEqual([expect.stringContaining("Ainda esperamos uma resposta sua")]);
    await day.wait(3_600);
    expect(read()).toHaveLength(2);
    await day.writes("é a 5420");
    await day.wait(2 * 3_600);
    expect(read()).toHaveLength(2);
  });

  it("hundreds of tickets that change at once are all told of", async () => {
    const { read, technician } = await open();
    const requesters = day.glpi.tickets[0]?.requesters ?? [];
    const tickets: number[] = [];
    for (let index = 1; index <= 230; index += 1) {
      const { id } = day.glpi.addTicket({ title: `Chamado ${index}`, requesters, entityId: 1 });
      tickets.push(id);
      const where = conversation({ id: 1_000 + index });
      await day.integration.linkTicket({ integrationId: 1, conversation: where, ticketId: id });
    }
    await day.wait(120);
    const before = read().length;
    for (const id of tickets) technician.reply(id, `<p>resposta ${id}.</p>`, asAna());
    await day.wait(240);
    const told = read().slice(before);
    expect(new Set(told.map((text) => /resposta (\d+)\./.exec(text)?.[1])).size).toBe(230);
    expect(told).toHaveLength(230);
  });

  it("another requester in GLPI: what is written is theirs, and nobody is told", async () => {
    const { ticketId, read, technician } = await open();
    technician.change(ticketId, { requesters: [ana] });
    technician.reply(ticketId, "<p>só para a Ana</p>", { userId: 2 });
    await day.wait(130);
    expect(read()).toEqual([]);
  });

  it("in the trash, purged: nothing is told, and nothing fails", async () => {
    const { ticketId, read, technician } = await open();
    technician.reply(ticketId, "<p>um</p>", asAna());
    technician.change(ticketId, { isDeleted: true });
    await day.wait(70);
    technician.purge(ticketId);
    await day.wait(130);
    expect(read()).toEqual([]);
    expect(day.names()).not.toContain("warning");
  });

  it("while nothing happens an account costs one search a minute", async () => {
    await open();
    await day.wait(300);
    const before = day.requests().length;
    await day.wait(600);
    expect(day.requests().slice(before)).toEqual(Array.from({ length: 10 }, () => "GET /search/Ticket"));
  });

  it("and no less often than the operator wants it asked", async () => {
    await open({ changesEverySeconds: 15 });
    await day.wait(300);
    const before = day.requests().length;
    for (let minute = 0; minute < 10; minute += 1) await day.wait(60);
    expect([39, 40]).toContain(day.requests().slice(before).length);
  });

  it("switched off, nothing is asked", async () => {
    await open({ tellChanges: false });
    const before = day.requests().length;
    await day.wait(600);
    expect(day.requests().slice(before)).toEqual([]);
  });

  it("switched on later: what there was is known, and what comes is told", async () => {
    const { ticketId, read, technician } = await open({ tellChanges: false });
    technician.reply(ticketId, "<p>antes</p>", asAna());
    await day.wait(120);
    day.create.tellChanges = true;
    await day.wait(300);
    technician.reply(ticketId, "<p>depois</p>", asAna());
    await day.wait(120);
    expect(read()).toEqual([expect.stringMatching(/depois$/)]);
    expect(read().join()).not.toContain("antes");
  });

  it.each([
    ["an hour, as summer time ends", 3_600],
    ["two days, as whoever set it wrong mends it", 2 * 86_400],
  ])("GLPI's clock goes back by %s: what is answered from then on is told, once", async (_why, seconds) => {
    let ahead = seconds;
    day = await makeDay(version, kind, database(), {
      create: { tellChanges: true },
      now: () => new Date(Date.now() + ahead * 1_000),
    });
    await day.writes("a impressora do financeiro não imprime");
    await day.wait(120);
    const ticketId = day.glpi.tickets[0]?.id ?? 0;
    const told = () => day.host.texts.flatMap((text) => /(um|dois|três)$/.exec(text)?.[0] ?? []);
    day.glpi.technician.reply(ticketId, "<p>um</p>");
    await day.wait(120);
    ahead = 0;
    day.glpi.technician.reply(ticketId, "<p>dois</p>");
    await day.wait(20 * 60);
    expect(told()).toEqual(["um", "dois"]);
    // The newest change that GLPI has of another ticket is still in the time to come.
    ahead = seconds;
    day.glpi.addTicket({ title: "Monitor", requesters: [2], entityId: 1 });
    ahead = 0;
    await day.wait(120);
    day.glpi.technician.reply(ticketId, "<p>três</p>");
    await day.wait(120);
    expect(told()).toEqual(["um", "dois", "três"]);
  });

  it("a new token of the API user: what is answered after it is told all the same, once", async () => {
    const { ticketId, read, technician } = await open();
    technician.reply(ticketId, "<p>um</p>", asAna());
    await day.wait(70);
    const [profile] = day.glpi.users.find(({ login }) => login === "api")?.profiles ?? [];
    day.glpi.addUser({ login: "api2", apiToken: "renewed", profiles: profile ? [profile] : [] });
    day.create.userToken = "renewed";
    day.integration.forgetIntegration(1, 1);
    technician.reply(ticketId, "<p>dois</p>", asAna());
    await day.wait(200);
    technician.reply(ticketId, "<p>três</p>", asAna());
    await day.wait(130);
    expect(read().map((text) => text.split("\n").at(-1))).toEqual(["um", "dois", "três"]);
  });

  it("another address of the same GLPI, and the customer writes first: nothing is told again", async () => {
    const { ticketId, read, technician } = await open({ followUpAddedText: "" });
    technician.reply(ticketId, "<p>um</p>", asAna());
    await day.wait(130);
    day.create.url = String(day.create.url).replace("//", "//www.");
    day.integration.forgetIntegration(1, 1);
    await day.writes("é a do segundo andar");
    await day.wait(30);
    technician.reply(ticketId, "<p>dois</p>", asAna());
    await day.wait(300);
    expect(read().map((text) => text.split("\n").at(-1))).toEqual(["um", "dois"]);
  });

  it("a new token, and sixty tickets that are in that GLPI no more: the one that is there goes along", async () => {
    const { ticketId, read, technician } = await open();
    const requesters = day.glpi.tickets[0]?.requesters ?? [];
    const gone: number[] = [];
    for (let index = 1; index <= 60; index += 1) {
      const { id } = day.glpi.addTicket({ title: `Chamado ${index}`, requesters, entityId: 1 });
      gone.push(id);
      const where = conversation({ id: 1_000 + index });
      await day.integration.linkTicket({ integrationId: 1, conversation: where, ticketId: id });
    }
    const last = day.glpi.addTicket({ title: "Monitor", requesters, entityId: 1 });
    await day.integration.linkTicket({
      integrationId: 1,
      conversation: conversation({ id: 2_000 }),
      ticketId: last.id,
    });
    await day.wait(120);
    for (const id of gone) technician.purge(id);
    const [profile] = day.glpi.users.find(({ login }) => login === "api")?.profiles ?? [];
    day.glpi.addUser({ login: "api2", apiToken: "renewed", profiles: profile ? [profile] : [] });
    day.create.userToken = "renewed";
    day.integration.forgetIntegration(1, 1);
    await day.wait(200);
    technician.reply(last.id, "<p>o monitor chegou</p>", asAna());
    technician.reply(ticketId, "<p>e a impressora</p>", asAna());
    await day.wait(130);
    expect(
      read()
        .map((text) => text.split("\n").at(-1))
        .sort(),
    ).toEqual(["e a impressora", "o monitor chegou"]);
  });

  it("with 'all', nobody hears of another's ticket because both are of the fallback requester", async () => {
    const { read, technician } = await open({ tellAbout: "all", createRequester: false, fallbackRequesterId: 2 });
    const other = conversation({ id: 3, contact: { id: 99, name: "Carlos", phoneNumber: "5531911112222" } });
    await day.writes("sou o Carlos e meu monitor queimou", {}, other);
    await day.wait(20);
    expect(day.glpi.tickets.map(({ requesters }) => requesters)).toContainEqual([2]);
    const elsewhere = day.glpi.addTicket({ title: "De outra pessoa", requesters: [2], entityId: 1 });
    await day.wait(120);
    const before = read().length;
    technician.reply(elsewhere.id, "<p>segredo</p>", asAna());
    await day.wait(130);
    expect(read().slice(before)).toEqual([]);
  });

  it("the bell: it is told at once, and an account is asked once in two seconds however often it rings", async () => {
    const { ticketId, read, technician } = await open();
    await day.wait(120);
    technician.reply(ticketId, "<p>um</p>", asAna());
    await day.integration.glpiChanged({ integrationId: 1, tenantId: 1, ticketId });
    await day.wait(3);
    expect(read()).toHaveLength(1);
    const before = day.requests().filter((line) => line === "GET /search/Ticket").length;
    for (let ring = 0; ring < 20; ring += 1) await day.integration.glpiChanged({ integrationId: 1, tenantId: 1 });
    await day.wait(3);
    expect(day.requests().filter((line) => line === "GET /search/Ticket").length - before).toBeLessThanOrEqual(3);
  });

  it("a ticket that was opened elsewhere is linked by hand: what comes from then on is told", async () => {
    const { read, technician } = await open();
    const elsewhere = day.glpi.addTicket({
      title: "Monitor",
      requesters: day.glpi.tickets[0]?.requesters ?? [],
      entityId: 1,
    });
    technician.reply(elsewhere.id, "<p>antes</p>", asAna());
    const request = { integrationId: 1, conversation: conversation(), ticketId: elsewhere.id };
    expect(await day.integration.linkTicket(request)).toMatchObject({ ticketId: elsewhere.id, title: "Monitor" });
    await day.wait(70);
    technician.reply(elsewhere.id, "<p>depois</p>", asAna());
    await day.wait(120);
    expect(read()).toEqual([expect.stringMatching(/depois$/)]);
    await expect(day.integration.linkTicket({ ...request, ticketId: 99_999 })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("with 'all', tickets of the person that were opened elsewhere are told of too, from the first change that is seen on", async () => {
    const { read, technician } = await open({ tellAbout: "all" });
    const requesters = day.glpi.tickets[0]?.requesters ?? [];
    const elsewhere = day.glpi.addTicket({ title: "Monitor", requesters, entityId: 1 });
    const others = day.glpi.addTicket({ title: "De outra pessoa", requesters: [ana], entityId: 1 });
    await day.wait(120);
    technician.reply(elsewhere.id, "<p>o monitor chega amanhã</p>", asAna());
    technician.reply(others.id, "<p>segredo</p>", { userId: 2 });
    await day.wait(130);
    expect(read()).toEqual([expect.stringMatching(/o monitor chega amanhã$/)]);
  });
});
