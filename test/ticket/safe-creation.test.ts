import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SimulatedRequest } from "../../src/testing/index.js";
import { useFakeClock } from "../fake-clock.js";
import { conversation, message } from "../words.js";
import { addBeatriz, makeWorld, type World } from "../world.js";

useFakeClock();
beforeEach(() => {
  // Pauses without chance.
  vi.spyOn(Math, "random").mockReturnValue(0);
});

const talk = conversation();
const postsTicket = ({ method, path }: SimulatedRequest) => method === "POST" && path === "/Ticket";
const postsUser = ({ method, path }: SimulatedRequest) => method === "POST" && path === "/User";

function write({ integration }: World, text = "parou") {
  return integration.onMessage({ conversation: talk, integrationId: 1, message: message({ text }) });
}

/** In small steps, as time goes by. */
async function passBySeconds({ pass }: World, seconds: number) {
  for (let second = 0; second < seconds; second += 1) await pass(1_000);
}

function numbersTold({ host }: World): string[] {
  return host.texts.flatMap((text) => /\*Número:\* (\d+)/.exec(text)?.[1] ?? []);
}

describe.each([10, 11] as const)("on GLPI %i, a ticket whose answer is lost", (version) => {
  it.each([
    ["by a reset after the work", (world: World) => world.glpi.faults.resetAfter({ when: postsTicket, times: 1 })],
    [
      "by a 503 after the work",
      (world: World) => world.glpi.faults.status(503, { when: postsTicket, times: 1, afterWork: true }),
    ],
    [
      "by a page with 200 after the work",
      (world: World) => world.glpi.faults.status(500, { when: postsTicket, times: 1, afterWork: true }),
    ],
    [
      "by a timeout, and made later",
      (world: World) => world.glpi.faults.delay(35_000, { when: postsTicket, times: 1 }),
    ],
  ])("%s is found again, and its number told", async (_case, disturb) => {
    const world = makeWorld(version);
    addBeatriz(world.glpi);
    disturb(world);
    await write(world);
    await passBySeconds(world, 120);
    expect(world.glpi.tickets).toHaveLength(1);
    expect(world.requests().filter((line) => line === "POST /Ticket")).toHaveLength(1);
    expect(numbersTold(world)).toEqual([String(world.glpi.tickets[0]?.id)]);
    expect(world.events).toMatchObject([
      { name: "warning", event: { error: { code: "ANSWER_LOST" } } },
      { name: "ticketCreated" },
    ]);
    await world.integration.close();
  });

  it("by a reset before the work is made then, and not before the lost request must have finished", async () => {
    const world = makeWorld(version);
    addBeatriz(world.glpi);
    world.glpi.faults.resetBefore({ when: postsTicket, times: 1 });
    await write(world);
    await passBySeconds(world, 15 + 39);
    expect(world.requests().filter((line) => line === "GET /search/Ticket")).toEqual([]);
    await passBySeconds(world, 5);
    expect(world.requests().filter((line) => /(POST \/|search\/)Ticket$/.test(line))).toEqual([
      "POST /Ticket",
      "GET /search/Ticket",
      "POST /Ticket",
    ]);
    expect(world.glpi.tickets).toHaveLength(1);
    await world.integration.close();
  });

  it("again and again is one ticket", async () => {
    const world = makeWorld(version);
    addBeatriz(world.glpi);
    world.glpi.faults.resetAfter({ when: ({ path }) => /Ticket/.test(path), times: 4 });
    await write(world);
    await passBySeconds(world, 400);
    expect(world.glpi.tickets).toHaveLength(1);
    expect(numbersTold(world)).toHaveLength(1);
    await world.integration.close();
  });

  it("is for the same person when it is repeated, though another would be found now", async () => {
    const world = makeWorld(version);
    const beatriz = addBeatriz(world.glpi);
    world.glpi.faults.resetBefore({ when: postsTicket, times: 1 });
    await write(world);
    await world.pass(15_000);
    addBeatriz(world.glpi, { login: "other", mobile: "31 98765-4322" });
    await passBySeconds(world, 60);
    expect(world.glpi.tickets).toMatchObject([{ requesters: [beatriz.id] }]);
    await world.integration.close();
  });
});

it("GLPI 11 drops the requester and loses the answer: the ticket is found by its externalid, and the requester put back", async () => {
  const world = makeWorld(11);
  const inactive = addBeatriz(world.glpi, { isActive: false });
  world.glpi.faults.resetAfter({ when: postsTicket, times: 1 });
  await write(world);
  await passBySeconds(world, 90);
  expect(world.glpi.tickets).toMatchObject([{ requesters: [inactive.id] }]);
  expect(world.requests()).toContain("GET /listSearchOptions/Ticket");
  await world.integration.close();
});

