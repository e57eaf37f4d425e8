import { expect, it } from "vitest";
import type { Finding } from "../../src/check/finding.js";
import { describeOnGlpi } from "./live-glpi.js";

const byId = (findings: readonly Finding[]) => new Map(findings.map((finding) => [finding.id, finding]));

describeOnGlpi("a check", (live) => {
  it("gets in, and tells the version, the rights and the entities", async () => {
    const { integration, create, admin } = live();
    const findings = byId(await integration.check(create, { locale: "en" }));
    for (const id of ["address", "redirect", "glpi", "api", "ip", "appToken", "userToken", "session", "entities"]) {
      expect(findings.get(id)).toMatchObject({ state: "ok" });
    }
    expect(findings.get("version")?.text).toContain(`GLPI ${await admin.version()}`);
    expect(findings.get("rights.ticketCreate")).toMatchObject({ state: "ok" });
    // A field of GLPI's own that is not there is said to be so, and nothing else fails.
    const wrong = byId(await integration.check({ ...create, requestSourceId: 4_000_000 }, { locale: "en" }));
    expect(wrong.get("requestSource")).toMatchObject({ state: "failed" });
  });

  it("knows who a person would be, and in which entity", async () => {
    const { integration, create } = live();
    const { id, contact } = await live().addBeatriz();
    const findings = byId(await integration.check(create, { phone: contact.phoneNumber, locale: "en" }));
    expect(findings.get("person")?.text).toContain(`(user ${id}), found by the telephone`);
    expect(findings.get("person.entity")).toMatchObject({ state: "ok" });
    expect(findings.get("person.others")).toMatchObject({ state: "ok" });
  });

  it("opens a ticket for trial and removes it", async () => {
    const { integration, create } = live();
    const findings = byId(await integration.check(create, { write: true, locale: "en" }));
    expect(findings.get("write")).toMatchObject({ state: "ok", text: expect.stringContaining("deleted") });
  });

  it("says which token GLPI does not know", async () => {
    const { integration, create } = live();
    const findings = byId(await integration.check({ ...create, userToken: "no-such-user-token" }));
    expect(findings.get("appToken")).toMatchObject({ state: "ok" });
    expect(findings.get("userToken")).toMatchObject({ state: "failed" });
  });
});
