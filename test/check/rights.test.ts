import { describe, expect, it } from "vitest";
import { rights } from "../../src/check/rights.js";
import type { RightName } from "../../src/check/words/check-words.js";
import type { ProfileRights } from "../../src/testing/index.js";
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
};

const without = (name: RightName): ProfileRights => {
  const { type, bit } = rights[name];
  return { ...allRights, [type]: (allRights[type as keyof ProfileRights] ?? 0) & ~bit };
};

describe.each([10, 11] as const)("the rights of an API user of GLPI %i", (version) => {
  it("are each said to be there", async () => {
    const { create, glpi } = makeGlpi(version, allRights);
    const findings = await check({ ...create, ...all }, { fetch: glpi.fetch });
    const states = Object.keys(rights).map((name) => [name, findings.get(`rights.${name}`)?.state]);
    expect(states).toEqual(Object.keys(rights).map((name) => [name, "ok"]));
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
