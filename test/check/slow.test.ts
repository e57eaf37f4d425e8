import { beforeEach, describe, expect, it } from "vitest";
import type { FetchLike } from "../../src/glpi/fetch-like.js";
import type { GlpiSimulator } from "../../src/testing/index.js";
import { useFakeClock } from "../fake-clock.js";
import { check, leastRights, makeGlpi } from "./checking.js";

useFakeClock();

describe("a GLPI that is slow", () => {
  /** When it was asked first: until then modules may be loaded. */
  let askedAt: number | undefined;
  beforeEach(() => {
    askedAt = undefined;
  });
  const took = () => Date.now() - (askedAt ?? Number.NaN);

  /** It answers each request after so long. */
  const slow =
    (glpi: GlpiSimulator, ms: (path: string) => number): FetchLike =>
    async (input, init) => {
      askedAt ??= Date.now();
      const request = new Request(input, init);
      await new Promise((resolve) => setTimeout(resolve, ms(new URL(request.url).pathname)));
      return glpi.fetch(request);
    };

  it("at each request is not waited for longer than four times the limit of one, and what was heard is told", async () => {
    const { create, glpi } = makeGlpi(11);
    const findings = await check(create, { fetch: slow(glpi, () => 4_000), timeoutMs: 5_000, phone: "5531987654321" });
    expect(took()).toBeLessThanOrEqual(21_000);
    expect(findings.get("userToken")).toMatchObject({ state: "ok" });
    expect(findings.get("rights.ticketCreate")).toMatchObject({ state: "ok" });
    expect(findings.get("person")).toMatchObject({ state: "failed", text: expect.stringContaining("20 segundos") });
  });

  it("at the door is given up as one that does not answer", async () => {
    const { create, glpi, acme, globex, profile } = makeGlpi(11);
    const profiles = [acme, globex].map(({ id }) => ({ profileId: profile.id, entityId: id }));
    glpi.addUser({ login: "two", apiToken: "two", entityId: acme.id, profiles });
    glpi.faults.status(500, { when: ({ path }) => path === "/getGlpiConfig" });
    const raw = { ...create, userToken: "two" };
    const findings = await check(raw, { fetch: slow(glpi, () => 4_900), timeoutMs: 5_000 });
    expect(took()).toBeLessThanOrEqual(21_000);
    expect(findings.get("address")).toMatchObject({ state: "failed", text: expect.stringContaining("20 segundos") });
  });

  it("deletes the ticket for trial all the same", async () => {
    const { create, glpi } = makeGlpi(11, { ...leastRights, ticket: (leastRights.ticket ?? 0) | 16 });
    const fetch = slow(glpi, (path) => (path.endsWith("/Ticket") ? 4_900 : 4_500));
    const findings = await check(create, { fetch, timeoutMs: 5_000, write: true, phone: "5531987654321" });
    expect(findings.get("write")).toMatchObject({ state: "ok" });
    expect(findings.get("person")).toMatchObject({ state: "failed" });
    expect(glpi.tickets).toEqual([]);
  });
});
