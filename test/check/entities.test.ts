import { describe, expect, it } from "vitest";
import type { FetchLike } from "../../src/glpi/fetch-like.js";
import { useFakeClock } from "../fake-clock.js";
import { check, makeGlpi, translated } from "./checking.js";

useFakeClock();

describe.each([10, 11] as const)("the companies of a GLPI %i", (version) => {
  it("in reach are told", async () => {
    const { create, glpi } = makeGlpi(version);
    const { text } = (await check(create, { fetch: glpi.fetch })).get("entities") ?? {};
    expect(text).toContain("alcança 3 entidade(s)");
    expect(text).toContain("Root entity > ACME");
    expect(text).not.toContain("&#62;");
  });

  it("whose people write are in reach", async () => {
    const { create, glpi, acme } = makeGlpi(version);
    glpi.addUser({ login: "ana", phone: "31 3333-4444", entityId: acme.id });
    glpi.addUser({ login: "no-phone", entityId: acme.id });
    const findings = await check(create, { fetch: glpi.fetch });
    expect(findings.get("companies")).toMatchObject({ state: "ok", text: expect.stringContaining("As 1 pessoas") });
  });

  it("of whom none has a telephone are told", async () => {
    const { create, glpi } = makeGlpi(version);
    const findings = await check(create, { fetch: glpi.fetch });
    expect(findings.get("companies")).toMatchObject({ state: "warning", mend: expect.stringContaining("Celular") });
  });

  it("of people whose default entity is the root, or unset, are those of their profiles", async () => {
    const { create, glpi, acme, globex, profile } = makeGlpi(version);
    const apiIn = (entityId: number) => [{ profileId: profile.id, entityId, isRecursive: true }];
    glpi.addUser({ login: "acme", apiToken: "acme", entityId: acme.id, profiles: apiIn(acme.id) });
    glpi.addUser({ login: "ana", mobile: "31 98765-4321", profiles: [{ profileId: 1, entityId: acme.id }] });
    const raw = { ...create, userToken: "acme", newRequesterEntityId: acme.id };
    expect((await check(raw, { fetch: glpi.fetch })).get("companies")).toMatchObject({ state: "ok" });
    const both = [acme, globex].map(({ id }) => ({ profileId: 1, entityId: id }));
    glpi.addUser({ login: "bia", mobile: "31 98765-4322", profiles: both });
    expect((await check(raw, { fetch: glpi.fetch })).get("companies")).toMatchObject({
      state: "warning",
      text: expect.stringContaining("API: Root entity."),
    });
  });

  it("under a root whose name GLPI translates are in reach of who reaches the root", async () => {
    const { create, glpi } = makeGlpi(version);
    glpi.addUser({ login: "ana", mobile: "31 98765-4321" });
    const findings = await check(create, { fetch: translated(glpi) });
    expect(findings.get("entities")?.text).toContain("Entidade raiz");
    expect(findings.get("companies")).toMatchObject({ state: "ok" });
  });

  it("of more people than are looked at are not spoken of as if all were", async () => {
    const { create, glpi, acme } = makeGlpi(version);
    const more: FetchLike = async (input, init) => {
      const request = new Request(input, init);
      const response = await glpi.fetch(request);
      if (!request.url.includes("/search/User")) return response;
      const body = (await response.json()) as object;
      return Response.json({ ...body, totalcount: 5_000 }, { status: 206 });
    };
    const nobody = (await check(create, { fetch: more })).get("companies");
    expect(nobody).toMatchObject({ state: "warning", text: expect.stringContaining("Das primeiras 1000 pessoas") });
    expect(nobody?.text).not.toContain("nenhum cliente será reconhecido");
    glpi.addUser({ login: "ana", phone: "31 3333-4444", entityId: acme.id });
    const some = (await check(create, { fetch: more })).get("companies");
    expect(some).toMatchObject({ state: "ok", text: expect.stringContaining("(entre as primeiras 1000)") });
  });

  it("that are thousands are told in a few names, by as many requests", async () => {
    const { create, glpi } = makeGlpi(version);
    await check(create, { fetch: glpi.fetch });
    const requests = glpi.requests.length;
    for (let number = 1; number <= 3_000; number += 1) glpi.addEntity({ name: `Empresa ${number}` });
    const findings = await check(create, { fetch: glpi.fetch });
    expect(findings.get("entities")?.text).toContain("3003 entidade(s)");
    expect(Math.max(...findings.list.map(({ text }) => text.length))).toBeLessThan(500);
    expect(glpi.requests.length).toBe(2 * requests);
  });

  it("out of reach are told, where people who can be seen are of them", async () => {
    const { create, glpi, acme, globex, profile } = makeGlpi(version);
    glpi.addUser({
      login: "acme",
      apiToken: "acme",
      entityId: acme.id,
      profiles: [{ profileId: profile.id, entityId: acme.id, isRecursive: true }],
    });
    glpi.addUser({ login: "ana", mobile: "31 98765-4321", entityId: acme.id });
    const seen = [{ profileId: 1, entityId: acme.id }];
    glpi.addUser({ login: "bia", mobile: "31 98765-4322", entityId: globex.id, profiles: seen });
    const findings = await check(
      { ...create, userToken: "acme", newRequesterEntityId: acme.id },
      { fetch: glpi.fetch },
    );
    expect(findings.get("companies")).toMatchObject({
      state: "warning",
      text: expect.stringContaining("Globex"),
      mend: expect.stringContaining("Autorizações"),
    });
  });
});