it("a POST that is sent again after a lost session has a time of its own", async () => {
  const world = makeWorld(10, { options: { requestTimeoutMs: 5_000 } });
  addBeatriz(world.glpi);
  // The session is lost with the POST, the new one takes 4 s to start, and the second POST 12 s to be done.
  await world.integration.createTicket({
    integration: world.create,
    conversation: conversation({ id: 999 }),
    messages: [message()],
  });
  world.glpi.faults.loseSession({ when: postsTicket, times: 1 });
  world.glpi.faults.delay(4_000, { when: ({ path }) => path === "/initSession", times: 1 });
  let posts = 0;
  world.glpi.faults.delay(12_000, { when: (request) => postsTicket(request) && ++posts === 2 });
  await write(world);
  await passBySeconds(world, 120);
  expect(world.glpi.tickets).toHaveLength(2);
  expect(numbersTold(world)).toEqual([String(world.glpi.tickets[1]?.id)]);
  await world.integration.close();
});

describe("another GLPI, because the operator changed the address while an answer was lost", () => {
  it("gets a ticket for its own person, not for whoever has the same number there", async () => {
    const world = makeWorld();
    const here = addBeatriz(world.glpi);
    const other = makeWorld();
    addBeatriz(other.glpi, { login: "stranger", mobile: "31 90000-0000" });
    const there = addBeatriz(other.glpi);
    expect(there.id).not.toBe(here.id);
    world.glpi.faults.resetBefore({ when: postsTicket });
    const elsewhere = "https://elsewhere.example.test/apirest.php";
    const both: typeof fetch = (input, init) =>
      (String((input as Request).url).startsWith(elsewhere) ? other : world).glpi.fetch(input, init);
    const { integration } = makeWorld(11, { options: { host: world.host, fetch: both } });
    await integration.onMessage({ conversation: talk, integrationId: 1, message: message() });
    await passBySeconds(world, 16);
    world.host.integrations[1] = { ...world.create, url: elsewhere };
    await passBySeconds(world, 180);
    expect(other.glpi.tickets).toMatchObject([{ requesters: [there.id] }]);
    await Promise.all([integration.close(), world.integration.close(), other.integration.close()]);
  });
});

describe("a page or a redirect of a proxy", () => {
  it("where GLPI has answered before passes, and gives nothing up", async () => {
    const world = makeWorld();
    addBeatriz(world.glpi);
    await world.integration.createTicket({
      integration: world.create,
      conversation: conversation({ id: 999 }),
      messages: [message()],
    });
    world.glpi.expireSessions();
    const redirect = world.glpi.faults.redirect("https://sso.example/");
    await write(world);
    await passBySeconds(world, 30);
    expect(world.events.map(({ name }) => name)).toEqual(["ticketCreated", "warning"]);
    expect(world.events[1]).toMatchObject({
      event: { error: { code: "UNAVAILABLE", message: expect.stringContaining("before") } },
    });
    redirect.off();
    await passBySeconds(world, 60);
    expect(world.glpi.tickets).toHaveLength(2);
    await world.integration.close();
  });

  it("where GLPI never answered is a wrong address", async () => {
    const world = makeWorld();
    world.glpi.faults.redirect("https://sso.example/");
    await write(world);
    await world.pass(15_000);
    expect(world.events).toMatchObject([{ name: "ticketFailed", event: { error: { code: "REDIRECTED" } } }]);
    await world.integration.close();
  });
});

describe("a user whose answer is lost", () => {
  it.each([
    ["after the work", "resetAfter"],
    ["before it", "resetBefore"],
  ] as const)("%s is one user", async (_case, fault) => {
    const world = makeWorld();
    world.glpi.faults[fault]({ when: postsUser, times: 1 });
    await write(world);
    await passBySeconds(world, 90);
    expect(world.glpi.users.filter(({ login }) => login.startsWith("whatsapp-"))).toHaveLength(1);
    expect(world.glpi.tickets).toMatchObject([{ requesters: [world.glpi.users.at(-1)?.id] }]);
    await world.integration.close();
  });
});

