import { describe, expect, it } from "vitest";
import type { FetchLike } from "../../src/glpi/fetch-like.js";
import { GlpiSimulator } from "../../src/testing/index.js";
import { useFakeClock } from "../fake-clock.js";
import { check, makeGlpi, troubles } from "./checking.js";

useFakeClock();

/** GLPI, whose answers to a path are changed. */
function changed(glpi: GlpiSimulator, ending: string, change: (text: string) => string): FetchLike {
  return async (input, init) => {
    const request = new Request(input, init);
    const response = await glpi.fetch(request);
    if (!new URL(request.url).pathname.endsWith(ending)) return response;
    return new Response(change(await response.text()), { status: response.status, headers: response.headers });
  };
}

describe.each([10, 11] as const)("of a GLPI %i", (version) => {
  it("whose API user has what the docs ask for, nothing fails, and nothing is written", async () => {
    const { create, glpi } = makeGlpi(version);
    glpi.addUser({ login: "ana", mobile: "31 98765-4321" });
    const findings = await check(create, { fetch: glpi.fetch });
    expect(troubles(findings.list)).toEqual([
      // The least rights do not hold it.
      "newRequesterProfile skipped",
      "template skipped",
      // As GLPI comes.
      "files.size warning",
      "files.types warning",
      ...(version === 11 ? ["webhooks skipped"] : []),
    ]);
    expect(glpi.requests.map(({ method }) => method)).toEqual(glpi.requests.map(() => "GET"));
    expect(glpi.requests.length).toBeLessThanOrEqual(16);
  });

  it("the version is told", async () => {
    const { create, glpi } = makeGlpi(version);
    const findings = await check(create, { fetch: glpi.fetch });
    const text = version === 10 ? "GLPI 10.0.14." : "GLPI 11.0.6.";
    expect(findings.get("version")).toMatchObject({ state: "ok", text });
  });

  it("PHP's messages before its answers are told", async () => {
    const { create, glpi } = makeGlpi(version);
    const clean = await check(create, { fetch: glpi.fetch });
    expect(clean.get("noise")).toMatchObject({ state: "ok" });
    const noise = "<br />\n<b>Deprecated</b>: x in <b>y.php</b> on line <b>1</b><br />\n";
    const fetch = changed(glpi, "/getMyEntities", (text) => noise + text);
    const findings = await check(create, { fetch });
    expect(findings.get("noise")).toMatchObject({ state: "warning", mend: expect.stringContaining("display_errors") });
    expect(findings.get("entities")).toMatchObject({ state: "ok" });
  });

  it("webhooks are told of where there are any", async () => {
    const { create, glpi } = makeGlpi(version);
    const findings = await check(create, { fetch: glpi.fetch });
    if (version === 10) expect(findings.has("webhooks")).toBe(false);
    else expect(findings.get("webhooks")?.text).toMatch(/porta.*cron/);
  });

  it("what it does not answer later on fails by itself", async () => {
    const { create, glpi } = makeGlpi(version);
    glpi.faults.status(500, { when: ({ path }) => path === "/getMyEntities" });
    const findings = await check(create, { fetch: glpi.fetch });
    expect(findings.get("entities")).toMatchObject({ state: "failed", text: expect.stringContaining("UNAVAILABLE") });
    expect(findings.get("rights.ticketCreate")).toMatchObject({ state: "ok" });
  });
});

describe("the version", () => {
  it.each([
    ["9.5.13", "failed"],
    ["12.0.0", "warning"],
    ["10.0.18", "ok"],
  ])("%s is %s", async (told, state) => {
    const { create, glpi } = makeGlpi(10);
    const fetch = changed(glpi, "/getGlpiConfig", (text) => text.replace("10.0.14", told));
    const findings = await check(create, { fetch });
    expect(findings.get("version")).toMatchObject({ state, text: expect.stringContaining(told) });
  });

  it("that is not told is read from how it behaves", async () => {
    const { create, glpi } = makeGlpi(11);
    const fetch = changed(glpi, "/getGlpiConfig", () => '{"cfg_glpi":{}}');
    const findings = await check(create, { fetch });
    expect(findings.get("version")).toMatchObject({ state: "ok", text: expect.stringContaining("como o 11") });
  });
});

describe("GLPI's clock", () => {
  const MINUTE = 60_000;

  async function clockOf(differenceMs: number, timeZone: string) {
    const glpi = new GlpiSimulator({ version: 11, now: () => new Date(Date.now() + differenceMs) });
    const { url, appToken, userToken } = glpi;
    const raw = { type: "glpi-create-ticket", name: "GLPI", url, appToken, userToken, timeZone };
    return check(raw, { fetch: glpi.fetch });
  }

  it.each([
    [0, "UTC", "ok", "ok"],
    [-180 * MINUTE, "America/Sao_Paulo", "ok", "ok"],
    [-180 * MINUTE + 60_000, "America/Sao_Paulo", "ok", "ok"],
    [0, "America/Sao_Paulo", "ok", "warning"],
    [330 * MINUTE, "Asia/Kolkata", "ok", "ok"],
    [4 * MINUTE, "UTC", "warning", "ok"],
    [-4 * MINUTE, "UTC", "warning", "ok"],
  ])("that is %i ms ahead of UTC, in a configuration of %s: clock %s, zone %s", async (ms, zone, clock, timeZone) => {
    const findings = await clockOf(ms, zone);
    expect(findings.get("clock")).toMatchObject({ state: clock });
    expect(findings.get("timeZone")).toMatchObject({ state: timeZone });
  });

  it("is said to be fast or slow, and by how much", async () => {
    expect((await clockOf(4 * MINUTE, "UTC")).get("clock")?.text).toContain("4 min adiantado");
    expect((await clockOf(-5 * MINUTE, "UTC")).get("clock")?.text).toContain("5 min atrasado");
    const zone = (await clockOf(0, "America/Sao_Paulo")).get("timeZone");
    expect(zone?.text).toContain("UTC+00:00");
    expect(zone?.text).toContain("UTC-03:00");
  });

  it("that is not told is skipped", async () => {
    const { create, glpi } = makeGlpi(11);
    const fetch = changed(glpi, "/initSession", (text) => text.replace("glpi_currenttime", "x"));
    expect((await check(create, { fetch })).get("clock")).toMatchObject({ state: "skipped" });
  });
});
