import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { GlpiClient } from "../../src/glpi/client.js";
import { lastAnswer, lastSolution } from "../../src/glpi/last-words.js";
import { findOwnTicket } from "../../src/glpi/own-tickets.js";
import { recordedClient, recording, replay, versions } from "./recorded.js";

beforeEach(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());

describe.each(versions)("of a ticket on GLPI %s", (version) => {
  let client: GlpiClient;
  const list = recording(version, 44);
  const rows = list.response.body as Record<string, unknown>[];
  const answered = (body: unknown) => ({ ...list, response: { ...list.response, body } });
  const row = { ...rows[0], items_id: 117, users_id: 2, is_private: 0, content: "<p>a</p>" };
  const asks = async (body: unknown) => {
    const call = replay("Ticket/117/ITILFollowup", answered(body));
    return { text: await lastAnswer(client, 117, 26), query: call.asked().query };
  };

  beforeEach(async () => {
    client = await recordedClient(version);
  });

  it("the last public answer is asked for within the ticket, newest first", async () => {
    const { text, query } = await asks([row]);
    expect(text).toBe("a");
    expect(Object.fromEntries(query)).toEqual({ sort: "id", order: "DESC", range: "0-19", get_hateoas: "false" });
    const newest = [...rows].sort((one, other) => Number(other.id) - Number(one.id));
    expect(newest[0]).toMatchObject({ is_private: 1 });
    expect((await asks(newest.map((each) => ({ ...each, items_id: 117 })))).text).toBe("tela com <b> escrito");
  });

  it.each([
    ["private", { is_private: 1 }],
    ["private, as a numeral", { is_private: "1" }],
    ["not said to be public", { is_private: undefined }],
    ["odd", { is_private: null }],
    ["of another ticket", { items_id: 118 }],
    ["the customer's own", { users_id: 26 }],
    ["a picture alone", { content: "<p><img src='/front/document.send.php?docid=1'></p>" }],
    ["unreadable", { content: {} }],
  ])("one that is %s is passed over", async (_what, change) => {
    expect(
      (
        await asks([
          { ...row, ...change },
          { ...row, content: "<p>b</p>" },
        ])
      ).text,
    ).toBe("b");
    expect((await asks([{ ...row, ...change }])).text).toBe("");
  });

  it("an API user that may read none sees none", async () => {
    const refused = { ...list, response: { ...list.response, status: 403, body: ["ERROR_RIGHT_MISSING", "no"] } };
    replay("Ticket/117/ITILFollowup", refused);
    expect(await lastAnswer(client, 117, 26)).toBe("");
  });

  it("the solution is text", async () => {
    replay("Ticket/117/ITILSolution", answered([{ id: 9, items_id: 117, content: "<p>Trocado o toner</p>" }]));
    expect(await lastSolution(client, 117)).toBe("Trocado o toner");
    replay("Ticket/117/ITILSolution", answered([]));
    expect(await lastSolution(client, 117)).toBe("");
  });

  it("the ticket is its requester's own, with its category and technician, or none", async () => {
    const found = recording(version, 36);
    const body = found.response.body as { data: Record<string, unknown>[] };
    const data = [{ ...body.data[0], 2: 117, 4: ["9", "26"], 5: ["7", "8"], 7: "Hardware > Impressora" }];
    const replayOf = (rowsOf: unknown[]) =>
      replay("search/Ticket", { ...found, response: { ...found.response, body: { ...body, data: rowsOf } } });
    const call = replayOf(data);
    expect(await findOwnTicket(client, 26, 117)).toMatchObject({
      ...{ id: 117, category: "Hardware > Impressora", technicianId: 7 },
    });
    expect(Object.fromEntries(call.asked().query)).toMatchObject({
      "criteria[0][field]": "4",
      "criteria[0][value]": "26",
      "criteria[1][field]": "2",
      "criteria[1][value]": "117",
    });
    // Whatever GLPI gives, it must be this ticket, and this person's.
    replayOf([{ ...data[0], 4: "9" }]);
    expect(await findOwnTicket(client, 26, 117)).toBeUndefined();
    replayOf([{ ...data[0], 2: 118 }]);
    expect(await findOwnTicket(client, 26, 117)).toBeUndefined();
  });
});