describe("a refusal", () => {
  it("proves that nothing was made, and needs no wait and no second try", async () => {
    const world = makeWorld(11, { create: { errorQueueId: 9 } });
    addBeatriz(world.glpi);
    world.glpi.faults.status(400, { when: postsTicket, body: "json" });
    await write(world);
    await world.pass(15_000);
    expect(world.events).toMatchObject([{ name: "ticketFailed", event: { error: { code: "REFUSED" } } }]);
    expect(world.host.said).toEqual([
      { to: 101, text: expect.stringContaining("Não conseguimos") },
      { move: 101, queue: 9 },
    ]);
    expect(await world.integration.health()).toMatchObject({ dead: 1, failed: 0, waiting: 0 });
    await world.integration.close();
  });
});

describe("a GLPI that is down", () => {
  it("is tried again with growing pauses; the customer is told once that it takes longer, and then the number", async () => {
    const world = makeWorld();
    addBeatriz(world.glpi);
    world.glpi.faults.maintenance();
    await write(world);
    await world.pass(15_000);
    expect(world.host.texts).toEqual([]);
    await passBySeconds(world, 60);
    expect(world.host.texts).toEqual([expect.stringContaining("Assim que o chamado for aberto, enviamos o número")]);
    expect(await world.integration.health()).toMatchObject({ failed: 1, dead: 0 });
    const tries = world.glpi.requests.map(({ at }) => at.getTime());
    const pauses = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
    // The first one was for the person, while the customer might still write.
    expect(pauses.slice(0, 4)).toEqual([15_000, 5_000, 10_000, 20_000]);
    world.glpi.faults.clear();
    await passBySeconds(world, 120);
    expect(numbersTold(world)).toHaveLength(1);
    expect(world.host.texts).toHaveLength(2);
    await world.integration.close();
  });

  it("for ten minutes is given up on a store in memory: told once, moved, kept, and opened when replayed", async () => {
    const world = makeWorld(11, { create: { errorQueueId: 9 } });
    addBeatriz(world.glpi);
    world.glpi.faults.maintenance();
    await write(world);
    await passBySeconds(world, 20 * 60);
    expect(world.events).toMatchObject([
      { name: "warning", event: { error: { code: "UNAVAILABLE" } } },
      { name: "ticketFailed", event: { error: { code: "UNAVAILABLE" }, batch: { messages: [{ text: "parou" }] } } },
    ]);
    expect(world.host.said).toEqual([
      { to: 101, text: expect.stringContaining("Assim que") },
      { to: 101, text: expect.stringContaining("Não conseguimos") },
      { move: 101, queue: 9 },
    ]);
    const [dead] = await world.integration.deadLetters();
    expect(dead).toMatchObject({ code: "UNAVAILABLE", batch: { messages: [{ text: "parou" }] } });
    world.glpi.faults.clear();
    expect(await world.integration.replay("wz-unknown")).toBe(false);
    expect(await world.integration.replay(dead?.batch.id ?? "")).toBe(true);
    await passBySeconds(world, 60);
    expect(world.glpi.tickets).toHaveLength(1);
    expect(numbersTold(world)).toHaveLength(1);
    expect(await world.integration.deadLetters()).toEqual([]);
    await world.integration.close();
  });

  it("is asked by one probe at a time, not by every conversation, and the waiting go out when it is back", async () => {
    const world = makeWorld(11, {
      options: { retry: { firstPauseMs: 1_000, maxPauseMs: 10_000, giveUpAfterMs: 86_400_000 } },
    });
    world.glpi.faults.status(503);
    for (let id = 0; id < 30; id += 1) {
      const contact = { id, phoneNumber: `55319${String(id).padStart(8, "7")}` };
      await world.integration.onMessage({
        conversation: conversation({ id, contact }),
        integrationId: 1,
        message: message(),
      });
    }
    await passBySeconds(world, 60);
    expect(await world.integration.health()).toMatchObject({ failed: 30, servers: [{ state: "open", tenantId: 1 }] });
    world.glpi.clearRequests();
    await passBySeconds(world, 300);
    // A probe is a login, which is repeated twice.
    expect(world.glpi.requests.length).toBeLessThanOrEqual(11 * 3);
    world.glpi.faults.clear();
    await passBySeconds(world, 60);
    expect(world.glpi.tickets).toHaveLength(30);
    expect(await world.integration.health()).toMatchObject({
      failed: 0,
      waiting: 0,
      servers: [{ state: "closed", failures: 0 }],
    });
    await world.integration.close();
  });
});

