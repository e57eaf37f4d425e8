import { describe, expect, it } from "vitest";
import type { Contact } from "../../src/host/events.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld } from "../world.js";

useFakeClock();

/** Whom a ticket of this contact is opened for. */
function asker(world: ReturnType<typeof makeWorld>) {
  return async (contact: Partial<Contact>, config: object = {}) => {
    const talk = conversation({ contact: { id: 7, ...contact } });
    const integration = { ...world.create, ...config };
    const { requester, entityId } = await world.integration.createTicket({
      integration,
      conversation: talk,
      messages: [message()],
    });
    return { ...requester, entityId };
  };
}

describe.each([10, 11] as const)("on GLPI %i, a contact is found", (version) => {
  it.each([
    ["(31) 98765-4322", "5531987654322"],
    ["(31) 98765-4322", "553187654322"],
    ["31 8765-4322", "5531987654322"],
    ["+55 (31) 8765.4322", "5531987654322"],
    ["031987654322", "553187654322"],
    ["5531987654322", "553187654322"],
    ["fixo (31) 3333-4444 / cel 98765-4322", "553133334444"],
  ])("by the telephone %s, as %s", async (phone, phoneNumber) => {
    for (const column of ["phone", "phone2", "mobile"]) {
      const world = makeWorld(version);
      const user = addBeatriz(world.glpi, { mobile: undefined, [column]: phone });
      expect(await asker(world)({ phoneNumber })).toMatchObject({ id: user.id, matchedBy: "phone" });
      await world.integration.close();
    }
  });

  it("never by a telephone of another area, or a landline with a ninth digit", async () => {
    const world = makeWorld(version);
    addBeatriz(world.glpi, { mobile: "(11) 98765-4322", phone: "(31) 3333-4444" });
    expect(await asker(world)({ phoneNumber: "5531987654322" })).toMatchObject({ matchedBy: "created" });
    expect(await asker(world)({ phoneNumber: "5531933334444" })).toMatchObject({ matchedBy: "created" });
    await world.integration.close();
  });

  it("by a telephone without area code only when that is allowed and nobody has the whole number", async () => {
    const world = makeWorld(version);
    const short = addBeatriz(world.glpi, { mobile: "98765-4322" });
    const ask = asker(world);
    expect(
      await ask({ phoneNumber: "5531987654322" }, { createRequester: false, fallbackRequesterId: 2 }),
    ).toMatchObject({ id: 2, matchedBy: "fallback" });
    expect(await ask({ phoneNumber: "5531987654322" }, { matchWithoutAreaCode: true })).toMatchObject({
      id: short.id,
      matchedBy: "phone",
    });
    // What was found by that rule does not hold where the rule does not.
    expect(await ask({ phoneNumber: "5531987654322" })).toMatchObject({ matchedBy: "created" });

    const whole = addBeatriz(world.glpi, { login: "whole", mobile: "31 98888-7777", isActive: false });
    addBeatriz(world.glpi, { login: "short2", mobile: "98888-7777" });
    expect(await ask({ phoneNumber: "5531988887777" }, { matchWithoutAreaCode: true })).toMatchObject({ id: whole.id });
    await world.integration.close();
  });

  it("by a number that no plan knows yet; who is created has it, and is found by it", async () => {
    const world = makeWorld(version);
    const known = addBeatriz(world.glpi, { mobile: "+595 988 397978" });
    const ask = asker(world);
    expect(await ask({ id: 1, phoneNumber: "595988397978" })).toMatchObject({ id: known.id, matchedBy: "phone" });
    const created = await ask({ id: 2, phoneNumber: "595988397979" });
    expect(world.glpi.users.at(-1)).toMatchObject({ login: "whatsapp-595988397979", mobile: "+595 988 397979" });
    const later = await ask(
      { id: 3, phoneNumber: "595988397979" },
      { url: world.glpi.url.replace("example.test", "example.org") },
    );
    expect(later).toMatchObject({ id: created.id, matchedBy: "phone" });
    await world.integration.close();
  });

  it("active before inactive, then the lowest id, and several are told; deleted ones never", async () => {
    const world = makeWorld(version);
    addBeatriz(world.glpi, { login: "deleted", isDeleted: true });
    const inactive = addBeatriz(world.glpi, { login: "inactive", isActive: false });
    const first = addBeatriz(world.glpi, { login: "first" });
    const second = addBeatriz(world.glpi, { login: "second" });
    expect(await asker(world)({ phoneNumber: "5531987654322" })).toMatchObject({ id: first.id });
    const told = world.events.find(({ name }) => name === "requesterAmbiguous");
    expect(told).toMatchObject({ event: { candidates: [inactive.id, first.id, second.id], chosen: first.id } });
    await world.integration.close();
  });

  it("by e-mail, whole and without case, when the host vouches for it", async () => {
    const world = makeWorld(version);
    addBeatriz(world.glpi, { login: "longer", mobile: undefined, emails: ["ana.beatriz@acme.example"] });
    const user = addBeatriz(world.glpi, { mobile: undefined, emails: ["other@acme.example", "Beatriz@Acme.example"] });
    const ask = asker(world);
    expect(await ask({ id: 1, email: "beatriz@acme.example" }, { trustContactEmail: false })).toMatchObject({
      matchedBy: "created",
    });
    expect(world.glpi.users.at(-1)?.emails).toEqual([]);
    expect(await ask({ id: 2, email: " beatriz@ACME.example " })).toMatchObject({ id: user.id, matchedBy: "email" });
    for (const email of ["%@acme.example", "no address", "a b@acme.example", ""]) {
      expect(await ask({ id: `bad ${email}`, email })).toMatchObject({ matchedBy: "created" });
    }
    await world.integration.close();
  });

  it("without a telephone by the login it was created with, also when the store has forgotten", async () => {
    const world = makeWorld(version);
    const created = await asker(world)({ id: 40, lid: "123456789012345@lid" });
    expect(world.glpi.users.at(-1)).toMatchObject({ id: created.id, login: "whazing-1-40", mobile: null });
    expect(await asker(world)({ id: 40, lid: "123456789012345@lid" })).toMatchObject({
      id: created.id,
      matchedBy: "store",
    });
    // A number that is known later does not make a second person.
    expect(await asker(world)({ id: 40, lid: "123456789012345@lid", phoneNumber: "5531987650001" })).toMatchObject({
      id: created.id,
    });

    const later = makeWorld(version);
    later.glpi.addUser({ login: "whazing-1-40", entityId: 2 });
    expect(await asker(later)({ id: 40, lid: "123456789012345@lid" }, { createRequester: false })).toMatchObject({
      matchedBy: "login",
      entityId: 2,
    });
    await Promise.all([world.integration.close(), later.integration.close()]);
  });
});

