import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { GlpiClient } from "../../src/glpi/client.js";
import { GlpiClients } from "../../src/glpi/clients.js";
import { rateTicket, surveyOf } from "../../src/glpi/survey.js";
import { GlpiSimulator } from "../../src/testing/index.js";
import { recordedClient, recording, replay, versions } from "./recorded.js";

describe.each(versions)("the survey of a ticket of GLPI %s", (version) => {
  let client: GlpiClient;

  beforeEach(async () => {
    nock.disableNetConnect();
    client = await recordedClient(version);
  });
  afterEach(() => nock.cleanAll());

  it("is asked for by the ticket's id", async () => {
    const recorded = recording(version, 255);
    const survey = recorded.response.body as { tickets_id: number };
    const path = `TicketSatisfaction/${survey.tickets_id}`;
    replay(path, recorded);
    expect(await surveyOf(client, survey.tickets_id)).toEqual({ isAnswered: false });
    const body = { ...survey, date_answered: "2026-11-25 03:13:04", satisfaction: 4 };
    replay(path, { ...recorded, response: { ...recorded.response, body } });
    expect(await surveyOf(client, survey.tickets_id)).toEqual({ isAnswered: true });
    replay("TicketSatisfaction/3", recorded);
    expect(await surveyOf(client, 3)).toBeUndefined();
  });

  it("is none where GLPI has none, and cannot be asked for without the right to tickets", async () => {
    replay("TicketSatisfaction/3", recording(version, 256));
    expect(await surveyOf(client, 3)).toBeUndefined();
    replay("TicketSatisfaction/3", recording(version, 59));
    await expect(surveyOf(client, 3)).rejects.toMatchObject({ code: "RIGHT_MISSING" });
  });

  it("is answered with a score and a word", async () => {
    const recorded = recording(version, 259);
    const { input } = recorded.request.body as { input: { tickets_id: number; comment: string } };
    const put = replay(`TicketSatisfaction/${input.tickets_id}`, recorded);
    await rateTicket(client, input.tickets_id, 4, input.comment);
    expect(put.asked().body).toEqual(recorded.request.body);
  });

  it.each([257, 258])("that the API user may not answer (%i) says which right is missing", async (number) => {
    replay("TicketSatisfaction/7", recording(version, number));
    await expect(rateTicket(client, 7, 4, "")).rejects.toMatchObject({
      ...{ code: "RIGHT_MISSING", status: 400, glpiCode: "ERROR_GLPI_UPDATE", retryable: false },
      message: expect.stringContaining("Reply to survey"),
    });
  });

  it("that is not there says so", async () => {
    replay("TicketSatisfaction/7", { ...recording(version, 256), request: recording(version, 257).request });
    await expect(rateTicket(client, 7, 4, "")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it.each([0, 6, 2.5, Number.NaN])("takes no %d", async (score) => {
    await expect(rateTicket(client, 7, score, "")).rejects.toThrow(RangeError);
  });
});

it.each([10, 11] as const)(
  "on GLPI %i a ticket that this API user opened is rated when it is closed",
  async (version) => {
    const glpi = new GlpiSimulator({ version });
    const { id: entityId } = glpi.addEntity({ name: "ACME", hasSurvey: true });
    const { id: profileId } = glpi.addProfile({ name: "API", rights: { ticket: 132101, followup: 4101 } });
    const api = glpi.addUser({ login: "api", apiToken: "api", entityId, profiles: [{ profileId, entityId }] });
    const { id } = glpi.addTicket({ title: "x", entityId, createdById: api.id });
    const clients = new GlpiClients({ requestTimeoutMs: 1_000, maxRequestsInFlight: 1, fetch: glpi.fetch });
    const client = clients.for({ url: glpi.url, appToken: glpi.appToken, userToken: "api" });
    expect(await surveyOf(client, id)).toBeUndefined();
    glpi.technician.change(id, { status: 6 });
    expect(await surveyOf(client, id)).toEqual({ isAnswered: false });
    await rateTicket(client, id, 5, "rápido");
    expect(await surveyOf(client, id)).toEqual({ isAnswered: true });
    expect(glpi.surveys).toMatchObject([{ ticketId: id, score: 5, comment: "rápido" }]);
  },
);
