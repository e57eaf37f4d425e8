import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { GlpiClient } from "../../src/glpi/client.js";
import { listTree } from "../../src/glpi/trees.js";
import { recordedClient, recording, replay, versions } from "./recorded.js";

describe.each(versions)("as GLPI %s was recorded to answer", (version) => {
  let client: GlpiClient;
  beforeEach(async () => {
    nock.disableNetConnect();
    client = await recordedClient(version);
  });
  afterEach(() => {
    nock.cleanAll();
    nock.enableNetConnect();
  });
  /** What GLPI answers to a list, in place of what was recorded. */
  const answer = (path: string, body: unknown) => {
    const { request, response } = recording(version, 282);
    return replay(path, { request, response: { ...response, body } });
  };

  it("the categories that are visible in the helpdesk come in one request, with their own names", async () => {
    const list = replay("ITILCategory", recording(version, 282));
    const item = { isRecursive: false, entityId: 1 };
    expect(await listTree(client, "category")).toEqual([
      { ...item, id: 1, name: "rec-cat-A", parentId: 0, forIncidents: true, forRequests: false },
      { ...item, id: 5, name: "rec-cat-A1", parentId: 1, forIncidents: true, forRequests: true },
      { id: 4, name: "rec-cat-R", parentId: 0, entityId: 0, isRecursive: true, forIncidents: false, forRequests: true },
    ]);
    expect(Object.fromEntries(list.asked().query)).toEqual({
      "searchText[is_helpdeskvisible]": "^1$",
      range: "0-999",
      get_hateoas: "false",
      sort: "completename",
    });
  });

  it("without the right they are refused", async () => {
    replay("ITILCategory", recording(version, 280));
    await expect(listTree(client, "category")).rejects.toMatchObject({ code: "RIGHT_MISSING" });
  });

  it("a location is for every type of ticket; names are read as both versions write them", async () => {
    const rows = [
      { id: "7", completename: "Matriz &#62; Sala R&#38;D", locations_id: 3, entities_id: 0, is_recursive: 1 },
      { id: 8, completename: null, locations_id: null, entities_id: null, is_recursive: 0 },
      { completename: "no id" },
    ];
    const list = answer("Location", rows);
    const both = { entityId: 0, forIncidents: true, forRequests: true };
    expect(await listTree(client, "location")).toEqual([
      { ...both, id: 7, name: "Sala R&D", parentId: 3, isRecursive: true },
      { ...both, id: 8, name: "GLPI 8", parentId: 0, isRecursive: false },
    ]);
    expect(Object.fromEntries(list.asked().query)).toEqual({
      range: "0-999",
      get_hateoas: "false",
      sort: "completename",
    });
  });
});
