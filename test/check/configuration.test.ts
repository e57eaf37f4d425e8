import { describe, expect, it } from "vitest";
import { useFakeClock } from "../fake-clock.js";
import { check, makeGlpi } from "./checking.js";

useFakeClock();

/** As of a library of the host's, that is asked too late. */
const unreadable = {
  get type() {
    throw new Error("detached");
  },
};

describe("a configuration", () => {
  it.each(["create", "consult"] as const)("that is right is said to be: %s", async (type) => {
    const world = makeGlpi(11);
    const findings = await check(world[type], { fetch: world.glpi.fetch });
    expect(findings.get("configuration")).toMatchObject({ state: "ok", mend: "" });
  });

  it("that is wrong says each field, by the form's label, in the configuration's language, and goes on with the rest", async () => {
    const { create, glpi } = makeGlpi(11);
    const raw = { ...create, name: "", messageIntervalMs: 5, categoryID: 3, locale: "en" };
    const findings = await check(raw, { fetch: glpi.fetch });
    expect(findings.get("configuration.name")).toMatchObject({
      state: "failed",
      text: "Name of the integration (name): fill in this field.",
      mend: "Correct this field in the integration's form.",
    });
    expect(findings.get("configuration.messageIntervalMs")?.text).toContain("(messageIntervalMs)");
    expect(findings.get("configuration.categoryID")?.text).toContain("categoryID");
    expect(findings.get("userToken")).toMatchObject({ state: "ok" });
  });

  it("that lacks what another field needs is gone on with", async () => {
    const { create, glpi } = makeGlpi(11);
    const findings = await check({ ...create, afterCreated: "transfer" }, { fetch: glpi.fetch });
    expect(findings.get("configuration.afterCreatedQueueId")).toMatchObject({ state: "failed" });
    expect(findings.get("userToken")).toMatchObject({ state: "ok" });
  });

  it("is told of in the language of the operator's screen", async () => {
    const { create, glpi } = makeGlpi(11);
    const findings = await check({ ...create, maxFileMb: 0, locale: "en" }, { fetch: glpi.fetch, locale: "es" });
    expect(findings.get("configuration.maxFileMb")).toMatchObject({
      mend: "Corrija este campo en el formulario de la integración.",
    });
    expect(findings.get("address")?.text).toBe("glpi.example.test responde.");
    expect(findings.get("api")?.text).toBe("La API REST está activada.");
  });

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a text", '{"type":"glpi-create-ticket"}'],
    ["a list", []],
    ["unreadable", unreadable],
    ["another type", { type: "jira" }],
  ])("that is %s is said to be none, and nobody is asked", async (_what, raw) => {
    let asked = 0;
    const findings = await check(raw, {
      fetch: async () => {
        asked += 1;
        throw new Error("asked");
      },
    });
    expect(findings.list[0]).toMatchObject({ state: "failed", text: expect.stringMatching(/objeto|Tipo|preencha/) });
    expect(findings.get("address")).toMatchObject({ state: "skipped" });
    expect(asked).toBe(0);
  });

  it("without a readable address or tokens asks nobody, and shows no token", async () => {
    const { create, glpi } = makeGlpi(11);
    const raw = { ...create, url: "glpi.example.test", userToken: "with a blank" };
    const findings = await check(raw, { fetch: glpi.fetch });
    expect(findings.get("configuration.url")?.text).toContain("https://glpi.example.test/apirest.php");
    expect(findings.get("configuration.userToken")).toMatchObject({ state: "failed" });
    expect(JSON.stringify(findings.list)).not.toContain("with a blank");
    expect(glpi.requests).toEqual([]);
  });

  it.each([
    ["url", "https://someone:secret-word@glpi.example.test/apirest.php"],
    ["url", "https://glpi.example.test/apirest.php?user_token=secret-word"],
    ["url", "secret-word"],
    ["userToken", "secret-\nword"],
    ["appToken", "secret-word\u0000"],
  ])("whose %s is %j repeats no secret, and asks nobody", async (key, value) => {
    const { create, glpi } = makeGlpi(11);
    const findings = await check({ ...create, [key]: value }, { fetch: glpi.fetch });
    expect(findings.get(`configuration.${key}`)).toMatchObject({ state: "failed" });
    expect(JSON.stringify(findings.list)).not.toContain("secret-");
    expect(glpi.requests).toEqual([]);
  });

  it("whose queues Whazing does not know yet is looked at like any other: nobody is asked for them", async () => {
    const { create, glpi } = makeGlpi(11);
    const raw = { ...create, errorQueueId: 999, afterCreated: "transfer", afterCreatedQueueId: "not-there" };
    const findings = await check(raw, { fetch: glpi.fetch });
    expect(findings.get("configuration")).toMatchObject({ state: "ok" });
    expect(findings.get("userToken")).toMatchObject({ state: "ok" });
  });
});
