import { describe, expect, it } from "vitest";
import { rights } from "../../src/check/rights.js";
import type { RightName } from "../../src/check/words/check-words.js";
import type { FetchLike } from "../../src/glpi/fetch-like.js";
import type { GlpiSimulator, ProfileRights } from "../../src/testing/index.js";
import { useFakeClock } from "../fake-clock.js";
import { check, leastRights, makeGlpi } from "./checking.js";

useFakeClock();

/** A configuration that uses all there is. */
const all = {
  tellChanges: true,
  ratingText: "De 1 a 5?",
  companyField: "CNPJ",
  askCategory: true,
  askLocation: true,
};
const allRights: ProfileRights = {
  ticket: 1031 + 131_072,
  user: 5,
  followup: 4101,
  document: 5,
  entity: 1,
  itilcategory: 1,
  location: 1,
  task: 1,
};

const without = (name: RightName): ProfileRights => {
  const { type, bit } = rights[name];
  return { ...allRights, [type]: (allRights[type as keyof ProfileRights] ?? 0) & ~bit };
};

/** GLPI, with a changed session. */
function sessionChanged(glpi: GlpiSimulator, change: (text: string) => string): FetchLike {
  return async (input, init) => {
    const request = new Request(input, init);
    const response = await glpi.fetch(request);
    if (!request.url.includes("/initSession")) return response;
    return new Response(change(await response.text()), response);
  };
}

describe.each([10, 11] as const)("the rights of an API user of GLPI %i", (version) => {
  it("are each said to be there", async () => {
    const { create, glpi } = makeGlpi(version, allRights);
    const findings = await check({ ...create, ...all }, { fetch: glpi.fetch });
    // Tasks are read to look tickets up.
    const used = Object.keys(rights).filter((name) => name !== "taskRead");
    const states = used.map((name) => [name, findings.get(`rights.${name}`)?.state]);
    expect(states).toEqual(used.map((name) => [name, "ok"]));
    expect(findings.get("profile")).toMatchObject({ state: "ok", text: expect.stringContaining("é API") });
  });

  it("to look tickets up hold that to tasks", async () => {
    const { consult, glpi } = makeGlpi(version, allRights);
    expect((await check(consult, { fetch: glpi.fetch })).get("rights.taskRead")).toMatchObject({ state: "ok" });
    const other = makeGlpi(version, without("taskRead"));
    const finding = (await check(other.consult, { fetch: other.glpi.fetch })).get("rights.taskRead");
    expect(finding).toMatchObject({ state: "warning", mend: expect.stringContaining("Tarefa: Ver as públicas") });
    expect(finding?.text).toContain("agendado");
  });

  it("are missing where a session does not name their type", async () => {
    const { create, glpi } = makeGlpi(version, { ticket: 1031, followup: 4101, document: 4 });
    const fetch = sessionChanged(glpi, (text) => text.replace(/"user":0/g, '"x":0'));
    const findings = await check(create, { fetch });
    expect(findings.get("rights.userRead")).toMatchObject({ state: "failed" });
    expect(findings.get("rights.userCreate")).toMatchObject({ state: "failed" });
  });

  it("are never to be ticked in a profile of the customers' interface", async () => {
    const { create, glpi } = makeGlpi(version, without("ticketReadAll"));
    const simplified = (text: string) => text.replace('"interface":"central"', '"interface":"helpdesk"');
    const findings = await check(create, { fetch: sessionChanged(glpi, simplified) });
    expect(findings.get("profile")).toMatchObject({
      state: "failed",
      text: expect.stringContaining("O perfil API tem a interface simplificada"),
      mend: expect.stringMatching(/Administração > Perfis, crie um perfil com a interface padrão.*Autorizações/),
    });
    expect(findings.get("rights.ticketReadAll")).toMatchObject({
      state: "failed",
      mend: expect.stringContaining("Não o marque no perfil API"),
    });
  });

  it("are those of one profile of several, which is told where some are missing", async () => {
    const { create, glpi, profile } = makeGlpi(version, allRights);
    const everywhere = { entityId: 0, isRecursive: true };
    const [own, customers] = [profile.id, 1].map((profileId) => ({ profileId, ...everywhere }));
    if (own === undefined || customers === undefined) throw new Error("no profiles");
    glpi.addUser({ login: "wrong", apiToken: "wrong", profiles: [customers, own] });
    glpi.addUser({ login: "right", apiToken: "right", profiles: [own, customers] });
    const of = (userToken: string) => check({ ...create, userToken }, { fetch: glpi.fetch });
    expect((await of("wrong")).get("profile")).toMatchObject({
      state: "failed",
      text: expect.stringMatching(/\((API e Self-Service|Self-Service e API)\), e a API usa um só: Self-Service\.$/),
      mend: expect.stringContaining("perfil padrão"),
    });
    expect((await of("right")).get("profile")).toMatchObject({ state: "ok", mend: "" });
  });

  it.each([
    ["ticketCreate", "failed", /Nenhum chamado pode ser aberto/],
    ["ticketReadAll", "failed", /Consultas ficam vazias/],
    ["ticketUpdate", "warning", /não reabre/],
    ["survey", "warning", /nota privada/],
    ["userRead", "failed", /Ninguém pode ser procurado/],
    ["userCreate", "failed", /não pode ser cadastrado/],
    ["followUpRead", "failed", /não lê o que os técnicos respondem/],
    ["followUpAdd", "failed", /não entra no chamado/],
    ["followUpClosed", "warning", /acabou de ser fechado/],
    ["documentCreate", "failed", /Fotos, áudios/],
    ["documentRead", "warning", /Os arquivos das respostas/],
    ["entityRead", "warning", /CNPJ/],
    ["categoryRead", "warning", /categoria/],
    ["locationRead", "warning", /localização/],
  ] as const)("are missed one by one, with what does not work then: %s", async (name, state, loss) => {
    const { create, glpi } = makeGlpi(version, without(name));
    const findings = await check({ ...create, ...all }, { fetch: glpi.fetch });
    const missed = findings.list.filter(({ id, state }) => id.startsWith("rights.") && state !== "ok");
    expect(missed).toEqual([
      {
        id: `rights.${name}`,
        state,
        text: expect.stringMatching(loss),
        mend: expect.stringMatching(/Perfis > API, marque/),
      },
    ]);
  });
});

