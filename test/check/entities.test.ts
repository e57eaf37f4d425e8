import { describe, expect, it } from "vitest";
import { useFakeClock } from "../fake-clock.js";
import { check, makeGlpi } from "./checking.js";

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
