import { describe, expect, it } from "vitest";
import { useFakeClock } from "../fake-clock.js";
import { check, leastRights, makeGlpi, translated } from "./checking.js";

useFakeClock();

const reads = { ...leastRights, itilcategory: 1, location: 1, group: 1, profile: 1 };

describe.each([10, 11] as const)("what a configuration names in GLPI %i", (version) => {
  it("is there, and named", async () => {
    const { create, glpi, acme, api } = makeGlpi(version, reads);
    const categoryId = glpi.addCategory({ name: "Rede & Wi-Fi", isRecursive: true }).id;
    const locationId = glpi.addLocation({ name: "Matriz", isRecursive: true }).id;
    const assignedGroupId = glpi.addGroup({ name: "N1", isRecursive: true }).id;
    const named = { categoryId, locationId, assignedGroupId, requestSourceId: 1, fallbackRequesterId: api.id };
    const raw = { ...create, ...named, fallbackEntityId: acme.id, newRequesterEntityId: acme.id };
    const findings = await check(raw, { fetch: glpi.fetch });
    expect(findings.get("category")).toEqual({
      id: "category",
      state: "ok",
      text: `Categoria (id): a categoria ${categoryId} existe (Rede & Wi-Fi).`,
      mend: "",
    });
    for (const id of ["location", "group", "requestSource", "newRequesterProfile", "newRequesterEntity"]) {
      expect(findings.get(id)).toMatchObject({ state: "ok" });
    }
    expect(findings.get("fallbackEntity")?.text).toContain("Root entity > ACME");
    expect(findings.get("fallbackRequester")).toMatchObject({ state: "ok" });
    expect(findings.has("requester")).toBe(false);
  });

  it("is not there", async () => {
    const { create, glpi } = makeGlpi(version, reads);
    const raw = {
      ...create,
      categoryId: 99,
      locationId: 99,
      assignedGroupId: 99,
      requestSourceId: 99,
      newRequesterProfileId: 99,
      newRequesterEntityId: 99,
      fallbackEntityId: 99,
      fallbackRequesterId: 99,
    };
    const findings = await check(raw, { fetch: glpi.fetch });
    for (const id of [
      "category",
      "location",
      "group",
      "requestSource",
      "newRequesterProfile",
      "newRequesterEntity",
      "fallbackEntity",
      "fallbackRequester",
    ]) {
      expect(findings.get(id)).toMatchObject({ state: "failed", text: expect.stringContaining("99 não existe") });
      expect(findings.get(id)?.mend).toMatch(/Configurar > Listas suspensas|Administração >/);
    }
  });

  it("is there, and the least rights do not tell more", async () => {
    const { create, glpi } = makeGlpi(version);
    const categoryId = glpi.addCategory({ name: "Rede" }).id;
    const findings = await check({ ...create, categoryId }, { fetch: glpi.fetch });
    expect(findings.get("category")).toMatchObject({ state: "skipped", text: expect.stringContaining("existe") });
    expect(findings.get("newRequesterProfile")).toMatchObject({ state: "skipped" });
  });

  it("is out of the API user's reach", async () => {
    const { create, glpi, acme, globex, profile } = makeGlpi(version, reads);
    glpi.addUser({
      login: "acme",
      apiToken: "acme",
      entityId: acme.id,
      profiles: [{ profileId: profile.id, entityId: acme.id, isRecursive: true }],
    });
    const categoryId = glpi.addCategory({ name: "Rede", entityId: globex.id }).id;
    const locationId = glpi.addLocation({ name: "Filial", entityId: globex.id }).id;
    const fallbackRequesterId = glpi.addUser({ login: "ana", entityId: globex.id }).id;
    const raw = { ...create, userToken: "acme", categoryId, locationId, fallbackRequesterId };
    const findings = await check(
      { ...raw, fallbackEntityId: globex.id, newRequesterEntityId: globex.id },
      { fetch: glpi.fetch },
    );
    const hidden = { text: expect.stringContaining("não chega até lá"), mend: expect.stringContaining("Autorizações") };
    // What to write in its place: an id.
    expect(findings.get("newRequesterEntity")?.mend).toContain(`${acme.id} (Root entity > ACME)`);
    expect(findings.get("fallbackRequester")?.mend).not.toContain("Entidades filhas");
    expect(findings.get("category")).toMatchObject({ state: "warning", ...hidden });
    expect(findings.get("location")).toMatchObject({ state: "warning", ...hidden });
    for (const id of ["newRequesterEntity", "fallbackEntity", "fallbackRequester"]) {
      expect(findings.get(id)).toMatchObject({ state: "failed", ...hidden });
    }
  });

  it("is not there where it is needed: for companies beside its own", async () => {
    const { create, glpi, acme } = makeGlpi(version, reads);
    glpi.addEntity({ name: "Filial", parentId: acme.id });
    const categoryId = glpi.addCategory({ name: "Rede", entityId: acme.id, isRecursive: true }).id;
    const assignedGroupId = glpi.addGroup({ name: "N1", entityId: acme.id }).id;
    const findings = await check({ ...create, categoryId, assignedGroupId }, { fetch: glpi.fetch });
    expect(findings.get("category")).toMatchObject({ state: "warning" });
    expect(findings.get("category")?.text).toContain("nestas entidades: Globex e Root entity.");
    expect(findings.get("group")?.text).toMatch(/nestas entidades: Globex, Filial e Root entity\.$/);
  });

  it("is there for all companies where it is the root's, whose name GLPI translates", async () => {
    const { create, glpi } = makeGlpi(version, reads);
    const categoryId = glpi.addCategory({ name: "Rede", isRecursive: true }).id;
    const findings = await check({ ...create, categoryId }, { fetch: translated(glpi) });
    expect(findings.get("category")).toMatchObject({ state: "ok" });
  });

  it("is each looked at, also where GLPI does not answer about another", async () => {
    const { create, glpi } = makeGlpi(version, reads);
    const locationId = glpi.addLocation({ name: "Matriz", isRecursive: true }).id;
    const categoryId = glpi.addCategory({ name: "Rede", isRecursive: true }).id;
    glpi.faults.status(500, { when: ({ path }) => path.startsWith("/Location/") });
    const findings = await check({ ...create, categoryId, locationId }, { fetch: glpi.fetch });
    expect(findings.get("location")).toMatchObject({ state: "failed", text: expect.stringContaining("UNAVAILABLE") });
    expect(findings.get("category")).toMatchObject({ state: "ok" });
    expect(findings.has("items")).toBe(false);
  });

  it.each([
    ["incident", { isIncident: false }, "incidentes"],
    ["request", { isRequest: false }, "requisições"],
  ])("is a category that is not for %s", async (ticketType, unfit, word) => {
    const { create, glpi } = makeGlpi(version, reads);
    const categoryId = glpi.addCategory({ name: "Rede", isRecursive: true, ...unfit }).id;
    const findings = await check({ ...create, categoryId, ticketType }, { fetch: glpi.fetch });
    expect(findings.get("category")).toMatchObject({ state: "warning", text: expect.stringContaining(word) });
  });

  it("is a group to which nothing can be assigned", async () => {
    const { create, glpi } = makeGlpi(version, reads);
    const assignedGroupId = glpi.addGroup({ name: "Todos", isRecursive: true, isAssignable: false }).id;
    const findings = await check({ ...create, assignedGroupId }, { fetch: glpi.fetch });
    expect(findings.get("group")).toMatchObject({ state: "warning", text: expect.stringContaining("atribuído") });
  });

  it("is a person who is inactive, or in the trash", async () => {
    const { create, glpi } = makeGlpi(version, reads);
    const inactive = glpi.addUser({ login: "ana", isActive: false }).id;
    const deleted = glpi.addUser({ login: "bia", isDeleted: true }).id;
    const of = async (fallbackRequesterId: number) =>
      (await check({ ...create, fallbackRequesterId }, { fetch: glpi.fetch })).get("fallbackRequester");
    expect(await of(inactive)).toMatchObject({ state: "failed", text: expect.stringContaining("inativo") });
    expect(await of(deleted)).toMatchObject({ state: "failed", text: expect.stringContaining("lixeira") });
  });
});

