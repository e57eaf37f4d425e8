import { describe, expect, it } from "vitest";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld } from "../world.js";

useFakeClock();

describe.each([10, 11] as const)("a ticket on GLPI %i", (version) => {
  it("carries what is configured, and its address", async () => {
    const { glpi, integration, create } = makeWorld(version, {
      create: {
        ticketType: "request",
        categoryId: 3,
        urgency: 4,
        requestSourceId: 2,
        locationId: 5,
        assignedGroupId: 6,
        titleTemplate: "[{{fila}}] {{firstWords}} ({{protocol}})",
      },
    });
    addBeatriz(glpi);
    const created = await integration.createTicket({
      integration: create,
      conversation: conversation(),
      messages: [message({ text: "sem rede" })],
    });
    expect(glpi.tickets).toMatchObject([
      {
        type: 2,
        categoryId: 3,
        urgency: 4,
        requestTypeId: 2,
        locationId: 5,
        groupId: 6,
        title: "[Suporte] sem rede (2026112400101)",
      },
    ]);
    expect(created).toMatchObject({
      ticketId: glpi.tickets[0]?.id,
      title: "[Suporte] sem rede (2026112400101)",
      url: `https://glpi.example.test/glpi/front/ticket.form.php?id=${created.ticketId}`,
      entityId: 1,
    });
    await integration.close();
  });

  it("carries its mark in the content, and on GLPI 11 as externalid", async () => {
    const { glpi, integration, create } = makeWorld(version);
    await integration.createTicket({
      integration: create,
      conversation: conversation(),
      messages: [message({ id: 1 })],
    });
    const [ticket] = glpi.tickets;
    const [mark] = /wz-\w{20}/.exec(ticket?.content ?? "") ?? [];
    expect(mark).toBeDefined();
    expect(ticket?.externalId).toBe(version === 11 ? mark : null);
    await integration.close();
  });

  it("has a title that fits, whatever the customer writes", async () => {
    const { glpi, integration, create } = makeWorld(version);
    for (const text of ["á".repeat(300), "a & b < c > ".repeat(60), "👩‍👩‍👧‍👦 ".repeat(100), "\u0000\ud800 x"]) {
      await integration.createTicket({
        integration: create,
        conversation: conversation(),
        messages: [message({ text })],
      });
    }
    for (const { title } of glpi.tickets) {
      expect([...title].length).toBeLessThanOrEqual(255);
      expect(title).not.toMatch(/&(#\d*)?$/);
    }
    expect(glpi.tickets).toHaveLength(4);
    await integration.close();
  });

  it("has a path in its title without what GLPI 10 would take for line breaks, and whole in its content", async () => {
    const { glpi, integration, create } = makeWorld(version);
    addBeatriz(glpi);
    const text = "\\\\servidor\\novo\\rede não abre";
    await integration.createTicket({
      integration: create,
      conversation: conversation(),
      messages: [message({ text })],
    });
    expect(glpi.tickets[0]?.title).toBe(version === 10 ? "//servidor/novo/rede não abre" : text);
    expect(glpi.tickets[0]?.content).toContain(text);
    await integration.close();
  });

  it("with nothing to say in its title template is named after what was written", async () => {
    const { glpi, integration, create } = makeWorld(version);
    const messages = [message({ text: "" })];
    await integration.createTicket({
      integration: { ...create, titleTemplate: "{{unknown}}" },
      conversation: conversation(),
      messages: [message({ text: "oi" })],
    });
    await integration.createTicket({ integration: create, conversation: conversation(), messages });
    await integration.createTicket({
      integration: create,
      conversation: conversation({ contact: { id: 1 } }),
      messages,
    });
    expect(glpi.tickets.map(({ title }) => title)).toEqual(["oi", "Contato: Beatriz Souza", "Contato"]);
    await integration.close();
  });

  it("refused for a right that is missing names the right", async () => {
    const { glpi, integration, create } = makeWorld(version);
    const profile = glpi.addProfile({ name: "reads", rights: { ticket: 1025, user: 5 } });
    glpi.addUser({
      login: "api",
      apiToken: "READS",
      profiles: [{ profileId: profile.id, entityId: 0, isRecursive: true }],
    });
    const open = integration.createTicket({
      integration: { ...create, userToken: "READS" },
      conversation: conversation(),
      messages: [message()],
    });
    await expect(open).rejects.toMatchObject({ code: "RIGHT_MISSING", message: expect.stringContaining('"ticket"') });
    await integration.close();
  });

  it("is opened in any company of an API user who has several, of which GLPI makes one active", async () => {
    const { glpi, integration, create } = makeWorld(version);
    const profile = glpi.addProfile({ name: "api", rights: { ticket: 1031, user: 5, followup: 4101 } });
    const profiles = [1, 2].map((entityId) => ({ profileId: profile.id, entityId, isRecursive: true }));
    glpi.addUser({ login: "api", apiToken: "TWO", entityId: 1, profiles });
    const user = addBeatriz(glpi, { entityId: 2, profiles: [{ profileId: 1, entityId: 2, isRecursive: true }] });
    const integrationOfTwo = { ...create, userToken: "TWO" };
    const created = await integration.createTicket({
      integration: integrationOfTwo,
      conversation: conversation(),
      messages: [message()],
    });
    expect(created).toMatchObject({ entityId: 2, requester: { id: user.id } });
    await integration.close();
  });
});

describe.each([10, 11] as const)("on GLPI %i, a business rule that names another requester", (version) => {
  it("does not take the ticket from who wrote, whom it is added to", async () => {
    const { glpi, integration, create } = makeWorld(version);
    const beatriz = addBeatriz(glpi);
    const boss = addBeatriz(glpi, { login: "boss", mobile: undefined });
    // Of a ticket that is opened only.
    glpi.requesterRule = (requesters) => (requesters.includes(boss.id) ? requesters : [boss.id]);
    await integration.createTicket({ integration: create, conversation: conversation(), messages: [message()] });
    expect(glpi.tickets).toMatchObject([{ requesters: [boss.id, beatriz.id] }]);
    await integration.close();
  });

  it("and names them again is told to the operator, once", async () => {
    const { glpi, integration, create, events } = makeWorld(version);
    addBeatriz(glpi);
    const boss = addBeatriz(glpi, { login: "boss", mobile: undefined });
    glpi.requesterRule = () => [boss.id];
    for (let count = 0; count < 2; count += 1) {
      await integration.createTicket({ integration: create, conversation: conversation(), messages: [message()] });
    }
    expect(glpi.tickets.map(({ requesters }) => requesters)).toEqual([[boss.id], [boss.id]]);
    const warnings = events.filter(({ name }) => name === "warning");
    expect(warnings).toMatchObject([{ event: { error: { message: expect.stringContaining("business rule") } } }]);
    await integration.close();
  });
});

describe.each([10, 11] as const)("on GLPI %i, a company out of the API user's reach", (version) => {
  /** The API user works in ACME (1) alone. */
  function confined(create: object = {}) {
    const world = makeWorld(version, { create: { userToken: "confined", ...create } });
    const profile = world.glpi.addProfile({ name: "API", rights: { ticket: 1031, user: 5, followup: 4101 } });
    const profiles = [{ profileId: profile.id, entityId: 1, isRecursive: false }];
    world.glpi.addUser({ login: "api", entityId: 1, apiToken: "confined", profiles });
    return world;
  }
  const writes = { conversation: conversation(), messages: [message()] };
  const outOfReach = { code: "RIGHT_MISSING", message: expect.stringContaining("(entity) 2") };

  it("is named before a ticket is posted", async () => {
    const { glpi, integration, create, requests } = confined();
    // Seen by a profile in ACME, at home in Globex.
    addBeatriz(glpi, { entityId: 2 });
    await expect(integration.createTicket({ integration: create, ...writes })).rejects.toMatchObject(outOfReach);
    expect(requests()).not.toContain("POST /Ticket");
    await integration.close();
  });

  it("is named before a user is made there", async () => {
    const { glpi, integration, create } = confined({ newRequesterEntityId: 2 });
    const before = glpi.users.length;
    await expect(integration.createTicket({ integration: create, ...writes })).rejects.toMatchObject(outOfReach);
    expect(glpi.users).toHaveLength(before);
    await integration.close();
  });

  it("with a person of its own, added while the session ran, is seen a quarter of an hour later", async () => {
    const world = makeWorld(version);
    await world.integration.createTicket({ integration: world.create, ...writes });
    const initech = world.glpi.addEntity({ name: "Initech" });
    const profiles = [{ profileId: 1, entityId: initech.id, isRecursive: true }];
    const nina = world.glpi.addUser({ login: "nina", mobile: "(31) 98888-0009", entityId: initech.id, profiles });
    await world.pass(15 * 60_000);
    const opened = await world.integration.createTicket({
      integration: world.create,
      conversation: conversation({ id: 9, contact: { id: 9, phoneNumber: "5531988880009" } }),
      messages: [message()],
    });
    expect(opened).toMatchObject({ entityId: initech.id, requester: { id: nina.id } });
    await world.integration.close();
  });

  it("that was added while the session ran is reached by a new one", async () => {
    const world = makeWorld(version);
    await world.integration.createTicket({ integration: world.create, ...writes });
    const initech = world.glpi.addEntity({ name: "Initech" });
    const profiles = [initech.id, 1].map((entityId) => ({ profileId: 1, entityId, isRecursive: true }));
    world.glpi.addUser({ login: "nina", mobile: "(31) 98888-0009", entityId: initech.id, profiles });
    await world.pass(61_000);
    const nina = conversation({ id: 9, contact: { id: 9, phoneNumber: "5531988880009" } });
    const opened = await world.integration.createTicket({
      integration: world.create,
      conversation: nina,
      messages: [message()],
    });
    expect(opened.entityId).toBe(initech.id);
    await world.integration.close();
  });
});

describe("GLPI 11, which drops some requesters without a word,", () => {
  it.each([
    ["inactive", { isActive: false }],
    ["without a profile in the company", { profiles: [{ profileId: 1, entityId: 2, isRecursive: false }] }],
  ])("is seen to, and the requester who is %s put back, once", async (_case, user) => {
    const { glpi, integration, create, requests } = makeWorld(11);
    const beatriz = addBeatriz(glpi, user);
    const open = () =>
      integration.createTicket({ integration: create, conversation: conversation(), messages: [message()] });
    await open();
    expect(glpi.tickets).toMatchObject([{ requesters: [beatriz.id] }]);
    const looks = expect.stringMatching(/^GET \/Ticket\/\d+\/Ticket_User$/);
    expect(requests().slice(-3)).toEqual([looks, "POST /Ticket_User", looks]);
    await integration.close();
  });

  it("and refuses to put back, costs a warning and not the ticket", async () => {
    const { glpi, integration, create, events } = makeWorld(11);
    addBeatriz(glpi, { isActive: false });
    const profile = glpi.addProfile({ name: "api", rights: { ticket: 1029, user: 5 } });
    glpi.addUser({
      login: "api",
      apiToken: "1029",
      profiles: [{ profileId: profile.id, entityId: 0, isRecursive: true }],
    });
    const created = await integration.createTicket({
      integration: { ...create, userToken: "1029" },
      conversation: conversation(),
      messages: [message()],
    });
    expect(glpi.tickets).toMatchObject([{ id: created.ticketId, requesters: [] }]);
    expect(events).toMatchObject([
      { name: "warning", event: { error: { message: expect.stringContaining("1031") } } },
      { name: "ticketCreated" },
    ]);
    await integration.close();
  });
});

describe("the content", () => {
  it("escapes all a customer can write, in every place", async () => {
    const { glpi, integration, create } = makeWorld(11, { create: { locale: "en" } });
    const evil = "<img src=x onerror=alert(1)>\"'&";
    const talk = conversation({
      channel: evil,
      protocol: evil,
      queue: { id: 1, name: evil },
      contact: { id: 1, name: evil, email: evil, phoneNumber: evil },
    });
    await integration.createTicket({
      integration: create,
      conversation: talk,
      messages: [
        message({ text: evil, media: { fileName: evil } }),
        message({ text: evil, author: { id: 2, name: evil } }),
      ],
    });
    const content = glpi.tickets[0]?.content ?? "";
    expect(content).not.toContain("<img");
    expect(content.replaceAll(/<\/?p>|<p class="wz-\w{20}">|<br>/g, "")).not.toMatch(/[<>]/);
    expect(content).toContain("Contact: &lt;img");
    await integration.close();
  });
});