describe("the company of a ticket", () => {
  it.each([
    ["the default entity", { entityId: 1, profiles: [{ profileId: 1, entityId: 2, isRecursive: true }] }, 1],
    [
      "the only entity of the profiles, when the default is the root",
      { entityId: 0, profiles: [{ profileId: 1, entityId: 2, isRecursive: true }] },
      2,
    ],
    [
      "the root, when the profiles name several",
      { entityId: 0, profiles: [1, 2].map((entityId) => ({ profileId: 1, entityId, isRecursive: true })) },
      0,
    ],
    ["the configured one, when there is none at all", { entityId: 0, profiles: [] }, 2],
  ])("is %s", async (_case, user, entityId) => {
    for (const version of [10, 11] as const) {
      const world = makeWorld(version);
      addBeatriz(world.glpi, user);
      expect(await asker(world)({ phoneNumber: "5531987654322" }, { fallbackEntityId: 2 })).toMatchObject({ entityId });
      expect(world.glpi.tickets).toMatchObject([{ entityId }]);
      await world.integration.close();
    }
  });
});

describe("nobody found", () => {
  it("fails when nobody is to be created and there is no fallback", async () => {
    const world = makeWorld();
    await expect(asker(world)({ phoneNumber: "5531987654322" }, { createRequester: false })).rejects.toMatchObject({
      code: "REQUESTER_NOT_FOUND",
      message: expect.stringContaining("fallbackRequesterId"),
    });
    expect(world.glpi.users).toHaveLength(1);
    await world.integration.close();
  });

  it("a login that is taken is looked up: two processes make one user", async () => {
    const world = makeWorld();
    const other = makeWorld(11, { options: { fetch: world.glpi.fetch } });
    const found = await Promise.all([world, other].map((each) => asker(each)({ phoneNumber: "553187654322" })));
    expect(new Set(found.map(({ id }) => id)).size).toBe(1);
    expect(found.map(({ matchedBy }) => matchedBy).sort()).toEqual(["created", "login"]);
    expect(world.glpi.users.filter(({ login }) => login === "whatsapp-5531987654322")).toHaveLength(1);
    await Promise.all([world.integration.close(), other.integration.close()]);
  });

  it("a login that belongs to somebody who is not seen leads to another, for that tenant", async () => {
    const world = makeWorld();
    const profile = world.glpi.addProfile({ name: "api", rights: { ticket: 1031, user: 5, followup: 4101 } });
    for (const entityId of [1, 2]) {
      const profiles = [{ profileId: profile.id, entityId, isRecursive: true }];
      world.glpi.addUser({ login: `api-${entityId}`, apiToken: `API-${entityId}`, entityId, profiles });
    }
    const open = (tenantId: number) =>
      world.integration.createTicket({
        integration: { ...world.create, userToken: `API-${tenantId}`, newRequesterEntityId: tenantId },
        conversation: conversation({ tenantId, contact: { id: 7, phoneNumber: "5531987654322" } }),
        messages: [message()],
      });
    for (const tenantId of [1, 2])
      expect(await open(tenantId)).toMatchObject({ entityId: tenantId, requester: { matchedBy: "created" } });
    expect(world.glpi.users.map(({ login }) => login).slice(-2)).toEqual([
      "whatsapp-5531987654322",
      "whatsapp-5531987654322-2",
    ]);
    await world.integration.close();
  });

  it("a user whom GLPI refuses to create says why, or leads to the fallback with a warning", async () => {
    const world = makeWorld();
    world.glpi.faults.status(400, { when: ({ method, path }) => method === "POST" && path === "/User", body: "json" });
    await expect(asker(world)({ phoneNumber: "5531987654322" })).rejects.toMatchObject({
      code: "REFUSED",
      message: expect.stringMatching(/"whatsapp-5531987654322".*newRequesterEntityId/),
    });
    expect(await asker(world)({ phoneNumber: "5531987654322" }, { fallbackRequesterId: 2 })).toMatchObject({
      id: 2,
      matchedBy: "fallback",
    });
    expect(world.events.filter(({ name }) => name !== "ticketCreated")).toMatchObject([
      { name: "warning", event: { error: { code: "REFUSED" } } },
    ]);
    // The fallback is nobody's identity.
    const contact = { id: 7, phoneNumber: "5531987654322" };
    const consulted = world.integration.consultTickets({
      integration: world.consult,
      conversation: conversation({ contact }),
    });
    expect(await consulted).toMatchObject({ total: 0 });
    await world.integration.close();
  });
});

