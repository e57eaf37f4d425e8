import { describe, expect, it } from "vitest";
import { useFakeClock } from "../fake-clock.js";
import { check, leastRights, makeGlpi } from "./checking.js";

useFakeClock();

const reads = { ...leastRights, itilcategory: 1, entity: 1, itiltemplate: 1 };
const [TITLE, CATEGORY, LOCATION, UNKNOWN] = [1, 7, 83, 999];

describe.each([10, 11] as const)("the ticket template of a GLPI %i", (version) => {
  it("that asks for nothing more is fine", async () => {
    const { create, glpi } = makeGlpi(version, reads);
    const findings = await check(create, { fetch: glpi.fetch });
    expect(findings.get("template")).toMatchObject({ state: "ok" });
  });

  it("is the category's", async () => {
    const { create, glpi } = makeGlpi(version, reads);
    const ticketTemplateId = glpi.addTicketTemplate({ name: "Rede", mandatoryFields: [TITLE, CATEGORY, LOCATION] }).id;
    const categoryId = glpi.addCategory({ name: "Rede", isRecursive: true, ticketTemplateId }).id;
    const findings = await check({ ...create, categoryId }, { fetch: glpi.fetch });
    expect(findings.get("template")).toMatchObject({
      state: "warning",
      text: expect.stringContaining(
        "modelo de chamado Rede torna obrigatório o que a integração não preenche: localização.",
      ),
      mend: expect.stringContaining("Modelos de chamado"),
    });
  });

  it("is the entity's, or that of one above it", async () => {
    const { create, glpi, acme } = makeGlpi(version, reads);
    const ticketTemplateId = glpi.addTicketTemplate({ name: "Todos", mandatoryFields: [CATEGORY, UNKNOWN] }).id;
    const parent = glpi.addEntity({ name: "Grupo", parentId: acme.id, ticketTemplateId });
    const { id } = glpi.addEntity({ name: "Filial", parentId: parent.id });
    const findings = await check({ ...create, newRequesterEntityId: id }, { fetch: glpi.fetch });
    expect(findings.get("template")?.text).toContain("categoria e campo 999");
    const asked = await check({ ...create, newRequesterEntityId: id, askCategory: true }, { fetch: glpi.fetch });
    expect(asked.get("template")?.text).toContain("não preenche: campo 999.");
  });

  it("cannot be seen with the least rights", async () => {
    const { create, glpi } = makeGlpi(version);
    const findings = await check(create, { fetch: glpi.fetch });
    expect(findings.get("template")).toMatchObject({ state: "skipped", mend: expect.stringContaining("Perfis > API") });
  });
});