it("a request source that is switched off, or not for tickets, is told", async () => {
  const { create, glpi } = makeGlpi(11, reads);
  const of = async (column: string) => {
    const findings = await check(
      { ...create, requestSourceId: 2 },
      {
        fetch: async (input, init) => {
          const response = await glpi.fetch(input, init);
          const text = await response.text();
          return new Response(text.replace(`"${column}":1`, `"${column}":0`), response);
        },
      },
    );
    return findings.get("requestSource");
  };
  expect(await of("is_active")).toMatchObject({ state: "warning", text: expect.stringContaining("inativo") });
  expect(await of("is_ticketheader")).toMatchObject({ state: "warning", text: expect.stringContaining("chamados") });
});

it("a request source that the profile may not read is not looked at", async () => {
  const { create, glpi } = makeGlpi(11, reads);
  const findings = await check(
    { ...create, requestSourceId: 2 },
    {
      fetch: async (input, init) => {
        const request = new Request(input, init);
        if (!request.url.includes("/RequestType/")) return glpi.fetch(request);
        const headers = { "content-type": "application/json" };
        return new Response('["ERROR_RIGHT_MISSING","x"]', { status: 403, headers });
      },
    },
  );
  expect(findings.get("requestSource")).toMatchObject({ state: "skipped", text: expect.stringContaining("existe") });
});

it("nobody to open a ticket for is told", async () => {
  const { create, glpi } = makeGlpi(11);
  const findings = await check({ ...create, createRequester: false }, { fetch: glpi.fetch });
  expect(findings.get("requester")).toMatchObject({ state: "warning" });
  expect(findings.has("newRequesterProfile")).toBe(false);
});

it("a configuration that consults names nothing", async () => {
  const { consult, glpi } = makeGlpi(11);
  const ids = (await check(consult, { fetch: glpi.fetch })).list.map(({ id }) => id);
  expect(ids).not.toContain("newRequesterProfile");
  expect(ids).not.toContain("template");
});
