import { expect, it, vi } from "vitest";
import { z } from "zod";
import { GlpiClients } from "../../src/glpi/clients.js";
import { useFakeClock } from "../fake-clock.js";

useFakeClock();

const MINUTE_MS = 60_000;
const accountOf = (index: number) => ({
  url: `https://glpi-${index}.example/apirest.php`,
  appToken: "APP",
  userToken: "USER",
});
const turns = async () => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** Clients of servers whose answers to all but the session wait until `answer()` is called. */
function makeClients() {
  const waiting: (() => void)[] = [];
  const ended: string[] = [];
  const fetch = vi.fn(async (input: Request | URL | string) => {
    const { host, pathname } = new URL(input instanceof Request ? input.url : input);
    if (pathname.endsWith("/initSession")) return Response.json({ session_token: "S" });
    if (pathname.endsWith("/killSession")) ended.push(host);
    else await new Promise<void>((resolve) => waiting.push(resolve));
    return Response.json({ id: 1 });
  });
  const clients = new GlpiClients({ requestTimeoutMs: 60 * MINUTE_MS, maxRequestsInFlight: 1, fetch });
  const answer = async () => {
    for (const each of waiting.splice(0)) each();
    await turns();
  };
  return { clients, answer, ended };
}

const get = (client: ReturnType<GlpiClients["for"]>) => client.get("User/1", z.unknown());

it("any number of accounts are in use at once, and none of them is closed", async () => {
  const { clients, answer, ended } = makeClients();
  const asked = Array.from({ length: 1_500 }, (_, index) => get(clients.for(accountOf(index))));
  const all = Promise.allSettled(asked);
  await turns();
  await answer();
  const refused = (await all).filter(({ status }) => status === "rejected");
  expect(refused).toEqual([]);
  expect(ended).toEqual([]);
  await clients.close();
  expect(ended).toHaveLength(1_500);
});

it("the session of an account that nobody used for ten minutes is ended when there are more than 1,000", async () => {
  const { clients, answer, ended } = makeClients();
  const use = async (index: number) => {
    const done = get(clients.for(accountOf(index)));
    await turns();
    await answer();
    await done;
  };
  await use(0);
  await use(1);
  await use(2);
  // Its answer takes longer than that.
  const busy = get(clients.for(accountOf(1)));
  for (let index = 3; index < 1_000; index += 1) clients.for(accountOf(index));
  await vi.advanceTimersByTimeAsync(9 * MINUTE_MS);
  const used = clients.for(accountOf(2));
  clients.for(accountOf(1_000));
  await turns();
  expect(ended).toEqual([]);
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  clients.for(accountOf(1_001));
  await turns();
  expect(ended).toEqual(["glpi-0.example"]);
  expect(clients.for(accountOf(2))).toBe(used);
  await answer();
  expect(await busy).toEqual({ id: 1 });
  await clients.close();
});

it("each answer is told, before anybody judges it, also one that refuses", async () => {
  const answers = [
    Response.json({ session_token: "S" }),
    Response.json(["ERROR_ITEM_NOT_FOUND", "x"], { status: 404 }),
  ];
  const told: string[] = [];
  const clients = new GlpiClients({
    requestTimeoutMs: MINUTE_MS,
    maxRequestsInFlight: 1,
    fetch: async () => answers.shift() ?? Response.json(true),
    onAnswer: ({ method, path }, { status }) => told.push(`${method} ${path} ${status}`),
  });
  await expect(get(clients.for(accountOf(1)))).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(told).toEqual(["GET initSession 200", "GET User/1 404"]);
});
