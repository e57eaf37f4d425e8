import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { GlpiClients } from "../../src/glpi/clients.js";
import { searchTickets } from "../../src/glpi/own-tickets.js";
import { searchByPhone } from "../../src/glpi/requesters.js";
import { addTicket, findTicket } from "../../src/glpi/tickets.js";

const full = { glpiactiveentities: [0], glpiactiveprofile: { ticket: 1031, user: 5, entities: [{ id: 0 }] } };

/** A client of a GLPI that answers this. */
function clientOf(answers: { session?: unknown; token?: unknown; other?: unknown }) {
  const fetch = async (input: unknown) => {
    const login = (input as Request).url.includes("initSession");
    const body = login
      ? { session_token: answers.token ?? "T", session: "session" in answers ? answers.session : full }
      : answers.other;
    return new Response(JSON.stringify(body), { status: 200, headers: { "content-type": "application/json" } });
  };
  const clients = new GlpiClients({
    requestTimeoutMs: 1_000,
    maxRequestsInFlight: 4,
    fetch: fetch as typeof globalThis.fetch,
  });
  return clients.for({ url: "https://glpi.example/apirest.php", appToken: "A", userToken: "U" });
}

const ticket = { title: "t", content: "<p>c</p>", entityId: 1, requesterId: 26, externalId: "wz-1", type: 1 } as const;
const nothing = async () => undefined;

describe("a session of odd shape", () => {
  it.each([
    null,
    {},
    { glpiactiveprofile: null },
    { glpiactiveprofile: [] },
    { glpiactiveprofile: { entities: null } },
    { glpiactiveentities: null },
  ])("works as far as it can: %j", async (session) => {
    expect(await clientOf({ session }).session()).toMatchObject({ token: "T", version: 10 });
  });

  it("with a token that no header can hold is refused, and the token not repeated", async () => {
    const error = await clientOf({ token: "SECRET\nx" })
      .session()
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "UNAVAILABLE" });
    expect(inspect(error)).not.toContain("SECRET");
  });

  it("whose entities cannot be made active names the right that is missing", async () => {
    const session = { glpiactiveentities: [1], glpiactiveprofile: { entities: [{ id: 1 }, { id: 2 }] } };
    await expect(clientOf({ session, other: false }).session()).rejects.toMatchObject({ code: "RIGHT_MISSING" });
  });
});

describe("an answer of odd shape", () => {
  it.each([true, [77], "77x", -1, 0, null, 1.5])("gives no ticket number: %j", async (id) => {
    await expect(addTicket(clientOf({ other: { id } }), ticket, nothing)).rejects.toMatchObject({
      code: "ANSWER_LOST",
    });
  });

  it("gives a number that is a numeral", async () => {
    expect(await addTicket(clientOf({ other: { id: "77" } }), ticket, nothing)).toBe(77);
  });

  it("leaves out rows that cannot be read, and shows the others", async () => {
    const row = { 1: "x", 2: 5, 4: "26", 12: 1, 15: null, 19: null, 80: null };
    const data = [row, { ...row, 1: 12345, 2: 6 }, { ...row, 2: null }, { ...row, 4: undefined }, { ...row, 12: {} }];
    const { tickets, total } = await searchTickets(clientOf({ other: { totalcount: 5, data } }), {
      requesterId: 26,
      status: "notold",
      limit: 10,
    });
    expect(tickets.map(({ id, title }) => [id, title])).toEqual([
      [5, "x"],
      [6, "12345"],
    ]);
    expect(total).toBe(2);
    expect(
      await searchTickets(clientOf({ other: { totalcount: 0, data: null } }), {
        requesterId: 26,
        status: "notold",
        limit: 10,
      }),
    ).toEqual({ tickets: [], total: 0 });
  });

  it("has no people without an id", async () => {
    expect(
      await searchByPhone(clientOf({ other: { totalcount: 1, data: [{ 1: "x", 2: null, 6: "1" }] } }), "1"),
    ).toEqual([]);
  });
});

it("GLPI 11 is asked for the external id by the number that it gives that field", async () => {
  const asked: URLSearchParams[] = [];
  const fetch = async (input: unknown) => {
    const url = new URL((input as Request).url);
    const json = (body: unknown) =>
      new Response(JSON.stringify(body), { headers: { "content-type": "application/json" } });
    if (url.pathname.endsWith("initSession"))
      return json({ session_token: "T", session: { glpientity_fullstructure: {} } });
    if (url.pathname.includes("listSearchOptions"))
      return json({ common: "Characteristics", 1: { field: "name" }, 4321: { field: "externalid" } });
    asked.push(url.searchParams);
    return json({ totalcount: 1, data: [{ 2: 9 }] });
  };
  const clients = new GlpiClients({
    requestTimeoutMs: 1_000,
    maxRequestsInFlight: 4,
    fetch: fetch as typeof globalThis.fetch,
  });
  const client = clients.for({ url: "https://glpi.example/apirest.php", appToken: "A", userToken: "U" });
  expect(await findTicket(client, "wz-1", 26)).toBe(9);
  expect(asked.map((query) => query.get("criteria[0][field]"))).toEqual(["4321"]);
  expect(asked[0]?.get("criteria[0][value]")).toBe("^wz-1$");
});