describe("a right", () => {
  it("that a configuration does not need is not spoken of", async () => {
    const { create, consult, glpi } = makeGlpi(11, leastRights);
    const ids = async (raw: object) =>
      (await check(raw, { fetch: glpi.fetch })).list.flatMap(({ id }) =>
        id.startsWith("rights.") ? [id.slice(7)] : [],
      );
    expect(await ids({ ...create, createRequester: false, fallbackRequesterId: 2, afterTicket: "ignore" })).toEqual([
      "ticketCreate",
      "ticketReadAll",
      "ticketUpdate",
      "userRead",
      "documentCreate",
    ]);
    expect(await ids(consult)).not.toContain("ticketCreate");
    expect(await ids(consult)).not.toContain("userCreate");
  });

  it("to follow up is needed where the customer may say that it is about a ticket of before", async () => {
    const { create, glpi } = makeGlpi(11, without("followUpAdd"));
    const raw = { ...create, afterTicket: "newTicket" };
    expect((await check(raw, { fetch: glpi.fetch })).has("rights.followUpAdd")).toBe(false);
    const asked = await check({ ...raw, hoursBetweenTickets: 24 }, { fetch: glpi.fetch });
    expect(asked.get("rights.followUpAdd")).toMatchObject({ state: "failed" });
  });

  it("to create people is no failure where somebody stands in", async () => {
    const { create, glpi } = makeGlpi(11, without("userCreate"));
    const findings = await check({ ...create, fallbackRequesterId: 2 }, { fetch: glpi.fetch });
    expect(findings.get("rights.userCreate")).toMatchObject({ state: "warning" });
  });

  it("to see people that is missing leaves what needs it unlooked at", async () => {
    const { create, glpi } = makeGlpi(11, without("userRead"));
    const findings = await check(create, { fetch: glpi.fetch, phone: "5531987654321" });
    expect(findings.get("companies")).toMatchObject({
      state: "skipped",
      text: expect.stringContaining("não pode ver"),
    });
    expect(findings.get("person")).toMatchObject({ state: "skipped" });
  });

  it("is not known where GLPI tells none", async () => {
    const { create, glpi } = makeGlpi(11);
    const findings = await check(create, {
      fetch: async (input, init) => {
        const response = await glpi.fetch(input, init);
        const text = await response.text();
        return new Response(text.replace("glpiactiveprofile", "x"), response);
      },
    });
    expect(findings.get("rights")).toMatchObject({ state: "skipped" });
  });
});
