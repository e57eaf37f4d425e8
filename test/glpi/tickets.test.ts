import nock from "nock";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { GlpiClient } from "../../src/glpi/client.js";
import { searchTickets } from "../../src/glpi/own-tickets.js";
import { addTicket, keepRequester, ticketUrl } from "../../src/glpi/tickets.js";
import { recordedClient, recording, replay, versions } from "./recorded.js";

describe.each(versions)("as GLPI %s was recorded to answer", (version) => {
  let client: GlpiClient;
  const beatriz = (recording(version, 14).response.body as { id: number }).id;
  const [newest, oldest] = (recording(version, 36).response.body as { data: { 2: number; 15: string }[] }).data;

  beforeEach(async () => {
    nock.disableNetConnect();
    client = await recordedClient(version);
  });
  afterEach(() => {
    nock.cleanAll();
    nock.enableNetConnect();
  });

  it("a ticket sends what is known and leaves the rest to GLPI", async () => {
    const add = replay("Ticket", recording(version, 26));
    const beforeSend = vi.fn(async () => undefined);
    const ticket = {
      title: "t",
      content: "<p>c</p>",
      entityId: 1,
      requesterId: 26,
      externalId: "wz-1",
      type: 1,
      urgency: 4,
    } as const;
    expect(await addTicket(client, ticket, beforeSend)).toBe(
      (recording(version, 26).response.body as { id: number }).id,
    );
    expect(beforeSend).toHaveBeenCalledOnce();
    expect(add.asked().body).toEqual({
      input: {
        name: "t",
        content: "<p>c</p>",
        entities_id: 1,
        _users_id_requester: 26,
        externalid: "wz-1",
        type: 1,
        urgency: 4,
      },
    });
  });

  it("open tickets are read in either version's form of text", async () => {
    const search = replay("search/Ticket", recording(version, 36));
    expect(await searchTickets(client, { requesterId: beatriz, status: "notold", limit: 10 })).toEqual({
      total: 2,
      tickets: [
        {
          id: newest?.[2],
          title: 'Impressora <b>parada</b> & "quebrada"',
          status: "new",
          openedAt: newest?.[15],
          updatedAt: newest?.[15],
          entity: "Root entity > ACME",
        },
        expect.objectContaining({ id: oldest?.[2], title: "x" }),
      ],
    });
    const { query } = search.asked();
    expect([
      query.get("criteria[0][field]"),
      query.get("criteria[0][searchtype]"),
      query.get("criteria[0][value]"),
    ]).toEqual(["4", "equals", String(beatriz)]);
    expect([query.get("criteria[1][field]"), query.get("criteria[1][value]")]).toEqual(["12", "notold"]);
    expect([query.get("sort"), query.get("order"), query.get("range")]).toEqual(["19", "DESC", "0-9"]);
  });

  it("a page of them tells how many there are in all, and none is none", async () => {
    replay("search/Ticket", recording(version, 38));
    expect(await searchTickets(client, { requesterId: beatriz, status: "notold", limit: 2 })).toMatchObject({
      total: 5,
      tickets: [{}, {}],
    });
    replay("search/Ticket", recording(version, 37));
    expect(await searchTickets(client, { requesterId: beatriz, status: "notold", limit: 2 })).toEqual({
      total: 0,
      tickets: [],
    });
  });

  it("a row that is not the requester's own is left out, one of several requesters stays", async () => {
    const recorded = recording(version, 36);
    const body = recorded.response.body as { totalcount: number; data: Record<string, unknown>[] };
    const [first, second] = body.data;
    const data = [
      { ...first, 4: ["1", String(beatriz)] },
      { ...second, 4: "999999" },
      { ...second, 4: null },
    ];
    replay("search/Ticket", {
      ...recorded,
      response: { ...recorded.response, body: { ...body, data, totalcount: 3 } },
    });
    const { tickets, total } = await searchTickets(client, { requesterId: beatriz, status: "notold", limit: 10 });
    expect([tickets.map(({ id }) => id), total]).toEqual([[newest?.[2]], 1]);
  });

  it("a requester who is there is left alone, one who was dropped is put back", async () => {
    replay("Ticket/117/Ticket_User", recording(version, 28));
    expect(await keepRequester(client, 117, beatriz)).toBe(true);
    const none = recording("11.0.6", 73);
    replay("Ticket/117/Ticket_User", none);
    const add = replay("Ticket_User", recording("11.0.6", 76));
    replay("Ticket/117/Ticket_User", recording(version, 28));
    expect(await keepRequester(client, 117, beatriz)).toBe(true);
    expect(add.asked().body).toEqual({ input: { tickets_id: 117, users_id: beatriz, type: 1 } });
  });

  it("one whom GLPI does not keep all the same is told", async () => {
    for (let look = 0; look < 2; look += 1) replay("Ticket/117/Ticket_User", recording("11.0.6", 73));
    replay("Ticket_User", recording("11.0.6", 76));
    expect(await keepRequester(client, 117, beatriz)).toBe(false);
  });
});

it("a ticket's address follows from the API's, in both forms", () => {
  expect(ticketUrl("https://acme.example/glpi/apirest.php", 7)).toBe(
    "https://acme.example/glpi/front/ticket.form.php?id=7",
  );
  expect(ticketUrl("https://acme.example/api.php/v1", 7)).toBe("https://acme.example/front/ticket.form.php?id=7");
});