describe("a host that cannot tell the number", () => {
  it("is asked again, and the ticket is not made again", async () => {
    const world = makeWorld();
    addBeatriz(world.glpi);
    world.host.failure = new Error("disconnected");
    await write(world);
    await passBySeconds(world, 30);
    expect(numbersTold(world)).toEqual([]);
    world.host.failure = undefined;
    await passBySeconds(world, 60);
    expect(numbersTold(world)).toHaveLength(1);
    expect(world.glpi.tickets).toHaveLength(1);
    expect(world.events.filter(({ name }) => name === "ticketCreated")).toHaveLength(1);
    await world.integration.close();
  });

  it("is told each number when the channel is back, hours later, with one warning for each meanwhile", async () => {
    const world = makeWorld(11, { create: { afterTicket: "newTicket" } });
    addBeatriz(world.glpi);
    world.host.failure = new Error("disconnected");
    for (const text of ["a impressora parou", "o scanner também"]) {
      await write(world, text);
      await passBySeconds(world, 20);
    }
    expect(world.glpi.tickets).toHaveLength(2);
    for (let minutes = 0; minutes < 3 * 60; minutes += 1) await world.pass(60_000);
    expect(world.events.filter(({ name }) => name === "warning")).toHaveLength(2);
    world.host.failure = undefined;
    for (let minutes = 0; minutes < 5; minutes += 1) await world.pass(60_000);
    expect(numbersTold(world).sort()).toEqual(world.glpi.tickets.map(({ id }) => String(id)).sort());
    expect(world.glpi.tickets).toHaveLength(2);
    await world.integration.close();
  });

  it("has not failed when the configuration breaks, or GLPI, before the number was told", async () => {
    const world = makeWorld();
    addBeatriz(world.glpi);
    world.host.failure = new Error("disconnected");
    await write(world);
    await passBySeconds(world, 20);
    world.host.failure = undefined;
    world.host.integrations[1] = null;
    await passBySeconds(world, 120);
    expect(await world.integration.deadLetters()).toEqual([]);
    world.host.integrations[1] = world.create;
    const down = world.glpi.faults.status(503);
    await passBySeconds(world, 300);
    down.off();
    await passBySeconds(world, 400);
    expect(numbersTold(world)).toHaveLength(1);
    expect(world.host.texts).toHaveLength(1);
    const names = world.events.map(({ name }) => name);
    expect([names.includes("ticketFailed"), names.filter((name) => name === "ticketCreated").length]).toEqual([
      false,
      1,
    ]);
    await world.integration.close();
  });

  it("is asked for so long as tellForHours says, and then the operator is told", async () => {
    const world = makeWorld(11, { options: { tellForHours: 2 } });
    addBeatriz(world.glpi);
    world.host.failure = new Error("conversation gone");
    await write(world);
    for (let minutes = 0; minutes < 119; minutes += 1) await world.pass(60_000);
    expect(await world.integration.health()).toMatchObject({ waiting: 1, failed: 0 });
    for (let minutes = 0; minutes < 10; minutes += 1) await world.pass(60_000);
    const warnings = world.events.filter(({ name }) => name === "warning");
    expect(warnings).toMatchObject([
      { event: { error: { code: "HOST_FAILED" } } },
      { event: { error: { code: "HOST_FAILED", message: expect.stringContaining("tellForHours") } } },
    ]);
    expect(await world.integration.health()).toMatchObject({ waiting: 0, failed: 0, dead: 0, inProgress: 0 });
    await world.integration.close();
  });
});

describe("createTicket() called twice at once", () => {
  it("makes one ticket, and tells both of it", async () => {
    const world = makeWorld();
    addBeatriz(world.glpi);
    const request = { integration: world.create, conversation: talk, messages: [message()] };
    const [one, other] = await Promise.all([
      world.integration.createTicket(request),
      world.integration.createTicket(request),
    ]);
    expect(other).toEqual(one);
    expect(world.glpi.tickets).toHaveLength(1);
    await world.integration.close();
  });
});

describe("createTicket() whose answer is lost", () => {
  it("says when to call again, and then finds the ticket instead of making a second one", async () => {
    const world = makeWorld();
    addBeatriz(world.glpi);
    world.glpi.faults.resetAfter({ when: postsTicket, times: 1 });
    const request = { integration: world.create, conversation: talk, messages: [message()] };
    const lost = await world.integration.createTicket(request).catch((error: unknown) => error);
    expect(lost).toMatchObject({ code: "ANSWER_LOST" });
    await expect(world.integration.createTicket(request)).rejects.toMatchObject({
      code: "ANSWER_LOST",
      retryAfterMs: 40_000,
    });
    await world.pass(40_000);
    expect(await world.integration.createTicket(request)).toMatchObject({ ticketId: world.glpi.tickets[0]?.id });
    expect(world.glpi.tickets).toHaveLength(1);
    await world.integration.createTicket(request);
    expect(world.glpi.tickets).toHaveLength(2);
    await world.integration.close();
  });
});
