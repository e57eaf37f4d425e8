import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { technicianName } from "../../src/glpi/technician-name.js";
import { recordedClient, recording, replay, versions } from "./recorded.js";

beforeEach(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());

describe.each(versions)("the name of a technician of GLPI %s", (version) => {
  const user = recording(version, 21);
  const named = (names: object) => ({
    ...user,
    response: { ...user.response, body: { ...(user.response.body as object), ...names } },
  });

  it("is the first one and the full one, and asked for once", async () => {
    const client = await recordedClient(version);
    replay("User/26", named({ firstname: " Ana ", realname: "Sá &#38; Cia" }));
    const name = { first: "Ana", full: "Ana Sá & Cia" };
    expect(await Promise.all([technicianName(client, 26), technicianName(client, 26)])).toEqual([name, name]);
    expect(await technicianName(client, 26)).toEqual(name);
  });

  it("is empty where GLPI has none, never the login", async () => {
    const client = await recordedClient(version);
    replay("User/26", named({ name: "ana.login", firstname: null, realname: null }));
    expect(await technicianName(client, 26)).toEqual({ first: "", full: "" });
    expect(await technicianName(client, 0)).toEqual({ first: "", full: "" });
  });

  it("is empty where the API user may not see them", async () => {
    const client = await recordedClient(version);
    replay("User/999999", recording(version, 22));
    expect(await technicianName(client, 999_999)).toEqual({ first: "", full: "" });
    replay("User/999998", recording(version, 59));
    expect(await technicianName(client, 999_998)).toEqual({ first: "", full: "" });
  });

  it("is asked for again after a failure", async () => {
    const client = await recordedClient(version);
    const failed = { ...user, response: { status: 404, headers: { "content-type": "text/html" }, body: "<html>" } };
    replay("User/26", failed);
    await expect(technicianName(client, 26)).rejects.toMatchObject({ code: "ADDRESS_WRONG" });
    replay("User/26", named({ firstname: "Ana", realname: null }));
    expect(await technicianName(client, 26)).toEqual({ first: "Ana", full: "Ana" });
  });
});
