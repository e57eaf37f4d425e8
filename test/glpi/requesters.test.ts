import nock from "nock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { GlpiClient } from "../../src/glpi/client.js";
import { myEntities, searchEntities } from "../../src/glpi/entities.js";
import {
  addRequester,
  entityOf,
  searchByEmail,
  searchByLogin,
  searchByPhone,
  searchByRegistrationNumber,
} from "../../src/glpi/requesters.js";
import { recordedClient, recording, replay, versions } from "./recorded.js";

describe.each(versions)("as GLPI %s was recorded to answer", (version) => {
  let client: GlpiClient;
  const beatriz = (recording(version, 14).response.body as { id: number }).id;

  beforeEach(async () => {
    nock.disableNetConnect();
    client = await recordedClient(version);
  });
  afterEach(() => {
    nock.cleanAll();
    nock.enableNetConnect();
  });

  it("a search by telephone looks into three columns and gives each as it was typed", async () => {
    const search = replay("search/User", recording(version, 17));
    expect(await searchByPhone(client, "8%7%6%5%4%3%2%2")).toEqual([
      {
        id: beatriz,
        login: "beatriz",
        active: true,
        phones: ["(31) 98765-4322", "+55 31 98765-4322"],
        emails: ["beatriz@acme.example"],
        registrationNumber: "",
      },
    ]);
    const { query } = search.asked();
    for (const [index, field] of [6, 10, 11].entries()) {
      expect(query.get(`criteria[${index}][field]`)).toBe(String(field));
      expect(query.get(`criteria[${index}][searchtype]`)).toBe("contains");
      expect(query.get(`criteria[${index}][value]`)).toBe("8%7%6%5%4%3%2%2");
      expect(query.get(`criteria[${index}][link]`)).toBe(index === 0 ? null : "OR");
    }
    expect([query.get("range"), query.get("sort"), query.get("order")]).toEqual(["0-99", "2", "ASC"]);
  });

  it("nothing found is an empty list", async () => {
    replay("search/User", recording(version, 18));
    expect(await searchByPhone(client, "0%0%0%0%0%0%0%9")).toEqual([]);
  });

  it("a search by e-mail or login asks for the whole of it, and compares again", async () => {
    const byEmail = replay("search/User", recording(version, 19));
    expect(await searchByEmail(client, "Beatriz@ACME.example")).toMatchObject([{ id: beatriz }]);
    expect(byEmail.asked().query.get("criteria[0][value]")).toBe("^Beatriz@ACME.example$");
    replay("search/User", recording(version, 19));
    expect(await searchByEmail(client, "atriz@acme.example")).toEqual([]);
    const byLogin = replay("search/User", recording(version, 20));
    expect(await searchByLogin(client, "beatriz")).toMatchObject([{ id: beatriz }]);
    expect(byLogin.asked().query.get("criteria[0][value]")).toBe("^beatriz$");
  });

  it("a search by administrative number gives it as it was typed", async () => {
    const search = replay("search/User", recording(version, 324));
    const pattern = "5%2%9%9%8%2%2%4%7%2%5";
    expect(await searchByRegistrationNumber(client, pattern)).toMatchObject([{ registrationNumber: "529.982.247-25" }]);
    const { query } = search.asked();
    expect([query.get("criteria[0][field]"), query.get("criteria[0][value]")]).toEqual(["22", pattern]);
  });

  it("entities are searched by theirs, which needs a right of its own; their names need none", async () => {
    const search = replay("search/Entity", recording(version, 321));
    const pattern = "1%2%3%4%5%6%7%8%0%0%0%1%9%5";
    expect(await searchEntities(client, pattern)).toEqual([{ id: 1, registrationNumber: "12.345.678/0001-95" }]);
    expect(search.asked().query.get("criteria[0][field]")).toBe("70");
    replay("search/Entity", recording(version, 323));
    await expect(searchEntities(client, pattern)).rejects.toMatchObject({ code: "RIGHT_MISSING" });
    replay("getMyEntities", recording(version, 325));
    expect(await myEntities(client)).toMatchObject([{ id: 1, name: expect.stringMatching(/^[^&]+ > [^&]+$/) }]);
  });

  it("a user's entity is the default one, else the one of the profiles", async () => {
    replay(`User/${beatriz}`, recording(version, 21));
    expect(await entityOf(client, beatriz)).toBe(1);
    const user = recording(version, 21);
    const withoutEntity = {
      ...user,
      response: { ...user.response, body: { ...(user.response.body as object), entities_id: null } },
    };
    replay(`User/${beatriz}`, withoutEntity);
    replay(`User/${beatriz}/Profile_User`, recording(version, 23));
    expect(await entityOf(client, beatriz)).toBe(1);
    replay(`User/${beatriz}`, withoutEntity);
    replay(`User/${beatriz}/Profile_User`, recording(version, 59));
    expect(await entityOf(client, beatriz)).toBe(0);
  });

  it("a new user has a profile that covers the entity and all below", async () => {
    const add = replay("User", recording(version, 14));
    const requester = {
      login: "whatsapp-1",
      firstName: "Ana",
      lastName: "Lima",
      email: "a@acme.example",
      entityId: 1,
      profileId: 1,
    };
    expect(await addRequester(client, requester)).toBe(beatriz);
    expect(add.asked().body).toEqual({
      input: {
        name: "whatsapp-1",
        firstname: "Ana",
        realname: "Lima",
        _useremails: ["a@acme.example"],
        entities_id: 1,
        _profiles_id: 1,
        _entities_id: 1,
        _is_recursive: 1,
      },
    });
    replay("User", recording(version, 15));
    await expect(addRequester(client, requester)).rejects.toMatchObject({
      code: "REFUSED",
      glpiCode: "ERROR_GLPI_ADD",
    });
  });
});