describe("what is remembered", () => {
  it("belongs to one tenant and one server", async () => {
    const world = makeWorld();
    addBeatriz(world.glpi);
    const contact = { id: 7, phoneNumber: "5531987654322" };
    const open = (tenantId: number, url = world.glpi.url) =>
      world.integration.createTicket({
        integration: { ...world.create, url },
        conversation: conversation({ tenantId, contact }),
        messages: [message()],
      });
    await open(1);
    expect((await open(1)).requester.matchedBy).toBe("store");
    expect((await open(2)).requester.matchedBy).toBe("phone");
    expect((await open(1, world.glpi.url.replace("glpi.example", "other.example"))).requester.matchedBy).toBe("phone");
    await world.integration.close();
  });

  it("is forgotten when GLPI refuses the ticket for it, and the person looked for again, once", async () => {
    const world = makeWorld();
    const ask = asker(world);
    addBeatriz(world.glpi);
    await ask({ phoneNumber: "5531987654322" });
    world.glpi.clearRequests();
    world.glpi.faults.status(400, { body: "json", when: ({ path }) => path === "/Ticket", times: 2 });
    expect(await ask({ phoneNumber: "5531987654322" })).toMatchObject({ matchedBy: "phone" });
    // Such a refusal may be a session's, with which it is sent again.
    expect(world.requests().filter((line) => line === "POST /Ticket")).toHaveLength(3);

    world.glpi.clearRequests();
    world.glpi.faults.status(400, { body: "json", when: ({ path }) => path === "/Ticket" });
    await expect(ask({ phoneNumber: "5531987654322" })).rejects.toMatchObject({ code: "REFUSED" });
    expect(world.requests().filter((line) => line === "POST /Ticket")).toHaveLength(4);
    await world.integration.close();
  });

  it("by an e-mail that only creating trusts, does not open somebody's tickets to a consultation", async () => {
    const world = makeWorld();
    const user = addBeatriz(world.glpi, { mobile: undefined });
    world.glpi.addTicket({ title: "segredo", entityId: 1, requesters: [user.id] });
    const contact = { id: 7, phoneNumber: "5531900001111", email: "beatriz@acme.example" };
    expect(await asker(world)(contact)).toMatchObject({ id: user.id, matchedBy: "email" });
    const consult = (config: object) =>
      world.integration.consultTickets({
        integration: { ...world.consult, ...config },
        conversation: conversation({ contact }),
      });
    expect(await consult({})).toMatchObject({ total: 0, tickets: [] });
    expect((await consult({ trustContactEmail: true })).total).toBe(2);
    expect(world.glpi.users).toHaveLength(2);
    await world.integration.close();
  });

  it("is believed for an hour, and then asked for with one request, by which a change in GLPI is seen", async () => {
    const world = makeWorld();
    const beatriz = addBeatriz(world.glpi);
    const ask = asker(world);
    const contact = { phoneNumber: "5531987654322" };
    expect(await ask(contact)).toMatchObject({ entityId: 1, matchedBy: "phone" });
    const user = `GET /User/${beatriz.id}`;
    const next = async (requests: string[]) => {
      world.glpi.clearRequests();
      const asked = await ask(contact);
      // A session that was forgotten meanwhile has a request sent twice.
      expect([...new Set(world.requests())]).toEqual(requests);
      return asked;
    };
    await world.pass(59 * 60_000);
    await next(["POST /Ticket"]);
    await world.pass(2 * 60_000);
    Object.assign(beatriz, { entityId: 2 });
    const ticketUsers = "/Ticket/3/Ticket_User";
    const moved = await next([user, "POST /Ticket", `GET ${ticketUsers}`, "POST /Ticket_User"]);
    expect(moved).toMatchObject({ id: beatriz.id, entityId: 2, matchedBy: "store" });
    await next(["POST /Ticket"]);
    await world.integration.close();
  });

  it.each([
    ["is in the bin", { isDeleted: true }],
    ["has another telephone", { mobile: "(31) 97777-0000" }],
  ])("is looked for anew when the person %s by then", async (_what, change) => {
    const world = makeWorld();
    const beatriz = addBeatriz(world.glpi);
    const ask = asker(world);
    await ask({ phoneNumber: "5531987654322" });
    Object.assign(beatriz, change);
    const next = addBeatriz(world.glpi, { login: "beatriz2" });
    await world.pass(61 * 60_000);
    expect(await ask({ phoneNumber: "5531987654322" })).toMatchObject({ id: next.id, matchedBy: "phone" });
    await world.integration.close();
  });

  it("of a contact whose telephone the host corrects, is somebody else's", async () => {
    const world = makeWorld();
    const beatriz = addBeatriz(world.glpi);
    const other = addBeatriz(world.glpi, { login: "other", mobile: "(31) 98888-1111" });
    const ask = asker(world);
    const before = { id: 50, lid: "11223344556677@lid" };
    expect(await ask({ ...before, phoneNumber: "5531987654322" })).toMatchObject({ id: beatriz.id });
    expect(await ask({ ...before, phoneNumber: "5531988881111" })).toMatchObject({ id: other.id, matchedBy: "phone" });
    // Neither has GLPI anybody with this one.
    expect(await ask({ ...before, phoneNumber: "5531977772222" })).toMatchObject({ matchedBy: "created" });
    await world.integration.close();
  });
});
